import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import { splitFeedback } from '../../domain/feedback/feedback-words.ts';
import type { Member } from '../../domain/members/member.ts';
import { findSensitive, type Sensitive } from '../../domain/privacy/sensitive.ts';
import { mentionedNames, readWithColleagues } from '../../domain/reading/mentions.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import type { CaptureContent } from '../../domain/touchpoints/capture.ts';
import { contentOf } from '../../domain/touchpoints/understand.ts';
import { findNamesakes, loadColleaguesPartners } from '../../store/members/members.ts';

/**
 * The result of reading one sentence. For the form that finishes a doubt, `book` is where the names were looked up, and
 * `along` the Slack ids of members who came along.
 */
export type Understanding =
  | { how: 'understood'; content: CaptureContent }
  | { how: 'in doubt'; reading: Reading; book: PartnerName[]; along: string[] }
  | { how: 'no contact' }
  | { how: 'refused'; found: Sensitive };

/**
 * Reads one sentence, for both the command and direct messages. Colleagues' partners are loaded only when a name is not
 * in the member's own book as typed: most sentences cost one query.
 */
export async function understandSentence(
  context: Context,
  member: Member,
  own: PartnerName[],
  said: string,
  today: Day,
): Promise<Understanding> {
  const found = findSensitive(said);
  if (found) return { how: 'refused', found };

  const mentioned = mentionedNames(said);
  const members = mentioned.length > 0 ? await findNamesakes(context.db, mentioned) : [];
  const read = (names: PartnerName[]) => readWithColleagues(said, mentioned, names, today);
  let book = own;
  let { reading, along } = read(book);
  if (needsColleagues(reading)) {
    book = [...own, ...(await loadColleaguesPartners(context.db, member))];
    ({ reading, along } = read(book));
  }
  if (reading.what === 'no contact') return { how: 'no contact' };
  const content = contentOf(reading, said, today);
  const colleagues = members.filter(({ id, name }) => id !== member.id && along.includes(name));
  if (!content)
    return { how: 'in doubt', reading, book, along: colleagues.map(({ slackUserId }) => slackUserId) };
  return {
    how: 'understood',
    content: {
      ...content,
      alongIds: colleagues.map(({ id }) => id),
      alongNames: along.filter((name) => !members.some((one) => one.name === name)),
    },
  };
}

/**
 * Returns the feedback when a sentence in doubt is only about what a known partner said about us, not a meeting: "Dana
 * said our letters are slow". Returns null otherwise.
 */
export function feedbackAlone({ reading, book }: Extract<Understanding, { how: 'in doubt' }>, said: string) {
  const { feedback } = splitFeedback(said);
  const partners = book.filter((partner) => reading.partners.includes(partner.id));
  const isAlone = reading.kind === null && reading.what === 'unclear' && partners.length > 0;
  return isAlone && feedback ? { partners, text: feedback } : null;
}

const needsColleagues = (reading: Reading): boolean =>
  reading.what !== 'no contact' &&
  (reading.unknown.length > 0 || reading.partners.length === 0 || reading.slips.length > 0);
