import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import { readFeedbackLine } from '../../domain/feedback/feedback-line.ts';
import { splitFeedback } from '../../domain/feedback/feedback-words.ts';
import type { Member } from '../../domain/members/member.ts';
import { mentionedNames } from '../../domain/reading/mentions.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import type { CaptureContent } from '../../domain/touchpoints/capture.ts';
import { atListedEvent, eventDays } from '../../domain/touchpoints/listed-event.ts';
import { asPlan, type Part, understand, understandWhole } from '../../domain/touchpoints/understand.ts';
import { loadBranchEvents } from '../../store/branch-events.ts';
import { findNamesakes, loadColleaguesPartners } from '../../store/members/members.ts';

/** One thing that a message tells of. */
export interface Understood extends Part {
  /** Where the names were looked up. */
  book: PartnerName[];
  /** The colleagues who came along: members by id, others by name. */
  colleagues: Pick<CaptureContent, 'alongIds' | 'alongNames'> & { slackUserIds: string[] };
}

/**
 * Reads all that a sentence tells of, for both the command and direct messages. Colleagues' partners are loaded only when a
 * name is not in the member's own book as typed: most sentences cost one query.
 */
export async function understandSentence(
  context: Context,
  member: Member,
  own: PartnerName[],
  said: string,
  today: Day,
): Promise<Understood[]> {
  return lookUp(context, member, own, said, today, (book) => understand(said, book, today));
}

/** Reads a kept sentence again. It is one part of what was said, and stays one. */
export async function understandKept(
  context: Context,
  member: Member,
  own: PartnerName[],
  said: string,
  today: Day,
): Promise<Understood> {
  const [part] = await lookUp(context, member, own, said, today, (book) => [
    understandWhole(said, book, today),
  ]);
  return part!;
}

async function lookUp(
  context: Context,
  member: Member,
  own: PartnerName[],
  said: string,
  today: Day,
  read: (book: PartnerName[]) => Part[],
): Promise<Understood[]> {
  const mentioned = mentionedNames(said);
  const members = mentioned.length > 0 ? await findNamesakes(context.db, mentioned) : [];
  let book = own;
  let parts = read(book);
  if (parts.some(({ reading, promised }) => !promised && needsColleagues(reading))) {
    book = [...own, ...(await loadColleaguesPartners(context.db, member))];
    parts = read(book);
  }
  const near = eventDays(parts, today);
  const events = near ? await loadBranchEvents(context.db, member.branch.id, near.from, near.to) : [];
  return parts.map((told) => {
    const part = events.length > 0 ? atListedEvent(told, events, book, today) : told;
    const along = members.filter(({ id, name }) => id !== member.id && part.along.includes(name));
    const colleagues = {
      alongIds: along.map(({ id }) => id),
      alongNames: part.along.filter((name) => !members.some((one) => one.name === name)),
    };
    const content =
      part.content && isToCome(part, today, member, context.now())
        ? asPlan(part.content, part.reading.at!)
        : part.content;
    return {
      ...part,
      content: content && { ...content, ...colleagues },
      book,
      colleagues: { ...colleagues, slackUserIds: along.map(({ slackUserId }) => slackUserId) },
    };
  });
}

/** "Coffee with Dana today at 3:30", said at noon. */
const isToCome = ({ content, reading, paid }: Part, today: Day, member: Member, now: Date): boolean =>
  content?.what === 'touchpoint' &&
  // What was paid, promised, or heard there has been.
  paid === null &&
  content.promises.length === 0 &&
  content.feedback === null &&
  content.on === today &&
  reading.at !== null &&
  localInstant(member.timeZone, today, reading.at) > now;

/**
 * Returns the feedback when a sentence in doubt is only about what a known partner said about us, not a meeting: "Dana
 * said our letters are slow". Returns null otherwise.
 */
export function feedbackAlone({ said, reading, book }: Understood) {
  const feedback = readFeedbackLine(said)?.text ?? splitFeedback(said).feedback;
  const partners = book.filter((partner) => reading.partners.includes(partner.id));
  const isAlone = reading.kind === null && reading.what === 'unclear' && partners.length > 0;
  return isAlone && feedback ? { partners, text: feedback } : null;
}

const needsColleagues = (reading: Reading): boolean =>
  reading.what !== 'no contact' &&
  (reading.unknown.length > 0 || reading.partners.length === 0 || reading.slips.length > 0);
