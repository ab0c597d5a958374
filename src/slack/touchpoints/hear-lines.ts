import type { Context } from '../../context.ts';
import { readAsked } from '../../domain/asking/asked.ts';
import type { Day } from '../../domain/days/day.ts';
import { isOrder } from '../../domain/orders/is-order.ts';
import { parsePartnerLines } from '../../domain/partners/partner-line.ts';
import { findSensitive, withoutSensitive } from '../../domain/privacy/sensitive.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import type { Message } from '../../messages/blocks.ts';
import { refusedLine } from '../../messages/touchpoints/refused.ts';
import { asFeedback, howToTell, inDoubt, tooManyLines } from '../../messages/touchpoints/sentence-answers.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { todayOf } from '../members/members.ts';
import { addNamed } from '../partners/add-named.ts';
import { hearNames } from '../partners/hear-names.ts';
import { type Answered, answerSentence, askAbout, type Offer } from './answer-sentence.ts';
import { feedbackAlone } from './understand-sentence.ts';

/** More lines than this in one message are a list pasted by mistake. */
const linesMax = 20;

/** Lines of words: partners to add, or touchpoints, questions, and orders, each answered by itself. */
export async function hearLines(
  context: Context,
  { member, book }: NonNullable<Awaited<ReturnType<typeof findMemberWithBook>>>,
  lines: string[],
  eventId: string,
): Promise<Answered> {
  const today = todayOf(context, member);
  if (lines.length === 0) return { answers: [howToTell()] };
  if (lines.length > linesMax) return { answers: [tooManyLines(linesMax)] };

  const refusals = lines.map(withoutSensitive);
  const clean = lines.filter((_, index) => !refusals[index]);
  // A word on one line and its number on the next: neither line alone would be refused.
  const isWhole = findSensitive(clean.join('\n')) !== null;
  const isOrdered = (line: string) => asksMore(line, book, today) || isOrder(line, book, today);
  const names =
    isWhole || clean.length === 0
      ? null
      : await hearNames({ context, member, book, lines: clean, today, eventId, isOrder: isOrdered });
  if (!names && !isWhole && clean.length > 0 && !clean.some(isOrdered)) {
    const toAdd = parsePartnerLines(clean, { book, today });
    if (toAdd)
      return {
        answers: [
          ...(await addNamed({ context, member, today, now: context.now() }, toAdd, eventId)),
          ...refusals.flatMap((one) => (one ? refusedLine(one, null) : [])),
        ],
      };
  }
  const refusedLines = lines.filter((_, index) => refusals[index]);
  const told = names
    ? [...names.told, ...refusedLines]
    : isWhole
      ? [clean.join('\n'), ...refusedLines]
      : lines;
  // The same message can mention someone it just added.
  const { book: bookNow } = (names &&
    told.length > 0 &&
    (await findMemberWithBook(context.db, member.slackUserId))) || {
    book,
  };

  // All lines are saved before the first answer is sent: a slow answer must not keep a line from being saved.
  const answers: Message[] = names ? [...names.messages] : [];
  for (const [index, line] of told.entries()) {
    try {
      const requestKey = `event:${eventId}:${index}`;
      const sentence = { context, member, book: bookNow, said: line, today, now: context.now(), requestKey };
      const { answers: more, failed } = await answerSentence({ ...sentence, source: 'dm' }, offer(today));
      answers.push(...more);
      if (failed)
        return { answers, failed: { ...failed, lines: [...failed.lines, ...told.slice(index + 1)] } };
    } catch (error) {
      return { answers, failed: { lines: told.slice(index), error } };
    }
  }
  return { answers };
}

/** Whether a line asks anything but for the partner whose bare name it is: in a list to add, that is a name. */
function asksMore(line: string, book: readonly PartnerName[], today: Day): boolean {
  const asked = readAsked(line, book, today);
  const isName = asked?.about === 'partner' && asked.who.said.toLowerCase() === line.trim().toLowerCase();
  return asked !== null && !isName;
}

const offer =
  (today: Day): Offer =>
  async (part, keep) => {
    const { said, reading, book } = part;
    const draftId = await keep();
    const asked = askAbout(part, draftId, today);
    const feedback = asked ? null : feedbackAlone(part);
    if (feedback)
      return asFeedback(
        feedback.partners.map(({ name }) => name),
        draftId,
        said,
      );
    return asked ?? inDoubt(reading, book, draftId, said, today);
  };
