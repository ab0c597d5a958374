import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { expenseRecordActions } from '../../src/messages/record/expense-record.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { mergePartners } from '../../src/store/partners/merge.ts';
import { isOnLegalHold } from '../../src/store/privacy/legal-holds.ts';
import { loadNewest, saveEntry, streamExpenseRecord } from '../../src/store/record/expense-record.ts';
import { fromMore } from '../support/card-menu.ts';
import { forge } from '../support/forged.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const cora = sandbox.as(sandbox.addUser({ name: 'cora', realName: 'Cora Hale', email: 'cora@example.com' }));
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles)
   select $1, id, 'Cora Hale', zone, 'active', '{compliance}' from branch`,
  [cora.user.id],
);
const partnerIds = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const shown = (who: typeof priya) => (who.view() ? readable(who.view()!) : '');
const shows = (who: typeof priya, text: string) => vi.waitFor(() => expect(shown(who)).toContain(text));
const messagesTo = (who: typeof priya) => who.messages().map((message) => readable(message));
const lastMessage = () => priya.messages(rapport.channel).at(-1)!;
const logTouchpoint = (words: string, who = priya) => who.command('/touchpoint', words, rapport.channel);
const submit = async (who: typeof priya, fields: Record<string, unknown>) =>
  (await who.submit(who.view()!, fields as Record<string, string>)) as { errors?: Record<string, string> };
const entries = () =>
  db.query<{ entry: string; item: string; cents: number }>(
    `select entry, item, payer, amount_cents as cents, currency, offered_to as "offeredTo", attested from spend_record order by id`,
  );
const saveWePaid = async (who: typeof priya, fields: Record<string, unknown>) => {
  const message = who.messages(rapport.channel).at(-1)!;
  await who.press({ message, actionId: captureActions.paidUs });
  return submit(who, fields);
};
const openCard = async (name: string, who = priya) => {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', name, rapport.channel);
  await shows(who, '== Partner ==');
};

describe('an entry about a meal we paid for', () => {
  test('needs an amount and a statement that it was not in exchange for referrals', async () => {
    await logTouchpoint('coffee with Dana Lee');
    expect((await saveWePaid(priya, { amount: '-5', attested: ['yes'] })).errors?.amount).toContain(
      'above zero',
    );
    expect((await submit(priya, { amount: '12,50' })).errors?.amount).toContain('$1,200');
  });

  test('is in US dollars: any other currency shows an error at the field and keeps the form open', async () => {
    for (const amount of ['€40', '40 CAD'])
      expect((await submit(priya, { amount, attested: ['yes'] })).errors?.amount).toContain(
        'Enter the amount in US dollars',
      );
    expect(await entries()).toEqual([]);
  });

  test('is saved only with that statement', async () => {
    expect((await submit(priya, { amount: '40', attested: [] })).errors?.attested).toContain('Check the box');
    await submit(priya, {
      amount: '40',
      attested: ['yes'],
      offered: 'several',
      purpose: 'Spring workshop',
    });
    await vi.waitFor(() =>
      expect(readable(lastMessage())).toContain('We paid $40.00 · Purpose: Spring workshop'),
    );
    expect(await entries()).toEqual([
      {
        entry: 'stated',
        item: 'meal',
        payer: 'we did',
        cents: 4000,
        currency: 'USD',
        offeredTo: 'several',
        attested: true,
      },
    ]);
  });

  test('is corrected only by a counter-entry', async () => {
    await priya.press({ message: lastMessage(), actionId: captureActions.edit });
    await submit(priya, { amount: '44', attested: ['yes'] });
    await vi.waitFor(async () => expect(await entries()).toHaveLength(3));
    expect((await entries()).map(({ entry, cents }) => [entry, cents])).toEqual([
      ['stated', 4000],
      ['withdrawn', 4000],
      ['stated', 4400],
    ]);
    for (const sql of [
      'update spend_record set amount_cents = 1',
      'delete from spend_record',
      'truncate spend_record cascade',
    ])
      await expect(db.query(sql)).rejects.toThrow('append-only');
  });

  test('warns about the third meal with a partner in 30 days, counting colleagues’ meals', async () => {
    await logTouchpoint('lunch with Dana Lee yesterday');
    await saveWePaid(priya, { amount: '30', attested: ['yes'] });
    await vi.waitFor(() => expect(readable(lastMessage())).toContain('$30.00'));
    expect(readable(lastMessage())).not.toContain('Heads up');
    await logTouchpoint('breakfast with Dana Lee', sam);
    await saveWePaid(sam, { amount: '12', attested: ['yes'] });
    await vi.waitFor(() =>
      expect(readable(sam.messages(rapport.channel).at(-1)!)).toContain(
        'this is the 3rd meal we’ve paid for with Dana Lee in 30 days, counting colleagues’ meals',
      ),
    );
  });

  test('counts the meals of a merged duplicate once each', async () => {
    const ids = await rapport.book(rapport.priya, ['Rosa Diaz', 'Rosa Dias']);
    for (const words of ['coffee with Rosa Dias yesterday', 'lunch with Rosa Dias']) {
      await logTouchpoint(words);
      await saveWePaid(priya, { amount: '20', attested: ['yes'] });
    }
    await vi.waitFor(() => expect(readable(lastMessage())).toContain('$20.00'));
    expect(readable(lastMessage())).not.toContain('Heads up');
    const me = await rapport.member(rapport.priya);
    const merged = { keptId: ids['Rosa Diaz']!, goneId: ids['Rosa Dias']! };
    await mergePartners(db, me, merged, { today: rapport.today(me), now: context.now() });
    await logTouchpoint('dinner with Rosa Diaz');
    await saveWePaid(priya, { amount: '40', attested: ['yes'] });
    await vi.waitFor(() =>
      expect(readable(lastMessage())).toContain(
        'this is the 3rd meal we’ve paid for with Rosa Diaz in 30 days',
      ),
    );
  });
});

describe('spending other than meals', () => {
  test('is recorded from the card, with a warning when we pay a partner’s own costs', async () => {
    await openCard('marcus webb');
    await priya.press({ actionId: cardActions.more, value: `${partnerIds['Marcus Webb']}.record` });
    const view = priya.view()!;
    const fields = {
      item: 'their costs',
      what: 'Half of his flyers',
      payer: 'we did',
      amount: '120',
      attested: ['yes'],
    };
    await priya.submit(view, fields as never);
    await vi.waitFor(() => expect(shown(priya)).toContain('Heads up: paying a partner’s own costs'));
    expect((await entries()).filter(({ item }) => item === 'their costs')).toHaveLength(1);
  });

  test('includes help that cost money; undoing the help adds a counter-entry', async () => {
    await openCard('marcus webb');
    await priya.press(fromMore(priya, 'help'));
    await submit(priya, {
      kind: 'teaching',
      payer: 'we did',
      amount: '80',
      attested: ['yes'],
      note: 'Room for the class',
    });
    await vi.waitFor(() => expect(shown(priya)).toContain('Logged: you helped.'));
    await priya.press({ actionId: cardActions.undo });
    await vi.waitFor(async () =>
      expect((await entries()).filter(({ item }) => item === 'help').map(({ entry }) => entry)).toEqual([
        'stated',
        'withdrawn',
      ]),
    );
  });
});

describe('the question who paid, in Friday’s evening', () => {
  test('is asked for each meal without a payer, until every meal has one', async () => {
    await logTouchpoint('dinner with Marcus Webb');
    sandbox.clock.moveTo('2026-06-12T21:31:00Z');
    await runTick();
    await runTick();
    const questions = messagesTo(priya).filter((text) => text.includes('Who paid for'));
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('*Who paid for this meal?*');
    expect(questions[0]).toContain('*Dinner* with Marcus Webb · Tue, Jun 9');
    // The next Friday passed while the app was down. The one after it still comes.
    sandbox.clock.moveTo('2026-06-23T14:00:00Z');
    await runTick();
    expect(messagesTo(priya).filter((text) => text.includes('Who paid for'))).toHaveLength(1);
    sandbox.clock.moveTo('2026-06-26T21:31:00Z');
    await runTick();
    expect(messagesTo(priya).filter((text) => text.includes('Who paid for'))).toHaveLength(2);
    const message = priya
      .messages()
      .filter((message) => readable(message).includes('Who paid for'))
      .at(-1)!;
    await priya.press({ message, actionId: expenseRecordActions.theyDid });
    await vi.waitFor(() => expect(messagesTo(priya).at(-1)).toContain('I know who paid for every meal'));
    // The rest of the evening stays.
    const evening = () => messagesTo(priya).at(-1)!;
    expect(evening()).toContain('*My week:*');
    expect(evening()).toMatch(/✓ \*Dinner\* with Marcus Webb · Tue, Jun 9 · they paid\s+\[Undo\]/);
    const last = priya.messages().at(-1)!;
    await priya.press({ message: last, actionId: expenseRecordActions.undo });
    await vi.waitFor(() => expect(evening()).toContain('*Who paid for this meal?*'));
    expect(evening()).not.toContain('· they paid');
    await priya.press({ message: priya.messages().at(-1)!, actionId: expenseRecordActions.theyDid });
    await vi.waitFor(() => expect(evening()).toContain('· they paid'));
    // A tap on an old list does not override a payer entered after it was sent.
    const lastEntry = () => db.query('select entry, payer from spend_record order by id desc limit 1');
    expect(await lastEntry()).toEqual([{ entry: 'stated', payer: 'they did' }]);
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>(
      'select capture_id as id from spend_record order by spend_record.id desc limit 1',
    );
    await priya.openHome();
    await forge(rapport, rapport.priya, priya.home()!, expenseRecordActions.eachOwn, String(id));
    expect(await lastEntry()).toEqual([{ entry: 'stated', payer: 'they did' }]);
    sandbox.clock.moveTo('2026-07-02T21:31:00Z');
    await runTick();
    expect(messagesTo(priya).filter((text) => text.includes('Who paid for'))).toHaveLength(1);
  });

  test('is drawn again with its form, beside the rest of the evening', async () => {
    sandbox.clock.moveTo('2026-07-09T14:00:00Z');
    await logTouchpoint('lunch with Marcus Webb');
    await logTouchpoint('lunch with Dana Lee');
    sandbox.clock.moveTo('2026-07-10T21:31:00Z');
    await runTick();
    const asked = () => priya.messages().findLast((message) => readable(message).includes('*My week:*'))!;
    expect(readable(asked())).toContain('*Who paid for these 2 meals?*');
    const { block_id: blockId } = asked().blocks!.find(
      (one) => one.type === 'actions' && one.block_id?.includes('meal.'),
    )!;
    await priya.press({ message: asked(), actionId: expenseRecordActions.weDid, blockId: blockId! });
    expect(shown(priya)).toContain('*Lunch* with Marcus Webb · yesterday');
    expect(shown(priya)).not.toContain('If we paid');
    await submit(priya, { amount: '30', attested: ['yes'] });
    await vi.waitFor(() => expect(readable(asked())).toContain('*Who paid for this meal?*'));
    expect(asked().text).not.toContain('30');
    expect(readable(asked())).toContain('*My week:*');
  });

  test('is not asked again by the confirmation of a plan in the same evening', async () => {
    sandbox.clock.moveTo('2026-07-16T14:00:00Z');
    await logTouchpoint('lunch with Marcus Webb');
    await priya.dm('coffee with Dana Lee tomorrow');
    sandbox.clock.moveTo('2026-07-17T21:31:00Z');
    await runTick();
    const asked = priya.messages().findLast((message) => readable(message).includes('did it happen?'))!;
    expect(readable(asked)).toContain('Who paid for');
    await priya.press({ message: asked, actionId: 'evening.held' });
    await vi.waitFor(() => expect(messagesTo(priya).at(-1)).toContain('✓ Coffee with Dana Lee'));
    expect(messagesTo(priya).at(-1)).not.toContain('Who paid');
    expect(messagesTo(priya).at(-2)).toMatch(/these \d meals.*Coffee.* with Dana Lee/s);
  });
});

describe('/rapport record', () => {
  test('shows members their own entries, with corrections', async () => {
    while (priya.view()) await priya.closeView({ all: true });
    await priya.command('/rapport', 'record', rapport.channel);
    expect(shown(priya)).not.toContain('Colleague');
    await submit(priya, { from: '2026-06-01', to: '2026-06-30' });
    await shows(priya, 'Reversal');
    expect(shown(priya)).not.toContain('$12.00');
    expect(shown(priya)).not.toMatch(/referrals? (?:sent|received|closed)/);
  });

  test('shows compliance all entries, filters them by member, and exports them as a file', async () => {
    await cora.command('/rapport', 'record', cora.dmChannel);
    await submit(cora, { scope: 'all', from: '2026-06-01', to: '2026-06-30', who: rapport.sam.id });
    await shows(cora, '$12.00');
    expect(shown(cora)).not.toContain('$30.00');
    await cora.press({ actionId: expenseRecordActions.file });
    const file = await vi.waitFor(() => {
      const [found] = [...sandbox.world.files.values()].filter((upload) => upload.completed);
      expect(found).toBeDefined();
      return found!;
    });
    expect(file.channels).toEqual([cora.dmChannel]);
    const lines = new TextDecoder().decode(file.bytes).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('stated,yes,');
    expect(lines[1]).toContain('meal,we did,12.00,USD,Dana Lee,Sam Cole');
    expect(
      await db.query(`select action, made_by is not null as by from trace where action = 'record exported'`),
    ).toEqual([{ action: 'record exported', by: true }]);
  });

  test('is sorted by the day of the expense, however late it was entered, in the list and in the file', async () => {
    const me = await rapport.member(rapport.priya);
    await saveEntry(db, {
      requestKey: 'late entry',
      member: me,
      partnerId: partnerIds['Dana Lee']!,
      statement: {
        ...{
          item: 'gift',
          payer: 'we did',
          amountCents: 700,
          currency: 'USD',
          purpose: null,
          attendees: null,
        },
        ...{ what: 'a plant', offeredTo: null, attested: true },
      },
      facts: { partnerIds: [partnerIds['Dana Lee']!], memberIds: [me.id], on: '2026-06-01' },
      now: context.now(),
    });
    const reach = { scope: 'all', memberId: me.id, branchId: me.branch.id } as const;
    const period = { from: '2026-05-01', to: '2026-07-31' } as const;
    const listed = (await loadNewest(db, reach, period, 100)).map(
      ({ on, id }) => `${on} ${String(id).padStart(4)}`,
    );
    expect(listed.length).toBeGreaterThan(4);
    expect(listed).toEqual([...listed].sort().reverse());
    expect(listed.at(-1)).toMatch(/^2026-06-01/);
    const filed: string[] = [];
    for await (const page of streamExpenseRecord(db, reach, period, 2))
      filed.push(...page.map(({ on, id }) => `${on} ${String(id).padStart(4)}`));
    expect(filed).toEqual([...listed].reverse());
  });

  test('tells who reads all branches how many meals lack a payer or a purpose, by branch', async () => {
    while (priya.view()) await priya.closeView({ all: true });
    await logTouchpoint('breakfast with Marcus Webb, he liked the view');
    const unfinished = async (who: Record<string, string> = {}) => {
      while (cora.view()) await cora.closeView({ all: true });
      await cora.command('/rapport', 'record', cora.dmChannel);
      await submit(cora, { scope: 'all', from: '2026-05-01', to: '2026-07-31', ...who });
      await shows(cora, 'Expense record');
      return /\*Meals to finish, by branch\*\nTampa: (.*)/.exec(shown(cora))?.[1];
    };
    const before = await unfinished();
    expect(before).toMatch(/^\d+ without who paid/);
    await priya.press({ message: lastMessage(), actionId: captureActions.paidThem });
    const after = await unfinished();
    const count = (text = '') => Number(/^(\d+) without who paid/.exec(text)?.[1] ?? 0);
    expect(count(after)).toBe(count(before) - 1);
    expect(await unfinished({ who: rapport.sam.id }), 'of one colleague').toBeUndefined();
    while (priya.view()) await priya.closeView({ all: true });
    await priya.command('/rapport', 'record', rapport.channel);
    await submit(priya, { from: '2026-05-01', to: '2026-07-31' });
    expect(shown(priya)).not.toContain('Meals to finish');
  });

  test('lets a reader of all branches choose one by name', async () => {
    await db.query(
      `insert into branch (channel_id, name, zone) values ('C0AKRON', 'Akron', 'America/New_York')`,
    );
    const [akron] = await db.query<{ id: number }>(`select id from branch where name = 'Akron'`);
    while (cora.view()) await cora.closeView({ all: true });
    await cora.command('/rapport', 'record', cora.dmChannel);
    expect(JSON.stringify(await cora.options(cora.view()!, 'branch', 'akr'))).toContain('Akron');
    await submit(cora, { scope: 'all', from: '2026-06-01', to: '2026-06-30', branch: String(akron!.id) });
    await shows(cora, 'No expenses recorded.');
    while (priya.view()) await priya.closeView({ all: true });
    await priya.command('/rapport', 'record', rapport.channel);
    expect(shown(priya)).not.toContain('Branch');
  });

  test('sends no file for a forged request for everyone’s entries', async () => {
    const files = sandbox.world.files.size;
    await priya.openHome();
    const request = JSON.stringify({ scope: 'all', home: 1, from: '2026-06-01', to: '2026-06-30' });
    await forge(rapport, rapport.priya, priya.home()!, expenseRecordActions.file, request);
    await vi.waitFor(() =>
      expect(messagesTo(priya).at(-1)).toContain('You can’t see a branch’s expense record.'),
    );
    expect(sandbox.world.files.size).toBe(files);
  });
});

describe('a legal hold', () => {
  test('is placed by compliance, and no one else can lift it', async () => {
    await cora.command('/partner', 'dana lee', cora.dmChannel);
    await cora.press({ actionId: expenseRecordActions.placeLegalHold });
    expect((await submit(cora, {})).errors?.reason).toBeDefined();
    await submit(cora, { reason: 'Examination of the second quarter' });
    await vi.waitFor(async () =>
      expect(await isOnLegalHold(db, { partnerId: partnerIds['Dana Lee']! })).toBe(true),
    );
    await vi.waitFor(() =>
      expect(readable(cora.home()!)).toContain('*Dana Lee* (partner) · placed by Cora Hale'),
    );
    await priya.openHome();
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from hold');
    await forge(rapport, rapport.priya, priya.home()!, expenseRecordActions.liftLegalHold, String(id));
    expect(await isOnLegalHold(db, { partnerId: partnerIds['Dana Lee']! })).toBe(true);
    await cora.press({ view: cora.home()!, actionId: expenseRecordActions.liftLegalHold });
    await vi.waitFor(async () =>
      expect(await isOnLegalHold(db, { partnerId: partnerIds['Dana Lee']! })).toBe(false),
    );
  });
});
