import type { BriefDetails, WorthAsking } from '../../domain/asking/brief.ts';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, monthDay } from '../../domain/format.ts';
import { withoutEnd } from '../../domain/without-end.ts';
import { emailLink, quoted } from '../blocks.ts';
import { firstName } from '../names.ts';
import { phoneLink } from '../phone-links.ts';
import { growthQuestion, questionWords } from '../questions.ts';
import { quote } from '../quote.ts';
import { contactName } from './digest-words.ts';

/**
 * The brief of a partner in a few lines, before the door or before days of covering. Help, money, and reviews stay out, and so
 * does an ask for an introduction. `isListed`: a line of its own says what they were promised, and what they told us.
 */
export const detailLines = (
  details: BriefDetails,
  today: Day,
  { isListed = false }: { isListed?: boolean } = {},
): string[] => [
  lastLine(details, today),
  ...(isListed ? [] : [...toldLines(details), ...promiseLines(details, today)]),
  askLine(details.ask),
];

/** A phone to tap, or else an email. */
export const reach = ({ phone, email }: BriefDetails): string | null =>
  phone ? phoneLink(phone) : email && emailLink(email);

/** "Last: open house, Apr 12. “Is hiring a site manager.”", with who was there if the reader was not. */
function lastLine({ last, said }: BriefDetails, today: Day): string {
  if (!last) return 'No contact logged yet.';
  const who = last.with?.[0] ? ` (${quoted(firstName(last.with[0]), 40)})` : '';
  const how = `Last${who}: ${quoted(contactName(last), 40)}, ${monthDay(last.on, today)}.`;
  if (!said) return how;
  const when = said.on === last.on ? '' : ` (${monthDay(said.on, today)})`;
  return `${how} ${quote(said.text)}${when}`;
}

const toldLines = ({ feedback: [one] }: BriefDetails): string[] =>
  one?.text
    ? [`They told us: ${quote(one.text)}${one.state === 'answered' ? '' : ' · they’re waiting to hear back'}`]
    : [];

/** "You promised: the flyer, by Fri, Jun 12" */
function promiseLines({ promises: [one, ...more] }: BriefDetails, today: Day): string[] {
  if (!one) return [];
  const who = one.by ? `${quoted(firstName(one.by), 40)} promised` : 'You promised';
  const day = one.dueOn === today ? 'today' : one.dueOn && fullDay(one.dueOn, today);
  const by = one.dueOn && day ? `${one.dueOn < today ? ', was due' : ', by'} ${day}` : '';
  const rest = more.length > 0 ? ` +${more.length} more` : '';
  return [`${who}: ${quoted(withoutEnd(one.text, '.'), 120)}${by}${rest}`];
}

function askLine(ask: WorthAsking): string {
  switch (ask.ask) {
    case 'growing':
      return `Ask: “${growthQuestion}”`;
    case 'growing again':
      return `Ask: “${growthQuestion}” It was: ${quoted(ask.growing, 90)}`;
    case 'how it goes':
      return `Ask how it’s going: ${quoted(ask.growing, 90)}`;
    case 'feedback':
      return `Ask: “${questionWords[ask.wording]}”`;
  }
}
