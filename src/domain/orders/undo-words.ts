import { plainLine } from './plain-line.ts';

/** No such order is longer. */
const lineMax = 60;

const sorry =
  '(?:(?:oops|whoops|wait|no|nope|sorry|my bad|my mistake|actually|argh|crap|nvm|never ?mind|wrong (?:one|person|partner|day)),? (?:no,? )?)*';
const last =
  '(?:(?:the|my|that|this) )?(?:very )?last (?:one|thing|entry|log|touchpoint|note|message|update|change)';
const orders = [
  `(?:can you |could you )?(?:please )?(?:un[- ]?do|revert|roll back)(?: (?:that|this|it|${last}|last))?(?: one)?`,
  '(?:take|took) (?:that|this|it)(?: one)? back',
  `(?:scratch|strike) (?:that|this|${last})(?: last)?(?: one)?`,
  `(?:delete|remove|erase|cancel) (?:that|this|it|${last})(?: one)?`,
  // What was saved was not meant, or should be as it was before.
  `i (?:didn't|didnt|did not) (?:mean|want) (?:to (?:save|log|send|say|do|add|type) )?(?:that|this|it)(?: one)?`,
  `(?:that's|thats|that is|that was|it's|its) (?:all )?(?:wrong|not right|a mistake|not what i (?:meant|said))(?:,? (?:un[- ]?do|take|put) (?:that|this|it)(?: back)?.{0,20})?`,
  `put (?:that|this|it) back(?: (?:how|the way|like|to how) it was)?`,
];
const undo = new RegExp(`^${sorry}(?:${orders.join('|')})$`, 'i');
/** Said right after something went wrong, and nothing else. */
const alone = /^(?:oops|whoops|oopsie|uh oh|my bad|my mistake|wrong one|wrong person)$/i;

/** Whether the whole line takes back what was told last. "Undo" inside a sentence is a word like any other. */
export const isUndo = (said: string): boolean =>
  said.length <= lineMax && (undo.test(plainLine(said)) || alone.test(plainLine(said)));
