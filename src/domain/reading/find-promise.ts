import { subjectPronouns, wordSet } from './grammar.ts';
import { phrases } from './phrases.ts';
import { isDeed, isTalk } from './promise-talk.ts';
import type { Sentence } from './sentence.ts';
import { isPastVerb } from './verbs.ts';

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
    "i'm/im? on the hook for",
    'my? homework for? me? :',
    'my homework is?',
    'next step/steps',
    'action item/items',
    'todo',
    'my? to do/dos :',
    'my? todo/todos/list :',
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
    "i'm/im/we're",
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

/** Before a promise these make it somebody else's: "she will send me her list". */
const others = wordSet(
  "she he they it who dana's her his their that you she'll he'll they'll she's he's they're is are was were realtor agent client buyer seller",
);

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
  if (cue.means === 'verb' && !isDeed(next, cue.end === at + 1 ? first : '')) return null;
  if (isTalk(tokens, cue.end) && !/^(?:remind|remember|dont|make)$/.test(tokens[at]!.plain)) return null;
  // "Mark called. Gonna send two buyers my way."
  if (!ownSubject && unowned.has(first) && sendsToUs(tokens, cue.end)) return null;
  // "Asked if I'll send it", "won't send it", "will be sending her".
  if (tokens[at - 2]?.word === 'if') return null;
  // "Sent him the payoff I owed him", "the slides I promised"
  if (/^(?:owed?|promised?)$/.test(first) && /^(?:i|we)$/.test(before?.word ?? '')) return null;
  const isRelative =
    before && !before.mark && !/^(?:and|so|but|then|also|plus|because|said)$/.test(before.word);
  if (first === 'i' && isRelative && /^(?:owed|promised)$/.test(tokens[at + 1]?.word ?? '')) return null;
  if (
    /^(?:if|won't|wont|not|can't|cant)$/.test(before?.word ?? '') ||
    (before?.word === 'be' && cue.means === 'deed')
  )
    return null;
  // "Told him I don't keep score", "what do I owe you"
  if (/^(?:dont|wont|cant|cannot|didnt|wouldnt|not|never)$/.test(tokens[cue.end]?.plain ?? '')) return null;
  if (/^(?:do|did)$/.test(before?.word ?? '') && ownSubject) return null;
  // "Told him I broke my promise", "told her we sent it"
  if (/^(?:i|we)$/.test(tokens[cue.end - 1]!.word) && (isPastVerb(next) || broken.has(next))) return null;
  // "Kept my promise"
  if (/^(?:my|a|the|our|his|her|that)$/.test(before?.word ?? '') && /^promises?$/.test(first)) return null;
  // "She and I will present"
  if (before?.word === 'and' && subjectPronouns.has(tokens[at - 2]?.word ?? '') && ownSubject) return null;
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

/** ", Gwen will send her list" and ". Her assistant will call": the person who opens the clause is the one who promises. */
function opensWithAnother(tokens: Sentence['tokens'], at: number): boolean {
  let opening = at;
  while (opening > 0 && at - opening < 3 && !tokens[opening - 1]!.mark) opening--;
  if (opening === at || !tokens[opening - 1]?.mark) return false;
  return !/^(?:and|then|also|so|but|i|we|i'.*|we'.*)$/.test(tokens[opening]!.word);
}

/** The deeds that may be told as a task, without a subject. */
const imperative = wordSet('send get email forward bring mail give text introduce intro');
/** After "I'll" they tell of a contact to come. */
const contactDeeds = wordSet(
  'see meet visit call text email zoom have grab do be join attend stop drop swing sit talk speak connect reach catch schedule set',
);

/** Cues without a subject: ours, unless what follows comes to us. */
const unowned = wordSet('will gonna going wants want plans plan');

function sendsToUs(tokens: Sentence['tokens'], from: number): boolean {
  for (let i = from; i < tokens.length && !tokens[i]!.mark; i++) {
    if (/^(?:me|us)$/.test(tokens[i]!.word)) return true;
    if (/^(?:my|our)$/.test(tokens[i]!.word) && tokens[i + 1]?.word === 'way') return true;
  }
  return false;
}

/** What became of a promise. */
const broken = wordSet('broke forgot blew kept');
