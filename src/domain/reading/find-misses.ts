import type { TouchpointKind } from '../words.ts';
import { stops, wordSet } from './grammar.ts';
import { remoteKinds } from './kinds.ts';
import {
  clauseEnd,
  contactStart,
  type Finding,
  finding,
  isClauseStart,
  isPerson,
  isQuoted,
  type Ledger,
  phraseStart,
  sentenceStart,
  subjectOf,
} from './ledger.ts';
import { deniesContact, isDenial, isNegation, type Miss, misses } from './misses.ts';

/** What takes a contact back. */
export interface Misses {
  findings: Finding[];
  /** Nobody was reached, so it is an attempt at most. */
  missed: boolean;
  /** They took words back. */
  isCorrected: boolean;
}

/** Clauses in which a miss may be told: the contact's own and the next. */
const missClauses = 2;
const missWords = 40;

/** Scans from the sentence that tells of the contact to where a miss may still be of it. */
export function findMisses(ledger: Ledger, kind: TouchpointKind | null): Misses {
  const { contact, sentence, words, labels } = ledger;
  const found: Misses = { findings: [], missed: false, isCorrected: false };
  const [clause] = contact.clauses;
  if (!clause) return found;
  const mayMiss =
    kind === null
      ? contact.signals.has('attempt')
      : (kind === 'visit' && !sawThem(ledger)) || remoteKinds.has(kind);
  const isAnsweredLater = saysAnswer(ledger);
  if (isAnsweredLater && (contact.signals.has('attempt') || mayMiss))
    found.findings.push({ doubt: 'kinds conflict', span: null });
  const add = (miss: Miss, from: number, to: number) => {
    // The facts say so already.
    if (contact.signals.has('not') || contact.signals.has('off')) return;
    // "Coffee got pushed to Friday" is a plan for Friday.
    if (miss === 'off' && contact.signals.has('plan') && contact.days.length > 0) return;
    if (miss === 'unanswered' && mayMiss && !isAnsweredLater) found.missed = true;
    else found.findings.push(finding(miss === 'corrected' ? 'unexplained' : 'did not happen', from, to));
    found.isCorrected ||= miss === 'corrected';
  };

  const to = missesEnd(ledger);
  for (let i = sentenceStart(ledger, clause.from); i < to; i++) {
    const label = labels[i]!;
    if (label === 'promise' || label === 'person' || label === 'day') continue;
    const word = words[i]!;
    const soon = Math.min(clauseEnd(ledger, i), i + 4);
    if (isDenial(word)) found.findings.push(finding('did not happen', i, i + 1));
    if (kind !== null && remoteKinds.has(kind) && isDeadEnd(ledger, i))
      found.findings.push(finding('did not happen', i, soon));
    if (kind !== null && mayMiss && isAbsence(ledger, i)) add('unanswered', i, soon);
    const cue = misses.find(sentence.tokens, i);
    if (cue && !isOfOthers(ledger, i, cue.end, cue.means)) {
      add(cue.means, i, cue.end);
      i = cue.end - 1;
      continue;
    }
    if (i > clause.from && takesBack(ledger, i)) add('corrected', i, i + 1);
    if (i >= clause.from && namesAnother(ledger, i)) add('corrected', i, i + 2);
    if (isNegation(word) && isAboutContact(ledger, i)) add(mayMiss ? 'unanswered' : 'off', i, soon);
  }
  return found;
}

/** "Saw Ann but Tom was out": somebody was met for certain. */
const sawThem = ({ contact, words }: Ledger): boolean =>
  contact.clauses.some(({ from, to }) => words.slice(from, to).some((word) => metVerbs.has(word)));
const metVerbs = wordSet('saw met sat toured');

/** "No answer, texted her instead and she wrote right back": then it is for the person to say what to log. */
const saysAnswer = ({ words }: Ledger): boolean =>
  /\b(?:she|he|they) (?:called|texted|wrote|emailed|replied|rang|answered|responded|messaged|got) (?:me |us )?(?:right |straight )?(?:back|later|after|right away)\b/.test(
    words.join(' '),
  );

/** "Went by, but she was in a deposition": where somebody else was, unless we spoke all the same. */
function isAbsence(ledger: Ledger, at: number): boolean {
  const { words } = ledger;
  if (words[at] !== 'but' || at < contactStart(ledger) + 2) return false;
  const isThem = thirdPerson.has(words[at + 1] ?? '') || isPerson(ledger, at + 1);
  if (!isThem || !wasElsewhere.test(words.slice(at + 2, at + 4).join(' '))) return false;
  const end = Math.min(words.length, at + 25);
  return !words.slice(at + 3, end).some((word) => spoke.has(word));
}

const thirdPerson = wordSet('she he they');
const wasElsewhere =
  /^(?:was|were|is) (?:in|at|on|out|off|with|away|gone|busy|tied|stuck|still|already|showing|driving)$/;
const spoke = wordSet('we talked spoke chatted met said told wants loved gave showed still but');

/** "(edit: Sunday)", ", Monday works": days that begin a clause of their own once the contact was told. */
export function findDaysLeftOver(ledger: Ledger): Finding[] {
  const { contact, sentence, words, labels } = ledger;
  const last = contact.clauses.at(-1);
  if (!last) return [];
  const findings: Finding[] = [];
  const to = missesEnd(ledger);
  for (let i = last.to; i < to; i++) {
    const day = sentence.days.get(i);
    if (day?.said.is !== 'weekday' || labels[i] !== 'day' || labels[i - 1] === 'day') continue;
    if (!isClauseStart(ledger, i) && !/^[(:]$/.test(words[i - 1]!)) continue;
    const next = words[day.to];
    if (next === undefined || stops.has(next) || afterOtherDay.has(next))
      findings.push(finding('two days', i, i + 1));
  }
  return findings;
}

/** After a day they say that it is the one. */
const afterOtherDay = wordSet(') works work it is not was');

/** "Phoned Grace, got some kid", "texted Drew, delivered but …": what became of a call is not told by whom we reached. */
function isDeadEnd(ledger: Ledger, at: number): boolean {
  const { words, labels } = ledger;
  if (at < contactStart(ledger) + 2 || labels[at] !== 'note' || !deadEnds.has(words[at]!)) return false;
  const before = words[at - 1]!;
  if (!isClauseStart(ledger, at) && before !== 'but' && before !== 'and') return false;
  return !reached.has(words[at + 1] ?? '');
}

/** Tell what happened to a call or a message instead of whom it reached. */
const deadEnds = wordSet(
  "got hit landed rolled number number's line phone delivered nothing zero zip nada never unread ended wound turns turned apparently",
);
/** After "got" they tell that somebody was reached: "got her", "got an answer". */
const reached = wordSet('her him them hold ahold through good great an a it word');

/** Begins a clause that takes back what was said: "actually …", "no, Tuesday"; "no promises" does not. */
function takesBack(ledger: Ledger, at: number): boolean {
  const { words, labels } = ledger;
  if (!isClauseStart(ledger, at)) return false;
  if (words[at] !== 'no') return corrections.has(words[at]!);
  const next = words[at + 1] ?? ',';
  return stops.has(next) || labels[at + 1] === 'day' || afterNo.has(next);
}

/** Said before the right words. */
const corrections = wordSet(
  'actually scratch wait sorry oops correction rather instead er nope typo edit minus',
);
const afterNo = wordSet('it that wait was make');

/** "Not Dana", ", just Marcus", "it was Grace I met" */
function namesAnother(ledger: Ledger, at: number): boolean {
  const word = ledger.words[at]!;
  const opens = /^(?:no|just|only)$/.test(word) && isClauseStart(ledger, at);
  if (word === 'was' && ledger.words[at - 1] === 'it')
    return ledger.labels[at + 1] === 'day' || isPerson(ledger, at + 1);
  return (word === 'not' || opens) && isPerson(ledger, at + 1);
}

/** Is a negation about the meeting, and not what a partner says of something else? */
const isAboutContact = (ledger: Ledger, at: number): boolean =>
  // "I said it won't happen again"
  !(ledger.words[at + 1] === 'happen' && ledger.words[at + 2] === 'again') &&
  deniesContact(ledger.words.slice(0, clauseEnd(ledger, at)), at) &&
  subjectOf(ledger, at) !== 'other';

/** "The appraiser never showed", "canceled her listing", "no answer from underwriting": other business. */
function isOfOthers(ledger: Ledger, at: number, end: number, miss: Miss): boolean {
  const { words, labels } = ledger;
  if (miss === 'corrected' || words[at] === 'only') return false;
  if (isQuoted(ledger, at)) return true;
  const next = words[end];
  // "She is out of flyers"
  if (
    /^(?:is|was)$/.test(words[at]!) &&
    words[end - 1] === 'out' &&
    next === 'of' &&
    !whereabouts.has(words[end + 1] ?? '')
  )
    return true;
  if (subjectOf(ledger, at) === 'other') {
    // "But his babysitter flaked", "but the lights were off": told as the reason.
    const isReason = words[phraseStart(ledger, at) - 1] === 'but' && (next === undefined || stops.has(next));
    return !isReason;
  }
  if (next === undefined) return false;
  const object = words[end + 1] ?? '';
  if (next === 'from') return labels[end + 1] !== 'person' && !ours.has(object);
  return miss === 'off' && ownsObject.has(next) && labels[end + 1] !== 'kind' && !timeWords.has(object);
}

/** Who is out of them is not there. */
const whereabouts = wordSet('office town state pocket the country');

/** After "no answer from" they are the partner, us, or the meeting. */
const ours = wordSet('her him them it me us the our today lunch coffee');
/** After "canceled" they lead to what was canceled. */
const ownsObject = wordSet('her his their the a an two three listing listings contract closing');
/** "Canceled the last minute" cancels no minute. */
const timeWords = wordSet('last morning day whole minute');

function missesEnd({ contact, words }: Ledger): number {
  const { to } = contact.clauses.at(-1)!;
  let stopsLeft = missClauses;
  let i = to;
  for (; i < words.length && i < to + missWords; i++) {
    const ends = stops.has(words[i]!) && !stops.has(words[i - 1]!);
    if (ends && i > to && --stopsLeft === 0) break;
  }
  return i;
}
