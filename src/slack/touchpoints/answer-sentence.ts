import type { Context } from '../../context.ts';
import { partnersIn } from '../../domain/asking/asked-line.ts';
import { readNameAlone } from '../../domain/asking/more-asked.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { questionOf } from '../../domain/reading/question.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import { asksToAct, goesOnToTell } from '../../domain/reading/told.ts';
import { cannotAct, notUnderstood } from '../../messages/asking/own-answers.ts';
import { partnersListed } from '../../messages/asking/partner-answers.ts';
import type { Message } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { questionMessage } from '../../messages/touchpoints/question.ts';
import { alreadySaved, noContact } from '../../messages/touchpoints/sentence-answers.ts';
import { finishDraft, keepDraft } from '../../store/touchpoints/drafts.ts';
import { answerAbout } from '../asking/answer-about.ts';
import { askNews, saveNews } from '../news/save-news.ts';
import { askIfOff } from '../orders/plan-order.ts';
import { offerKept } from '../promises/offer-kept.ts';
import { savePromised } from '../promises/save-promised.ts';
import { answerAtOnce } from './answer-at-once.ts';
import { answerForColleague } from './answer-for-colleague.ts';
import { saveOrLookUp } from './save-or-look-up.ts';
import { type Understood, understandSentence } from './understand-sentence.ts';

/** A sentence as someone said it, by command or in a direct message. */
export interface Sentence {
  context: Context;
  member: Member;
  /** The member's own partners. */
  book: PartnerName[];
  said: string;
  today: Day;
  now: Date;
  source: 'words' | 'dm';
  requestKey: string;
  /** The draft that keeps the sentence already. It is finished once the sentence is saved. */
  draftId?: number | undefined;
}

/** What to answer, and the words that could not be handled, starting with the first that failed. */
export interface Answered {
  answers: Message[];
  failed?: { lines: string[]; error: unknown };
}

/**
 * Says what to do about a doubt that no button settles; null when a form shows it. `keep` stores the words first, so they
 * are safe, and returns the id of the draft. `isAlone`: the sentence tells of nothing else.
 */
export type Offer = (
  part: Understood,
  keep: () => Promise<number>,
  isAlone: boolean,
) => Promise<Message | null>;

/**
 * Refuses borrower data, answers a question, carries out an order; reads anything else, saves what is understood of it, and
 * returns what to say. Each part is a request of its own.
 */
export async function answerSentence(sentence: Sentence, offer: Offer): Promise<Answered> {
  const answered = await answerAtOnce(sentence);
  if (answered) return { answers: [answered] };
  const forColleague = await answerForColleague(sentence);
  if (forColleague) return { answers: forColleague };
  const { context, member, book, said, today } = sentence;
  const parts = await understandSentence(context, member, book, said, today);
  // A draft that holds several things is not finished by one of them.
  const draftId = parts.length === 1 ? sentence.draftId : undefined;
  const answers: Message[] = [];
  for (const [index, part] of parts.entries()) {
    const requestKey = index === 0 ? sentence.requestKey : `${sentence.requestKey}:${index}`;
    try {
      const messages = await answerPart({ ...sentence, requestKey, draftId }, part, (one, keep) =>
        offer(one, keep, parts.length === 1),
      );
      answers.push(...messages.filter((message) => message !== null));
    } catch (error) {
      if (index === 0) throw error;
      return { answers, failed: { lines: parts.slice(index).map((one) => one.said), error } };
    }
  }
  return { answers };
}

async function answerPart(
  sentence: Sentence,
  part: Understood,
  offer: (part: Understood, keep: () => Promise<number>) => Promise<Message | null>,
): Promise<(Message | null)[]> {
  const { context, member, book, today, now, source, requestKey, draftId } = sentence;
  const { said, reading, content } = part;
  const keep = async () => draftId ?? keepDraft(context.db, requestKey, member, said, now);
  const isNews = part.news.length > 0 || part.openNews !== null;
  // "Todo: postcards for Marcus" promises them, and mails nothing.
  if (reading.what === 'no contact' && !isNews && !part.promised) return [noContact()];
  const promised = part.promised && (await savePromised(sentence, part.promised, said));
  if (promised) return [promised];
  if (part.openNews) return [await askNews(part.openNews, part.book, keep)];
  if (!content && isNews) {
    const told = await saveNews({ ...sentence, said }, part.news);
    if (draftId) await finishDraft(context.db, draftId, now);
    return told;
  }
  if (!content) {
    const about = (await offerKept(sentence, part, keep)) ?? (await askIfOff(sentence, reading));
    if (about) return [about];
    if (isUntold(part, today)) return [untold(said, source, reading.partners)];
    const listed = partnersAlone(part, today);
    if (listed) return [partnersListed(listed)];
    const name = reading.kind === null && reading.promises.length === 0 ? readNameAlone(said) : null;
    if (name !== null) return [await answerAbout(sentence, 'partner', { said: name, ids: reading.partners })];
    return [await offer(part, keep)];
  }
  const outcome = await saveOrLookUp(context, {
    requestKey,
    source,
    member,
    book,
    content,
    said,
    ...(draftId ? { draftId, onlyIfOpen: true } : {}),
    now,
  });
  const told = await saveNews({ ...sentence, said }, part.news);
  if (outcome.how === 'same words')
    return [alreadySaved(outcome.capture, String(await keep()), today), ...told];
  const amount = part.paid?.problem ?? null;
  return [
    confirmation(outcome.capture, today, { slips: reading.slips, amount }),
    ...told,
    // It is saved: an offer that fails must not say otherwise.
    await offerKept(sentence, part, () => 0).catch(() => null),
  ];
}

/** A command's words are shown nowhere else. */
const untold = (said: string, source: Sentence['source'], partnerIds: readonly number[]): Message =>
  (asksToAct(said) ? cannotAct : notUnderstood)(source === 'words' ? said : null, partnerIds);

/** Several partners in one line that says how they met with none of them: a list, and no contact with a crowd. */
function partnersAlone({ said, reading, book }: Understood, today: Day): PartnerName[] | null {
  if (reading.kind !== null || reading.promises.length > 0 || reading.partners.length < 2) return null;
  const ids = partnersIn(said, book, today);
  return ids.length >= listMin ? book.filter(({ id }) => ids.includes(id)) : null;
}
const listMin = 3;

/** A question or an order, or words that name no one and nothing of a contact: never kept, lest they become one. */
function isUntold({ said, reading, book }: Understood, today: Day): boolean {
  if (reading.what === 'no contact') return false;
  const { partners, alike, unknown, promises, kind, doubts } = reading;
  const isOfNoOne = [partners, alike, unknown, promises].every((one) => one.length === 0);
  // What tells of something done is kept, whatever it begins with.
  if (goesOnToTell(said) && partnersIn(said, book, today).length > 0) return false;
  // "I want to meet more builders" names no one, either.
  return doubts.includes('not told') || (isOfNoOne && (kind === null || doubts.includes('past or to come')));
}

/** The answer to a doubt where buttons are enough for it; null if it takes the form. */
export function askAbout(part: Understood, draftId: number, today: Day): Message | null {
  const question = questionOf(part.reading);
  return question && questionMessage({ ...part, draftId }, question, today);
}
