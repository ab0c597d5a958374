import type { Message } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import { pressValue } from '../../src/messages/digest/digest-buttons.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const me = await rapport.member(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);
await priya.dm('lunch with Joan Ortiz tomorrow');
await priya.dm('called Marcus Webb on May 4, promised workshop slides by Friday');
const timing = { ...defaultTiming, channelGapMs: 0 };

/** Thursday, the morning after Joan's lunch. Dana and Marcus have been due since yesterday, and no digest has said so. */
sandbox.clock.moveTo('2026-06-11T12:00:00Z');
await tick(context, context.now(), timing);

const isDigest = (message: Message) => readable(message).includes('Good morning, Priya');
const digest = () => priya.messages().filter(isDigest).at(-1)!;
const text = () => readable(digest());
/** The part of the digest about one partner. */
const about = (name: string, all = text()): string =>
  all.split(/\n(?=\*)/).find((part) => part.startsWith(`*${name}*`)) ?? '';
const shows = (name: string, what: string) => sandbox.until(() => about(name).includes(what));
const nudgeId = (
  await db.query<{ id: number }>(
    `select id from nudge where member_id = $1 and post = 'digest' and state = 'sent'`,
    [me.id],
  )
)[0]!.id;

type Element = { action_id: string; value?: string; options?: { value: string }[] };
/** The button or menu option in one partner's line, in a message or view; undefined if the line has no such button. */
function find(blocks: unknown, actionId: string, partnerId: number, choice = '') {
  for (const block of blocks as { block_id: string; elements?: Element[] }[]) {
    for (const element of block.elements ?? []) {
      const values = element.options?.map((option) => option.value) ?? [element.value ?? ''];
      const value = values.find((each) => each.split('.')[3] === String(partnerId) && each.endsWith(choice));
      if (element.action_id === actionId && value) return { actionId, blockId: block.block_id, value };
    }
  }
  return undefined;
}
/** Waits until the button shows, as a person does: after two simultaneous presses the older drawing may show for a moment. */
async function tap(name: string, actionId: string, choice = '') {
  const place = await sandbox.until(() => find(digest().blocks, actionId, mine[name]!, choice));
  return priya.press({ message: digest(), ...place });
}
const count = async (from: string) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n;
const taps = () => count(`capture where source = 'tap' and undone_at is null`);

beforeEach(async () => {
  expect(await taps()).toBe(0);
});

describe('the morning digest', () => {
  test('says who, why, and what was said, promised, or planned', () => {
    expect(text()).toContain('Good morning, Priya. Three to reach.');
    expect(digest().text).toBe(
      '3 to reach: Marcus Webb (promise), Joan Ortiz (did it happen?), Dana Lee (meet)',
    );
    expect(about('Marcus Webb')).toContain('You promised: workshop slides, due tomorrow.');
    expect(about('Dana Lee')).toContain('Time to meet. No meeting yet.\n[Met] [Talked] [Voicemail] [⋯');
    expect(about('Joan Ortiz')).toContain('You planned lunch for yesterday. Did it happen?');
    expect(text()).not.toContain('Rosa Diaz');
  });

  test('takes a menu that was cleared for no choice, and says nothing', async () => {
    const since = sandbox.exchanges.length;
    const { actionId, blockId } = find(digest().blocks, 'digest.promise.move', mine['Marcus Webb']!)!;
    await priya.press({ message: digest(), actionId, blockId });
    const [{ name, status, payload } = {}] = sandbox.exchanges.slice(since);
    expect([name, status]).toEqual(['block_actions', 200]);
    expect(payload).toMatchObject({ actions: [{ selected_option: null }] });
    await priya.dm('help');
    await sandbox.until(() => readable(priya.messages().at(-1)!).includes('*Log* a meeting'));
    expect(sandbox.exchanges.slice(since).filter(({ kind }) => kind === 'response_url')).toEqual([]);
  });

  test('is not sent to a member without a due partner', () => {
    expect(sam.messages().filter((message) => readable(message).includes('Priya'))).toEqual([]);
  });
});

describe('one tap', () => {
  test('logs for today and turns the line into its outcome, and Undo brings the buttons back', async () => {
    await tap('Dana Lee', 'digest.talked');
    await shows('Dana Lee', '✓ Talked today. An in-person meeting is still due.\n[Add notes…] [Undo]');
    expect(
      await db.query(
        `select t.kind, t.occurred_on as day from touchpoint t join capture c on c.id = t.capture_id and c.source = 'tap' where t.withdrawn_at is null`,
      ),
    ).toEqual([{ kind: 'call', day: '2026-06-11' }]);
    expect(about('Joan Ortiz')).toContain('Did it happen?');
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Met] [Talked] [Voicemail]');
  });

  test('pressed twice at the same time logs one touchpoint', async () => {
    await Promise.all([tap('Dana Lee', 'digest.met'), tap('Dana Lee', 'digest.met')]);
    await shows('Dana Lee', '✓ Met today');
    expect(await taps()).toBe(1);
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Met]');
  });

  test('counts again after Undo', async () => {
    for (let round = 0; round < 2; round++) {
      await tap('Dana Lee', 'digest.met');
      await shows('Dana Lee', '✓ Met today');
      expect(await taps()).toBe(1);
      await tap('Dana Lee', 'digest.undo');
      await shows('Dana Lee', '[Met]');
    }
  });

  test('on several lines at the same time gives the same result in any order', async () => {
    const message = digest();
    await Promise.all([
      priya.press({ message, ...find(message.blocks, 'digest.met', mine['Dana Lee']!)! }),
      priya.press({ message, ...find(message.blocks, 'digest.promise.done', mine['Marcus Webb']!)! }),
    ]);
    await shows('Dana Lee', '✓ Met today');
    await shows('Marcus Webb', '✓ Done: workshop slides');
    await tap('Marcus Webb', 'digest.promise.reopen');
    await shows('Marcus Webb', '[Done]');
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Met]');
  });

  test('“Voicemail” logs an attempt, and a talk may follow', async () => {
    await tap('Dana Lee', 'digest.attempt');
    await shows('Dana Lee', '✓ Left a message today\n[Met] [Talked] [Undo]');
    expect(await count('attempt where withdrawn_at is null')).toBe(1);
    await tap('Dana Lee', 'digest.talked');
    await shows('Dana Lee', '✓ Talked today');
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '✓ Left a message today');
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Voicemail]');
  });

  test('opens the form on the capture, to add what was said', async () => {
    await tap('Dana Lee', 'digest.met');
    await shows('Dana Lee', '[Add notes…]');
    await tap('Dana Lee', 'digest.heard');
    await priya.submit(priya.view()!, { note: 'Opens a second office in May' });
    expect(await count(`touchpoint_note where note = 'Opens a second office in May'`)).toBe(1);
    await shows('Joan Ortiz', 'Did it happen?');
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Met]');
  });
});

test('what was said is added to a contact logged in words, and the list stays a list', async () => {
  await priya.dm('met Dana Lee');
  await sandbox.until(() => priya.messages().some((message) => readable(message).includes('✓ Met Dana Lee')));
  // Already logged: the tap saves nothing and shows the contact.
  await tap('Dana Lee', 'digest.met');
  await shows('Dana Lee', '[Add notes…] [Undo]');
  await tap('Dana Lee', 'digest.heard');
  await priya.submit(priya.view()!, { note: 'Wants to grow in Ybor' });
  await shows('Joan Ortiz', 'Did it happen?');
  await shows('Dana Lee', '[Add notes…] [Undo]');
  expect(await count(`touchpoint_note where note = 'Wants to grow in Ybor'`)).toBe(1);
  await tap('Dana Lee', 'digest.undo');
  await shows('Dana Lee', '[Met]');
});

describe('Snooze', () => {
  const clocks = () =>
    db.query('select touch_due, touch_grace, face_due from relationship where partner_id = $1', [
      mine['Dana Lee'],
    ]);

  test('moves only the next showing and can be taken back', async () => {
    const before = await clocks();
    await tap('Dana Lee', 'digest.later', '.two days');
    await shows('Dana Lee', 'Snoozed until Mon, Jun 15. The due date stays the same.\n[Undo]');
    expect(await clocks()).toEqual(before);
    await tap('Dana Lee', 'digest.undo-later');
    await shows('Dana Lee', '[Met]');
    expect(await count(`relationship_fact where kind = 'later' and withdrawn_at is null`)).toBe(0);
  });

  test('pressed twice counts once', async () => {
    await Promise.all([
      tap('Dana Lee', 'digest.later', '.next week'),
      tap('Dana Lee', 'digest.later', '.next week'),
    ]);
    await shows('Dana Lee', 'Snoozed until Mon, Jun 15');
    expect(await count(`relationship_fact where kind = 'later' and withdrawn_at is null`)).toBe(1);
    await tap('Dana Lee', 'digest.undo-later');
    await shows('Dana Lee', '[Met]');
  });

  test('“quiet until” asks for a day, shows errors at the field, and silences both clocks', async () => {
    await tap('Dana Lee', 'digest.later', '.quiet');
    const view = priya.view()!;
    expect(readable(view)).toContain('Dana Lee');
    expect(await priya.submit(view, { until: '2026-06-01' })).toMatchObject({
      errors: { until: 'Choose today or a later day.' },
    });
    expect(JSON.stringify(await priya.submit(view, { until: '2027-06-01' }))).toContain(
      'Choose Fri, Oct 9 or earlier (120 days at most)',
    );
    await priya.submit(view, { until: '2026-07-31' });
    await shows('Dana Lee', 'Quiet until Fri, Jul 31.\n[Undo]');
    expect(await clocks()).toMatchObject([{ touch_due: '2026-08-03', face_due: '2026-08-03' }]);
    await tap('Dana Lee', 'digest.undo-later');
    await shows('Dana Lee', '[Met]');
  });

  test('“working a deal until” silences the touch clock, not the meeting clock', async () => {
    await tap('Dana Lee', 'digest.later', '.deal');
    await priya.submit(priya.view()!, { until: '2026-07-31' });
    await shows('Dana Lee', 'Working a deal until Fri, Jul 31');
    expect(await clocks()).toMatchObject([{ touch_due: '2026-08-03', face_due: '2026-06-10' }]);
    await tap('Dana Lee', 'digest.undo-later');
    await shows('Dana Lee', '[Met]');
  });
});

describe('a promise', () => {
  const promise = async () =>
    (
      await db.query<{ due: Day; moved: number; state: string }>(
        'select due_on as due, times_moved as moved, state from promise',
      )
    )[0]!;

  test('is not moved to the day it has, and that is said', async () => {
    await tap('Marcus Webb', 'digest.promise.move', '.tomorrow');
    await sandbox.until(() => text().includes('Nothing changed: that promise is already due tomorrow.'));
    expect(await promise()).toEqual({ due: '2026-06-12', moved: 0, state: 'open' });
  });

  test('is moved by a menu, which is counted', async () => {
    await tap('Marcus Webb', 'digest.promise.move', '.next week');
    await shows('Marcus Webb', '✓ Moved: workshop slides, now due Mon, Jun 15.');
    expect(await promise()).toEqual({ due: '2026-06-15', moved: 1, state: 'open' });
  });

  test('is moved by a form that refuses past days', async () => {
    await tap('Marcus Webb', 'digest.promise.move', '.another day');
    const view = priya.view()!;
    expect(await priya.submit(view, { due: '2026-06-10' })).toMatchObject({ outcome: 'errors' });
    await priya.submit(view, { due: '2026-06-12' });
    await shows('Marcus Webb', 'You promised: workshop slides, due tomorrow.');
    expect(await promise()).toEqual({ due: '2026-06-12', moved: 2, state: 'open' });
  });
});

describe('yesterday’s plan', () => {
  const plans = () =>
    db.query('select planned_on as "on", settled from plan where withdrawn_at is null order by id');

  test('that happened counts once, on its day, and Undo asks again', async () => {
    await Promise.all([tap('Joan Ortiz', 'digest.plan.held'), tap('Joan Ortiz', 'digest.plan.held')]);
    await shows('Joan Ortiz', '✓ Lunch yesterday\n[Add notes…] [Undo]');
    expect(await taps()).toBe(1);
    expect(
      await db.query(`select last_face_on as met from relationship where partner_id = $1`, [
        mine['Joan Ortiz'],
      ]),
    ).toEqual([{ met: '2026-06-10' }]);
    expect(await plans()).toEqual([{ on: '2026-06-10', settled: 'held' }]);
    await tap('Joan Ortiz', 'digest.undo');
    await shows('Joan Ortiz', 'Did it happen?\n[Yes, it did] [No] [Moved…]');
    expect(await plans()).toEqual([{ on: '2026-06-10', settled: null }]);
  });

  test('that did not happen is recorded, and the clock asks again', async () => {
    await tap('Joan Ortiz', 'digest.plan.missed');
    await shows('Joan Ortiz', 'Got it: no lunch yesterday.\n[Undo]\nTime to meet.');
    await tap('Joan Ortiz', 'digest.plan.reopen');
    await shows('Joan Ortiz', 'Did it happen?');
  });

  test('that moved gets a new day within its limits and is asked about after it', async () => {
    await tap('Joan Ortiz', 'digest.plan.move');
    const view = priya.view()!;
    expect(JSON.stringify(await priya.submit(view, { day: '2027-01-10' }))).toContain('or earlier');
    await priya.submit(view, { day: '2026-06-17' });
    await shows('Joan Ortiz', '✓ Moved: lunch. I’ll ask on the new day how it went.');
    expect(await plans()).toEqual([
      { on: '2026-06-10', settled: 'moved' },
      { on: '2026-06-17', settled: null },
    ]);
  });
});

describe('a forged or stale button', () => {
  const press = (who: typeof priya, value: string, actionId = 'digest.met') => {
    const message = {
      ...(who === priya ? digest() : sam.messages()[0]),
    };
    return forged(who, message as Message, actionId, value);
  };

  /** Slack would not send a value that was never shown. Someone with the signing secret could. */
  async function forged(who: typeof priya, message: Message, actionId: string, value: string) {
    const place = sandbox.world.channels.get(message.channel)!.byTs.get(message.ts)!;
    const kept = place.blocks;
    place.blocks = [
      {
        type: 'actions',
        block_id: 'forged',
        elements: [{ type: 'button', action_id: actionId, text: { type: 'plain_text', text: 'x' }, value }],
      },
    ] as unknown as Message['blocks'] & object;
    const outcome = who.press({ message, actionId });
    place.blocks = kept!;
    return outcome;
  }
  const lastSam = () => readable(sam.messages().at(-1)!);

  test('from another member’s digest changes nothing and shows nothing of it', async () => {
    await context.slack.chat.postMessage({ channel: sam.dmChannel, text: 'hello' });
    await press(sam, pressValue({ nudgeId, shownOn: '2026-06-11' }, mine['Dana Lee']!, mine['Dana Lee']!));
    await sandbox.until(() => lastSam().includes('can’t use that button anymore'));
    await press(
      sam,
      pressValue({ nudgeId: null, shownOn: '2026-06-11' }, mine['Dana Lee']!, mine['Dana Lee']!),
    );
    await sandbox.until(() =>
      sam
        .messages()
        .some((message) => readable(message).includes('no longer own or cover that relationship')),
    );
    const [promise] = await db.query<{ id: number }>('select id from promise');
    for (const action of ['digest.promise.done', 'digest.plan.missed', 'digest.undo', 'digest.undo-later']) {
      await press(
        sam,
        pressValue({ nudgeId: null, shownOn: '2026-06-11' }, promise!.id, mine['Marcus Webb']!),
        action,
      );
    }
    expect(
      sam
        .messages()
        .map((message) => readable(message))
        .join(),
    ).not.toMatch(/Dana|Marcus|slides/);
    expect(await count(`promise where state = 'done'`)).toBe(0);
  });

  test('with a nonsense value is answered and does nothing', async () => {
    await press(priya, 'drop.table.promise');
    await sandbox.until(() =>
      priya.messages().some((message) => readable(message).includes('can’t use that button anymore')),
    );
  });

  test('for a partner who now belongs to a colleague says so, and the line is gone', async () => {
    const give = (to: number) =>
      db.query('update relationship set owner_id = $2 where partner_id = $1', [mine['Dana Lee'], to]);
    const samId = (await rapport.member(rapport.sam)).id;
    await give(samId);
    await tap('Dana Lee', 'digest.met');
    await sandbox.until(() => text().includes('you no longer own or cover that relationship'));
    expect(text()).not.toContain('Dana Lee');
    await give(me.id);
    await tap('Marcus Webb', 'digest.promise.done');
    await shows('Marcus Webb', '✓ Done');
    await shows('Dana Lee', '[Met]');
    await tap('Marcus Webb', 'digest.promise.reopen');
    await shows('Marcus Webb', '[Done]');
  });

  test('behind a form left open past its response_url still changes the list', async () => {
    await tap('Dana Lee', 'digest.later', '.quiet');
    await sandbox.until(() => priya.view());
    const urls = sandbox.world.responseUrls;
    const { use } = urls;
    urls.use = () => ({ error: 'expired_url' });
    await priya.submit(priya.view()!, { until: '2026-07-31' });
    await shows('Dana Lee', 'Quiet until Fri, Jul 31.');
    urls.use = use;
    await tap('Dana Lee', 'digest.undo-later');
    await shows('Dana Lee', '[Met]');
  });

  test('in yesterday’s list is asked about, and logs for the day that is told', async () => {
    sandbox.clock.moveTo('2026-06-12T11:00:00Z');
    await tap('Dana Lee', 'digest.met');
    await shows('Dana Lee', 'Met: today or yesterday?\n[Today] [Yesterday] [Neither]');
    await tap('Dana Lee', 'digest.on.neither');
    await shows('Dana Lee', '[Met]');
    await tap('Dana Lee', 'digest.met');
    await shows('Dana Lee', 'Met: today or yesterday?');
    expect(await taps()).toBe(0);
    await Promise.all([tap('Dana Lee', 'digest.on.listed'), tap('Dana Lee', 'digest.on.listed')]);
    await shows('Dana Lee', '✓ Met yesterday');
    const days = () =>
      db.query(
        `select t.occurred_on as day from touchpoint t join capture c on c.id = t.capture_id and c.source = 'tap' where t.withdrawn_at is null`,
      );
    expect(await days()).toEqual([{ day: '2026-06-11' }]);
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Met]');
    await tap('Dana Lee', 'digest.talked');
    await shows('Dana Lee', 'Talked: today or yesterday?');
    await tap('Dana Lee', 'digest.on.today');
    await shows('Dana Lee', '✓ Talked today');
    expect(await days()).toEqual([{ day: '2026-06-12' }]);
    await tap('Dana Lee', 'digest.undo');
    await shows('Dana Lee', '[Met]');
  });

  test('in yesterday’s list can still snooze, and mark a promise as done', async () => {
    await tap('Dana Lee', 'digest.later', '.next week');
    await shows('Dana Lee', 'Snoozed until Mon, Jun 15. The due date stays the same.\n[Undo]');
    await tap('Dana Lee', 'digest.undo-later');
    await shows('Dana Lee', '[Met]');
    await tap('Marcus Webb', 'digest.promise.done');
    await shows('Marcus Webb', '✓ Done: workshop slides');
  });

  test('in a list of months ago saves nothing', async () => {
    sandbox.clock.moveTo('2026-09-14T11:00:00Z');
    await tap('Dana Lee', 'digest.met');
    await sandbox.until(() => text().includes('Nothing saved: this list is from Thu, Jun 11.'));
    expect(await taps()).toBe(0);
  });
});
