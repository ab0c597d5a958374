import { type Readable, readable } from 'slack-sandbox/readable';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { tierQuestionActions } from '../../../src/messages/partners/tier-questions.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { digest } from '../../../src/schedule/posts/digest.ts';
import { loadDigestInput } from '../../../src/store/digest/digest.ts';
import type { Nudge } from '../../../src/store/nudges/nudges.ts';
import { answerWhoStays } from '../../../src/store/partners/tier-answers.ts';
import { startRapport } from '../../support/rapport.ts';

/** Two questions about tiers, in the morning's list and Home: the inner circle, once, and who stays close, once a quarter. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);

/** What came on a morning at 8:00 AM in New York. */
const morning = async (day: string, who = priya) => {
  const before = who.messages().length;
  sandbox.clock.moveTo(`${day}T12:01:00Z`);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  return who
    .messages()
    .slice(before)
    .map((message) => readable(message))
    .join('\n');
};
const list = (who = priya) => who.messages().at(-1)!;
const shows = (text: string, who = priya) => vi.waitFor(() => expect(readable(list(who))).toContain(text));
const tierOf = async (name: string) => {
  const [row] = await db.query<{ tier: string }>(
    `select r.tier from relationship r join partner p on p.id = r.partner_id where p.name = $1`,
    [name],
  );
  return row!.tier;
};
const traces = async (action: string) =>
  (await db.query(`select from trace where subject = 'relationship' and action = $1`, [action])).length;
type Element = { action_id: string; accessibility_label?: string; value?: string };
type Block = { block_id: string; accessory?: Element; elements?: Element[] };
/** The place of a button about a partner in Sam's list. */
const placeOf = (actionId: string, name: string) =>
  (list(sam).blocks as Block[]).flatMap(({ block_id: blockId, accessory, elements }) =>
    [...(elements ?? []), ...(accessory ? [accessory] : [])]
      .filter((one) => one.action_id === actionId && one.accessibility_label?.endsWith(name))
      .map(({ value }) => ({ actionId, blockId, value: value! })),
  )[0]!;
const press = (actionId: string, name: string) =>
  sam.press({ message: list(sam), ...placeOf(actionId, name) });
const say = async (text: string) => {
  await priya.say(priya.dmChannel, text);
  await vi.waitFor(() => expect(readable(list())).toContain('✓'));
};

describe('the inner circle', () => {
  const question =
    '*You keep meeting Dana Lee and Marcus Webb.* Make them your inner circle? I’d have you see each every four weeks.\n[Choose…] [Not now]';

  beforeAll(async () => {
    await rapport.book(
      rapport.priya,
      ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz', 'Amy Chen'],
      'core',
    );
    for (const [day, name] of [
      ['10', 'Dana Lee'],
      ['11', 'Marcus Webb'],
      ['12', 'Joan Ortiz'],
      ['15', 'Amy Chen'],
      ['17', 'Dana Lee'],
      ['18', 'Marcus Webb'],
      ['19', 'Amy Chen'],
    ]) {
      sandbox.clock.moveTo(`2026-06-${day}T20:00:00Z`);
      await say(`lunch with ${name} today`);
    }
    await db.query(`update partner set fit = '{buyers}', fit_on = '2026-06-10' where name = 'Amy Chen'`);
  });

  test('is not suggested before two weeks have passed', async () => {
    expect(await morning('2026-06-22')).not.toContain('inner circle');
  });

  test('is suggested then, on a quiet morning as the only thing, from who was met twice and suits', async () => {
    const message = await morning('2026-06-23');
    expect(message).toBe(`Good morning, Priya. No one’s due today.\n${question}`);
    expect(list().text).toBe('Your inner circle? Dana Lee, Marcus Webb');
    expect(readable((await priya.openHome())!)).toContain(question);
  });

  test('opens a form of those suggested, and moves those chosen, each with Undo', async () => {
    await priya.press({ message: list(), actionId: tierQuestionActions.choose });
    expect(readable(priya.view()!)).toContain('Dana Lee, Lee & Co');
    const id = (
      await db.query<{ id: number }>(
        `select r.id from relationship r join partner p on p.id = r.partner_id where p.name = 'Dana Lee'`,
      )
    )[0]!.id;
    await priya.submit(priya.view()!, { inner: [String(id)] });
    await shows('✓ Dana Lee is in your inner circle. Meet by Wed, Jul 15.  [Undo]');
    expect(readable(list())).not.toContain('Marcus');
    expect([await tierOf('Dana Lee'), await tierOf('Marcus Webb')]).toEqual(['inner', 'core']);
    await priya.press({ message: list(), actionId: tierQuestionActions.undo });
    await shows('*You keep meeting Dana Lee.* Make them your inner circle?');
    expect(await tierOf('Dana Lee')).toBe('core');
  });

  test('is not suggested again after Not now', async () => {
    const { block_id: blockId } = (list().blocks as Block[]).at(-1)!;
    await priya.press({ message: list(), actionId: tierQuestionActions.notNow });
    await shows('No inner circle for now.');
    await priya.press({ message: list(), actionId: tierQuestionActions.choose, blockId });
    await shows('Nothing changed');
    expect(priya.view()).toBeUndefined();
    expect(await morning('2026-06-24')).toBe('');
    expect(readable((await priya.openHome())!)).not.toContain('inner circle');
  });
});

describe('who stays close', () => {
  const question =
    'You have room for *24 close partners*. These three haven’t been seen yet. Keep or move down?';
  const asked = async () =>
    (
      await db.query<{ id: number; name: string }>(
        `select r.id, p.name from showing s join partner p on p.id = s.partner_id
           join relationship r on r.partner_id = p.id where s.reason = 'close partners' and s.shown_on = '2026-10-01' order by p.name`,
      )
    ).map(({ id, name }) => ({ id, name }));
  test('is asked on the first list of a quarter, of three not seen for two cadences whom the list leaves out', async () => {
    await rapport.book(
      rapport.sam,
      ['Ann Able', 'Ben Baker', 'Cal Cook', 'Deb Drew', 'Eli East', 'Fay Fox'],
      'core',
    );
    expect(await morning('2026-09-30', sam)).not.toContain('close partners');
    const message = await morning('2026-10-01', sam);
    expect(message).toContain(question);
    const names = (await asked()).map(({ name }) => name);
    expect(names).toHaveLength(3);
    for (const name of names) {
      expect(message.split(name), 'the list speaks of others').toHaveLength(2);
      expect(message).toContain(`*${name}* · core · not met yet\n[Keep] [Move down]`);
    }
    expect(readable((await sam.openHome())!)).toContain(question);
  });

  test('is the same when the list is sent again', async () => {
    const nudge = await db.query<Nudge>(
      `select id, member_id as "memberId" from nudge where key like 'digest:%:2026-10-01' and message_ts = $1`,
      [list(sam).ts],
    );
    const again = await digest.compose(context, nudge[0]!, context.now());
    expect('message' in again && readable(again.message as unknown as Readable)).toBe(readable(list(sam)));
  });

  test('does not count as shown in a line', async () => {
    const { relationships } = await loadDigestInput(db, await rapport.member(rapport.sam), '2026-10-01');
    const ids = (await asked()).map(({ id }) => id);
    const days = relationships
      .filter(({ relationshipId }) => ids.includes(relationshipId))
      .map(({ lastShownOn }) => lastShownOn);
    expect(days).toHaveLength(3);
    expect(days).not.toContain('2026-10-01');
  });

  test('is answered by Keep, once, however often it is pressed, with Undo', async () => {
    const [first] = await asked();
    await Promise.all([
      press(tierQuestionActions.keep, first!.name),
      press(tierQuestionActions.keep, first!.name),
    ]);
    await shows(`✓ Keeping ${first!.name} in core. Meet by Fri, Oct 2.  [Undo]`, sam);
    expect(await traces('recommit')).toBe(1);
    await press(tierQuestionActions.undo, first!.name);
    await shows(`*${first!.name}* · core · not met yet\n[Keep] [Move down]`, sam);
    await press(tierQuestionActions.keep, first!.name);
    await shows(`✓ Keeping ${first!.name}`, sam);
  });

  test('is answered by Move down, traced, with Undo for an hour', async () => {
    const [, second] = await asked();
    await press(tierQuestionActions.moveDown, second!.name);
    await shows(`✓ Moved ${second!.name} to keep in touch.  [Undo]`, sam);
    expect(await tierOf(second!.name)).toBe('keep');
    await press(tierQuestionActions.undo, second!.name);
    await shows(`*${second!.name}* · core · not met yet`, sam);
    expect(await tierOf(second!.name)).toBe('core');
    await press(tierQuestionActions.moveDown, second!.name);
    await shows(`✓ Moved ${second!.name}`, sam);
    const home = readable((await sam.openHome())!);
    expect(home, 'Home shows the same').toContain(`✓ Moved ${second!.name} to keep in touch.`);
  });

  test('is only the owner’s to answer, and only where it was asked', async () => {
    const [, , third] = await asked();
    const when = { today: '2026-10-01' as const, now: context.now() };
    const keep = { relationshipId: third!.id, askedOn: '2026-10-01' as const, what: 'keep' as const };
    const [me, other] = [await rapport.member(rapport.sam), await rapport.member(rapport.priya)];
    expect(await answerWhoStays(db, other, keep, when)).toBe(false);
    expect(await answerWhoStays(db, me, { ...keep, askedOn: '2026-09-30' }, when)).toBe(false);
    await db.query('update relationship set owner_id = $2 where id = $1', [third!.id, other.id]);
    await press(tierQuestionActions.keep, third!.name);
    await shows('Nothing changed: you no longer own that relationship', sam);
    expect(readable(list(sam))).not.toContain(third!.name);
    expect(await traces('recommit')).toBe(2);
  });

  test('is asked once a quarter', async () => {
    await rapport.book(rapport.sam, ['Gus Gray'], 'core');
    await db.query(
      `update relationship_fact set until_day = '2026-06-10', face_day = '2026-06-10' where kind = 'first due'`,
    );
    expect(await morning('2026-10-02', sam)).not.toContain('close partners');
    await db.query(`update member set close_asked_on = '2026-09-30' where close_asked_on is not null`);
    expect(await morning('2026-10-05', sam), 'of the quarter before').toContain('close partners');
  });
});
