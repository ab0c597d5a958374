import type { TouchpointKind } from '../words.ts';
import type { Clauses } from './clauses.ts';
import { type Doing, readDoing } from './doer.ts';
import { findUnexplained } from './explained.ts';
import { findDaysLeftOver, findMisses, type Misses } from './find-misses.ts';
import { type Finding, openLedger } from './ledger.ts';
import { findNotOurs } from './not-ours.ts';
import type { Doubt } from './reading.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import { isQuestionOrOrder } from './told.ts';

/** What keeps a reading from being certain, beyond what its facts leave open. */
export interface Examined extends Omit<Doing, 'findings'>, Omit<Misses, 'findings'> {
  doubts: Doubt[];
  /** Words that nothing explains, or that take something back. */
  unsure: Span[];
}

/**
 * Certain means explained: a contact is saved unasked only if it is told, every word of its clause has a label, we did
 * it, it happened, and no miss and no day is left over. Looks at the words once more with what was made of them; changes
 * nothing about the facts.
 */
export function examine(sentence: Sentence, clauses: Clauses, kind: TouchpointKind | null): Examined {
  const ledger = openLedger(sentence, clauses);
  const { isPast, goesOn, findings: ofDoing } = readDoing(ledger);
  const { missed, isCorrected, findings: ofMisses } = findMisses(ledger, kind);
  const findings: Finding[] = [
    ...(isQuestionOrOrder(ledger) ? [{ doubt: 'not told', span: null } as const] : []),
    ...findUnexplained(ledger),
    ...ofDoing,
    ...findNotOurs(ledger),
    ...inOrderSaid([...ofMisses, ...findDaysLeftOver(ledger)]),
  ];
  return {
    doubts: [...new Set(findings.map(({ doubt }) => doubt))],
    unsure: unsureSpans(findings),
    isCorrected,
    missed,
    isPast,
    goesOn,
  };
}

const inOrderSaid = (findings: Finding[]): Finding[] =>
  findings.toSorted((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));

/** Without those that lie in one found before. */
function unsureSpans(findings: readonly Finding[]): Span[] {
  const spans: Span[] = [];
  for (const { span } of findings) {
    if (span && !spans.some(({ from, to }) => from <= span.from && to >= span.to)) spans.push(span);
  }
  return spans;
}
