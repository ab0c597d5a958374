import type { z } from 'zod';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { answerCode, askedAbout, parseAnswer, settle } from '../../domain/reading/question.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import type { CaptureContent } from '../../domain/touchpoints/capture.ts';
import { contentOfPart } from '../../domain/touchpoints/understand.ts';
import type { Message } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { answerValue, askedLongAgo, askedOtherwise, notLogged } from '../../messages/touchpoints/question.ts';
import {
  alreadyFinished,
  alreadySaved,
  draftActions,
  notYours,
} from '../../messages/touchpoints/sentence-answers.ts';
import { findCapture } from '../../store/touchpoints/captures.ts';
import { DraftFinished, findDraft, finishDraft } from '../../store/touchpoints/drafts.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { readId, textValue } from '../bolt/schemas.ts';
import { requireMemberWithBook } from '../members/members.ts';
import { openDraft } from './open-draft.ts';
import { saveOrLookUp } from './save-or-look-up.ts';
import { saveWithout, saveWithoutValue } from './save-without.ts';
import { type Understood, understandKept } from './understand-sentence.ts';

/** An answer is good for a day. Later, nobody remembers what they said yes to. */
const answerMs = 24 * 60 * 60 * 1000;

/** A kept sentence, read again for the day on which it was said, with the member's current book. */
interface Kept {
  id: number;
  saidOn: Day;
  isOld: boolean;
  book: PartnerName[];
  part: Understood;
}

/**
 * A button under a kept sentence. If the sentence is finished, it shows what came of it; if it belongs to someone else, it
 * changes nothing. `act` returns a message to replace the button's. `keyOf` is the request that the button makes of it.
 */
const draftButton = <Value extends { id: number }>(
  id: string | RegExp,
  value: z.ZodType<Value>,
  act: (press: Press<'member', Value>, kept: Kept) => Promise<Message | Message[] | null>,
  keyOf = draftKey,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value,
    async press(press) {
      const { context, member, today, now } = press;
      const draft = await findDraft(context.db, press.value.id, member);
      if (!draft) return () => answer(context, member, { responseUrl: press.responseUrl }, notYours());
      const reply = { responseUrl: press.responseUrl, replace: true };
      const finished = async () => {
        const capture = await findCapture(context.db, keyOf(draft.id));
        return () => answer(context, member, reply, alreadyFinished(capture, today));
      };
      if (draft.finished) return finished();
      const { book } = await requireMemberWithBook(context, press.slackUserId);
      const saidOn = dayIn(member.timeZone, draft.madeAt);
      const part = await understandKept(context, member, book, draft.said, saidOn);
      const isOld = now.getTime() - draft.madeAt.getTime() > answerMs;
      try {
        const done = await act(press, { id: draft.id, saidOn, isOld, book, part });
        return done ? () => answerAll(press, [done].flat()) : undefined;
      } catch (error) {
        if (error instanceof DraftFinished) return finished();
        throw error;
      }
    },
  });

/** The first message replaces the button's; each further one stands alone, as its buttons do. */
async function answerAll({ context, member, responseUrl }: Press<'member', unknown>, messages: Message[]) {
  for (const [index, message] of messages.entries())
    await answer(context, member, { responseUrl, replace: index === 0 }, message);
}

/** One kept sentence is one touchpoint, whichever of its buttons and forms is used. */
const draftKey = (id: number): string => `draft:${id}`;
const anotherKey = (id: number): string => `another:${id}`;

/** The value of a button: its draft and, where it answers a question, the answer and what was asked. */
const pressedValue = textValue.transform((text = '') => {
  const [id, code = '', ...asked] = text.split('.');
  return { id: readId(id), answer: parseAnswer(code), asked: asked.join('.') };
});
type Pressed = z.output<typeof pressedValue>;

/** What to save of a kept sentence, with its doubt settled by an answer; null if the answer no longer fits. */
function contentBy({ answer, asked }: Pressed, { part, saidOn }: Kept): CaptureContent | null {
  if (!answer) return part.content;
  if (asked !== askedAbout(part.reading)) return null;
  const settled = settle(part.reading, answer, saidOn);
  return settled && contentOfPart({ ...part, reading: settled }, part.book, saidOn);
}

async function save(
  { context, member, today, now, value }: Press<'member', Pressed>,
  kept: Kept,
  request: { requestKey: string; evenIfSame?: boolean },
): Promise<Message> {
  const { id, book, part } = kept;
  const { said, reading, colleagues, paid } = part;
  const content = contentBy(value, kept);
  if (!content) return askedOtherwise(id, said);
  const { capture, how } = await saveOrLookUp(context, {
    ...request,
    source: 'words',
    member,
    book,
    content: { ...content, today, alongIds: colleagues.alongIds, alongNames: colleagues.alongNames },
    // The same words about the other Brian are not the same again.
    said: value.answer ? `${said} ${answerCode(value.answer)}` : said,
    draftId: id,
    onlyIfOpen: true,
    now,
  });
  if (how !== 'same words')
    return confirmation(capture, today, { slips: reading.slips, amount: paid?.problem ?? null });
  const draft = value.answer ? answerValue(id, value.answer, reading) : String(id);
  return alreadySaved(capture, draft, today);
}

export const draftButtons = [
  draftButton(/^draft\.answer\.\d$/, pressedValue, async (press, kept) =>
    kept.isOld ? askedLongAgo(kept.id, kept.part.said) : save(press, kept, { requestKey: draftKey(kept.id) }),
  ),

  // [Change…] under a question, [Finish…] under a sentence that takes a form.
  draftButton(draftActions.finish, pressedValue, async ({ context, triggerId, responseUrl }, kept) => {
    const where = { context, triggerId, today: kept.saidOn };
    await openDraft(where, kept.part, kept.id, { responseUrl, replace: true });
    return null;
  }),

  draftButton(draftActions.no, pressedValue, async ({ context, now }, { id }) => {
    if (!(await finishDraft(context.db, id, now))) throw new DraftFinished();
    return notLogged();
  }),

  // [Save without it] under a refused line.
  draftButton(
    draftActions.saveWithout,
    saveWithoutValue,
    ({ context, member, now, value }, { id, saidOn, isOld, book, part }) =>
      saveWithout(
        { context, member, book, said: part.said, today: saidOn, now, requestKey: draftKey(id), draftId: id },
        value,
        isOld,
      ),
  ),

  // [Log another one] under a sentence that was said twice.
  draftButton(
    draftActions.another,
    pressedValue,
    (press, kept) => save(press, kept, { requestKey: anotherKey(kept.id), evenIfSame: true }),
    anotherKey,
  ),
];
