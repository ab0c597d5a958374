import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { unfoldMore, unfoldPaid } from '../../../src/slack/touchpoints/touchpoint-fields.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb, Webb Builders']);
const sams = await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);

const open = async () => {
  await priya.command('/touchpoint', '', rapport.channel);
  return priya.view()!;
};
/** Presses a button that unfolds fields and waits until they are drawn. */
async function unfolding(actionId: string, drawn: string): Promise<void> {
  await priya.press({ view: priya.view()!, actionId });
  await sandbox.until(() => readable(priya.view()!).includes(drawn));
}
const messageWith = (text: string) =>
  sandbox.until(() => priya.messages(rapport.channel).find((message) => readable(message).includes(text)));
const pick = async (query: string, option = 0) => {
  const { options } = await priya.options(priya.view()!, 'partners', query);
  return String(options[option]!.value);
};
const count = async (what: string) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n;

describe('/touchpoint without words', () => {
  test('needs two choices; the rest is prefilled', async () => {
    await open();
    await priya.submit(priya.view()!, { partners: [await pick('dana')], how: 'call' });
    const answer = await messageWith('✓ Talked with Dana Lee · today, Tue, Jun 9');
    expect(readable(answer)).toContain('Next: in person by Wed, Jun 10');
  });

  test('unfolds both parts when both buttons are pressed at the same moment', async () => {
    const view = await open();
    const press = (actionId: string) => priya.press({ view, actionId });
    await Promise.all([press(unfoldMore), press(unfoldPaid)]);
    await sandbox.until(() => {
      const text = readable(priya.view()!);
      return text.includes('Did you promise something?') && text.includes('How much did we pay?');
    });
    await priya.closeView();
  });

  test('lists the member’s own partners first, then the branch’s, then offers to add one', async () => {
    await open();
    const own = await priya.options(priya.view()!, 'partners', '');
    // Marcus is due sooner: Dana was just called.
    expect(own.options.map((option) => option.value)).toEqual(
      [mine['Marcus Webb'], mine['Dana Lee']].map(String),
    );
    const branch = await priya.options(priya.view()!, 'partners', 'diaz');
    expect(branch.options.map((option) => option.value)).toEqual([String(sams['Rosa Diaz']), 'new:diaz']);
    const unknown = await priya.options(priya.view()!, 'partners', 'Jane Roe, Roe Realty');
    expect(unknown.options.map((option) => option.text.text)).toEqual(['Add Jane Roe, Roe Realty']);
    await priya.closeView();
  });

  test('fits a phone: four fields, and the rest behind two buttons that keep what was typed', async () => {
    const view = await open();
    const inputs = (of: typeof view) =>
      of.definition.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));
    expect(inputs(view)).toEqual(['partners', 'how', 'on', 'note']);
    expect(readable(view)).toContain('[More] [Who paid for the meal?]');
    await priya.type(view, { note: 'She likes tea' });
    await unfolding(unfoldMore, 'Did you promise something?');
    expect(readable(priya.view()!)).toContain('She likes tea');
    expect(readable(priya.view()!)).not.toContain('[More]');
    await unfolding(unfoldPaid, 'How much did we pay?');
    expect(readable(priya.view()!)).not.toContain('[Who paid');
    expect(inputs(priya.view()!).length).toBe(15);
    await priya.closeView();
  });

  test('keeps everything that was filled in', async () => {
    await open();
    await unfolding(unfoldPaid, 'How much did we pay?');
    await unfolding(unfoldMore, 'Did you promise something?');
    await priya.submit(priya.view()!, {
      partners: [await pick('dana'), await pick('Jane Roe, Roe Realty')],
      how: 'meal',
      on: '2026-06-08',
      note: 'Talked about the spring workshop',
      promise: 'the flyer',
      promise_due: '2026-06-15',
      feedback: 'Closings feel rushed',
      growing: 'a second office',
      along: [rapport.sam.id],
      payer: 'we did',
      amount: '42',
      purpose: 'Planned the workshop',
      attested: ['yes'],
    });
    await messageWith('With you: Sam Cole');
    const [row] = await db.query(
      `select t.kind, t.occurred_on as "on", n.note,
              (select array_agg(p.name order by p.name) from touchpoint_partner tp join partner p on p.id = tp.partner_id
                where tp.touchpoint_id = t.id) as partners,
              (select array_agg(m.name order by m.name) from touchpoint_member tm join member m on m.id = tm.member_id
                where tm.touchpoint_id = t.id) as members,
              (select array_agg(distinct text || ' by ' || due_on) from promise where capture_id = t.capture_id) as promises,
              (select array_agg(distinct text || ': ' || state) from feedback where capture_id = t.capture_id) as feedback,
              (select payer || ' ' || amount_cents from spend_record where capture_id = t.capture_id) as meal
         from touchpoint t left join touchpoint_note n on n.touchpoint_id = t.id order by t.id desc limit 1`,
    );
    expect(row).toEqual({
      kind: 'meal',
      on: '2026-06-08',
      note: 'Talked about the spring workshop',
      partners: ['Dana Lee', 'Jane Roe'],
      members: ['Priya Patel', 'Sam Cole'],
      promises: ['the flyer by 2026-06-15'],
      feedback: ['Closings feel rushed: new'],
      meal: 'we did 4200',
    });
    expect(await count(`partner where growing = 'a second office'`)).toBe(2);
    expect(await count(`partner where name = 'Jane Roe' and company = 'Roe Realty'`)).toBe(1);
  });

  test('shows every error at its field and loses nothing that was typed', async () => {
    await open();
    await unfolding(unfoldMore, 'Did you promise something?');
    const note = 'Her client’s card is 4111 1111 1111 1111';
    const answer = await priya.submit(priya.view()!, {
      partners: [await pick('dana')],
      how: 'attempt',
      on: '2026-06-20',
      note,
      promise_due: '2026-06-15',
    });
    expect(answer).toMatchObject({
      outcome: 'errors',
      errors: {
        on: expect.stringContaining('Attempts can’t be in the future. Choose today or an earlier day.'),
        note: expect.stringContaining('card number'),
        promise: expect.stringContaining('What did you promise'),
      },
    });
    expect(readable(priya.view()!)).toContain(note);
    expect(await count('attempt')).toBe(0);
    await priya.closeView();
  });

  test('refuses a borrower’s number in a new partner’s name', async () => {
    await open();
    const answer = await priya.submit(priya.view()!, {
      partners: [await pick('Jane Doe, 123-45-6789')],
      how: 'call',
    });
    expect(answer).toMatchObject({
      outcome: 'errors',
      errors: { partners: expect.stringContaining('Social Security number') },
    });
    expect(await count(`partner where name = 'Jane Doe'`)).toBe(0);
    await priya.closeView();
  });

  test('saves a future day as a plan', async () => {
    await open();
    await priya.submit(priya.view()!, { partners: [await pick('marcus')], how: 'visit', on: '2026-06-16' });
    await messageWith('Planned: visit with Marcus Webb');
    expect(await count('plan where withdrawn_at is null')).toBe(1);
  });

  test('saves one touchpoint when submitted twice at the same time', async () => {
    await open();
    const before = (await count('touchpoint'))!;
    const view = priya.view()!;
    const values = { partners: [await pick('marcus')], how: 'video', note: 'twice' };
    await Promise.allSettled([priya.submit(view, values), priya.submit(view, values)]);
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('refuses a smuggled-in partner of another branch', async () => {
    const [other] = await db.query<{ id: number }>(
      `with b as (insert into branch (channel_id, name, zone) values ('C0OTHER', 'Other', 'America/Chicago') returning id)
       insert into partner (branch_id, name, name_key, entered_on) select id, 'Zed Secret', 'zed secret', '2026-06-01' from b
       returning id`,
    );
    await open();
    const view = priya.view()!;
    // The option was never offered, but a forged request can still name it.
    const state = view.state as Record<string, Record<string, unknown>>;
    const answer = await priya
      .submit(view, { partners: [String(other!.id)], how: 'call' })
      .catch((error: Error) => ({ refusedBySlack: error.message, state }));
    expect(JSON.stringify(answer)).not.toContain('Zed');
    expect(await count(`touchpoint_partner where partner_id = ${other!.id}`)).toBe(0);
  });
});
