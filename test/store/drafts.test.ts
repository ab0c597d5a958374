import { beforeEach, describe, expect, test } from 'vitest';
import { tappedContent } from '../../src/domain/touchpoints/capture.ts';
import { saveCapture } from '../../src/store/touchpoints/captures.ts';
import {
  DraftFinished,
  findDraft,
  finishDraft,
  forgetOldDrafts,
  keepDraft,
} from '../../src/store/touchpoints/drafts.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { db } = rapport.context;
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const now = new Date('2026-06-09T13:30:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);
const wordsKept = async () =>
  (await db.query<{ said: string | null }>('select said from draft')).map((row) => row.said);

beforeEach(() => db.query('delete from draft'));

describe('a draft', () => {
  test('is found only by the member who wrote it', async () => {
    const id = await keepDraft(db, 'r1', priya, 'lunch with Zed', now);
    expect(await findDraft(db, id, priya)).toEqual({
      id,
      said: 'lunch with Zed',
      madeAt: now,
      finished: false,
      isName: false,
    });
    expect(await findDraft(db, id, sam)).toBeNull();
  });

  test('loses its words when it is finished, and a repeated request does not restore them', async () => {
    const id = await keepDraft(db, 'r1', priya, 'lunch with Zed', now);
    expect(await finishDraft(db, id, now)).toBe(true);
    expect(await finishDraft(db, id, now), 'a second time').toBe(false);
    expect(await wordsKept()).toEqual([null]);
    expect(await keepDraft(db, 'r1', priya, 'lunch with Zed', now)).toBe(id);
    expect(await wordsKept()).toEqual([null]);
    expect(await findDraft(db, id, priya)).toEqual({
      ...{ id, said: '', madeAt: now },
      finished: true,
      isName: false,
    });
  });

  test('that was finished meanwhile is not saved by its button, but by a form', async () => {
    const { 'Marcus Webb': marcus } = await rapport.book(rapport.priya, ['Marcus Webb']);
    const id = await keepDraft(db, 'r1', priya, 'lunch with Marcus', now);
    await finishDraft(db, id, now);
    const content = tappedContent({
      ...{ what: 'touchpoint', kind: 'meal', word: null, note: null, place: null },
      ...{ on: '2026-06-09', today: '2026-06-09', partnerIds: [marcus!] },
    });
    const capture = { requestKey: `draft:${id}`, member: priya, content, draftId: id, now };
    const saved = async () => (await db.query('select from capture')).length;
    const before = await saved();
    const button = saveCapture(db, { ...capture, source: 'words', onlyIfOpen: true });
    await expect(button).rejects.toThrow(DraftFinished);
    expect(await saved()).toBe(before);
    await saveCapture(db, { ...capture, source: 'modal' });
    // The button, pressed again, finds what the form has saved.
    const again = await saveCapture(db, { ...capture, source: 'words', onlyIfOpen: true });
    expect(again.how).toBe('repeated');
    expect(await saved()).toBe(before + 1);
  });

  test('finished in the form is blank in the database', async () => {
    await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
    const me = rapport.sandbox.as(rapport.priya);
    await me.dm('lunch with Zed');
    const open = await rapport.sandbox.until(() =>
      me.messages().findLast((message) => JSON.stringify(message.blocks ?? []).includes('draft.finish')),
    );
    expect(await wordsKept()).toEqual(['lunch with Zed']);
    await me.press({ message: open, actionId: 'draft.finish' });
    const { options } = await me.options(me.view()!, 'partners', 'Dana');
    await me.submit(me.view()!, { partners: [String(options[0]!.value)] });
    expect(await wordsKept()).toEqual([null]);
  });

  test('that was abandoned is deleted after thirty days', async () => {
    await keepDraft(db, 'r1', priya, 'lunch with Zed', now);
    await forgetOldDrafts(db, daysLater(30));
    expect(await wordsKept()).toEqual(['lunch with Zed']);
    await forgetOldDrafts(db, daysLater(30.1));
    expect(await wordsKept()).toEqual([]);
  });
});
