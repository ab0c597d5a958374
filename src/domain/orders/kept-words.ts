import type { OpenPromise } from '../asking/facts.ts';
import { hasWord, headOf, isNamedIn } from './match-promises.ts';

/** Given, or done. Only an offer comes of it, so what was given is looked up among what is open. */
const given =
  /\b(?:sent|emailed|e-mailed|texted|forwarded|mailed|messaged|shared|gave|handed|delivered|brought|dropped|took|got|bought|made|did|introduced|intro['’]?d|connected|ordered|printed|pulled|ran|finished|completed|done|kept|wrapped|took care|knocked (?:it |that |them )?out|went out|(?:went|(?:is|are|was|were) (?:on (?:its|the) way|off|over)|off) to|(?:is|are|went) out the door|in hand|inbox|squared away|received|picked up|has (?:the|her|his|their|it|that)\b(?=.*\b(?:now|finally|in hand|already|today)\b)|(?:now|finally|already) has|(?:check|checked|cross|crossed|tick|ticked) off)\b/i;
/** Not yet, not by us, or perhaps. */
const notYet =
  /\?|\b(?:not|never|haven['’]?t|hasn['’]?t|didn['’]?t|don['’]?t|won['’]?t|can['’]?t|cannot|couldn['’]?t|wasn['’]?t|isn['’]?t|forgot|need|needs|should|supposed|owe|remind|todo|almost|was (?:gonna|going to|about to)|meant to|ran out|unless|if|when|once|until|instead)\b|\b(?:sent|emailed|texted|gave|handed|brought|forwarded|got) (?:me|us)\b|\bto (?:me|us)\b/i;
const asPromised =
  /\b(?:i|we)(?:['’]d| had)? (?:promised|owed)\b|\bas promised\b|\bmy (?:promise|word) to\b/i;

const asAllPromised = /\bwhat (?:i|we)\b|\bas promised\b|\bmy (?:promises?|word) to\b/i;

/** "Dana sent the flyer to Marcus", "got a flyer from Dana" */
function isByThem(said: string, { partnerName }: OpenPromise): boolean {
  const [subject = '', verb = ''] =
    /^(\S+)(?: \S+)? (sent|emailed|texted|forwarded|gave|shared|brought|dropped|made)\b/i.exec(said) ?? [];
  const first = verb && subject.split(' ').slice(0, 1).join(' ');
  const from = /\bfrom (\S+)/i.exec(said)?.[1] ?? '';
  return [first, from].some((name) => name !== '' && isNamedIn(name, { partnerName, text: '' }));
}

/** More than this is no offer, it is a list. */
const offersMax = 3;

/** Whether a look at the open promises is worth it. */
export const mayTellOfKeeping = (said: string): boolean =>
  given.test(said) && !notYet.test(said.replace(/\b(?:not|n['’]t) only\b/gi, ''));

/**
 * The open promises that these words may tell of as kept: "sent Dana the slides I promised". `made` are promises made in the
 * same breath, which are not kept by it.
 */
export function promisesKept(
  said: string,
  open: readonly OpenPromise[],
  made: readonly string[] = [],
): OpenPromise[] {
  if (!mayTellOfKeeping(said)) return [];
  if (open.some((one) => isByThem(said, one))) return [];
  const theirs = open.filter((one) => isNamedIn(said, one) && !made.includes(one.text));
  const kept = theirs.filter(({ text }) => {
    const head = headOf(text);
    return head !== null && hasWord(said, head);
  });
  if (kept.length > 0) return kept.slice(0, offersMax);
  // "Sent Dana what I promised" may be any of them; "the report I promised" only the one that is called otherwise.
  const isAny = theirs.length === 1 || asAllPromised.test(said);
  return asPromised.test(said) && isAny ? theirs.slice(0, offersMax) : [];
}
