import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { tappedContent } from '../../src/domain/touchpoints/capture.ts';
import { planActions } from '../../src/messages/plan-orders.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { answerPlanOrder } from '../../src/slack/orders/plan-order.ts';
import { findMemberWithBook } from '../../src/store/members/members.ts';
import { findPlan, movedKey } from '../../src/store/plans.ts';
import { saveCapture } from '../../src/store/touchpoints/captures.ts';
import { forge } from '../support/forged.ts';
import { everything } from '../support/planted.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz', 'Grant Whitfield']);
await rapport.book(rapport.sam, ['Rosa Diaz']);

const ways = ['a direct message', '/touchpoint', '/rapport'] as const;
type Way = (typeof ways)[number];
const placeOf = (by: Way) => (by === 'a direct message' ? undefined : rapport.channel);
const last = (by: Way) => priya.messages(placeOf(by)).at(-1)!;

async function say(text: string, by: Way = 'a direct message'): Promise<string> {
  if (by === 'a direct message') await priya.dm(text);
  else await priya.command(by, text, rapport.channel);
  return readable(last(by));
}
const open = async () =>
  (
    await db.query<{ said: string }>(
      `select p.name || ' ' || q.planned_on || coalesce(' ' || q.at_time, '') as said
         from plan q join partner p on p.id = q.partner_id join member m on m.id = q.member_id
        where m.slack_user_id = $1 and q.settled is null and q.withdrawn_at is null order by q.planned_on, q.id`,
      [rapport.priya.id],
    )
  ).map(({ said }) => said);
const contacts = async () =>
  (await db.query('select from touchpoint where withdrawn_at is null union all select from attempt')).length;

const shows = (by: Way, text: string | RegExp) => vi.waitFor(() => expect(readable(last(by))).toMatch(text));
/** What an answer begins with, which takes the place of a question. */
const backOn = '✓ Back on: lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM.';
const joans = 'Joan Ortiz 2026-06-18 12:30';

beforeEach(async () => {
  await db.query(`update plan set withdrawn_at = now(), order_key = null where withdrawn_at is null`);
  await db.query('update capture set words_hash = null');
  await priya.dm('lunch with Joan Ortiz next Thursday at 12:30 at Oxford Exchange');
  expect(await open()).toEqual([joans]);
});

describe.each(ways)('by %s', (by) => {
  test('a plan is canceled, and Undo restores it as it was', async () => {
    const before = await db.query('select * from plan where withdrawn_at is null');
    const clocks = await db.query(
      'select id, touch_due, face_due, touch_grace, face_grace from relationship',
    );
    expect(await say('cancel lunch with joan', by)).toBe(
      '✓ Canceled: lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM. Let them know; I don’t contact partners.\n[Move instead…] [Undo]',
    );
    expect(last(by).text).toBe('✓ Canceled: lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM.');
    expect(await open()).toEqual([]);
    await priya.press({ message: last(by), actionId: planActions.undoCancel });
    await shows(by, backOn);
    const { order_key: _, ...rest } = (
      await db.query<Record<string, unknown>>('select * from plan where withdrawn_at is null')
    )[0]!;
    expect(before).toEqual([{ ...rest, order_key: null }]);
    expect(
      await db.query('select id, touch_due, face_due, touch_grace, face_grace from relationship'),
    ).toEqual(clocks);
    expect(await contacts()).toBe(0);
  });

  test('a plan is moved with its hour and place, and Undo puts it back', async () => {
    const answer = await say('move lunch with joan to next friday', by);
    expect(answer).toContain('Moved from Thu, Jun 18, 12:30 PM. Let them know; I don’t contact partners.');
    expect(answer).toContain(
      '✓ Planned: lunch with Joan Ortiz · Fri, Jun 19, 12:30 PM*\nWhere: Oxford Exchange',
    );
    expect(await open()).toEqual(['Joan Ortiz 2026-06-19 12:30']);
    await priya.press({ message: last(by), actionId: captureActions.undo });
    await shows(by, backOn);
    expect(await open()).toEqual([joans]);
    expect(await contacts()).toBe(0);
  });

  test('no plan like that: it says so, and nothing is saved', async () => {
    const before = await everything(db);
    expect(await say('cancel lunch with grant', by)).toBe(
      'I don’t see an open plan with Grant Whitfield, so nothing changed.\n[Open Grant Whitfield]',
    );
    expect(await say('move lunch with grant to friday 1pm', by)).toContain('[Plan…] [Open Grant Whitfield]');
    expect(await say('cancel lunch with Zed', by)).toBe(
      'I don’t see an open plan with “Zed”, so nothing changed.\n[Today’s list]',
    );
    // A colleague's plan is not theirs to change.
    await sam.dm('lunch with Rosa Diaz next Friday');
    expect(await say('cancel lunch with Rosa Diaz', by)).not.toMatch(/Canceled|Jun 19/);
    expect(await db.query('select count(*)::int as n from draft')).toEqual([{ n: 0 }]);
    expect(before).toContain('Joan');
  });
});

describe('several plans that it could be', () => {
  const withDana = ['Dana Lee 2026-06-16 10:00', 'Dana Lee 2026-06-19'];
  beforeEach(async () => {
    await priya.dm('coffee with Dana next Tuesday at 10');
    await priya.dm('coffee with Dana next Friday');
    expect(await open()).toEqual([withDana[0], joans, withDana[1]]);
  });

  test('are buttons by their days; one is canceled by a tap, once', async () => {
    expect(await say('cancel coffee with dana')).toBe(
      'Cancel which one with Dana Lee?\n[Tue, Jun 16, 10:00 AM] [Fri, Jun 19] [Neither]',
    );
    expect(await open()).toHaveLength(3);
    const message = last('a direct message');
    await Promise.all([1, 2].map(() => priya.press({ message, actionId: `${planActions.cancel}.1` })));
    await shows('a direct message', '✓ Canceled: coffee with Dana Lee, Fri, Jun 19. Let them know;');
    expect(await open()).toEqual([withDana[0], joans]);
  });

  test('one is moved by a tap, once', async () => {
    expect(await say('push coffee with dana a week')).toContain('Move which one with Dana Lee?');
    const message = last('a direct message');
    await Promise.all([1, 2].map(() => priya.press({ message, actionId: `${planActions.moveTo}.0` })));
    expect(await open()).toEqual([joans, withDana[1], 'Dana Lee 2026-06-23 10:00']);
    await shows('a direct message', 'Moved from');
    await priya.press({ message: last('a direct message'), actionId: captureActions.undo });
    expect(await open()).toEqual([withDana[0], joans, withDana[1]]);
  });

  test('[Neither] changes nothing', async () => {
    await say('dana canceled');
    await priya.press({ message: last('a direct message'), actionId: planActions.leave });
    await shows('a direct message', 'OK, nothing changed.');
    expect(await open()).toHaveLength(3);
  });

  test('with different partners are told apart by name', async () => {
    expect(await say('cancel thursday')).toContain(
      'Lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM: is it off?',
    );
    await priya.dm('lunch with Marcus Webb next Thursday');
    expect(await say('cancel lunch thursday')).toBe(
      'Cancel which one?\n[Lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM] [Lunch with Marcus Webb, Thu, Jun 18] [Neither]',
    );
  });
});

describe('what is not said outright is asked', () => {
  test('a weekday that may be one of two', async () => {
    expect(await say('move lunch with joan to friday')).toBe(
      'Lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM: move it to which day?\n[Fri, Jun 12, 12:30 PM] [Fri, Jun 19, 12:30 PM] [Another day…] [Don’t move it]',
    );
    await priya.press({ message: last('a direct message'), actionId: `${planActions.moveTo}.1` });
    expect(await open()).toEqual(['Joan Ortiz 2026-06-19 12:30']);
  });

  test('no day: the form has the hour, and its answer takes the place of the question', async () => {
    expect(await say('reschedule lunch with joan')).toContain(
      'move it to which day?\n[Pick a day…] [Don’t move it]',
    );
    await priya.press({ message: last('a direct message'), actionId: planActions.move });
    await priya.submit(priya.view()!, { day: '2026-06-25' });
    await vi.waitFor(() =>
      expect(readable(last('a direct message'))).toContain(
        '✓ Planned: lunch with Joan Ortiz · Thu, Jun 25, 12:30 PM',
      ),
    );
    expect(await open()).toEqual(['Joan Ortiz 2026-06-25 12:30']);
  });

  test('"can’t make it" may be off or moved; what was canceled can still be moved', async () => {
    expect(await say('joan can’t make it thursday')).toBe(
      'Lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM: is it off?\n[Cancel it] [Move instead…] [No]',
    );
    await priya.press({ message: last('a direct message'), actionId: `${planActions.cancel}.0` });
    expect(await open()).toEqual([]);
    await shows('a direct message', '✓ Canceled');
    await priya.press({ message: last('a direct message'), actionId: planActions.move });
    await priya.submit(priya.view()!, { day: '2026-06-24' });
    await vi.waitFor(async () => expect(await open()).toEqual(['Joan Ortiz 2026-06-24 12:30']));
    // The Undo of the cancelation, pressed late, must not bring back what was moved.
    const [row] = await db.query<{ id: number }>(
      `select id from plan where settled = 'moved' and withdrawn_at is null`,
    );
    await forge(rapport, rapport.priya, (await priya.openHome())!, planActions.undoCancel, String(row!.id));
    expect(await open()).toEqual(['Joan Ortiz 2026-06-24 12:30']);
  });

  test('a day that is too far, gone by, or the same is refused with a way on', async () => {
    expect(await say('move lunch with joan to october 30')).toMatch(
      /Not moved: lunch with Joan Ortiz, .+ Choose .+ or earlier; .+\n\[Pick a day…\] \[Don’t move it\]/,
    );
    expect(await say('move lunch with joan to 12:30')).toContain('It’s already then.');
    expect(await open()).toEqual([joans]);
  });
});

describe('news', () => {
  test.each(['joan canceled thursday', 'Joan canceled lunch', 'joan moved lunch to next friday'])(
    '“%s” is their news: they need not be told',
    async (text) => {
      expect(await say(text)).not.toContain('Let them know');
      expect(await open()).not.toEqual([joans]);
    },
  );

  test.each(['joan canceled thursday', 'lunch w joan is off', 'Joan cancelled on me'])('%s', async (text) => {
    expect(await say(text)).toContain('✓ Canceled: lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM.');
    expect(await open()).toEqual([]);
    expect(await contacts()).toBe(0);
  });

  test('of no plan is read as anything that is told', async () => {
    await say('moved lunch with Grant Whitfield to next Friday');
    expect(await open()).toEqual([joans, 'Grant Whitfield 2026-06-19']);
  });
});

describe('the same request again', () => {
  const sentence = async (said: string, requestKey: string) => {
    const known = (await findMemberWithBook(db, rapport.priya.id))!;
    return {
      context,
      ...known,
      said,
      today: '2026-06-09',
      now: context.now(),
      source: 'dm',
      requestKey,
    } as const;
  };

  test('cancels nothing more and says the same, also after an Undo', async () => {
    const request = await sentence('cancel lunch with joan', 'again-1');
    const first = await answerPlanOrder(request);
    await priya.dm('lunch with Joan Ortiz next Friday');
    expect(await answerPlanOrder(request)).toEqual(first);
    expect(await open()).toEqual(['Joan Ortiz 2026-06-19']);
    const [row] = await db.query<{ id: number }>(`select id from plan where order_key = 'again-1'`);
    await forge(rapport, rapport.priya, (await priya.openHome())!, planActions.undoCancel, String(row!.id));
    expect((await answerPlanOrder(request))?.text).toContain('Back on');
    expect(await open()).toHaveLength(2);
  });

  test('moves nothing more, also where it was cut off halfway', async () => {
    const request = await sentence('move lunch with joan to 6/25', 'again-2');
    const { member } = request;
    const [row] = await db.query<{ id: number }>(
      'select id from plan where withdrawn_at is null and settled is null',
    );
    const before = (await findPlan(db, row!.id, member))!;
    const content = tappedContent({ ...before, what: 'plan', on: '2026-06-25', today: '2026-06-09' });
    await saveCapture(db, {
      requestKey: movedKey(before, 'again-2'),
      source: 'dm',
      member,
      content,
      now: context.now(),
    });
    const first = await answerPlanOrder(request);
    expect(await answerPlanOrder(request)).toEqual(first);
    expect(await open()).toEqual(['Joan Ortiz 2026-06-25 12:30']);
  });
});

test('no button works on another’s plan', async () => {
  const [row] = await db.query<{ id: number }>(
    'select id from plan where withdrawn_at is null and settled is null',
  );
  const before = await everything(db);
  const home = (await sam.openHome())!;
  for (const actionId of [
    `${planActions.cancel}.0`,
    planActions.undoCancel,
    planActions.move,
    `${planActions.move}.0`,
  ])
    await forge(rapport, rapport.sam, home, actionId, String(row!.id));
  await forge(rapport, rapport.sam, home, `${planActions.moveTo}.0`, `${row!.id}.2026-06-19.12:30`);
  expect(sam.view()).toBeFalsy();
  expect(
    sam
      .messages()
      .map((message) => readable(message))
      .join('\n'),
  ).not.toContain('Joan');
  expect(await open()).toEqual([joans]);
  expect(before).toBeDefined();
});

describe('what did not happen', () => {
  const isOff = 'Lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM: is it off?';

  test.each(['not gonna make lunch w joan', 'Joan called off the walk-through'])(
    '%s: may be the one plan that is open with them',
    async (said) => {
      const before = await contacts();
      expect(await say(said)).toContain(isOff);
      expect(await open()).toEqual([joans]);
      expect(await contacts()).toBe(before);
    },
  );

  test('but not where the words are of another day, or of one without a plan', async () => {
    expect(await say('coffee with Joan on June 2 didn’t happen')).not.toContain('is it off?');
    expect(await say('coffee with Dana didn’t happen')).not.toContain('is it off?');
  });

  test.each([
    'almost called Joan today but got busy',
    'never did ask Joan for that intro',
    'havent sent Joan the checklist yet',
    'Joan hasnt moved to Keller, just a rumor',
    'Joan never showed for coffee today',
    'Joan canceled her coffee with the judge',
  ])('nor where another thing did not happen: %s', async (said) => {
    const before = await contacts();
    expect(await say(said)).not.toContain('is it off?');
    expect(await open()).toEqual([joans]);
    expect(await contacts()).toBe(before);
  });
});
