import { readCompany } from './companies.ts';
import { readPeople } from './name-list.ts';
import { readName } from './names.ts';
import { findPromise } from './promises.ts';
import type { Sentence } from './sentence.ts';
import { emptyContact, isComplete, type SpokenContact, stops } from './spoken-contact.ts';
import { type Meaning, vocabulary } from './vocabulary.ts';

/** The most words of a clause. One that goes on has no mark to end it, and is read as several. */
const clauseMax = 100;

/** Reads words as a contact, from a token to the next mark, or to words that begin a promise or a note. */
export function readContact(sentence: Sentence, from: number): SpokenContact {
  const { tokens } = sentence;
  const contact = emptyContact(from);
  /** Whether a person must, may or cannot come next. */
  let person: 'must' | 'may' | 'no' = 'may';
  /** Where the idle words before this one began: a note takes them along ("for her birthday"). */
  let idleFrom = from;
  let i = from;
  while (i < tokens.length && i - from < clauseMax && !stops.has(tokens[i]!.word)) {
    const expected = person === 'must';
    const name = person === 'no' || sentence.days.has(i) ? null : readName(sentence, i, expected);
    // Where a person must come, "Will" is one: "golf with Will on Saturday".
    const subject = contact.kinds.length === 0 && contact.mentions.length > 0;
    if (!(expected && name) && findPromise(sentence, i, isComplete(contact), subject) !== null) {
      contact.cut = true;
      break;
    }
    // "Lee & Co" begins like a person, and "Webb Builders" like an unknown one.
    const companyLike = expected && (!name?.ids.length || tokens[name.to]?.word === 'and');
    const company = companyLike && !sentence.days.has(i) ? readCompany(sentence, i) : null;
    if (company && (company.full || (name && name.ids.length === 0 && name.to <= company.to))) {
      contact.companies.push(company);
      i = company.to;
    } else if (name) {
      noteBareVerb(contact, tokens, i, from);
      i = readPeople(sentence, contact, name);
    } else {
      const step = readOther(sentence, contact, i, person);
      if (!step) {
        contact.cut = true;
        i = idleFrom;
        break;
      }
      person = step.person;
      i = step.to;
      if (!step.idle) idleFrom = i;
      continue;
    }
    person = 'may';
    idleFrom = i;
  }
  contact.to = i;
  return contact;
}

/** "Call Dana" is a wish as likely as a report; "call with Dana" and "a call Dana asked for" are calls. */
function noteBareVerb(contact: SpokenContact, tokens: Sentence['tokens'], at: number, from: number): void {
  const kind = contact.kinds.at(-1);
  if (kind?.to === at && kind.from <= from + 1 && bareVerbs.has(tokens[kind.from]!.word)) kind.bare = true;
}

const bareVerbs = new Set(['call', 'text', 'email', 'message', 'visit', 'dm']);

interface Step {
  to: number;
  person: 'must' | 'may' | 'no';
  /** Explains nothing by itself. */
  idle?: boolean;
}

/** Anything but a name: a day, how they met, a place, filler. Null where a note begins. */
function readOther(
  sentence: Sentence,
  contact: SpokenContact,
  at: number,
  person: Step['person'],
): Step | null {
  const { tokens, days } = sentence;
  const day = days.get(at);
  if (day) {
    if (day.said.is !== 'hour') contact.days.push(day.said);
    // "Lunch with Dana for Friday" is made for a day to come.
    if (tokens[at - 1]?.word === 'for') contact.signals.add('plan');
    return { to: day.to, person: 'may' };
  }
  if (tokens[at]!.mark) return { to: at + 1, person, idle: true };
  const phrase = vocabulary.find(tokens, at);
  if (!phrase) return readUnexplained(sentence, contact, at, person);
  const { means, end } = phrase;
  // "Stopped by Lee & Co to see Dana": as long as nobody is named, "to" leads to whom.
  const toWhom = tokens[at]!.word === 'to' && contact.mentions.length === 0;
  if (beginsNote(contact, means) && !toWhom && !leadsToMiss(sentence, at)) return null;
  switch (means.is) {
    case 'kind':
      if (
        isComplete(contact) &&
        means.strength === 'said' &&
        /^(?:and|then|plus)$/.test(tokens[at - 1]?.word ?? '')
      ) {
        contact.signals.add('second');
      }
      contact.kinds.push({ ...means, from: at, to: end });
      return { to: end, person: means.person ? 'must' : 'may' };
    case 'attempt':
      contact.signals.add('attempt');
      return { to: end, person: means.person ? 'must' : 'may' };
    case 'with':
      return { to: end, person: 'must' };
    case 'place':
      return readScreen(sentence, contact, at, end);
    case 'plan':
    case 'intent': {
      contact.signals.add(means.is);
      // "Will call Dana": the verb that makes the plan also tells how.
      const verb = end > at + 1 && vocabulary.find(tokens, end - 1)?.means.is === 'kind';
      return { to: verb ? end - 1 : end, person: 'may' };
    }
    case 'off':
    case 'not':
    case 'past':
    case 'mass':
      contact.signals.add(means.is);
      return { to: end, person: means.is === 'mass' ? 'no' : 'may' };
    default:
      return readFiller(sentence, contact, at, end, person);
  }
}

/** Once it is clear who was met and how, words of this sort belong to what was said. */
function beginsNote(contact: SpokenContact, means: Meaning): boolean {
  const complete = isComplete(contact);
  if (means.is === 'note')
    return complete || contact.kinds.length + contact.mentions.length + contact.signals.size > 0;
  if (means.is === 'plan') return complete && !means.late;
  if (means.is === 'mass') return complete && !contact.kinds.some((kind) => kind.kind === 'message');
  return complete && (means.is === 'aside' || means.is === 'not' || means.is === 'intent');
}

const subjects = /^(?:but|and|so|she|he|they|it|who|i|we|then|got|is|had|to|has|been)$/;

/** "But she didn't pick up" tells of the contact itself; "but she was out of listings" of something else. */
export function leadsToMiss({ tokens, days }: Sentence, at: number): boolean {
  let i = at;
  while (subjects.test(tokens[i]?.word ?? '')) i++;
  const phrase = vocabulary.find(tokens, i);
  if (phrase?.means.is !== 'attempt' && phrase?.means.is !== 'off') return false;
  const after = tokens[phrase.end];
  return (
    !after ||
    after.mark ||
    days.has(phrase.end) ||
    /^(?:and|so|again|either|on|this|last|me|yet)$/.test(after.word)
  );
}

/** Filler that a note does not take along: "called me | about her listing". */
const alone = /^(?:me|us|back|again|together|up|out|over|forth|yet|today)$/;
const towards = new Set(['to', 'for', 'from', 'of', 'by', 'via', 'through']);

/** "A voicemail for Dana" names her; "a client of Dana" and "lunch for Dana's team" tell of somebody else. */
function readFiller(
  { tokens }: Sentence,
  contact: SpokenContact,
  at: number,
  end: number,
  person: Step['person'],
): Step {
  const before = at > 0 ? vocabulary.find(tokens, at - 1)?.means.is : undefined;
  if (end === at + 1 && towards.has(tokens[at]!.word)) {
    const sent = tokens[at]!.word === 'to' && contact.kinds.some(({ kind }) => kind === 'message');
    const told = sent || before === 'kind' || before === 'attempt' || before === 'mass';
    return { to: end, person: told ? 'may' : 'no', idle: true };
  }
  const idle = !alone.test(tokens[at]!.word);
  // "With a client Dana referred": the one met still has to come.
  const open = person === 'may' || tokens[at]!.word === 'and';
  return { to: end, person: open ? 'may' : person, idle };
}

function readUnexplained(
  sentence: Sentence,
  contact: SpokenContact,
  at: number,
  person: Step['person'],
): Step | null {
  // A company may still be followed by whom one met there.
  if (!isComplete(contact) || contact.mentions.length === 0) {
    addRest(contact, at, at + 1);
    return { to: at + 1, person: person === 'may' ? 'may' : 'no' };
  }
  if (isNounDay(sentence, at)) {
    contact.days.pop();
    contact.signals.add('stray day');
  }
  scanUnread(sentence, contact, at);
  return null;
}

/** "Friday closing" may say when the closing is. */
function isNounDay({ days }: Sentence, at: number): boolean {
  return [...days.values()].some((day) => day.to === at && day.said.is === 'weekday');
}

/**
 * What follows is a note, but without a mark nobody can tell whether "closing Friday" names the day of the contact, and
 * "called Owen all day no answer" still is an attempt.
 */
function scanUnread(sentence: Sentence, contact: SpokenContact, at: number): void {
  const { tokens, days } = sentence;
  for (let i = at; i < tokens.length && !stops.has(tokens[i]!.word); i++) {
    if (leadsToMiss(sentence, i)) contact.signals.add('attempt');
    if (vocabulary.find(tokens, i)?.means.is === 'note' || findPromise(sentence, i, true, false) !== null)
      return;
    const day = days.get(i);
    if (day && day.said.is !== 'hour' && contact.days.length === 0) contact.signals.add('stray day');
  }
}

/** "At Buddy Brew" is kept for the note; "at the mixer" and "at Dana's office" tell how and whom. */
function readScreen(sentence: Sentence, contact: SpokenContact, at: number, end: number): Step {
  const { tokens, days } = sentence;
  let i = end;
  while (/^(?:the|a|an|her|his|their|our|my)$/.test(tokens[i]?.word ?? '')) i++;
  const token = tokens[i];
  if (!token || token.mark) return { to: i, person: 'may' };
  if (days.has(i)) return { to: i, person: 'may' };
  const phrase = vocabulary.find(tokens, i);
  const properName = sentence.capitalsTell && token.capital && tokens[i + 1]?.capital;
  if (phrase?.means.is === 'kind' && !properName) return { to: i, person: 'may' };
  const owner = contact.mentions.length === 0 ? readName(sentence, i, false) : null;
  if (owner?.possessive) return { to: i, person: 'may' };
  const company = readCompany(sentence, i);
  if (company) contact.companies.push(company);
  let to = company ? company.to : i + 1;
  while (to < tokens.length && !stops.has(tokens[to]!.word) && !days.has(to)) {
    const means = vocabulary.find(tokens, to)?.means.is;
    if ((means && means !== 'place') || findPromise(sentence, to, true, false) !== null) break;
    to++;
  }
  addRest(contact, at, to);
  return { to, person: 'may' };
}

function addRest(contact: SpokenContact, from: number, to: number): void {
  const last = contact.rest.at(-1);
  if (last?.to === from) last.to = to;
  else contact.rest.push({ from, to });
}
