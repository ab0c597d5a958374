import type { Day } from '../days/day.ts';
import { phrases } from './phrases.ts';
import { duePrepositions, type Item, wordsOfPromise } from './promise-words.ts';
import type { SpokenPromise } from './reading.ts';
import { dayAhead } from './said-day.ts';
import type { Sentence } from './sentence.ts';

/**
 * `verb`: a promise only when something to be done follows ("will send", but not "will it sell"). `deed`: the words are
 * what was promised ("follow up next week").
 */
type Cue = 'always' | 'verb' | 'deed';

const cues = phrases<Cue>([
  ...[
    "i/we/i've/also? promised/promise to/that?",
    'i/we owe/owed',
    "promised/told/promise/assured/said that? i'd/i'll/we'd/we'll/id/ill",
    "promised/told/said her/him/them/i? that? i'd/i'll/we'd/we'll/id/ill/i/we would/will?",
    'agreed/offered/committed/volunteered to',
    'said/told i/we would/will',
    "i'll/we'll",
    'i/we will',
    'owe/owed',
    'next step/steps',
    'action item/items',
    'todo',
    'to do/dos :',
    'follow up item/items',
    'make/making sure to',
    'dont forget to',
    'remember to',
  ].map((pattern): [string, Cue] => [pattern, 'always']),
  ...[
    'ill/will/gonna',
    "i'd/we'd/id",
    'i/we would',
    "i'm/im/i/we? am/are? going to",
    'need/needs/have/got/gotta/supposed/want/plan/planning/hope to',
    'i/we need/have/got/want to',
    'gotta/should/must/going',
    'let me',
    'remind me to',
    'i/we must/should',
  ].map((pattern): [string, Cue] => [pattern, 'verb']),
  ...[
    'sending/forwarding/emailing/mailing/bringing her/him/them/over/the/a',
    'follow/following up',
    'send/get/email/forward/bring/mail/give/text/introduce/intro her/him/them',
  ].map((pattern): [string, Cue] => [pattern, 'deed']),
]);

const deeds = new Set(
  (
    'send get email text forward drop bring introduce intro share follow look check put mail deliver give help run pull make ' +
    'prepare write review call reach connect find do set schedule provide update let circle talk ask order print host invite ' +
    'take research figure add pass refer stop swing confirm work draft create build try show fix ' +
    'see meet have be'
  ).split(' '),
);
/** Before a promise these make it somebody else's: "she will send me her list". */
const others = new Set(
  "she he they it who dana's her his their that you she'll he'll they'll she's he's they're is are was were realtor agent client buyer seller".split(
    ' ',
  ),
);
const turns = new Set('she he they it we i'.split(' '));
const hardTurns = new Set(
  "she's he's they're shes hes theyre it's she'd he'd she'll he'll they'll discussed mentioned".split(' '),
);
const tails = new Set('for to about so with at in on from of if after when'.split(' '));
const sentenceEnds = new Set(['.', ';', '!', '?', '\n', '—', '–', '|', '…']);

/**
 * Where the wording of a promise of ours begins, if words at `at` open one, or null. `met`: a contact was told of before;
 * `subject`: what was told is only somebody's name, who then is the one that promises.
 */
export function findPromise({ tokens }: Sentence, at: number, met: boolean, subject: boolean): number | null {
  const cue = cues.find(tokens, at);
  if (!cue) return null;
  const before = tokens[at - 1];
  if (before && others.has(before.word)) return null;
  const first = tokens[at]!.word;
  // "Dana promised me her list": the name is the subject, and the promise hers.
  const ownSubject = /^(?:i|we|i'.*|we'.*|ill|im)$/.test(first);
  if (subject && !ownSubject) return null;
  const next = tokens[cue.end]?.word ?? '';
  if (/^(?:me|us)$/.test(next) && !ownSubject && first !== 'let') return null;
  if (cue.means === 'verb' && !deeds.has(next)) return null;
  if (/^(?:will|gonna|going|should|must)$/.test(first) && opensWithAnother(tokens, at)) return null;
  // "Send her the flyer" is a task of its own, "asked me to send her the flyer" is not.
  if (
    cue.means === 'deed' &&
    imperative.has(first) &&
    before &&
    !before.mark &&
    !/^(?:and|then|also)$/.test(before.word)
  )
    return null;
  // "I'll see Dana tomorrow" and "need to call Dana" are contacts to come, as long as none was told of.
  if (!met && (contactDeeds.has(next) || cue.means === 'deed')) return null;
  return cue.means === 'deed' ? at : cue.end;
}

/** ", Gwen will send her list" and ". Her assistant will call": whoever opens the clause is the one that promises. */
function opensWithAnother(tokens: Sentence['tokens'], at: number): boolean {
  let opening = at;
  while (opening > 0 && at - opening < 3 && !tokens[opening - 1]!.mark) opening--;
  if (opening === at || !tokens[opening - 1]?.mark) return false;
  return !/^(?:and|then|also|so|but|i|we|i'.*|we'.*)$/.test(tokens[opening]!.word);
}

const imperative = new Set('send get email forward bring mail give text introduce intro'.split(' '));
const contactDeeds = new Set(
  'see meet visit call text email zoom have grab do be join attend stop drop swing sit talk speak connect reach catch schedule set'.split(
    ' ',
  ),
);

/** The promises that follow the words at `cueEnd`, and the token after them. */
export function readPromises(
  sentence: Sentence,
  cueEnd: number,
  today: Day,
): { promises: SpokenPromise[]; to: number; unreadable: boolean } {
  const { tokens, days, text } = sentence;
  const promises: SpokenPromise[] = [];
  let unreadable = false;
  let to = cueEnd;
  const owed = /^(?:owed?|promised?|told)$/.test(tokens[cueEnd - 1]?.word ?? '');
  let from: number | null = cueEnd;
  while (from !== null) {
    const item: Item = readItem(sentence, from);
    to = item.to;
    const said = item.due === null ? null : days.get(item.due)!.said;
    const dueOn = said && dayAhead(said, today);
    if (said && said.is !== 'hour' && (!dueOn || dueOn < today)) unreadable = true;
    const span = wordsOfPromise(sentence, item, owed);
    if (span)
      promises.push({
        text: text.slice(tokens[span.from]!.start, tokens[span.to - 1]!.end),
        dueOn: dueOn && dueOn >= today ? dueOn : null,
      });
    from = nextItem(sentence, item);
  }
  return { promises, to, unreadable };
}

/** From `from` to where the promise ends: a full stop, a turn to somebody else, another promise, or soon after its day. */
function readItem(sentence: Sentence, from: number): Item {
  const { tokens, days } = sentence;
  let due: number | null = null;
  let i = from;
  let content = 0;
  while (i < tokens.length) {
    const token = tokens[i]!;
    if (sentenceEnds.has(token.word) || (token.word === '-' && i > from)) break;
    if (token.mark) {
      if (i === from || /["“”():/]/.test(token.word)) {
        i++;
        continue;
      }
      if (!goesOnAfterComma(sentence, i + 1, due !== null)) break;
      i++;
      continue;
    }
    if (i > from && turnsAway(sentence, i, due !== null)) break;
    const day = days.get(i);
    if (day && day.said.is !== 'hour' && isDue(sentence, i, day.to)) {
      due = preferred(sentence, due, i);
      i = day.to;
      if (content > 0 && !tails.has(tokens[i]?.word ?? '') && !days.has(i)) break;
      continue;
    }
    if (day) {
      i = day.to;
      continue;
    }
    if (!duePrepositions.has(token.word)) content++;
    i++;
  }
  return { from, to: i, due };
}

const preferred = (sentence: Sentence, old: number | null, next: number) =>
  old !== null &&
  /^(?:by|before|due)$/.test(sentence.tokens[old - 1]?.word ?? sentence.tokens[old]?.word ?? '')
    ? old
    : next;

function turnsAway(sentence: Sentence, at: number, dayWasSaid: boolean): boolean {
  const { tokens } = sentence;
  const { word } = tokens[at]!;
  if (hardTurns.has(word)) return true;
  const before = tokens[at - 1]!;
  const joined = before.word === 'and' || before.word === 'but' || before.mark;
  if (turns.has(word) && (joined || dayWasSaid)) return true;
  if (/^(?:talked|chatted|spoke|great|overall)$/.test(word) && !/^(?:the|a|an)$/.test(before.word))
    return true;
  return findPromise(sentence, at, true, false) !== null && (joined || word !== 'on');
}

/** "promised slides, flyers and a call by Friday" is one; "promised slides, her listing closes Friday" is not. */
function goesOnAfterComma(sentence: Sentence, at: number, dayWasSaid: boolean): boolean {
  const { tokens, days } = sentence;
  if (dayWasSaid || !tokens[at] || turnsAway(sentence, at, true)) return false;
  if (days.has(at) && (days.get(at)!.to >= tokens.length || tokens[days.get(at)!.to]!.mark)) return true;
  for (let i = at; i < tokens.length && !tokens[i]!.mark; i++) {
    if (turns.has(tokens[i]!.word) || hardTurns.has(tokens[i]!.word)) return false;
    if (/^(?:by|before)$/.test(tokens[i]!.word) && (days.has(i) || days.has(i + 1))) return true;
  }
  return false;
}

/** "her June 9 workshop" is what is promised, "by June 9" is when. */
function isDue({ tokens }: Sentence, at: number, to: number): boolean {
  const before = tokens[at - 1]?.word ?? '';
  if (
    /^(?:by|before|on|due|until)$/.test(before) ||
    /^(?:by|before|on|in|within|until)$/.test(tokens[at]!.word)
  )
    return true;
  const after = tokens[to];
  const ends =
    !after ||
    after.mark ||
    tails.has(after.word) ||
    /^(?:and|but)$/.test(after.word) ||
    turns.has(after.word);
  return ends ? before !== 'from' : !/^(?:her|his|their|the|from|our|my)$/.test(before);
}

function nextItem({ tokens, days }: Sentence, item: Item): number | null {
  if (item.due === null || tokens[item.to]?.word !== 'and') return null;
  for (let i = item.to + 1; i < tokens.length && !tokens[i]!.mark; i++) {
    if (turns.has(tokens[i]!.word) || hardTurns.has(tokens[i]!.word)) return null;
    if (days.has(i) && i > item.to + 1) return item.to + 1;
  }
  return null;
}
