import { dayIn } from '../../domain/days/day.ts';
import { type Choice, type News, type OpenNews, parseChoice } from '../../domain/news/news.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import { understandWhole } from '../../domain/touchpoints/understand.ts';
import { plainMessage } from '../../messages/blocks.ts';
import { undoNote } from '../../messages/partners/card-actions.ts';
import { newsActions, newsNotSaved, newsUndone } from '../../messages/partners/news.ts';
import { askedLongAgo } from '../../messages/touchpoints/question.ts';
import { alreadyFinished, notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { loadTold } from '../../store/partners/news.ts';
import { findDraft, finishDraft } from '../../store/touchpoints/drafts.ts';
import { undoChange } from '../../store/touchpoints/undo.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { idsValue, readId, textValue } from '../bolt/schemas.ts';
import { requireMemberWithBook } from '../members/members.ts';
import { understandKept } from '../touchpoints/understand-sentence.ts';
import { askNews, saveNews } from './save-news.ts';

/** An answer is good for a day. Later, nobody remembers what they said yes to. */
const answerMs = 24 * 60 * 60 * 1000;

const chosen = textValue.transform((text = '') => {
  const [id, code = ''] = text.split('.');
  return { id: readId(id), code, choice: parseChoice(code) };
});

export const newsButtons = [
  defineAction({
    id: newsActions.undo,
    may: 'member',
    value: idsValue,
    async press({ context, member, today, now, value, responseUrl }) {
      const told = await loadTold(context.db, member, { traceIds: value });
      if (told.length === 0) return () => answer(context, member, { responseUrl }, notYours());
      let refused: string | null = null;
      for (const { traceId } of told) {
        const undone = await undoChange(context.db, member, traceId, { today, now });
        if (undone.how !== 'undone') refused = undoNote(undone).text;
      }
      return () =>
        refused
          ? answer(context, member, { responseUrl }, plainMessage(refused))
          : answer(context, member, { responseUrl, replace: true }, newsUndone(told));
    },
  }),

  defineAction({
    id: new RegExp(`^${newsActions.choose.replace('.', '\\.')}\\.\\d$`),
    may: 'member',
    value: chosen,
    async press({ context, member, today, now, value, slackUserId, responseUrl }) {
      const draft = await findDraft(context.db, value.id, member);
      if (!draft) return () => answer(context, member, { responseUrl }, notYours());
      const reply = { responseUrl, replace: true };
      if (draft.finished) return () => answer(context, member, reply, alreadyFinished(null, today));
      if (now.getTime() - draft.madeAt.getTime() > answerMs)
        return () => answer(context, member, reply, askedLongAgo(draft.id, draft.said));
      if (value.code === 'no') {
        await finishDraft(context.db, draft.id, now);
        return () => answer(context, member, reply, newsNotSaved());
      }
      const { book } = await requireMemberWithBook(context, slackUserId);
      const saidOn = dayIn(member.timeZone, draft.madeAt);
      const part = await understandKept(context, member, book, draft.said, saidOn);
      const settled = settle(part.openNews, value.choice, draft.said, part.book, saidOn);
      if (!settled) return () => answer(context, member, { responseUrl }, notYours());
      if ('open' in settled) {
        const next = await askNews(settled, part.book, async () => draft.id);
        return () => answer(context, member, reply, next);
      }
      const requestKey = `draft:${draft.id}`;
      const said = `${draft.said} ${value.code}`;
      const telling = { context, member, today, now, requestKey, source: 'words' as const, said };
      const [message] = await saveNews(telling, [settled]);
      await finishDraft(context.db, draft.id, now);
      return () => answer(context, member, reply, message ?? notYours());
    },
  }),
];

/** What the choice makes of it: the news, or the next thing that is open. Null if it no longer fits. */
function settle(
  open: OpenNews | null,
  choice: Choice | null,
  said: string,
  book: readonly PartnerName[],
  saidOn: ReturnType<typeof dayIn>,
): News | OpenNews | null {
  if (!open || !choice) return null;
  if (open.open === 'who' && 'id' in choice && open.ids.includes(choice.id)) {
    const others = book.filter(({ id }) => id === choice.id || !open.ids.includes(id));
    const { news, openNews } = understandWhole(said, others, saidOn);
    return openNews ?? news[0] ?? null;
  }
  if (open.open === 'company' && 'yes' in choice)
    return { is: 'field', partnerIds: [open.partnerId], field: 'company', value: open.value };
  if (open.open === 'answer' && 'answer' in choice) return { ...open.ask, answer: choice.answer };
  return null;
}
