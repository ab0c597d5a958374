import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { whoReadsNotes } from '../../../src/messages/who-reads-notes.ts';
import { undoChange } from '../../../src/store/touchpoints/undo.ts';
import { fromMore } from '../../support/card-menu.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
const me = await rapport.member(rapport.priya);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
const mine = await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Dana Cruz',
  'Zoe Muller, Muller Bau',
  'Ines Roy',
]);
const his = await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);
const dana = mine['Dana Lee']!;
const rosa = his['Rosa Diaz']!;

const other = await db.query<{ id: number }>(
  `with b as (insert into branch (channel_id, name, zone) values ('C0ELSE', 'Elsewhere', 'America/Chicago') returning id)
   insert into partner (branch_id, name, company, name_key, phone, entered_on)
   select id, 'Hidden Person', 'Secret Co', 'hidden person', '555-0199', '2026-01-01' from b returning id`,
);
const hidden = String(other[0]!.id);

type Person = typeof priya;
const card = (who: Person = priya) => (who.view() ? readable(who.view()!) : '');
const shows = (text: string | RegExp, who: Person = priya) =>
  vi.waitFor(() => expect(card(who)).toMatch(text));
const find = (name: string, who: Person = priya) => who.command('/partner', name, rapport.channel);
const open = async (name: string, who: Person = priya) => {
  while (who.view()) await who.closeView({ all: true });
  await find(name, who);
  await shows(/== Partner ==/, who);
};
const undo = async () => {
  await priya.press({ actionId: cardActions.undo });
  await shows('Undone.');
};
const one = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await db.query<Row>(sql, values))[0]!;
const relationship = (partner: string) =>
  one<{ tier: string; archivedOn: string | null; touchDue: string | null }>(
    `select r.tier, r.archived_on as "archivedOn", r.touch_due as "touchDue" from relationship r
       join partner p on p.id = r.partner_id join member m on m.id = r.owner_id
      where p.name = $1 and m.name = 'Priya Patel'`,
    [partner],
  );

describe('/partner NAME', () => {
  test('shows the partner’s card: who they are, tier, both due days, and what was said last, with one row of controls', async () => {
    await open('dana lee');
    expect(card()).toBe(
      [
        '== Partner ==',
        '*Dana Lee* · Lee & Co',
        'Core · in person by Wed, Jun 10',
        '[Log] [Plan] ⌄ Snooze ⌄ More',
        'Feedback: unknown (no one has asked yet)  [History]',
        whoReadsNotes,
        '[Close]',
      ].join('\n'),
    );
    await priya.closeView();
    await priya.command('/touchpoint', 'coffee with Dana Lee, she hired two agents', rapport.channel);
    await open('dana lee');
    expect(card()).toContain('Core · talk by Thu, Jul 9 · in person by Mon, Aug 10');
    expect(card()).toContain('Last: coffee today (you). “she hired two agents”');
    expect(card()).toContain('\nTue, Jun 9 · Coffee · you  [⋯ Edit… · Delete · Add a note…]\n');
    expect(card()).toContain('warmth: steady');
  });

  test('asks which of several partners is meant and opens the chosen one', async () => {
    while (priya.view()) await priya.closeView();
    await find('dana');
    expect(card()).toContain('2 partners match “dana”:');
    await priya.press({ actionId: cardActions.open, value: String(mine['Dana Cruz']) });
    await shows('Dana Cruz');
    expect(fromMore(priya, 'edit').value).toBe(`${mine['Dana Cruz']}.edit`);
  });

  test('finds partners regardless of accents, and by company', async () => {
    await open('zoé');
    expect(card()).toContain('Zoe Muller');
    await open('diaz homes');
    expect(card()).toContain('Rosa Diaz');
  });

  test('says that no partner has that name and adds one with one press', async () => {
    while (priya.view()) await priya.closeView();
    await find('Quentin Abbot');
    const message = priya.messages(rapport.channel).at(-1)!;
    expect(readable(message)).toContain('I can’t find “Quentin Abbot”');
    await priya.press({ message, actionId: cardActions.add });
    expect(card()).toContain('Add a partner');
    expect(priya.view()?.definition.blocks[0]).toMatchObject({ element: { initial_value: 'Quentin Abbot' } });
    await priya.closeView();
  });

  test('without a name says what it can do', async () => {
    const reply = await priya.command('/partner', '', rapport.channel);
    expect(JSON.stringify(reply)).toContain('/partner add');
  });
});

describe('the card of a colleague’s partner', () => {
  test('shows name, company, owner, and day of last contact, but nothing that was said', async () => {
    await sam.command('/touchpoint', 'lunch with Rosa Diaz, her father is ill', rapport.channel);
    await db.query(`update partner set phone = '555-0190', growing = 'a second office' where id = $1`, [
      rosa,
    ]);
    await open('rosa diaz');
    expect(card()).toContain('Owner: *Sam Cole* · last contact today');
    expect(card()).toContain(
      'Notes, phone numbers, and promises are visible to the owner, their cover, the branch manager, and program leads.',
    );
    expect(card()).not.toContain(whoReadsNotes);
    expect(JSON.stringify(priya.view())).not.toMatch(/father|555-0190|second office|Edit|[Ww]armth/);
  });

  test('taken on too has its own clocks; the colleague’s contact shows but resets none of mine', async () => {
    await open('rosa diaz');
    await priya.press({ actionId: cardActions.takeOn });
    await shows('Now yours (core).');
    expect(card()).toMatch(/Core · (?:talk by \w+, Jun \d+ · )?in person by \w+, Jun 1\d\n/);
    expect(card()).toContain('Sam Cole also knows them (core), last met today');
    expect(card()).toContain('Tue, Jun 9 · Lunch · Sam Cole');
    expect(card(), 'what a colleague heard stays theirs').not.toContain('father');
    const [before] = await db.query(
      'select touch_due from relationship r join member m on m.id = r.owner_id where partner_id = $1 and m.name = $2',
      [rosa, 'Sam Cole'],
    );
    await priya.command('/touchpoint', 'called Rosa Diaz', rapport.channel);
    expect(
      await db.query(
        'select touch_due from relationship r join member m on m.id = r.owner_id where partner_id = $1 and m.name = $2',
        [rosa, 'Sam Cole'],
      ),
    ).toEqual([before]);
    expect(
      await db.query(
        'select touch_due from relationship r join member m on m.id = r.owner_id where partner_id = $1 and m.name = $2',
        [rosa, 'Priya Patel'],
      ),
    ).toEqual([{ touch_due: '2026-07-09' }]);
    await open('rosa diaz');
    // A meeting that is due before the talk is the talk as well.
    expect(card()).toContain('Core · in person by Thu, Jun 11\n');
    expect(card()).toContain('Last: call today (you).');
  });

  test('a touchpoint that both attended counts for both', async () => {
    await open('rosa diaz');
    await priya.press({ actionId: cardActions.log });
    await shows('Log a touchpoint');
    await priya.press({ actionId: 'touchpoint.more' });
    await priya.submit(priya.view()!, { how: 'visit', along: [rapport.sam.id] });
    await shows('Logged.');
    expect(
      await db.query('select last_face_on as "on" from relationship where partner_id = $1 order by id', [
        rosa,
      ]),
    ).toEqual([{ on: '2026-06-09' }, { on: '2026-06-09' }]);
    expect(card()).toContain('Tue, Jun 9 · Met · you and Sam Cole');
  });

  test('the manager reads all of it', async () => {
    await open('rosa diaz', ada);
    expect(card(ada)).toContain('her father is ill');
    expect(card(ada)).toMatch(/\nCore · .* · owner: Sam Cole\n/);
    expect(card(ada)).not.toContain('Snooze');
  });

  test('the manager adds them to their own book from More, once', async () => {
    await open('rosa diaz', ada);
    expect(card(ada), 'the row has no room for it on a phone').not.toContain('[Add to my book]');
    await ada.press(fromMore(ada, 'take on'));
    await shows('Now yours (core).', ada);
    expect(() => fromMore(ada, 'take on')).toThrow();
    await ada.press({ actionId: cardActions.undo });
    await shows('Undone.', ada);
    await shows('[Bring back]', ada);
  });
});

describe('Edit', () => {
  test('keeps the person when the company changes, and can be undone within the hour', async () => {
    await open('dana lee');
    await priya.press(fromMore(priya, 'edit'));
    await shows('Edit partner');
    await priya.submit(priya.view()!, {
      'company.1': 'Reed Homes',
      'phone.1': '(813) 555-0142',
      'email.1': 'Dana@Example.com',
      'birthday.1': '9 June',
    });
    await shows('changed company to Reed Homes');
    expect(card()).toContain('Reed Homes');
    expect(card()).toContain('813-555-0142');
    expect(card()).toContain('dana@example.com');
    expect(card()).toContain('\nBirthday Jun 9 · feedback');
    const links = JSON.stringify(priya.view()!.definition.blocks);
    expect(links).toContain('<tel:+18135550142|813-555-0142> · <mailto:dana@example.com|dana@example.com>');
    await undo();
    expect(card()).toContain('Lee & Co');
    expect(card()).not.toContain('555-0142');
  });

  test('shows errors at their fields and loses nothing', async () => {
    await open('dana cruz');
    await priya.press(fromMore(priya, 'edit'));
    const bad = {
      'phone.1': '12',
      'email.1': 'dana',
      'birthday.1': 'Jun 31',
      'growing.1': 'SSN 123-45-6789',
    };
    const outcome = await priya.submit(priya.view()!, bad);
    expect(outcome).toMatchObject({ outcome: 'errors' });
    expect(Object.keys((outcome as { errors: object }).errors).sort()).toEqual(Object.keys(bad).sort());
    await priya.closeView({ all: true });
  });

  test.each([
    ['8.13555E+09', 'A spreadsheet shortened this number. Enter all its digits, like 813-555-0142.'],
    ['813-555-014', 'Digits are missing. Enter the whole number, like 813-555-0142.'],
    ['555-555-5555', 'Enter a phone number, like 813-555-0142. Start one from abroad with +.'],
  ])('says at the field what is wrong with the phone %s', async (phone, error) => {
    await open('dana cruz');
    await priya.press(fromMore(priya, 'edit'));
    const outcome = await priya.submit(priya.view()!, { 'phone.1': phone });
    expect(outcome).toMatchObject({ outcome: 'errors', errors: { 'phone.1': error } });
    await priya.closeView({ all: true });
  });

  test('of something else leaves a phone from a time with other rules as it is', async () => {
    await db.query(`update partner set phone = '44 20 7946 0100' where id = $1`, [mine['Ines Roy']]);
    await open('ines');
    await priya.press(fromMore(priya, 'edit'));
    await priya.submit(priya.view()!, { 'growing.1': 'a second office' });
    await shows('Saved');
    expect(await one('select phone, phone_numbers from partner where id = $1', [mine['Ines Roy']])).toEqual({
      phone: '44 20 7946 0100',
      phone_numbers: [],
    });
    await undo();
  });

  test('by two people at the same time shows the second what changed and lets them choose', async () => {
    await open('dana cruz');
    await priya.press(fromMore(priya, 'edit'));
    await open('dana cruz', ada);
    await ada.press(fromMore(ada, 'edit'));
    await ada.submit(ada.view()!, { 'phone.1': '555-0150', 'company.1': 'Cruz Build' });
    await shows('Saved', ada);
    const outcome = await priya.submit(priya.view()!, {
      'company.1': 'Cruz & Sons',
      'email.1': 'cruz@example.com',
    });
    expect(outcome).toMatchObject({ outcome: 'updated' });
    expect(card()).toContain('Not saved yet.* Ada Ruiz changed this partner while you were editing:');
    expect(card()).toContain('• company: Cruz Build');
    expect(card()).toContain('• phone: 555-0150');
    const typed = (id: string) =>
      (priya.view()!.definition.blocks as { block_id?: string; element?: { initial_value?: string } }[]).find(
        (block) => block.block_id === id,
      )?.element?.initial_value;
    expect([typed('company.2'), typed('phone.2'), typed('email.2')]).toEqual([
      'Cruz & Sons',
      '555-0150',
      'cruz@example.com',
    ]);
    await priya.submit(priya.view()!);
    await shows('Saved');
    expect(await one('select company, phone, email from partner where id = $1', [mine['Dana Cruz']])).toEqual(
      {
        company: 'Cruz & Sons',
        phone: '555-0150',
        email: 'cruz@example.com',
      },
    );
  });
});

describe('/partner add', () => {
  const add = async (fields: Record<string, string>) => {
    while (priya.view()) await priya.closeView();
    await find('add');
    return priya.submit(priya.view()!, fields);
  };

  test('fills in what was typed', async () => {
    while (priya.view()) await priya.closeView();
    await find('add Grant Hale, Hale Homes, cell 813-555-0166 x4');
    await priya.submit(priya.view()!);
    await shows('Added to your partners');
    expect(card()).toContain('Hale Homes');
    expect(JSON.stringify(priya.view()!.definition.blocks)).toContain(
      '<tel:+18135550166;ext=4|813-555-0166 x4>',
    );
    expect(await one(`select company, phone from partner where name = 'Grant Hale'`)).toEqual({
      company: 'Hale Homes',
      phone: '813-555-0166 x4',
    });
    await open('(813) 555-0166');
    expect(card()).toContain('Grant Hale');
  });

  test('a number that can’t be dialed goes into its field, and is told of there', async () => {
    while (priya.view()) await priya.closeView();
    await find('add Grant Hull, Hull Homes, 813-555-016');
    expect(card()).toContain('813-555-016: Digits are missing. Enter the whole number, like 813-555-0142.');
    const problem = JSON.stringify(await priya.submit(priya.view()!));
    expect(problem).toContain('"phone":"Digits are missing. Enter the whole number, like 813-555-0142."');
    await priya.submit(priya.view()!, { phone: '813-555-0167' });
    await shows('Added to your partners');
    expect(await one(`select company, phone from partner where name = 'Grant Hull'`)).toEqual({
      company: 'Hull Homes',
      phone: '813-555-0167',
    });
  });

  test('adds a partner with tier and clocks and shows the card', async () => {
    await add({ name: 'Tom Okafor', company: 'Okafor Law', kind: 'divorce attorney', tier: 'inner' });
    await shows('Added to your partners (inner circle).');
    expect(card()).toContain('Okafor Law · divorce attorney');
    expect(card()).toMatch(/\nInner circle · talk by /);
  });

  test.each([
    ['name and company', { name: 'tom okafor', company: 'OKAFOR LAW' }, 'Same name and company'],
    ['phone', { name: 'D. Cruz', phone: '(813) 555-0177' }, 'Same phone number'],
    ['email', { name: 'Someone Else', email: 'CRUZ@example.com' }, 'Same email'],
    ['a slip', { name: 'Tom Okafar', company: 'Okafor Law' }, 'May be the same person'],
  ])('offers an existing partner, found by %s', async (_, fields, because) => {
    await db.query(
      `update partner set phone = '+1 813 555 0177', phone_numbers = '{+18135550177}' where id = $1`,
      [mine['Dana Cruz']],
    );
    await add(fields);
    expect(card()).toContain('Already here?');
    expect(card()).toContain(because);
    await priya.press({ actionId: cardActions.open });
    await shows(/== Partner ==/);
  });

  test('adds a namesake once when asked to', async () => {
    await add({ name: 'Tom Okafor', company: 'Okafor Roofing' });
    expect(card()).toContain('Same name · already yours');
    const view = priya.view()!;
    await Promise.allSettled([priya.submit(view), priya.submit(view)]);
    await vi.waitFor(() =>
      expect(readable(priya.messages(rapport.channel).at(-1)!)).toContain(
        '✓ Added *Tom Okafor* to your partners',
      ),
    );
    expect(await db.query(`select from partner where company = 'Okafor Roofing'`)).toHaveLength(1);
  });

  test('asks which partner to move down when the tier is full', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `Inner Person${'abcdefghi'[index]}`);
    await rapport.book(rapport.priya, names, 'inner');
    await add({ name: 'Nora Quist', tier: 'inner' });
    await shows('*Inner circle is full*: 10 of 10.');
    expect(await db.query(`select from partner where name = 'Nora Quist'`)).toEqual([]);
    const options = JSON.stringify(priya.view()!.definition.blocks);
    const [, down = '', mover = ''] =
      /"text":"(Inner Person\w) · [^"]+"[^}]*\},"value":"(\d+)"/.exec(options) ?? [];
    await priya.submit(priya.view()!, { down: mover });
    await vi.waitFor(() =>
      expect(readable(priya.messages(rapport.channel).at(-1)!)).toContain(
        '✓ Added *Nora Quist* to your partners (inner circle).',
      ),
    );
    expect(await relationship('Nora Quist')).toMatchObject({ tier: 'inner' });
    expect(await relationship(down)).toMatchObject({ tier: 'core' });
  });
});

describe('Change tier', () => {
  test('shows how full each tier is; a full one asks which partner to move down', async () => {
    await open('ines roy');
    await priya.press(fromMore(priya, 'tier'));
    await shows('Change tier');
    expect(JSON.stringify(priya.view()!.definition.blocks)).toContain('Inner circle · 10 of 10');
    await priya.submit(priya.view()!, { tier: 'inner' });
    await shows('*Inner circle is full*: 10 of 10.');
    const down = JSON.stringify(priya.view()!.definition.blocks).match(/"value":"(\d+)"/)![1]!;
    await priya.submit(priya.view()!, { down });
    await shows(/Moved to inner circle\. .+ moved to core\./);
    expect(await relationship('Ines Roy')).toMatchObject({ tier: 'inner' });
    expect(
      await one<{ count: number }>(
        `select count(*)::int as count from relationship r join member m on m.id = r.owner_id
          where m.name = 'Priya Patel' and tier = 'inner' and archived_on is null`,
      ),
    ).toEqual({ count: 10 });
    await undo();
    expect(await relationship('Ines Roy')).toMatchObject({ tier: 'core' });
    expect(
      await one<{ count: number }>(
        `select count(*)::int as count from relationship r join member m on m.id = r.owner_id
          where m.name = 'Priya Patel' and tier = 'inner' and archived_on is null`,
      ),
    ).toEqual({ count: 10 });
  });

  test('lets a lead go over the cap with a reason, which the history keeps', async () => {
    await db.query(`update member set roles = roles || '{lead}' where slack_user_id = $1`, [
      rapport.admin.id,
    ]);
    await open('ines roy', ada);
    const value = `${mine['Ines Roy']}.tier`;
    await ada.press({ actionId: cardActions.more, value });
    await shows('Change tier', ada);
    await ada.submit(ada.view()!, { tier: 'inner', reason: 'Opens the builder market for us' });
    await shows('Moved to inner circle.', ada);
    await ada.press({ actionId: cardActions.history });
    await shows('History', ada);
    expect(card(ada)).toContain('moved from core to inner circle, in Priya Patel’s book');
    expect(card(ada)).toContain('Over the limit: “Opens the builder market for us”');
  });

  test('does not accept a member’s reason for going over the cap', async () => {
    await open('dana cruz');
    await priya.press({ actionId: cardActions.more, value: `${mine['Dana Cruz']}.tier` });
    expect(card()).not.toContain('Over the limit');
    await priya.closeView({ all: true });
  });

  test('fit asks four questions and suggests a tier', async () => {
    await open('dana cruz');
    await priya.press({ actionId: cardActions.more, value: `${mine['Dana Cruz']}.fit` });
    await shows('What’s true of');
    await priya.submit(priya.view()!, { fit: ['buyers', 'natural', 'useful', 'family'] });
    await shows('Fit is 4 of 4, which suggests inner circle');
    expect(JSON.stringify(priya.view())).toContain('Fit: 4 of 4…');
    expect(await relationship('Dana Cruz'), 'a suggestion decides nothing').toMatchObject({ tier: 'core' });
  });
});

describe('archiving and bringing back', () => {
  test('archives, and brings back with Undo or on any later day', async () => {
    await open('dana cruz');
    await priya.press({ actionId: cardActions.more, value: `${mine['Dana Cruz']}.archive` });
    await shows('Archived. Nothing was deleted');
    expect((await relationship('Dana Cruz')).archivedOn).toBe('2026-06-09');
    await undo();
    expect((await relationship('Dana Cruz')).archivedOn).toBeNull();
    await priya.press({ actionId: cardActions.more, value: `${mine['Dana Cruz']}.archive` });
    await shows('[Bring back]');
    await priya.press({ actionId: cardActions.takeOn });
    await shows('Now yours (core).');
    expect((await relationship('Dana Cruz')).archivedOn).toBeNull();
  });

  test('Undo ends after an hour, or as soon as something else was done', async () => {
    await open('zoe muller');
    await priya.press({ actionId: cardActions.more, value: `${mine['Zoe Muller']}.archive` });
    await shows('[Undo]');
    const old = priya.view()!.definition.blocks as { accessory?: { value: string } }[];
    const traceId = old.find((block) => block.accessory)!.accessory!.value;
    await priya.press({ actionId: cardActions.takeOn });
    await shows('Now yours');
    const when = { today: rapport.today(me), now: context.now() };
    expect(await undoChange(db, me, Number(traceId), when)).toEqual({ how: 'changed since' });
    const late = { ...when, now: new Date(when.now.getTime() + 61 * 60_000) };
    expect(await undoChange(db, me, Number(traceId), late)).toEqual({ how: 'too late', action: 'archive' });
    expect(await undoChange(db, await rapport.member(rapport.sam), Number(traceId), when)).toEqual({
      how: 'gone',
    });
  });
});

describe('Later', () => {
  test('postpones, and asks how long a deal or a quiet time lasts', async () => {
    await open('dana lee');
    await priya.press({ actionId: cardActions.later, value: `${mine['Dana Lee']}.next week` });
    await shows('Snoozed until ');
    await priya.press({ actionId: cardActions.later, value: `${mine['Dana Lee']}.quiet` });
    await shows('Quiet until…');
    await priya.submit(priya.view()!, { until: '2026-07-20' });
    await shows('Quiet until Mon, Jul 20');
  });
});

describe('a plan on the card', () => {
  const planned = 'Planned: lunch Thu, Jun 18, 12:30 PM';
  const plansOf = () =>
    db.query('select planned_on::text as on, settled from plan where withdrawn_at is null order by id');
  const planId = async () => (await one<{ id: number }>('select max(id) as id from plan')).id;

  test('is canceled with one choice, and Undo puts it back', async () => {
    await priya.command('/touchpoint', 'lunch with Ines Roy June 18 at 12:30pm', rapport.channel);
    await open('ines roy');
    expect(card()).toContain(`${planned}  ⌄ Move or cancel`);
    const id = await planId();
    await priya.press({ actionId: cardActions.planned, value: `${mine['Ines Roy']}.cancel ${id}` });
    await shows(
      'Canceled: lunch with Ines Roy, Thu, Jun 18, 12:30 PM. Let them know; I don’t contact partners.',
    );
    expect(card()).not.toContain('Planned:');
    expect(await plansOf()).toEqual([{ on: '2026-06-18', settled: 'dropped' }]);
    await priya.press({ actionId: cardActions.undoCancel });
    await shows('Back on: lunch with Ines Roy');
    expect(await plansOf()).toEqual([{ on: '2026-06-18', settled: null }]);
  });

  test('is moved in its form', async () => {
    await open('ines roy');
    await priya.press({ actionId: cardActions.planned, value: `${mine['Ines Roy']}.move ${await planId()}` });
    await shows('Move a plan');
    await shows('*Lunch with Ines Roy* · Thu, Jun 18, 12:30 PM');
    await priya.submit(priya.view()!, { day: '2026-06-19' });
    await shows('Planned: lunch Fri, Jun 19, 12:30 PM');
    expect(await plansOf()).toEqual([
      { on: '2026-06-18', settled: 'moved' },
      { on: '2026-06-19', settled: null },
    ]);
  });

  test('is a colleague’s or the manager’s only to read', async () => {
    await open('ines roy', ada);
    expect(card(ada)).toContain('Planned: lunch Fri, Jun 19, 12:30 PM (Priya Patel)');
    expect(card(ada)).not.toContain('Move or cancel');
    const before = await plansOf();
    for (const [who, user] of [
      [ada, rapport.admin],
      [sam, rapport.sam],
    ] as const) {
      await open('ines roy', who);
      for (const how of ['cancel', 'move', 'back on']) {
        const value = `${mine['Ines Roy']}.${how} ${await planId()}`;
        for (const action of [cardActions.planned, cardActions.undoCancel])
          expect((await forge(rapport, user, who.view()!, action, value)).status).toBe(200);
      }
    }
    expect(await plansOf()).toEqual(before);
  });
});

describe('Merge', () => {
  test('makes one of two entries, shows both histories, and Undo makes two again', async () => {
    const { 'Daniela Leigh': twin } = await rapport.book(rapport.sam, ['Daniela Leigh, Lee and Company']);
    await sam.command('/touchpoint', 'lunch with Daniela Leigh', rapport.channel);
    await db.query(`update partner set phone = '555-0166' where id = $1`, [twin]);
    await open('dana lee', ada);
    await ada.press({ actionId: cardActions.more, value: `${mine['Dana Lee']}.merge` });
    await shows('Which partner is a duplicate', ada);
    await ada.options(ada.view()!, 'partners.other', 'daniela');
    await ada.submit(ada.view()!, { other: String(twin) });
    await shows('Merged Daniela Leigh into Dana Lee.', ada);
    expect(card(ada)).toContain('Also entered as Daniela Leigh');
    expect(card(ada)).toContain('Tue, Jun 9 · Lunch · Sam Cole');
    expect(card(ada)).toContain('555-0166');
    expect(card(ada)).toContain('Sam Cole also knows them (core), last met today');
    expect(await one('select merged_into as "into" from partner where id = $1', [twin])).toEqual({
      into: mine['Dana Lee'],
    });
    await ada.press({ actionId: cardActions.undo });
    await shows('Undone.', ada);
    expect(card(ada)).not.toMatch(/Sam Cole|555-0166/);
    expect(
      await one(
        'select last_face_on as "on", archived_on as "archived" from relationship where partner_id = $1',
        [twin],
      ),
    ).toEqual({ on: '2026-06-09', archived: null });
  });

  test('is refused to someone who looks after only one of them', async () => {
    await rapport.book(rapport.sam, ['Zoe Mueller']);
    const [twin] = await db.query<{ id: number }>(`select id from partner where name = 'Zoe Mueller'`);
    await open('zoe muller');
    await priya.press({ actionId: cardActions.more, value: `${mine['Zoe Muller']}.merge` });
    await priya.options(priya.view()!, 'partners.other', 'zoe');
    const outcome = await priya.submit(priya.view()!, { other: String(twin!.id) });
    expect(JSON.stringify(outcome)).toContain('You can’t merge these partners.');
    await priya.closeView({ all: true });
  });
});

describe('History', () => {
  test('says in words what happened and changed, page by page', async () => {
    await open('dana lee');
    await priya.press({ actionId: cardActions.history });
    await shows('History');
    expect(card()).toContain('*Tue, Jun 9* · Priya Patel · coffee\n“she hired two agents”');
    expect(card()).toContain('Ada Ruiz · ~merged duplicates~ (undone)');
    expect(card()).toContain('Priya Patel · ~changed company to Reed Homes, added birthday Jun 9');
    expect(card()).toContain('Priya Patel · snoozed until Mon, Jun 15');
    await priya.closeView();
    await db.query(
      `with k as (insert into capture (member_id, source, made_at) select $1, 'tap', $2 returning id)
       insert into attempt (capture_id, partner_id, member_id, tried_on) select k.id, $3, $1, '2026-06-01' from k, generate_series(1, 9)`,
      [me.id, context.now(), dana],
    );
    await priya.press({ actionId: cardActions.history });
    await shows('[Older]');
    await priya.press({ actionId: 'history.earlier' });
    await shows('[Newer]');
  });
});

describe('ids the member may not use', () => {
  test.each([hidden, '999999', '0', '-1', 'x', '1e9', `${hidden}.tier`])(
    'the buttons of a card with %s show and change nothing',
    async (value) => {
      const counted = () =>
        one(
          `select (select count(*) from trace) as traces, (select count(*) from relationship_fact) as facts`,
        );
      const before = await counted();
      for (const actionId of Object.values(cardActions)) {
        if (actionId === cardActions.add) continue;
        await open('dana cruz');
        const view = priya.view()!;
        expect((await forge(rapport, rapport.priya, view, actionId, value)).status).toBe(200);
        await vi.waitFor(() => expect(card()).not.toMatch(/Hidden|Secret|555-0199/));
      }
      expect(await counted()).toEqual(before);
    },
  );
});

describe('a plan whose day is over', () => {
  test('is asked about once its day is over, until it is answered', async () => {
    await priya.command('/touchpoint', 'lunch with Dana Lee June 17 at noon', rapport.channel);
    const { id } = await one<{ id: number }>('select max(id) as id from plan');
    const choose = (choice: string) =>
      priya.press({ actionId: cardActions.planned, value: `${mine['Dana Lee']}.${choice} ${id}` });
    const settled = async () =>
      (
        await one<{ settled: string | null }>(
          'select settled from plan where id = (select max(id) from plan)',
        )
      ).settled;
    sandbox.clock.moveTo('2026-06-18T15:00:00Z');
    await open('dana lee');
    expect(card()).toContain('You planned lunch for yesterday, 12:00 PM. Did it happen?  ⌄ Answer');
    await choose('missed');
    await shows('Got it: no lunch with Dana Lee yesterday.');
    expect(await settled()).toBe('missed');
    await priya.press({ actionId: cardActions.undoCancel });
    await shows('Did it happen?');
    expect(await settled()).toBeNull();
    await choose('held');
    await shows('✓ Lunch with Dana Lee: logged.');
    expect(await settled()).toBe('held');
    expect(card()).not.toContain('Did it happen?');
    expect(card()).toContain('Last: lunch yesterday (you)');
  });
});
