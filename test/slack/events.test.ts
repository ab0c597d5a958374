import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { addDays, type Day } from '../../src/domain/days/day.ts';
import { eventActions } from '../../src/messages/branch-events/event-form.ts';
import { eventsAction } from '../../src/messages/branch-events/event-lines.ts';
import { eventAfterActions } from '../../src/messages/evening/questions.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import {
  addBranchEvent,
  findBranchEvents,
  isEventToAsk,
  loadBranchEvents,
  setGoing,
} from '../../src/store/branch-events.ts';
import { forge } from '../support/forged.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const shown = (who: typeof priya) => (who.view() ? readable(who.view()!) : '');
const shows = (who: typeof priya, text: string) => vi.waitFor(() => expect(shown(who)).toContain(text));
const messagesTo = (who: typeof priya) => who.messages().map((message) => readable(message));
const submit = async (who: typeof priya, fields: Record<string, unknown>) =>
  (await who.submit(who.view()!, fields as Record<string, string>)) as { errors?: Record<string, string> };
const open = async (who: typeof priya) => {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/rapport', 'events', rapport.channel);
};
const days = () =>
  db.query<{ on: string }>(
    'select on_day as "on" from branch_event where cancelled_at is null order by on_day',
  );
const mixer = {
  name: 'Chamber mixer',
  on: '2026-06-10',
  at: '5:30 pm',
  place: 'Pier Room',
  repeats: 'two weeks',
};

describe('/rapport events', () => {
  test('says what to do when there are no events, and shows errors at their fields', async () => {
    await open(priya);
    expect(shown(priya)).toContain('Add the first one');
    await priya.press({ actionId: eventActions.add });
    const wrong = await submit(priya, {
      ...mixer,
      on: '2026-06-08',
      at: 'half five',
      name: 'acct 4455667788',
    });
    expect(wrong.errors).toMatchObject({
      on: 'Choose today or a later day.',
      at: 'Type a time like 5:30 PM or noon.',
      name: expect.stringContaining('account number'),
    });
  });

  test('adds a repeating event, with its dates in the weeks ahead', async () => {
    await submit(priya, mixer);
    await shows(priya, 'Added. Are you going?');
    expect(shown(priya)).toContain('*Wed, Jun 10, 5:30 PM* · Chamber mixer, Pier Room _(every two weeks)_');
    expect((await days()).map(({ on }) => on)).toEqual([
      '2026-06-10',
      '2026-06-24',
      '2026-07-08',
      '2026-07-22',
      '2026-08-05',
    ]);
    await open(priya);
    await open(sam);
    expect(await days()).toHaveLength(5);
  });

  test('shows who is going; a colleague cannot edit the event', async () => {
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select min(id) as id from branch_event');
    await open(priya);
    await priya.press({ actionId: eventActions.go, value: String(id) });
    await shows(priya, 'Priya');
    await open(sam);
    expect(shown(sam)).not.toContain('[Edit…]');
    await forge(rapport, rapport.sam, sam.view()!, eventActions.callOff, String(id));
    await shows(sam, 'You can’t change a colleague’s event.');
    expect(await days()).toHaveLength(5);
  });

  test('changes a series from one event on and leaves earlier ones alone', async () => {
    await open(priya);
    const [, second] = await db.query<{ id: number }>('select id from branch_event order by on_day');
    await priya.press({ actionId: eventActions.edit, value: String(second!.id) });
    expect(readable(priya.view()!)).toContain('What time?: 5:30 PM');
    await submit(priya, { ...mixer, on: '2026-06-24', place: 'Gulf Hall' });
    await shows(priya, 'Saved.');
    expect(
      await db.query('select place from branch_event where cancelled_at is null order by on_day'),
    ).toEqual([{ place: 'Pier Room' }, ...Array.from({ length: 4 }, () => ({ place: 'Gulf Hall' }))]);
  });

  test('cancels one event alone, or it and all after it', async () => {
    await open(priya);
    const all = await db.query<{ id: number }>(
      'select id from branch_event where cancelled_at is null order by on_day',
    );
    const callOff = async (id: number, which: string) => {
      await priya.press({ actionId: eventActions.callOff, value: String(id) });
      await submit(priya, { which });
      await shows(priya, 'Canceled. Give anyone who was going a heads-up.');
    };
    await callOff(all[2]!.id, 'one');
    expect(await days()).toHaveLength(4);
    await open(priya);
    expect(await days()).toHaveLength(4);
    // Editing the upcoming events does not bring back any that were canceled.
    await priya.press({ actionId: eventActions.edit, value: String(all[1]!.id) });
    await submit(priya, { ...mixer, on: '2026-06-24', place: 'Gulf Hall' });
    await shows(priya, 'Saved.');
    expect(await days()).toHaveLength(4);
    await open(priya);
    await callOff(all[3]!.id, 'all');
    expect((await days()).map(({ on }) => on)).toEqual(['2026-06-10', '2026-06-24']);
  });
});

describe('the morning after', () => {
  const question = () =>
    priya
      .messages()
      .filter((message) => readable(message).includes('who did you talk to'))
      .at(-1)!;

  test('asks everyone who said they would go, once, and preselects no partner', async () => {
    sandbox.clock.moveTo('2026-06-11T12:01:00Z');
    await runTick();
    await runTick();
    const asked = messagesTo(priya).filter((text) => text.includes('who did you talk to'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(
      '*Chamber mixer* yesterday: who did you talk to?\n[Pick partners…] [No one] [I didn’t go]',
    );
    expect(messagesTo(sam).join('\n')).not.toContain('who did you talk to');
    await priya.press({ message: question(), actionId: eventAfterActions.say });
    const view = JSON.stringify(priya.view()!.definition);
    expect(view).toContain('Dana Lee · Lee & Co');
    expect(view).not.toContain('initial_options');
    expect((await submit(priya, {})).errors?.partners).toContain('Choose at least one');
  });

  test('logs all of them as one touchpoint on that day, once', async () => {
    const view = priya.view()!;
    const fields = {
      likely: [String(mine['Dana Lee']), String(mine['Marcus Webb'])],
      note: 'Dana wants a workshop',
    };
    await Promise.all([
      priya.submit(view, fields as never),
      priya.submit(view, fields as never).catch(() => {}),
    ]);
    await vi.waitFor(() =>
      expect(messagesTo(priya).join('\n')).toContain('✓ Chamber mixer with Dana Lee and Marcus Webb'),
    );
    expect(
      await db.query(
        `select t.kind, t.occurred_on as "on", (select count(*)::int from touchpoint_partner p where p.touchpoint_id = t.id) as partners
           from touchpoint t`,
      ),
    ).toEqual([{ kind: 'event', on: '2026-06-10', partners: 2 }]);
  });

  test('also asks about a second event on the same day', async () => {
    const member = await rapport.member(rapport.priya);
    const day = { branchId: member.branch.id, place: null, on: '2026-06-10' } as const;
    const late = { ...day, name: 'Alumni dinner', at: '20:00' };
    const id = await addBranchEvent(db, late, member.id, context.now());
    await setGoing(db, id, member.id, true);
    const [first, second] = await findBranchEvents(
      db,
      (await loadBranchEvents(db, day.branchId, day.on, day.on)).map((event) => event.id),
    );
    expect(second!.name).toBe('Alumni dinner');
    expect(await isEventToAsk(db, first!, member.id)).toBe(false);
    expect(await isEventToAsk(db, second!, member.id)).toBe(true);
    await db.query('update branch_event set cancelled_at = now() where id = $1', [id]);
  });

  test('“I didn’t go” takes the answer back, and the next plan says who could go', async () => {
    await db.query(
      `insert into branch_event_going select e.id, m.id from branch_event e, member m
        where e.on_day = '2026-06-24' and m.name = 'Sam Cole'`,
    );
    const [event] = await db.query<{ id: number }>(`select id from branch_event where on_day = '2026-06-24'`);
    sandbox.clock.moveTo('2026-06-22T13:00:00Z');
    await runTick();
    const plan = sam
      .messages(rapport.channel)
      .map((message) => readable(message))
      .at(-1)!;
    expect(plan).toContain('*Wed 5:30 PM* · Chamber mixer, Gulf Hall');
    expect(plan).toContain('Going: Sam · could go: Priya');
    expect(plan).toContain('[Where to show up]');
    expect(plan).not.toContain('workshop');
    await sam.press({ message: sam.messages(rapport.channel).at(-1)!, actionId: eventsAction });
    await shows(sam, 'Chamber mixer');
    await sam.openHome();
    await forge(rapport, rapport.sam, sam.home()!, eventAfterActions.stayedAway, String(event!.id));
    expect(
      await db.query('select member_id from branch_event_going where event_id = $1', [event!.id]),
    ).toEqual([]);
  });
});

describe('days to remember', () => {
  test('are a line below the digest’s five on a nearby working day, and ask nothing of anyone', async () => {
    await db.query(`update partner set birthday = '06-27', phone = '555-0142' where name = 'Dana Lee'`);
    await db.query(`update partner set anniversary = '06-26' where name = 'Marcus Webb'`);
    sandbox.clock.moveTo('2026-06-26T12:01:00Z');
    await runTick();
    const digest = messagesTo(priya)
      .filter((text) => text.includes('Good morning, Priya'))
      .at(-1)!;
    expect(digest).toContain('🎉 Business anniversary: *Marcus Webb*, today');
    expect(digest).toContain('🎂 Birthday: *Dana Lee*, tomorrow · 555-0142');
    await priya.openHome();
    expect(readable(priya.home()!)).toContain('Dana Lee (birthday)');
  });
});

describe('an event that is told of in words', () => {
  const day = (ago: number) => addDays(rapport.today(), -ago);
  const add = async (name: string, on: Day, kind: 'event' | 'committee') => {
    const me = await rapport.member(rapport.priya);
    const listed = { branchId: me.branch.id, name, place: null, on, at: '17:30', kind };
    const id = await addBranchEvent(db, listed, null, context.now());
    await setGoing(db, id, me.id, true);
    const [event] = await findBranchEvents(db, [id]);
    return { isToAsk: () => isEventToAsk(db, event!, me.id) };
  };
  const last = () => readable(priya.messages(rapport.channel).at(-1)!);
  const told = () =>
    db.query(
      `select kind, word, occurred_on as "on" from touchpoint where withdrawn_at is null order by id desc limit 1`,
    );

  test('is the one in the branch’s list, on its day, and is not asked about the morning after', async () => {
    const board = await add('GTAR Board', day(0), 'committee');
    expect(await board.isToAsk()).toBe(true);
    await priya.command('/touchpoint', 'saw Dana Lee at the gtar board', rapport.channel);
    await vi.waitFor(() => expect(last()).toContain('✓ GTAR Board with Dana Lee · today'));
    expect(last()).not.toContain('“');
    expect(await told()).toEqual([{ kind: 'committee', word: 'GTAR Board', on: day(0) }]);
    expect(await board.isToAsk()).toBe(false);
  });

  test('of the day before is asked about, and one tap says when', async () => {
    const gala = await add('Realtors Gala', day(1), 'event');
    await priya.command('/touchpoint', 'realtors gala with Marcus Webb', rapport.channel);
    await vi.waitFor(() => expect(last()).toContain('Realtors Gala'));
    expect(last()).not.toContain('✓');
    await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: 'draft.answer.1' });
    await vi.waitFor(() => expect(last()).toContain('✓ Realtors Gala with Marcus Webb · yesterday'));
    expect(await told()).toEqual([{ kind: 'event', word: 'Realtors Gala', on: day(1) }]);
    expect(await gala.isToAsk()).toBe(false);
  });
});
