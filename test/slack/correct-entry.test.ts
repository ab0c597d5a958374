import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { mealPaidBy } from '../../src/domain/record/spend.ts';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { correctAction } from '../../src/messages/record/expense-record.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { correctEntry } from '../../src/store/record/entry-correction.ts';
import { saveEntry } from '../../src/store/record/expense-record.ts';
import { fromMore } from '../support/card-menu.ts';
import { forge } from '../support/forged.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const newMember = async (name: string, realName: string, roles: string[]) => {
  const user = sandbox.addUser({ name, realName, email: `${name}@example.com` });
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state, roles)
     select $1, id, $2, zone, 'active', $3::text[] from branch`,
    [user.id, realName, roles],
  );
  return sandbox.as(user);
};
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const cora = await newMember('cora', 'Cora Hale', ['compliance']);
const maria = await newMember('maria', 'Maria Gomez', ['member', 'manager']);
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const shown = (who: typeof priya) => (who.view() ? readable(who.view()!) : '');
const shows = (who: typeof priya, text: string) => vi.waitFor(() => expect(shown(who)).toContain(text));
const submit = async (who: typeof priya, fields: Record<string, unknown>) =>
  (await who.submit(who.view()!, fields as Record<string, string>)) as { errors?: Record<string, string> };
const closeAll = async (who: typeof priya) => {
  while (who.view()) await who.closeView({ all: true });
};
const openMore = async (choice: string) => {
  await closeAll(priya);
  await priya.command('/partner', 'dana lee', rapport.channel);
  await shows(priya, '== Partner ==');
  await priya.press({ actionId: cardActions.more, value: `${mine['Dana Lee']}.${choice}` });
};
/** The record from June on, as `who` sees it. */
const openRecord = async (who: typeof priya, scope?: string) => {
  await closeAll(who);
  await who.command('/rapport', 'record', who.dmChannel);
  await submit(who, { ...(scope ? { scope } : {}), from: '2026-06-01', to: rapport.today() });
  await shows(who, 'Entries are never changed');
};
const entries = (item: string) =>
  db.query<Record<string, unknown>>(
    `select r.entry, r.payer, r.amount_cents as cents, t.what, r.occurred_on as "on", m.name as by
       from spend_record r join member m on m.id = r.recorded_by left join spend_record_text t on t.record_id = r.id
      where r.item = $1 order by r.id`,
    [item],
  );
const idOf = async (item: string) =>
  (await db.query<{ id: number }>('select max(id) as id from spend_record where item = $1', [item]))[0]!.id;
const correct = async (who: typeof priya, item: string) =>
  who.press({ actionId: correctAction, value: String(await idOf(item)) });

describe('an entry days after its Undo has expired', () => {
  test('Undo says where to correct it', async () => {
    await openMore('record');
    await submit(priya, { item: 'gift', what: 'Wine', payer: 'we did', amount: '500', attested: ['yes'] });
    await shows(priya, 'Recorded.');
    sandbox.clock.moveTo('2026-06-12T15:00:00Z');
    await priya.press({ actionId: cardActions.undo });
    await shows(
      priya,
      'Too late to undo: Undo works for an hour. You can correct the entry in /rapport record anytime.',
    );
  });

  test('opens with its current values and is corrected by a counter-entry and a new one', async () => {
    await openRecord(priya);
    await correct(priya, 'gift');
    expect(shown(priya)).toContain('Gift · Dana Lee · we paid $500.00');
    expect(JSON.stringify(priya.view()!.definition)).toContain('"initial_value":"$500.00"');
    expect((await submit(priya, { amount: '5 00' })).errors?.amount).toContain('Enter an amount like');
    await submit(priya, { amount: '50' });
    await shows(priya, 'Corrected. Both entries stay on record.');
    expect(shown(priya)).toContain('Reversal');
    expect(await entries('gift')).toMatchObject([
      { entry: 'stated', cents: 50_000, what: 'Wine', on: '2026-06-09' },
      { entry: 'withdrawn', cents: 50_000 },
      { entry: 'stated', cents: 5000, what: 'Wine', on: '2026-06-09', by: 'Priya Patel' },
    ]);
  });

  test('sent unchanged changes nothing', async () => {
    await correct(priya, 'gift');
    await submit(priya, {});
    await shows(priya, 'Corrected');
    expect(await entries('gift')).toHaveLength(3);
  });

  test('is reversed whatever the fields say, and is then shown as reversed', async () => {
    await correct(priya, 'gift');
    await submit(priya, { right: 'nothing', amount: 'nonsense' });
    await shows(priya, 'Reversed. Both entries stay on record.');
    expect((await entries('gift')).at(-1)).toMatchObject({ entry: 'withdrawn', cents: 5000 });
    expect(shown(priya)).not.toContain('[Correct…]');
  });

  test('corrected by two people at the same time changes once, and the second person gets a notice', async () => {
    await openMore('record');
    await submit(priya, { item: 'tickets', payer: 'we did', amount: '80', attested: ['yes'] });
    await shows(priya, 'Recorded.');
    await openRecord(priya);
    await openRecord(maria, 'branch');
    await correct(priya, 'tickets');
    await correct(maria, 'tickets');
    await submit(maria, { amount: '81' });
    await shows(maria, 'Corrected');
    await submit(priya, { amount: '82' });
    await shows(priya, 'that entry was corrected or reversed after');
    expect((await entries('tickets')).map(({ entry, cents, by }) => [entry, cents, by])).toEqual([
      ['stated', 8000, 'Priya Patel'],
      ['withdrawn', 8000, 'Maria Gomez'],
      ['stated', 8100, 'Maria Gomez'],
    ]);
  });

  test('in euros, from before amounts were only in dollars, reads back as the form shows it', async () => {
    const me = await rapport.member(rapport.priya);
    const partnerIds = [mine['Dana Lee']!];
    await saveEntry(db, {
      requestKey: 'euros',
      member: me,
      partnerId: mine['Dana Lee']!,
      statement: {
        ...mealPaidBy('we did'),
        item: 'other',
        amountCents: 123_456,
        currency: 'EUR',
        attested: true,
      },
      facts: { partnerIds, memberIds: [me.id], on: rapport.today() },
      now: context.now(),
    });
    await openRecord(priya);
    expect(shown(priya)).toContain('EUR 1,234.56');
    await correct(priya, 'other');
    expect(JSON.stringify(priya.view()!.definition)).toContain('"initial_value":"EUR 1,234.56"');
    expect((await submit(priya, { amount: 'EUR 1,234.57' })).errors?.amount).toContain('US dollars');
    expect((await submit(priya, { amount: 'EUR 1,234.56' })).errors).toBeUndefined();
    await shows(priya, 'Corrected');
    expect(await entries('other'), 'as it was').toMatchObject([{ entry: 'stated', cents: 123_456 }]);
    await correct(priya, 'other');
    await submit(priya, { purpose: 'Spring workshop' });
    await vi.waitFor(async () => expect(await entries('other')).toHaveLength(3));
    const kept = `select currency, amount_cents as cents from spend_record where item = 'other' order by id`;
    expect(await db.query(kept)).toEqual(Array(3).fill({ currency: 'EUR', cents: 123_456 }));
  });

  test('gets one counter-entry, however many people correct it at the same time', async () => {
    const me = await rapport.member(rapport.priya);
    const id = await idOf('other');
    const done = await Promise.all([1, 2, 3, 4].map(() => correctEntry(db, id, me, null)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await entries('other')).map(({ entry }) => entry).slice(-2)).toEqual(['stated', 'withdrawn']);
  });

  test('the cost of help is corrected without changing the help', async () => {
    await closeAll(priya);
    await priya.command('/partner', 'dana lee', rapport.channel);
    await shows(priya, '== Partner ==');
    await priya.press(fromMore(priya, 'help'));
    const cost = { payer: 'we did', amount: '80', attested: ['yes'], note: 'Room for the class' };
    await submit(priya, { kind: 'teaching', ...cost });
    await shows(priya, 'Logged: you helped.');
    await openRecord(priya);
    await correct(priya, 'help');
    await submit(priya, { amount: '75' });
    await shows(priya, 'Corrected');
    expect((await entries('help')).at(-1)).toMatchObject({ cents: 7500, what: 'Room for the class' });
    await correct(priya, 'help');
    await submit(priya, { right: 'nothing' });
    await shows(priya, 'Reversed');
    expect(await db.query('select from help where withdrawn_at is null')).toHaveLength(1);
  });
});

describe('a meal whose confirmation is gone', () => {
  test('can be corrected in the record too, with its warnings', async () => {
    for (const words of ['coffee', 'lunch', 'dinner']) {
      await priya.command('/touchpoint', `${words} with Marcus Webb`, rapport.channel);
      await priya.press({
        message: priya.messages(rapport.channel).at(-1)!,
        actionId: captureActions.paidUs,
      });
      await submit(priya, { amount: '18', attested: ['yes'] });
    }
    await openRecord(priya);
    await correct(priya, 'meal');
    expect(shown(priya)).not.toContain('What was it?');
    await submit(priya, { amount: '180', purpose: 'Planned the workshop' });
    await shows(priya, 'Heads up: this is the 3rd meal we’ve paid for with Marcus Webb in 30 days');
    expect((await entries('meal')).map(({ entry, cents }) => [entry, cents]).slice(-2)).toEqual([
      ['withdrawn', 1800],
      ['stated', 18_000],
    ]);
  });

  test('corrected to “they paid” is not asked about on Friday', async () => {
    await correct(priya, 'meal');
    await submit(priya, { payer: 'they did', amount: '', attested: [] });
    await shows(priya, 'Corrected');
    expect((await entries('meal')).at(-1)).toMatchObject({ payer: 'they did', cents: null });
  });
});

describe('someone who may only read an entry', () => {
  test('gets no button: compliance, and members who came along', async () => {
    await priya.command('/touchpoint', 'breakfast with Dana Lee, Sam Cole came along', rapport.channel);
    const confirmed = priya.messages(rapport.channel).at(-1)!;
    await priya.press({ message: confirmed, actionId: captureActions.paidThem });
    await db.query(
      `insert into touchpoint_member select max(t.id), m.id from touchpoint t, member m where m.name = 'Sam Cole' group by m.id
       on conflict do nothing`,
    );
    await openRecord(cora, 'all');
    expect(shown(cora)).toContain('Dana Lee');
    expect(shown(cora)).not.toContain('[Correct…]');
    await openRecord(sam);
    expect(shown(sam)).not.toContain('[Correct…]');
  });

  test('changes nothing with a button they were never shown', async () => {
    const before = await db.query('select id from spend_record');
    const id = String(await idOf('meal'));
    const refusals: [typeof sam, string][] = [
      [sam, 'You can’t correct a colleague’s entry.'],
      [cora, 'You can see the expense record but can’t log touchpoints'],
    ];
    for (const [who, refusal] of refusals) {
      await forge(rapport, who.user, who.view()!, correctAction, id);
      await vi.waitFor(() =>
        expect(`${shown(who)}${who.messages().map((one) => readable(one))}`).toContain(refusal),
      );
      expect(shown(who)).not.toContain('What’s right?');
    }
    expect(await db.query('select id from spend_record')).toEqual(before);
  });
});
