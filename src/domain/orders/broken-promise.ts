import type { OpenPromise } from '../asking/facts.ts';
import { isNamedIn, promisesMeant } from './match-promises.ts';
import { plainLine } from './plain-line.ts';

const lineMax = 120;

const our = '(?:my|our|the|that|this|a|one of my|any of my)(?: (?:own|last|old))?';
const promised = '(?:promises?|word|commitments?)';
const keep =
  '(?:keep(?:ing)?|kept|honou?r(?:ing|ed)?|fulfil+(?:ing|ed)?|make good on|made good on|follow(?:ed)? through on|live up to|lived up to|stick to|stuck to|do|done|deliver(?:ed)?(?: on)?)';
const not =
  "(?:can't|cant|cannot|can not|couldn't|couldnt|could not|won't|wont|will not|didn't|didnt|did not|don't think i can|haven't|havent|have not|hadn't|am not|'m not|not|never|failed to|unable to|might not|may not)(?: (?:going to|gonna|be able to|able to|manage to|been able to|really|actually|going to be able to|gonna be able to))*";
const lead =
  "^(?:(?:sorry|ugh|oops|well|honestly|damn|crap|shoot|i think|i guess|i'm afraid|im afraid|looks like|turns out)[,.!]? ){0,3}(?:(?:i|we)(?:'ve|'m)? )?(?:(?:have|am|think i|may|might|just|totally|kind of|kinda|really|already|had to|will have to|have to) ){0,3}";
/** "I broke my promise to Sofia", "can't keep my word to her" */
const ofPromise = new RegExp(
  `${lead}(?:(?:broke|broken|break|breaking|missed|miss|blew|blown|forgot|forgotten|forgot about|dropped the ball on|drop the ball on|reneged on|went back on|go back on|back out of|backed out of|late (?:on|with)|behind on) ${our} ${promised}|${not} ${keep} ${our} ${promised})(?<about>\\b.*)$`,
  'i',
);
/** "I didn't do what I promised Dana" */
const whatWasPromised = new RegExp(
  `${lead}(?:${not} ${keep}|forgot|missed) (?:what|the thing|everything|something) (?:that )?(?:i|we)(?:'d| had)? promised(?<about>\\b.*)$`,
  'i',
);
/** "I can't keep it" */
const alone = new RegExp(
  `${lead}${not} (?:keep|honou?r)(?: (?:it|that|this|that one|this one))?(?<about>)$`,
  'i',
);

/**
 * What stands behind the news that a promise of ours was not kept, or will not be: whose it is, perhaps. Null for any other
 * line. It promises nothing, and says neither that the promise is to be dropped nor that the partner knows.
 */
export function readBrokenPromise(said: string): string | null {
  if (said.length > lineMax || said.trimEnd().endsWith('?')) return null;
  const line = plainLine(said).replace(/[….]+$/, '');
  for (const pattern of [ofPromise, whatWasPromised, alone]) {
    const about = pattern.exec(line)?.groups?.about;
    if (about !== undefined) return about.trim();
  }
  return null;
}

/** The open promises that may be meant: those the words name, else all of a named partner, else all. */
export function promisesBroken(about: string, open: readonly OpenPromise[]): OpenPromise[] {
  const meant = promisesMeant(`my promise ${about}`, open);
  if (meant.length > 0) return meant;
  const theirs = open.filter((one) => isNamedIn(about, one));
  return theirs.length > 0 ? theirs : [...open];
}
