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
  `(?:scratch|strike) (?:that|this)(?: one)?`,
  `(?:delete|remove|erase|cancel) (?:that|this|it|${last})(?: one)?`,
];
const undo = new RegExp(`^${sorry}(?:${orders.join('|')})$`, 'i');

/** Whether the whole line takes back what was told last. "Undo" inside a sentence is a word like any other. */
export const isUndo = (said: string): boolean => said.length <= lineMax && undo.test(plainLine(said));
