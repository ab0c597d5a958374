import { partnersIn } from '../asking/asked-line.ts';
import type { Day } from '../days/day.ts';
import { readFeedbackLine } from '../feedback/feedback-line.ts';
import { type PartnerName, readSentence } from '../reading/read.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import type { Part } from './understand.ts';

/** The part, if it is feedback under its own heading: whose it is, and no contact, whatever words stand in it. */
export function asFeedbackAlone(
  { said, reading, along }: Pick<Part, 'said' | 'reading' | 'along'>,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): Part | null {
  const line = readFeedbackLine(said);
  // "Coffee with Dana feedback: …" tells of a coffee.
  if (!line || readSentence(line.who, book, today, limit).kind !== null) return null;
  const from = partnersIn(line.who, book, today);
  const whose = from.length === 1 ? { partners: from, unknown: [], alike: [], slips: [] } : {};
  return {
    said,
    reading: {
      ...reading,
      ...whose,
      kind: null,
      promises: [],
      certain: false,
      what: 'unclear',
      doubts: ['no kind'],
    },
    along,
    content: null,
    paid: null,
    promised: null,
    news: [],
    openNews: null,
  };
}
