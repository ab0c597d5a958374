import { findPromise } from './find-promise.ts';
import { stops, wordSet } from './grammar.ts';
import { leadsToMiss } from './misses.ts';
import type { SaidDay } from './said-day.ts';
import type { Sentence } from './sentence.ts';
import type { SpokenContact } from './spoken-contact.ts';
import { vocabulary } from './vocabulary.ts';

/** "Friday closing" may say when the closing is. */
export const followsWeekday = ({ days }: Sentence, at: number): boolean =>
  [...days.values()].some((day) => day.to === at && day.said.is === 'weekday');

/**
 * What follows is a note, but without a mark nobody can tell whether "closing Friday" names the day of the contact, and
 * "called Owen all day no answer" still is an attempt.
 */
export function scanNote(sentence: Sentence, contact: SpokenContact, at: number): void {
  const { tokens, days } = sentence;
  for (let i = at; i < tokens.length && !stops.has(tokens[i]!.word); i++) {
    if (leadsToMiss(sentence, i)) contact.signals.add('attempt');
    const opensNote = vocabulary.find(tokens, i)?.means.is === 'note' && !goesOnAbout.has(tokens[i]!.word);
    if (opensNote || findPromise(sentence, i, true, false) !== null) return;
    const day = days.get(i);
    if (!day || day.said.is === 'hour' || contact.days.length > 0) continue;
    const isOwn = isOwnDay(tokens, at, i, day.said);
    const isBehind = day.said.is === 'exact' && day.said.day <= sentence.today;
    // What is to come is what a topic speaks of: "called Marcus to ask about June 20".
    const mayBeOwn = isBehind || (companions.has(tokens[at]!.word) && day.said.is === 'weekday');
    if (goesOnAbout.has(tokens[at]!.word) && !(isOwn && mayBeOwn)) continue;
    if (isOwn) {
      contact.days.push(day.said);
      if (day.hour) contact.hours.push(day.hour);
    }
    // "And will be seeing her again in two weeks": of another clause.
    else if (tokens.slice(at, i).some(({ word }) => turnsToNote.test(word))) continue;
    else contact.signals.add('stray day');
  }
}

/** Openers of a note after which a day may still be that of the contact: "with Amina and her daughters yesterday". */
const goesOnAbout = wordSet(
  'her his their about re regarding to on en so got gave sent let looking not no with',
);

/** Lead to who else was there: "with Hope and her husband on Saturday". */
const companions = wordSet('her his their with');

/** Nouns that have days of their own, and words that lead to the day of something else. */
const dated =
  /^(?:closings?|listings?|inspections?|appraisals?|offers?|deadlines?|deals?|files?|classe?s?|events?|launch|move|starts?|opens?|closes|due|till|until|by|before|re|about|for|since|from|next|wants?|needs?)$/;

/** "Beers with Mike after work Monday": no verb and no other matter stands between, so it is the day of the contact. */
function isOwnDay(tokens: Sentence['tokens'], from: number, at: number, said: SaidDay): boolean {
  if (said.is !== 'exact' && said.is !== 'weekday' && said.is !== 'tonight') return false;
  const isAfter = tokens.slice(from, at).some(({ word }) => word === 'after');
  if (dated.test(tokens[at - 1]?.word ?? '') && !isAfter) return false;
  const between = tokens.slice(from, at);
  return !between.some(
    ({ word }) => turnsToNote.test(word) || (said.is === 'weekday' && topicOpeners.has(word)),
  );
}

/** Lead to a topic, whose weekday is its own. */
const topicOpeners = wordSet('about re regarding to before for');
/** Subjects, verbs and conjunctions of a clause that tells of something else, and what bounds a stretch of time. */
const turnsToNote =
  /^(?:till|until|by|since|from|i|we|i'm|i'll|we'll|had|has|was|she|he|they|it|is|are|will|wants?|needs?|closes|lists|starts|moves|opens|goes|comes|who|that|which|because|but|said|says)$/;
