import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import type { Message } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { alreadySaved, noContact, refusedNumber } from '../../messages/touchpoints/sentence-answers.ts';
import { keepDraft } from '../../store/touchpoints/drafts.ts';
import type { ReplyTo } from '../bolt/answers.ts';
import { openFeedbackForm } from '../feedback/feedback.form.ts';
import { saveOrLookUp } from './save-or-look-up.ts';
import { openTouchpointForm } from './touchpoint.form.ts';
import { emptyForm, formOf, type TouchpointForm } from './touchpoint-fields.ts';
import { feedbackAlone, type Understanding, understandSentence } from './understand-sentence.ts';

/** A sentence as someone said it: by command, in a direct message, or logged once more after the same words. */
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
  /** The kept sentence this comes from. It is saved even if the same words were saved before. */
  draftId?: number;
}

export type InDoubt = Extract<Understanding, { how: 'in doubt' }>;

/**
 * Reads a sentence, saves it if it is understood, and returns what to say; null when a form shows the rest. `whenInDoubt`
 * decides what to do with a doubt. `keep` stores the words first, so they are safe, and returns the id of the kept
 * sentence.
 */
export async function answerSentence(
  sentence: Sentence,
  whenInDoubt: (understanding: InDoubt, keep: () => Promise<number>) => Promise<Message | null>,
): Promise<Message | null> {
  const { context, member, book, said, today, now, requestKey } = sentence;
  const keep = () => keepDraft(context.db, requestKey, member, said, now);
  const understanding = await understandSentence(context, member, book, said, today);
  switch (understanding.how) {
    case 'refused':
      return refusedNumber(understanding.found.kind, said);
    case 'no contact':
      return noContact();
    case 'in doubt':
      return whenInDoubt(understanding, keep);
    case 'understood': {
      const { source, draftId } = sentence;
      const again = draftId === undefined ? {} : { draftId, evenIfSame: true };
      const { content } = understanding;
      const capture = { requestKey, source, member, book, content, said, now, ...again };
      const outcome = await saveOrLookUp(context, capture);
      if (outcome.how !== 'same words') return confirmation(outcome.capture, today);
      return alreadySaved(outcome.capture, await keep(), today);
    }
  }
}

/** Opens the form that finishes a kept sentence, filled in with what was understood. @throws FormNotOpened */
export async function openDraft(
  { context, triggerId, today }: { context: Context; triggerId: string; today: Day },
  understanding: Understanding,
  { id, said, book }: { id: number; said: string; book: PartnerName[] },
  reply: ReplyTo,
): Promise<void> {
  const feedback = understanding.how === 'in doubt' ? feedbackAlone(understanding, said) : null;
  if (feedback) return openFeedbackForm(context, triggerId, feedback, { reply, draftId: id });
  const { form, word } =
    understanding.how === 'in doubt'
      ? formOf(understanding, said, today)
      : { form: { ...emptyForm(today), note: said, ...understoodIn(understanding, book) }, word: undefined };
  await openTouchpointForm(context, triggerId, form, { reply, draftId: id, word });
}

function understoodIn(understanding: Understanding, book: PartnerName[]): Partial<TouchpointForm> {
  if (understanding.how !== 'understood') return {};
  const { content } = understanding;
  const [promise] = content.promises;
  return {
    partners: book.filter((partner) => content.partnerIds.includes(partner.id)),
    how: content.what === 'attempt' ? 'attempt' : content.kind,
    on: content.on,
    promise: promise?.text ?? null,
    promiseDue: promise?.dueOn ?? null,
  };
}
