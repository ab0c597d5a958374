import { wordSet } from './grammar.ts';
import type { Sentence } from './sentence.ts';

/** What one promises to do. */
const deeds = wordSet(
  'send get email text forward drop bring introduce intro share follow look check put mail deliver give help run pull make ' +
    'prepare write review call reach connect find do set schedule provide update let circle talk ask order print host invite ' +
    'loop take research figure add pass refer stop swing confirm work draft create build try show fix ' +
    'see meet have be',
);

/** Does a verb after a cue say what will be done? After "I'm" only its gerund does. */
export const isDeed = (word: string, cue: string): boolean =>
  /^(?:i'm|im|we're)$/.test(cue) ? deeds.has(baseOf(word)) && word.endsWith('ing') : deeds.has(word);

/** "Sending" is "send", "introducing" "introduce", "getting" "get". */
function baseOf(gerund: string): string {
  const stem = gerund.replace(/ing$/, '');
  if (deeds.has(stem)) return stem;
  if (deeds.has(`${stem}e`)) return `${stem}e`;
  return /(.)\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** "We'll see if", "I'll admit", "should have brought", "will be seeing her", "we're going to talk": nothing is promised. */
export function isTalk(tokens: Sentence['tokens'], at: number): boolean {
  const typed = tokens[at]?.word ?? '';
  const word = typed.endsWith('ing') ? baseOf(typed) : typed;
  // "I'm taking Marcus to dinner" is a plan.
  if (typed !== word && /^(?:take|host|invite|meet|do|have|make)$/.test(word)) return true;
  const next = tokens[at + 1]?.word ?? '';
  if (mereTalk.has(word)) return true;
  if (word === 'have' && (/(?:ed|ught|nt)$/.test(next) || participles.has(next))) return true;
  if (word === 'be')
    return !/^(?:sending|bringing|there|dropping|calling|emailing|getting|back|at)$/.test(next);
  if (word === 'see' || word === 'meet') return true;
  if (word === 'have' || word === 'do' || word === 'grab')
    return /^(?:lunch|coffee|dinner|breakfast|drinks|another|it|this|that)$/.test(next);
  return false;
}

/** Verbs of thinking, feeling and talking. */
const mereTalk = wordSet(
  'admit say bet guess think believe assume imagine miss love like hope wish prefer talk discuss chat split present know find figure deal',
);
/** After "should have" they tell of what was not done. */
const participles = wordSet('been done gone had made taken given gotten got known seen said');
