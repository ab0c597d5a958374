import type { BriefDetails } from '../../domain/asking/brief.ts';
import type { Day } from '../../domain/days/day.ts';
import { listOf, monthDay } from '../../domain/format.ts';
import { promiseLine } from '../asking/promise-answers.ts';
import { quoted } from '../blocks.ts';
import { contactName } from '../digest/digest-words.ts';

/**
 * What the branch remembers of a partner, for who takes over or covers: "Last (Sam Cole): breakfast, Feb 27. “Wants forty
 * chairs.”" and a promise that is open. As far as the reader may know.
 */
export function memoryText({ last, said, promises }: BriefDetails, today: Day): string {
  const [promise] = promises;
  return [
    last ? lastText(last, today) : 'No contact logged yet.',
    ...(said ? [`“${quoted(said.text, 90)}”`] : []),
    ...(promise ? [`Promised: ${promiseLine(promise, today)}.`] : []),
  ].join(' ');
}

function lastText(last: NonNullable<BriefDetails['last']>, today: Day): string {
  const by =
    last.with && last.with.length > 0 ? ` (${listOf(last.with.map((name) => quoted(name, 40)))})` : '';
  return `Last${by}: ${quoted(contactName(last), 40)}, ${monthDay(last.on, today)}.`;
}
