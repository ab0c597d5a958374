import type { Contact } from '../../domain/clocks/contacts.ts';
import { type Day, daysBetween, weekdayOf } from '../../domain/days/day.ts';
import type { DigestLine } from '../../domain/digest/digest.ts';
import type { DigestReason } from '../../domain/digest/digest-reasons.ts';
import type { PartnerWords, ShownLine } from '../../domain/digest/shown-line.ts';
import { monthDay, shortDay, weekdayInWords } from '../../domain/format.ts';
import { inPersonKinds } from '../../domain/words.ts';
import { capitalize, quoted } from '../blocks.ts';
import { timeTo } from '../due-words.ts';
import { touchpointWords } from '../kinds.ts';
import { firstName } from '../names.ts';
import { quote } from '../quote.ts';
import { plainNoun } from './digest-words.ts';

type ClockReason = Extract<DigestReason, { clock: unknown }>;

export const clockReasons = (line: DigestLine): ClockReason[] =>
  line.reasons.filter((reason): reason is ClockReason => 'clock' in reason);

/** A meeting answers both clocks, so it is what is asked where both are due. */
export const isToMeet = (line: DigestLine): boolean =>
  clockReasons(line).some((reason) => reason.clock === 'face');

/** Only the owner is asked: a cover decides nothing for good. */
export const isYourCall = (line: DigestLine): boolean =>
  line.state === 'your call' && line.coveringFor === null;

/**
 * "Time to meet. Last: open house, Apr 12. Sam saw Marcus Monday. “Is hiring a site manager.”" No state: "late" tells no one
 * what to do. `isLive`: on today's list, which alone asks for a decision.
 */
export function clockText(line: DigestLine, words: PartnerWords, today: Day, isLive: boolean): string {
  const meet = isToMeet(line);
  const last = meet ? lastMeeting(line, words, today) : lastContact(line.lastTouch, words.touchWord, today);
  const shown = (meet && (talkedSince(line, today) ?? line.lastFace)) || line.lastTouch;
  const said = [last, ...colleagueText(words, today), ...personalText(line, shown?.on ?? null, today)].join(
    ' ',
  );
  if (isLive && isYourCall(line))
    return `${said}\nYour call (⋯): keep going, slow down, hand over, or archive?`;
  return `${capitalize(timeTo(meet))}. ${said}`;
}

/** For a lock screen: "promise", "feedback", "did you meet?", "meet", "talk". */
export function whyInAWord({ line }: ShownLine): string {
  const has = (code: DigestReason['code']) => line.reasons.some((reason) => reason.code === code);
  if (has('promise')) return 'promise';
  if (has('plan')) return 'did it happen?';
  if (has('feedback')) return 'feedback';
  return isYourCall(line) ? 'your call' : isToMeet(line) ? 'meet' : 'talk';
}

/**
 * The reason that is theirs alone: the last thing said, or else what they want to grow. Words of another day than the contact
 * before them, which was `on`, say so: no one is to be quoted at the wrong occasion.
 */
export const personalText = (
  { lastSaid, saidOn, growing }: DigestLine,
  on: Day | null,
  today: Day,
): string[] => {
  const when = saidOn && on && saidOn !== on ? `${monthDay(saidOn, today)}: ` : '';
  if (lastSaid) return [`${when}${quote(lastSaid)}`];
  return growing ? [`Growing: ${quoted(growing, 90)}`] : [];
};

/** "Sam saw Dana Monday." */
export function colleagueText({ colleague, name }: PartnerWords, today: Day): string[] {
  if (!colleague) return [];
  const did = inPersonKinds.has(colleague.kind) ? 'saw' : 'talked to';
  const day = recentDay(colleague.on, today);
  return [`${quoted(firstName(colleague.name), 40)} ${did} ${quoted(firstName(name), 40)} ${day}.`];
}

function lastMeeting(line: DigestLine, words: PartnerWords, today: Day): string {
  const { lastFace, lastTouch } = line;
  if (lastFace) {
    const talked = talkedSince(line, today);
    const since = talked ? `; ${touchpointWords[talked.kind].past} ${recentDay(talked.on, today)}` : '';
    return `Last: ${lastOf(lastFace, words.faceWord, today)}${since}.`;
  }
  return lastTouch
    ? `No meeting yet. Last: ${lastOf(lastTouch, words.touchWord, today)}.`
    : 'No meeting yet.';
}

/**
 * A talk of the last days after the last meeting: no one should read of an old lunch alone who talked to them on Tuesday.
 * Further back, the name of a weekday would not tell which.
 */
const talkedSince = ({ lastFace, lastTouch }: DigestLine, today: Day): Contact | null =>
  lastFace && lastTouch && lastTouch.on > lastFace.on && daysBetween(lastTouch.on, today) < 7
    ? lastTouch
    : null;

/** "yesterday", "Monday" */
const recentDay = (day: Day, today: Day): string =>
  daysBetween(day, today) < 2 ? shortDay(day, today) : weekdayInWords(weekdayOf(day));

const lastContact = (contact: Contact | null, word: string | null, today: Day): string =>
  contact ? `Last: ${lastOf(contact, word, today)}.` : 'No contact yet.';

const lastOf = (contact: Contact, word: string | null, today: Day): string =>
  `${plainNoun({ kind: contact.kind, word })}, ${monthDay(contact.on, today)}`;
