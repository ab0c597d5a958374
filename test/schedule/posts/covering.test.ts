import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { eveningActions } from '../../../src/messages/evening/questions.ts';
import { awayActions } from '../../../src/messages/members/away.ts';
import { coverActions } from '../../../src/messages/members/covering.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { cancelAbsence, coverAbsence, noteAbsence } from '../../../src/store/members/absences.ts';
import { declineCover } from '../../../src/store/members/decline-cover.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

/** A cover is asked on the working day before, with who is likely to come up, and can say that they can't. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
const me = await rapport.member(rapport.priya);
const { id: samId } = await rapport.member(rapport.sam);
const { id: adaId } = await rapport.member(rapport.admin);

const tickAt = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
};
/** An answer is drawn after the press was acknowledged. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });
const evening = (day: Day) => tickAt(`${day}T21:31:00Z`);
type Person = typeof priya;
const having = (who: Person, words: string) =>
  who.messages().filter((message) => readable(message).includes(words));
const questions = (who: Person = sam) => having(who, 'Can you still cover for Priya Patel?');
const told = (who: Person = sam) => having(who, 'You were named to cover for *Priya Patel*');
const wanted = (who: Person) => having(who, 'can’t cover for');
const away = async (from: Day, to: Day, coverId: number | null = samId) => {
  const noted = await noteAbsence(db, me.id, { from, to, coverId }, me.id, context.now());
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  return 'id' in noted ? noted.id : expect.fail('the absence was refused');
};
const coverOf = async (id: number) =>
  (await db.query<{ cover: number | null }>('select cover_id as cover from absence where id = $1', [id]))[0]
    ?.cover;
const declines = (id: number) =>
  db.query(
    `select made_by as by from trace where action = 'cover declined' and (before->>'absence')::int = $1`,
    [id],
  );
const cannot = (message: ReturnType<Person['messages']>[number], who: Person = sam) =>
  who.press({ message, actionId: coverActions.cannot });

await rapport.book(rapport.priya, ['Dana Lee, Lee & Co'], 'inner');
await rapport.book(rapport.priya, ['Marcus Webb', 'Joan Ortiz', 'Kim Roe']);
await rapport.book(rapport.sam, ['Bo Fox']);

describe('the question to a cover', () => {
  test('comes once, in the evening of the working day before, with who is likely to come up', async () => {
    await priya.dm('lunch with Dana Lee today, she wants forty chairs by fall');
    await priya.dm('called Marcus Webb today, promised the slides by June 16');
    await priya.dm('lunch with Joan Ortiz on Thu June 18 2026 at 12:30pm');
    await away('2026-06-15', '2026-06-19');
    expect(told()).toHaveLength(1);
    expect(readable(told()[0]!)).toContain('The working day before, I’ll send you a brief');
    expect(readable(told()[0]!)).not.toContain('Marcus Webb');
    await evening('2026-06-11');
    expect(questions()).toEqual([]);
    await evening('2026-06-12');
    const [asked] = questions();
    expect(asked!.text).toContain('Can you still cover for Priya Patel from Mon, Jun 15?');
    const text = readable(asked!);
    expect(text).toContain('Mon, Jun 15 through Fri, Jun 19.');
    expect(text).toMatch(
      /\*Marcus Webb\*\nLast \(Priya\): call, Jun 9\..*\nPriya promised: slides?, by Tue, Jun 16/,
    );
    expect(text).toContain('*Joan Ortiz*\nLunch planned: Thu, Jun 18, 12:30 PM');
    expect(text).not.toContain('Kim Roe');
    // Seen on Tuesday, they are not due before Priya is back.
    expect(text).not.toContain('Dana Lee');
    expect(text).toContain('[I can’t]');
    await tickAt('2026-06-12T21:40:00Z');
    await tickAt('2026-06-15T12:01:00Z');
    expect(questions()).toHaveLength(1);
  });

  test('comes before the cover’s own days off, and counts who falls due in the inner circle', async () => {
    await noteAbsence(
      db,
      samId,
      { from: '2026-06-25', to: '2026-06-26', coverId: null },
      samId,
      context.now(),
    );
    await tickAt('2026-06-22T13:00:00Z');
    const id = await away('2026-06-29', '2026-07-03');
    await evening('2026-06-24');
    expect(questions()).toHaveLength(2);
    expect(readable(questions().at(-1)!)).toContain(
      '*Dana Lee* · Lee & Co\nTime to talk.\nLast (Priya): lunch, Jun 9. “she wants forty chairs by fall”',
    );
    expect(await cancelAbsence(db, me.id, id, me.id, context.now())).toBe(true);
  });

  test('stands where they are told, if they are named later than that; the evening then asks nothing', async () => {
    // The evening and the message that tells them are due by the same tick.
    sandbox.clock.moveTo('2026-07-10T21:32:00Z');
    const id = await away('2026-07-13', '2026-07-14');
    expect(readable(told().at(-1)!)).toMatch(/\*Likely to come up\*[\s\S]*\*Dana Lee\*/);
    expect(readable(told().at(-1)!)).toContain('[Open…] [I can’t]');
    await cannot(told().at(-1)!);
    await soon(() => expect(having(sam, 'Got it: you can’t cover for *Priya Patel*')).toHaveLength(1));
    expect(await coverOf(id)).toBeNull();
    expect(questions()).toHaveLength(2);
    await cancelAbsence(db, me.id, id, me.id, context.now());
  });
});

describe('[I can’t]', () => {
  let id = 0;
  test('takes them off, and tells the owner and, as there is no working day left, the manager', async () => {
    await tickAt('2026-07-14T13:00:00Z');
    id = await away('2026-07-20', '2026-07-24');
    await sam.dm('coffee with Bo Fox on Fri July 17 2026');
    await evening('2026-07-17');
    const asked = questions().at(-1)!;
    const earlier = { priya: wanted(priya).length, ada: wanted(ada).length };
    await Promise.all([cannot(asked), cannot(asked)]);
    await soon(() =>
      expect(readable(asked)).toContain(
        'Got it: you can’t cover for *Priya Patel*, Mon, Jul 20 through Fri, Jul 24. I’ll tell Priya and Ada.',
      ),
    );
    expect(readable(asked)).toContain('*Coffee with Bo Fox* today: did it happen?');
    expect(readable(asked)).not.toContain('Dana Lee');
    expect(await coverOf(id)).toBeNull();
    expect(await declines(id)).toEqual([{ by: samId }]);
    await tickAt('2026-07-17T21:33:00Z');
    expect(wanted(priya)).toHaveLength(earlier.priya + 1);
    expect(wanted(ada)).toHaveLength(earlier.ada + 1);
    expect(readable(wanted(priya).at(-1)!)).toContain(
      '*Sam Cole* can’t cover for you: Mon, Jul 20 through Fri, Jul 24.\nWho else could? Until someone does, what comes due will wait for you.',
    );
    expect(readable(wanted(ada).at(-1)!)).toContain('*Sam Cole* can’t cover for Priya Patel: Mon, Jul 20');
  });

  test('stays said when the rest of the evening is answered', async () => {
    const asked = having(sam, '*Coffee with Bo Fox* today').at(-1)!;
    const block = asked.blocks!.find(
      (one) => one.type === 'actions' && JSON.stringify(one).includes(eveningActions.missed),
    )!;
    await sam.press({ message: asked, actionId: eveningActions.missed, blockId: block.block_id! });
    await soon(() => expect(readable(asked)).toContain('Got it: no coffee with Bo Fox'));
    expect(readable(asked)).toContain('Got it: you can’t cover for *Priya Patel*');
  });

  test('lets the manager name someone, who is told with the briefs, once', async () => {
    const name = (who: Person, coverId: number) =>
      who.press({
        message: wanted(who).at(-1)!,
        actionId: awayActions.cover,
        value: `${id}.${coverId}`,
      });
    await name(ada, adaId);
    await soon(() =>
      expect(having(ada, 'Ada Ruiz will cover for Priya Patel from Mon, Jul 20')).toHaveLength(1),
    );
    expect(await coverOf(id)).toBe(adaId);
    await tickAt('2026-07-17T21:35:00Z');
    expect(told(ada)).toHaveLength(1);
    expect(readable(told(ada)[0]!)).toContain('*Dana Lee*');
    expect(questions(ada)).toEqual([]);
  });

  test('does nothing on a question that no longer stands, and for anyone else', async () => {
    const press = { type: 'button', action_id: coverActions.cannot, value: String(id) };
    await forgePress(rapport, rapport.priya, press);
    // Sam was asked, but Ada covers now.
    await forgePress(rapport, rapport.sam, press);
    expect(await coverOf(id)).toBe(adaId);
    expect(await declines(id)).toHaveLength(1);
    // Nor does someone else name a cover for her, and the manager takes no one off.
    const menu = { type: 'static_select', action_id: awayActions.cover };
    const option = { text: { type: 'plain_text', text: 'x' }, value: `${id}.${samId}` };
    for (const user of [rapport.sam, rapport.admin])
      await forgePress(rapport, user, { ...menu, selected_option: option });
    expect(await coverOf(id)).toBe(adaId);
  });

  test('says so where the days are off by then', async () => {
    await tickAt('2026-07-27T13:00:00Z');
    const off = await away('2026-08-03', '2026-08-04');
    await evening('2026-07-31');
    const asked = questions().at(-1)!;
    await cancelAbsence(db, me.id, off, me.id, context.now());
    await cannot(asked);
    await soon(() =>
      expect(readable(asked)).toContain('You’re not covering those days anymore, so there’s nothing to do.'),
    );
    expect(await declines(off)).toEqual([]);
  });

  test('weeks ahead, is the owner’s to arrange: the manager is not told', async () => {
    await tickAt('2026-08-10T13:00:00Z');
    const early = await away('2026-08-24', '2026-08-28');
    const earlier = { priya: wanted(priya).length, ada: wanted(ada).length };
    const covers = await rapport.member(rapport.sam);
    const done = await Promise.all([1, 2, 3].map(() => declineCover(db, covers, early, context.now())));
    expect(done.filter((isNew) => isNew)).toHaveLength(1);
    await cannot(told().at(-1)!);
    await soon(() => expect(having(sam, 'Aug 28. I’ll tell Priya.')).toHaveLength(1));
    await tickAt('2026-08-10T13:02:00Z');
    expect([wanted(priya).length, wanted(ada).length]).toEqual([earlier.priya + 1, earlier.ada]);
    // Someone else is named meanwhile, and asked in their turn.
    await coverAbsence(db, me.id, early, adaId, context.now());
    await evening('2026-08-21');
    expect(questions(ada)).toHaveLength(1);
    expect(having(sam, 'Can you still cover for Priya Patel?* Mon, Aug 24')).toEqual([]);
  });
});
