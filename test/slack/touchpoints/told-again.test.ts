import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CaptureContent } from '../../../src/domain/touchpoints/capture.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { redact } from '../../../src/store/privacy/redaction.ts';
import { separateAddition } from '../../../src/store/touchpoints/additions.ts';
import { editCapture, saveCapture, undoCapture } from '../../../src/store/touchpoints/captures.ts';
import { loadHistory } from '../../../src/store/touchpoints/history.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const partners = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
const [dana, marcus] = [partners['Dana Lee']!, partners['Marcus Webb']!];
const me = await rapport.member(rapport.priya);
const today = rapport.today();

beforeEach(async () => {
  await db.query('update touchpoint set withdrawn_at = now() where withdrawn_at is null');
  await db.query('update promise set withdrawn_at = now()');
  await db.query('update feedback set withdrawn_at = now()');
  await db.query('update capture set undone_at = now(), words_hash = null');
});

const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const shown = (...words: string[]) =>
  vi.waitFor(() => {
    const message = priya
      .messages(rapport.channel)
      .filter((one) => words.every((word) => readable(one).includes(word)))
      .at(-1)!;
    expect(message, words.join()).toBeDefined();
    return message;
  });
const touchpoints = () =>
  db.query<{ note: string | null; kind: string; on: string }>(
    `select n.note, t.kind, t.occurred_on as "on" from touchpoint t left join touchpoint_note n on n.touchpoint_id = t.id
      where t.withdrawn_at is null order by t.id`,
  );
const notes = async () => (await touchpoints()).map(({ note }) => note);
const texts = async (table: 'promise' | 'feedback') =>
  (await db.query<{ text: string }>(`select text from ${table} where withdrawn_at is null order by id`)).map(
    (row) => row.text,
  );

let requests = 0;
const content: CaptureContent = {
  what: 'touchpoint',
  kind: 'meal',
  word: 'coffee',
  on: today,
  today,
  partnerIds: [dana],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  note: null,
  promises: [],
  feedback: null,
  growing: null,
};
const tell = (more: Partial<CaptureContent>, requestKey = `again:${requests++}`) =>
  saveCapture(db, {
    requestKey,
    source: 'words',
    member: me,
    content: { ...content, ...more },
    now: context.now(),
  });

describe('a touchpoint told of again', () => {
  test('gets the new words, and stays one', async () => {
    await say('coffee with Dana Lee, loved the new office');
    const answer = await say(
      'coffee with Dana Lee, she said our letters are slow, promised the slides by Friday',
    );
    expect(answer.text).toBe('✓ Added to today’s coffee with Dana Lee.');
    const message = readable(answer.message!);
    expect(message).toContain('Promised: slides, by Fri, Jun 12');
    expect(message).toContain('[It was another one] [Undo]');
    expect(await touchpoints()).toHaveLength(1);
    expect(await texts('promise')).toEqual(['slides']);
    expect(await texts('feedback')).toEqual(['she said our letters are slow']);
  });

  test('in a direct message, too, by the line', async () => {
    await priya.dm('called Marcus about the lot\ncalled Marcus about the lender fees');
    await vi.waitFor(() =>
      expect(
        priya
          .messages()
          .map((one) => readable(one))
          .join('\n'),
      ).toContain('✓ Added to today’s call with Marcus Webb.'),
    );
    expect(await notes()).toEqual(['about the lot\nabout the lender fees']);
  });

  test('with nothing new is already logged', async () => {
    await say('coffee with Dana Lee, loved the new office');
    const again = await say('had coffee with Dana Lee today');
    expect(again.text).toContain('Already saved');
    expect(await notes()).toEqual(['loved the new office']);
    await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: 'draft.another' });
    expect(await touchpoints()).toHaveLength(2);
  });

  test.each<[string, Partial<CaptureContent>]>([
    ['another kind', { kind: 'call', word: null }],
    ['another word for the kind', { word: 'lunch' }],
    ['another day', { on: '2026-06-08' }],
    ['another partner, too', { partnerIds: [dana, marcus] }],
    ['a colleague along', { alongNames: ['Lee Stone'] }],
  ])('is another one with %s', async (_, more) => {
    await tell({ note: 'one' });
    const second = await tell({ note: 'two', ...more });
    expect(second.capture.addedTo).toBeNull();
    expect(await touchpoints()).toHaveLength(2);
  });

  test('becomes one of its own with its words, once, and Undo then undoes only that', async () => {
    await say('coffee with Dana Lee, loved the new office');
    await say('coffee with Dana Lee, has two listings, promised the slides by Friday');
    await priya.press({
      message: await shown('Added to today’s coffee'),
      actionId: captureActions.another,
    });
    const own = await shown('✓ Coffee with Dana Lee · today', 'two listings');
    await priya.press({ message: own, actionId: captureActions.undo }).catch(() => {});
    await shown('Undone: coffee with Dana Lee, today.');
    expect(await notes()).toEqual(['loved the new office']);
    expect(await texts('promise')).toEqual([]);
  });

  test('becomes one of its own exactly once, however often that is pressed', async () => {
    await tell({ note: 'one' });
    const { capture } = await tell({ note: 'two' });
    await Promise.all([1, 2, 3].map(() => separateAddition(db, capture.id, me, context.now())));
    expect(await notes()).toEqual(['one', 'two']);
  });

  test('is undone alone: the addition goes, and what was told before stays', async () => {
    await say('coffee with Dana Lee, loved the new office');
    await say('coffee with Dana Lee, she said our fees are high, promised the slides by Friday');
    const message = await shown('Added to today’s coffee');
    await priya.press({ message, actionId: captureActions.undo });
    await shown('Undone: what was added to today’s coffee with Dana Lee.');
    expect(await notes()).toEqual(['loved the new office']);
    expect([await texts('promise'), await texts('feedback')]).toEqual([[], []]);
    const [first] = await db.query<{ id: number }>('select id from capture where undone_at is null');
    await undoCapture(db, first!.id, me, context.now());
    expect(await touchpoints()).toEqual([]);
  });

  test('is undone with the whole touchpoint', async () => {
    const first = await tell({ note: 'one' });
    await tell({
      note: 'two',
      promises: [{ text: 'slides', dueOn: '2026-06-12' }],
      feedback: 'slow letters',
    });
    await undoCapture(db, first.capture.id, me, context.now());
    expect([await touchpoints(), await texts('promise'), await texts('feedback')]).toEqual([[], [], []]);
    expect(await db.query('select 1 from capture where undone_at is null')).toEqual([]);
  });

  test('never changes what a person wrote into the note since', async () => {
    const first = await tell({ note: 'one' });
    const second = await tell({ note: 'two' });
    await editCapture(
      db,
      first.capture.id,
      me,
      { ...content, note: 'one, and two more' },
      null,
      context.now(),
    );
    await undoCapture(db, second.capture.id, me, context.now());
    expect(await notes()).toEqual(['one, and two more']);
  });

  test('goes with its touchpoint to another partner', async () => {
    const first = await tell({ note: 'one' });
    const promises = [{ text: 'slides', dueOn: '2026-06-12' as const }];
    const second = await tell({ note: 'two', promises, feedback: 'slow letters' });
    await editCapture(
      db,
      first.capture.id,
      me,
      { ...content, partnerIds: [marcus], on: '2026-06-08', note: 'one\ntwo' },
      null,
      context.now(),
    );
    const of = (table: string) =>
      db.query(`select distinct partner_id as id from ${table} where withdrawn_at is null`);
    expect([await of('promise'), await of('feedback')]).toEqual([[{ id: marcus }], [{ id: marcus }]]);
    await separateAddition(db, second.capture.id, me, context.now());
    expect(await touchpoints()).toEqual(
      [
        { note: 'one', kind: 'meal', on: '2026-06-08' },
        { note: 'two', kind: 'meal', on: '2026-06-08' },
      ].sort(() => -1),
    );
    expect(await of(`touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id`)).toEqual([
      { id: marcus },
    ]);
  });

  test('adds once, however often the request comes', async () => {
    await tell({ note: 'one' });
    await tell({ note: 'two' }, 'twice');
    const again = await tell({ note: 'two' }, 'twice');
    expect(again.how).toBe('repeated');
    expect(again.capture.addedTo).not.toBeNull();
    expect(await notes()).toEqual(['one\ntwo']);
  });

  test('told twice at once is one touchpoint with both notes', async () => {
    await Promise.all(['one', 'two', 'three'].map((note) => tell({ note })));
    expect((await notes())[0]!.split('\n').sort()).toEqual(['one', 'three', 'two']);
    expect(await touchpoints()).toHaveLength(1);
  });

  test('is another one once the note is full', async () => {
    await tell({ note: 'x'.repeat(2_890) });
    await tell({ note: 'and much more' });
    expect(await notes()).toEqual(['x'.repeat(2_890), 'and much more']);
  });

  test('is redacted in both places, and stands in the history as one', async () => {
    await tell({ note: 'uno' });
    await tell({ note: 'due' });
    const { entries } = await loadHistory(db, dana, {
      readers: null,
      page: 0,
      words: true,
    });
    const live = entries.filter(({ what, undone }) => what.type === 'touchpoint' && !undone);
    expect(live.map(({ what }) => 'note' in what && what.note)).toEqual(['uno\ndue']);
    expect(entries.flatMap(({ what }) => ('note' in what ? what.note : []))).not.toContain('due');
    const done = await redact(
      db,
      me,
      dana,
      { kind: 'note', id: live[0]!.text!.id, reason: 'they asked' },
      context.now(),
    );
    expect(done).toMatchObject({ how: 'done', words: ['uno\ndue', 'due'] });
    expect(await db.query(`select note from touchpoint_note where note like '%due%'`)).toEqual([]);
  });
});
