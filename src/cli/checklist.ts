import { listOf, number } from '../domain/format.ts';
import type { Finding } from './findings.ts';
import { layOut } from './findings-report.ts';

/** One line of doctor's checklist. `look`: doctor can't see, so someone must check. */
export interface Check {
  kind: string;
  state: 'fine' | 'wrong' | 'look';
  what: string;
}

const marks: Record<Check['state'], string> = { fine: '✓', wrong: '✗', look: '?' };

/** What doctor ends with: every check, then “Ready.” or what is missing. */
export function layOutChecklist(checks: readonly Check[]): string {
  const lines = checks.map(({ kind, state, what }) =>
    layOut({ kind: `${marks[state]} ${kind}`, what, remedy: null }),
  );
  return ['Checklist', ...lines, '', verdict(checks)].join('\n');
}

function verdict(checks: readonly Check[]): string {
  const missing = [...new Set(checks.filter(({ state }) => state === 'wrong').map(({ kind }) => kind))];
  if (missing.length > 0) return `Not ready: ${listOf(missing)}. What to do is above.`;
  const looks = [...new Set(checks.filter(({ state }) => state === 'look').map(({ kind }) => kind))];
  return looks.length > 0 ? `Ready. Look at ${listOf(looks)} yourself.` : 'Ready.';
}

/** Findings about messages, which have no line of their own. */
export function messagesCheck(wrong: readonly Finding[], days: number): Check {
  const troubles = wrong.reduce((sum, { count = 1 }) => sum + count, 0);
  return troubles === 0
    ? { kind: 'messages', state: 'fine', what: `none late or in doubt, none lost in the last ${days} days` }
    : { kind: 'messages', state: 'wrong', what: `${number(troubles)} late, in doubt, or lost` };
}

/** For what was not looked at, because what it hangs on is away. */
export const unseen = (kind: string, why: string): Check => ({
  kind,
  state: 'look',
  what: `can’t see: ${why}`,
});
