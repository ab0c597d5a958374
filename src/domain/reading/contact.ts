import { readCompany } from './companies.ts';
import { findPromise } from './find-promise.ts';
import { stops, wordSet } from './grammar.ts';
import { leadsToMiss } from './misses.ts';
import { readPeople } from './name-list.ts';
import { readName } from './names.ts';
import { followsWeekday, scanNote } from './own-day.ts';
import { addressEnd, readPlace } from './places.ts';
import type { Sentence } from './sentence.ts';
import { addSpan, emptyContact, isComplete, type SpokenContact } from './spoken-contact.ts';
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
  contact.clauses.push({ from, to: i });
  return contact;
}

/** "Call Dana" is a wish as likely as a report; "call with Dana" and "a call Dana asked for" are calls. */
function noteBareVerb(contact: SpokenContact, tokens: Sentence['tokens'], at: number, from: number): void {
  const kind = contact.kinds.at(-1);
  if (kind?.to === at && kind.from <= from + 1 && bareVerbs.has(tokens[kind.from]!.word)) kind.bare = true;
}

const bareVerbs = wordSet('call text email message visit dm');

const reachesUs = (contact: SpokenContact, next: string | undefined): boolean =>
  contact.mentions.length > 0 && (next === 'me' || next === 'us');

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
    if (day.hour) contact.hours.push(day.hour);
    if (day.said.is === 'hour' || (day.said.is === 'weekday' && (day.said.hasHour || day.hour)))
      contact.signals.add('hour');
    if (day.said.is === 'hour') return { to: day.to, person: 'may' };
    contact.days.push(day.said);
    // "Lunch with Dana for Friday" is made for a day to come.
    if (tokens[at - 1]?.word === 'for') contact.signals.add('for day');
    return { to: day.to, person: 'may' };
  }
  // "Monday or Tuesday"
  if (tokens[at]!.mark || (tokens[at]!.word === 'or' && days.has(at + 1)))
    return { to: at + 1, person, idle: true };
  const address = addressEnd(tokens, at);
  if (address !== null) {
    addSpan(contact.rest, at, address);
    return { to: address, person: 'may' };
  }
  const phrase = vocabulary.find(tokens, at);
  if (!phrase) return readUnexplained(sentence, contact, at, person);
  const { means, end } = phrase;
  // "Stopped by Lee & Co to see Dana": as long as nobody is named, "to" leads to whom.
  const toWhom = tokens[at]!.word === 'to' && contact.mentions.length === 0;
  if (isCompanion(tokens, contact, at)) {
    // "Her team of 5"
    const end =
      tokens[at + 2]?.word === 'of' && /^\d{1,3}$/.test(tokens[at + 3]?.word ?? '') ? at + 4 : at + 2;
    addSpan(contact.rest, at, end);
    return { to: end, person: 'may' };
  }
  if (beginsNote(contact, means) && !toWhom && !leadsToMiss(sentence, at)) {
    scanNote(sentence, contact, at);
    return null;
  }
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
      // "Dana texted me a picture": the partner is the one named before it.
      return { to: end, person: means.person && !reachesUs(contact, tokens[end]?.word) ? 'must' : 'may' };
    case 'attempt':
      contact.signals.add('attempt');
      return { to: end, person: means.person ? 'must' : 'may' };
    case 'with':
      // "Emailed Jennifer with the updated letter": the partner is already known.
      if (contact.mentions.length > 0 && isComplete(contact) && !namesSomebody(sentence, end)) return null;
      return { to: end, person: 'must' };
    case 'place':
      return { to: readPlace(sentence, contact, at, end), person: 'may' };
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

function namesSomebody(sentence: Sentence, at: number): boolean {
  let i = at;
  while (/^(?:both|my|our)$/.test(sentence.tokens[i]?.word ?? '')) i++;
  const token = sentence.tokens[i];
  return (
    !token ||
    (token.capital && sentence.capitalsTell) ||
    (readName(sentence, i, true)?.ids.length ?? 0) > 0 ||
    !/^(?:the|a|an|some|her|his|their|updated|new|one|two|three|four|five|six|seven|eight|nine|ten|questions|info|details|numbers)$/.test(
      token.word,
    )
  );
}

/** "Took Katie and her mom to lunch": who else was there, named by what they are to the partner. */
const isCompanion = (tokens: Sentence['tokens'], contact: SpokenContact, at: number): boolean =>
  contact.mentions.length > 0 &&
  /^(?:her|his|their)$/.test(tokens[at]!.word) &&
  tokens[at - 1]?.word === 'and' &&
  relatives.has(tokens[at + 1]?.word ?? '');

const relatives = wordSet(
  'mom mother dad father husband wife partner son daughter sister brother kids boys girls family team assistant boss broker girlfriend boyfriend fiance fiancee parents spouse client clients friend',
);

/** Once it is clear who was met and how, words of this sort belong to what was said. */
function beginsNote(contact: SpokenContact, means: Meaning): boolean {
  const complete = isComplete(contact);
  if (means.is === 'note')
    return complete || contact.kinds.length + contact.mentions.length + contact.signals.size > 0;
  if (means.is === 'plan') return complete && !means.late;
  if (means.is === 'mass') return complete && !contact.kinds.some((kind) => kind.kind === 'message');
  return complete && (means.is === 'aside' || means.is === 'not' || means.is === 'intent');
}

/** Filler that a note does not take along: "called me | about her listing". */
const alone = wordSet('me us back again together up out over forth yet today');
const towards = wordSet('to for from of by via through');

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
  // "Went by the model home and saw Oscar".
  if (person === 'must' && tokens[at]!.word === 'the' && contact.kinds.at(-1)?.strength === 'arrived')
    return { to: end, person: 'may', idle: true };
  const idle = !alone.has(tokens[at]!.word);
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
  // "Bayshore Title's happy hour", "Whitfield Realty and Bayshore Title".
  const { tokens } = sentence;
  const isNext = tokens[at - 1]?.word === 'and' && contact.companies.at(-1)?.to === at - 1;
  const company = isNext || at === contact.to ? readCompany(sentence, at) : null;
  if (company?.full) {
    contact.companies.push(company);
    return { to: company.to, person: 'may' };
  }
  // A company may still be followed by whom one met there.
  if (!isComplete(contact) || contact.mentions.length === 0) {
    addSpan(contact.rest, at, at + 1);
    addSpan(contact.unexplained, at, at + 1);
    return { to: at + 1, person: person === 'may' ? 'may' : 'no' };
  }
  if (followsWeekday(sentence, at)) {
    contact.days.pop();
    contact.signals.add('stray day');
  }
  scanNote(sentence, contact, at);
  return null;
}
