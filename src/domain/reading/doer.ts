import { firstPerson, stops, wordSet } from './grammar.ts';
import { namesThatAreWords } from './known-words.ts';
import { clauseEnd, type Finding, finding, type Label, type Ledger, range } from './ledger.ts';
import type { Span } from './spoken-contact.ts';
import { isPastVerb, nounsToo, tenseOf } from './verbs.ts';

/** Who did it and when, by the verb of the clause that tells of the contact. */
export interface Doing {
  findings: Finding[];
  /** Told in the past, so that a day of two may only lie behind. */
  isPast: boolean;
  /** Told in the present ("meeting Dana Friday"): a day of two lies ahead. */
  goesOn: boolean;
}

/** The first clause of the contact, by its subjects and its verb. */
interface Statement {
  clause: Span;
  verbAt: number | null;
  /** Where the verb begins; where there is none, how they met. */
  subjectEnd: number;
  /** The partners, then the companies, that are named before it. */
  subjects: Span[];
  /** "Lunch with Dana went well": it speaks of the meeting itself, not of who did something. */
  isOfMeeting: boolean;
}

export function readDoing(ledger: Ledger): Doing {
  const [clause] = ledger.contact.clauses;
  if (!clause) return { findings: [], isPast: false, goesOn: false };
  const statement = findStatement(ledger, clause);
  const { isPast, goesOn, findings } = readTense(ledger, statement);
  return {
    isPast,
    goesOn,
    findings: [
      ...findings,
      ...findSomebodyNear(ledger, statement),
      ...findWordOrName(ledger, statement),
      ...findHearsay(ledger, clause),
      ...findOthers(ledger, statement),
      ...findOurPeople(ledger, statement),
      ...(isPast ? [] : findSaidOfMeeting(ledger, statement)),
    ],
  };
}

function findStatement(ledger: Ledger, clause: Span): Statement {
  const { contact } = ledger;
  const verbAt = findVerb(ledger, clause);
  const subjectEnd = verbAt ?? contact.kinds[0]?.from ?? clause.to;
  return {
    clause,
    verbAt,
    subjectEnd,
    subjects: [...contact.mentions, ...contact.companies].filter(
      ({ from, to }) => from >= clause.from && to <= subjectEnd,
    ),
    isOfMeeting: verbAt !== null && contact.kinds.some((phrase) => phrase.to <= verbAt),
  };
}

/** The first word that is a verb by its place: not the noun of "call with Dana". */
function findVerb(ledger: Ledger, { from, to }: Span): number | null {
  const { contact, words, labels } = ledger;
  const subject = range(from, to).find((i) => words[i] === 'i' || words[i] === 'we');
  const verb = range(subject ?? from, to).find((i) => {
    const word = words[i]!;
    const label = labels[i]!;
    if (nouns.has(label)) return false;
    const isPast = isPastVerb(word);
    if (!isPast && !tenseOf(word)) return false;
    // "Google Meet"
    if (contact.kinds.some((phrase) => phrase.from < i && i < phrase.to)) return false;
    return isPast || !nounsToo.has(word) || isGerundOfPerson(ledger, i);
  });
  return verb ?? null;
}

/** What no verb of the contact stands in; "confirmed for Friday" is read as a plan. */
const nouns: ReadonlySet<Label> = new Set(['person', 'company', 'day', 'place', 'plan']);

/** "Meeting Dana", but not "a meeting". */
const isGerundOfPerson = ({ words, labels }: Ledger, at: number): boolean =>
  words[at]!.endsWith('ing') && labels[at + 1] === 'person' && !beforeNouns.has(words[at - 1] ?? '');

/** After these, "meeting" is a noun. */
const beforeNouns = wordSet('a an the our my had quick good great nice team sales');

/** "Have lunch with Dana" is an order or a wish, "having lunch" goes on or is still to come. */
function readTense({ contact, words }: Ledger, { clause, verbAt, isOfMeeting }: Statement): Doing {
  if (verbAt === null || isOfMeeting) return { isPast: false, goesOn: false, findings: [] };
  const verb = words[verbAt]!;
  const isPast = isPastVerb(verb);
  // "Rich and I were gonna golf"
  if (/^(?:was|were)$/.test(verb) && meantTo.has(words[verbAt + 1] ?? ''))
    return { isPast, goesOn: false, findings: [finding('did not happen', verbAt, verbAt + 2)] };
  if (contact.signals.has('plan') || contact.signals.has('intent'))
    return { isPast, goesOn: false, findings: [] };
  const tense = tenseOf(verb);
  const wasDone = range(clause.from, verbAt).some((i) => doneBefore.has(words[i]!)) || ongoing.has(verb);
  // "I have dinner with Rosalind Friday"
  const isAppointment = verb === 'have' && /^(?:i|we)$/.test(words[verbAt - 1] ?? '');
  const goesOn = (tense === 'present' && !wasDone) || isAppointment;
  const isOpen = goesOn || tense === 'base';
  return { isPast, goesOn, findings: isOpen ? [{ doubt: 'past or to come', span: null }] : [] };
}

/** After "was" they tell of what was only meant. */
const meantTo = wordSet('gonna going supposed about meant due on hoping planning scheduled slated set');

/** Before a gerund these tell that it was done: "enjoyed meeting Dana". */
const doneBefore = wordSet('just was were finished enjoyed loved great good nice fun lovely after');
/** Gerunds that people write of what they have been doing. */
const ongoing = wordSet('texting emailing messaging talking chatting');

/** "Dana's assistant called" */
function findSomebodyNear({ contact }: Ledger, { verbAt, subjectEnd }: Statement): Finding[] {
  if (verbAt === null || contact.kinds.some(({ from }) => from < verbAt)) return [];
  const owner = contact.mentions.find((one) => one.possessive && one.to <= subjectEnd);
  return owner ? [finding('somebody else', owner.from, verbAt)] : [];
}

/** "Art walk downtown with Hope": a name or a word. */
function findWordOrName({ contact, words, labels }: Ledger, { subjects }: Statement): Finding[] {
  const [first] = subjects;
  const mayBeWord =
    first &&
    first.to - first.from === 1 &&
    namesThatAreWords.has(words[first.from]!) &&
    labels[first.to] === 'kind' &&
    contact.mentions.length > 1;
  return mayBeWord ? [finding('unexplained', first.from, first.to)] : [];
}

/** "Saw on Facebook that Hope and May had brunch" */
function findHearsay({ contact, words }: Ledger, { from }: Span): Finding[] {
  const that = range(from, contact.mentions.at(-1)?.from ?? from).find((i) => words[i] === 'that');
  if (that === undefined || firstPerson.has(words[that + 1] ?? '')) return [];
  return [finding('done by others', that, that + 2)];
}

/** Somebody is named before the verb, and not us: they came to us, or were among themselves. */
function findOthers(ledger: Ledger, statement: Statement): Finding[] {
  const { contact, words } = ledger;
  const { clause, verbAt, subjectEnd, subjects, isOfMeeting } = statement;
  if (subjects.length === 0 || verbAt === null || isOfMeeting || areWeIn(ledger, clause)) return [];
  const verb = words[verbAt]!;
  const isAlone = contact.mentions.every((mention) => mention.from < subjectEnd);
  const isKind = contact.kinds.every(({ from, to }) => from <= verbAt && verbAt <= to);
  const cameToUs = isAlone && reachedUs.has(verb) && (isKind || cameBy.has(verb));
  return cameToUs ? [] : [finding('done by others', subjects[0]!.from, verbAt + 1)];
}

/** "The team met with Elena", "our office called Joan": the one who tells it may not have been there. */
function findOurPeople(ledger: Ledger, { clause, verbAt, isOfMeeting }: Statement): Finding[] {
  const { words } = ledger;
  if (verbAt === null || isOfMeeting || areWeIn(ledger, clause)) return [];
  const at = range(clause.from, verbAt).find(
    (i) => /^(?:the|my|our)$/.test(words[i]!) && ourPeople.has(words[i + 1] ?? ''),
  );
  return at === undefined ? [] : [finding('done by others', at, verbAt + 1)];
}

const ourPeople = wordSet('team office branch crew staff group company');

/** "Dana and I", "returned my call" */
function areWeIn(ledger: Ledger, { from, to }: Span): boolean {
  const { words } = ledger;
  return range(from, clauseEnd(ledger, to)).some(
    (i) =>
      firstPerson.has(words[i]!) ||
      ((words[i] === 'my' || words[i] === 'our') && messages.has(words[i + 1] ?? '')),
  );
}

const messages = wordSet('call calls text texts email emails mail mails message messages voicemail');
/** Verbs whose subject came to us, or reached us. */
const reachedUs = wordSet(
  'called texted emailed messaged phoned rang pinged wrote dmed facetimed zoomed stopped swung dropped popped came visited joined checked circled connected reached hosted',
);
/** Those among them that tell of a visit, however it is called. */
const cameBy = wordSet('stopped swung dropped popped came visited joined');

/**
 * "Coffee with Dana got moved": where the meeting itself is what the sentence speaks of, what it says of it must be known
 * to be good.
 */
function findSaidOfMeeting(ledger: Ledger, { verbAt, subjects, isOfMeeting }: Statement): Finding[] {
  const saysHow =
    verbAt !== null && isOfMeeting && subjects.length > 0 && ledger.labels[verbAt + 1] !== 'kind';
  return [...(saysHow ? findPredicate(ledger, verbAt) : []), ...findPredicateAfter(ledger)];
}

/** What stands after the verb of "lunch with Amina went …". */
function findPredicate(ledger: Ledger, verbAt: number): Finding[] {
  const { words, labels } = ledger;
  const end = clauseEnd(ledger, verbAt);
  const isGood = range(verbAt + 1, Math.min(end, verbAt + predicateWords)).some(
    (i) =>
      goodWords.has(words[i]!) ||
      goesOnAs.has(words[i]!) ||
      labels[i] === 'day' ||
      labels[i] === 'person' ||
      labels[i] === 'kind',
  );
  return isGood || end <= verbAt + 1 ? [] : [finding('unexplained', verbAt, Math.min(end, verbAt + 4))];
}

/** The same where the verb comes after the last clause of the contact. */
function findPredicateAfter(ledger: Ledger): Finding[] {
  const { contact, words, labels } = ledger;
  const at = contact.clauses.at(-1)!.to;
  const word = words[at];
  if (word === undefined || labels[at] === 'mark' || labels[at] === 'promise') return [];
  if (!predicateVerbs.has(word)) return [];
  for (let i = at + 1; i < Math.min(at + predicateWords, words.length) && !stops.has(words[i]!); i++) {
    if (goodWords.has(words[i]!)) return [];
  }
  return [finding('unexplained', at, Math.min(clauseEnd(ledger, at), at + 4))];
}

/** How far from its verb the word stands that settles what became of a meeting. */
const predicateWords = 6;
/** Go on telling with whom and where. */
const goesOnAs = wordSet('with w at in over');
/** Say of a meeting that it happened and went well. */
const goodWords = wordSet(
  'great good well nice fun awesome fantastic amazing productive excellent wonderful solid super lovely perfect helpful long short quick fine smooth smoothly packed blast hit success delicious better happened yesterday today worth',
);
/** Verbs, and what may stand for one, that say what became of a meeting. */
const predicateVerbs = wordSet(
  "is isn't isnt was wasn't wasnt are were has hasn't had got gets went goes fell falls will won't may might could should would can can't did didn't didnt does doesn't looks seems turned became needs never not off on ended ran took happened happens still keeps slipped died",
);
