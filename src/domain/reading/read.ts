import type { Day } from '../day.ts';
import type { PartnerName, Reading } from './reading.ts';

export type { Alike, Doubt, PartnerName, Reading, SpokenPromise } from './reading.ts';

/**
 * Reads one sentence about one contact ("coffee with Dana Lee, promised the slides by Friday"). Never throws, never
 * guesses a person: whatever is open is listed in `doubts`. `text` is plain text, without Slack's escapes.
 */
export function readSentence(_text: string, _book: PartnerName[], _today: Day): Reading {
  return {
    certain: false,
    what: 'unclear',
    partners: [],
    alike: [],
    unknown: [],
    kind: null,
    kindGuessed: false,
    on: null,
    promises: [],
    note: '',
    doubts: ['no partner', 'no kind'],
  };
}
