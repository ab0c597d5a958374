import { parse } from 'csv-parse/sync';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { csvLine, natural } from '../../../src/domain/csv-cells.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);
await db.query(
  `update partner set phone = '+1 813 555 0142', growing = '=cmd|calc', email = 'dana@example.com' where name = 'Dana Lee'`,
);
await db.query(`update partner set phone = '555-0190' where name = 'Rosa Diaz'`);
await priya.command('/touchpoint', 'coffee with Dana Lee, "her" budget, is tight', rapport.channel);
await priya.command('/touchpoint', 'promised Dana the flyer by Friday', rapport.channel);
await priya.command('/touchpoint', 'lunch with Marcus next Thursday at 12:30', rapport.channel);
await db.query(`update partner set birthday = '06-09' where name = 'Dana Lee'`);
await sam.command('/touchpoint', 'lunch with Rosa Diaz, her father is ill', rapport.channel);

type Person = typeof priya;
const view = (who: Person) => (who.view() ? readable(who.view()!) : '');
const files = () => [...sandbox.world.files.values()].filter((file) => file.completed);
const read = (name: RegExp, from: number) => {
  const file = files()
    .slice(from)
    .find((one) => name.test(one.name))!;
  return {
    file,
    rows: parse(Buffer.from(file.bytes!), { bom: true, columns: true }) as Record<string, string>[],
  };
};
const exported = async (who: Person, scope: string) => {
  const from = files().length;
  await who.command('/partner', 'export', rapport.channel);
  const outcome = await who.submit(who.view()!, { scope });
  if (JSON.stringify(outcome).includes('errors')) return { from, outcome };
  await vi.waitFor(() => expect(files().length).toBeGreaterThan(from), 5000);
  return { from, outcome };
};
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });

describe('/partner export', () => {
  test('sends a member their own book, only to their own messages, with no cell that runs as a formula', async () => {
    const { from } = await exported(priya, 'own');
    const { file, rows } = read(/^partners-/, from);
    expect(file.channels).toEqual([priya.dmChannel]);
    expect(rows.map((row) => row.name)).toEqual(['Dana Lee', 'Marcus Webb']);
    expect(rows[0]).toMatchObject({
      company: 'Lee & Co',
      tier: 'core',
      owner_email: 'priya@example.com',
      phone: "'+1 813 555 0142",
      last_touch_on: '2026-06-09',
      last_kind: 'coffee',
      growing: "'=cmd|calc",
    });
    const touches = read(/^touchpoints-/, from).rows;
    expect(touches).toEqual([
      expect.objectContaining({
        day: '2026-06-09',
        kind: 'meal',
        partner: 'Dana Lee',
        members: 'Priya Patel',
      }),
    ]);
    expect(touches[0]!.note).toContain('her" budget, is tight');
  });

  test('tells the manager about each export of an own book, once', async () => {
    await ticking();
    await ticking();
    const reports = ada
      .messages()
      .map((message) => readable(message))
      .filter((text) => text.includes('exported their own book'));
    expect(reports).toEqual([
      '*Priya Patel* exported their own book on Tue, Jun 9: 2 partners, 1 touchpoint, 1 promise, and 1 plan. That’s allowed. I let you know every time.',
    ]);
    expect(await db.query(`select after->>'scope' as scope from trace where action = 'exported'`)).toEqual([
      { scope: 'own' },
    ]);
  });

  test('sends the branch’s partners to its manager, notes included', async () => {
    const { from } = await exported(ada, 'branch');
    expect(read(/^partners-/, from).rows.map((row) => row.name)).toEqual([
      'Dana Lee',
      'Marcus Webb',
      'Rosa Diaz',
    ]);
    expect(
      read(/^touchpoints-/, from)
        .rows.map((row) => row.note)
        .join(),
    ).toContain('her father is ill');
  });

  test('offers a member only their own, and sends nothing for a forged choice', async () => {
    await sam.command('/partner', 'export', rapport.channel);
    expect(JSON.stringify(sam.view()!.definition)).not.toMatch(/"value":"(?:branch|all)"/);
    const definition = JSON.stringify(sam.view()!.definition).replaceAll('"own"', '"all"');
    sam.view()!.definition = JSON.parse(definition);
    const outcome = await sam.submit(sam.view()!, { scope: 'all' });
    expect(JSON.stringify(outcome)).toContain('You can’t export every branch’s partners.');
    await sam.closeView({ all: true });
  });

  test('is limited to managers when the workspace says so', async () => {
    await db.query(`update workspace set exports = 'managers'`);
    const reply = await sam.command('/partner', 'export', rapport.channel);
    expect(reply.text).toBe(
      'You can’t export a branch’s partners. The branch manager, a program lead, or compliance can.',
    );
    await db.query(`update workspace set exports = 'own'`);
  });

  test('sends all branches to a lead with each partner’s branch, and to compliance without what was said', async () => {
    await db.query(`update member set roles = '{member,lead}' where slack_user_id = $1`, [rapport.admin.id]);
    const lead = await exported(ada, 'all');
    expect(read(/^partners-/, lead.from).rows[0]).toMatchObject({ branch: 'Tampa', name: 'Dana Lee' });
    const noor = sandbox.addUser({ name: 'noor', realName: 'Noor Aziz' });
    await db.query(
      `insert into member (slack_user_id, branch_id, name, zone, state, roles) select $1, id, 'Noor Aziz', zone, 'active', '{compliance}' from branch`,
      [noor.id],
    );
    const actor = sandbox.as(noor);
    const from = files().length;
    await actor.command('/partner', 'export');
    await actor.submit(actor.view()!, { scope: 'all' });
    await vi.waitFor(() => expect(files().length).toBe(from + 2), 5000);
    const rows = [...read(/^partners-/, from).rows, ...read(/^touchpoints-/, from).rows];
    expect(JSON.stringify(rows)).toContain('Rosa Diaz');
    expect(JSON.stringify(rows)).not.toMatch(/555|father|budget|dana@|calc/);
    expect(view(actor)).toBe('');
  });

  test('sends promises, plans, and feedback to who may read them, one’s own to a member', async () => {
    const said = async (who: Person, scope: string) => {
      const { from } = await exported(who, scope);
      const texts = (name: RegExp, column: string) =>
        files()
          .slice(from)
          .some((one) => name.test(one.name))
          ? read(name, from).rows.map((row) => row[column])
          : null;
      return [texts(/^promises-/, 'promise'), texts(/^plans-/, 'time'), texts(/^feedback-/, 'feedback')];
    };
    const [rosa] = await db.query<{ id: number }>(`select id from partner where name = 'Rosa Diaz'`);
    const say = async (text: string, by: string, about: string | null) =>
      db.query(
        `with c as (insert into capture (member_id, source, made_at) select id, 'modal', now() from member where name = $2 returning id)
         insert into feedback (capture_id, partner_id, member_id, heard_on, text, about_id)
         select c.id, $4::int, m.id, '2026-06-09', $1, a.id from c join member m on m.name = $2
           left join member a on a.name = $3`,
        [text, by, about, rosa!.id],
      );
    await say('letters are slow', 'Sam Cole', null);
    await say('Sam never calls back', 'Priya Patel', 'Sam Cole');
    await say('Ada is hard to reach', 'Sam Cole', 'Ada Ruiz');
    await db.query(`update member set roles = '{member,manager}' where name = 'Ada Ruiz'`);
    expect(await said(priya, 'own')).toEqual([['the flyer'], ['12:30'], ['Sam never calls back']]);
    expect(await said(sam, 'own')).toEqual([null, null, ['letters are slow', 'Ada is hard to reach']]);
    // No one reads what was said about themselves before it is shared.
    expect(await said(ada, 'branch')).toEqual([
      ['the flyer'],
      ['12:30'],
      ['letters are slow', 'Sam never calls back'],
    ]);
    await db.query(
      `update feedback set shared_at = now(), answerer_id = (select id from member where name = 'Ada Ruiz') where text like 'Ada is%'`,
    );
    expect((await said(ada, 'branch'))[2]).toHaveLength(3);
  });

  test('sends one’s own partners as contacts for a phone, and tells the manager', async () => {
    const { from } = await exported(priya, 'contacts');
    const [file] = files().slice(from);
    expect(file!.name).toMatch(/^partners-2026-06-09\.vcf$/);
    expect(file!.channels).toEqual([priya.dmChannel]);
    const cards = new TextDecoder().decode(file!.bytes);
    expect(cards.match(/^FN:.*(?=\r)/gm)).toEqual(['FN:Dana Lee', 'FN:Marcus Webb']);
    expect(cards).toContain('TEL;TYPE=VOICE:+18135550142\r\n');
    expect(cards).toContain('BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-09\r\n');
    expect(cards).not.toContain('calc');
    await ticking();
    expect(
      ada
        .messages()
        .map((message) => readable(message))
        .join('\n'),
    ).toContain('*Priya Patel* exported their own book on Tue, Jun 9: 2 contact cards. That’s allowed.');
  });

  test('offers contacts and own books to managers alone when the workspace says so, and no contacts to compliance', async () => {
    await db.query(`update workspace set exports = 'managers'`);
    await ada.command('/partner', 'export', rapport.channel);
    expect(JSON.stringify(ada.view()!.definition)).toContain('as contacts for my phone');
    await ada.closeView({ all: true });
    expect((await sam.command('/partner', 'export', rapport.channel)).text).toContain('You can’t export');
    await db.query(`update workspace set exports = 'own'`);
    const noor = sandbox.as([...sandbox.world.users.values()].find(({ name }) => name === 'noor')!);
    await noor.command('/partner', 'export');
    expect(JSON.stringify(noor.view()!.definition)).not.toContain('contacts');
    await noor.closeView({ all: true });
  });

  test('shows compliance who exported what, without a word of it', async () => {
    const noor = sandbox.as([...sandbox.world.users.values()].find(({ name }) => name === 'noor')!);
    await noor.openHome();
    const shown = readable(noor.home()!);
    expect(shown).toContain('Recent exports');
    expect(shown).toContain('Tue, Jun 9: *Priya Patel*, own book: 2 contact cards');
    expect(shown).toContain(
      '*Ada Ruiz*, Tampa: 3 partners, 2 touchpoints, 1 promise, 1 plan, and 3 pieces of feedback',
    );
    expect(shown).toContain('*Noor Aziz*, all branches: 3 partners and 2 touchpoints\n');
    expect(shown).not.toMatch(/Dana|Rosa|flyer|letters/);
  });

  test('of all branches has no phones and notes for a manager who may take them out only as compliance', async () => {
    const noor = sandbox.as([...sandbox.world.users.values()].find(({ name }) => name === 'noor')!);
    await db.query(
      `insert into branch (name, channel_id, zone, manager_id)
       select 'Ocala', 'C0OCALA', zone, id from member where slack_user_id = $1`,
      [noor.user.id],
    );
    await db.query(
      `update member set roles = '{member,compliance}', branch_id = (select id from branch where name = 'Ocala') where slack_user_id = $1`,
      [noor.user.id],
    );
    const from = files().length;
    await noor.command('/partner', 'export', noor.dmChannel);
    await noor.submit(noor.view()!, { scope: 'all' });
    await vi.waitFor(() => expect(files().length).toBeGreaterThan(from + 1), 5000);
    const rows = [...read(/^partners-/, from).rows, ...read(/^touchpoints-/, from).rows];
    expect(JSON.stringify(rows)).toContain('Rosa Diaz');
    expect(JSON.stringify(rows)).not.toMatch(/555|father|budget|dana@|calc/);
    expect(files().length).toBe(from + 2);
  });

  test('produces a file that can be imported again unchanged', () => {
    for (const cell of [
      '=1+1',
      '+1 813 555 0142',
      '-x',
      '@name',
      '\tx',
      "'quoted'",
      "'",
      'plain',
      'a,"b"\nc',
    ]) {
      const [[back]] = parse(csvLine([cell])) as string[][] & [[string]];
      expect(natural(back!)).toBe(cell);
      expect(back!).not.toMatch(/^[=+\-@\t\r]/);
    }
  });
});
