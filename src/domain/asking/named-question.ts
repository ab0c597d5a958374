import type { Day } from '../days/day.ts';
import { type PartnerName, readingMs } from '../reading/read.ts';
import { timeLimit } from '../reading/time-limit.ts';
import { type Named, readAskedLine } from './asked-line.ts';

/** What no contact is told with: "what is important to NAME", but not "when NAME called, she asked". */
const asks =
  /^(?:(?:hey|so|ok|and) )*(?:who|what|when|where|how|which)(?: \w+)? (?:is|are|was|were|do|does|did|has|have|can|could|should|will|would)\b/;

const lineMax = 60;

/** The only partner of the asker's book whom a question names, whatever it is about; null for any other line. */
export function readNamedQuestion(said: string, book: readonly PartnerName[], today: Day): Named | null {
  // A longer line tells a story.
  if (said.length > lineMax || /[,;:]/.test(said)) return null;
  const line = readAskedLine(said, book, today, timeLimit(readingMs));
  const [one, ...others] = line?.names ?? [];
  const isOne = line && one && others.length === 0 && one.ids.length > 0;
  return isOne && !line.isSeveral && asks.test(line.words) ? one : null;
}
