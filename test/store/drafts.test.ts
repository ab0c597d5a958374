import { beforeEach, describe, expect, test } from 'vitest';
import { findDraft, finishDraft, forgetOldDrafts, keepDraft } from '../../src/store/touchpoints/drafts.ts';
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
    expect(await findDraft(db, id, priya)).toEqual({ id, said: 'lunch with Zed', finished: false });
    expect(await findDraft(db, id, sam)).toBeNull();
  });

  test('loses its words when it is finished, and a repeated request does not restore them', async () => {
    const id = await keepDraft(db, 'r1', priya, 'lunch with Zed', now);
    await finishDraft(db, id, now);
    expect(await wordsKept()).toEqual([null]);
    expect(await keepDraft(db, 'r1', priya, 'lunch with Zed', now)).toBe(id);
    expect(await wordsKept()).toEqual([null]);
    expect(await findDraft(db, id, priya)).toEqual({ id, said: '', finished: true });
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
