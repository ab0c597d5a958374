import { dayBehind } from '../reading/said-day.ts';
import type { Sentence } from '../reading/sentence.ts';
import { vocabulary } from '../reading/vocabulary.ts';
import type { Clause, Found } from './clause.ts';
import type { Template } from './template.ts';

/** A whole text in which no clause told any news by itself: it is looked at for the words of a topic, wherever they stand. */
export interface Line extends Clause {
  /** The marks of those it names, each once, in order. */
  marks: string[];
}

/** What a line tells. `from` is where the words begin that tell it; what stands outside them may tell of a contact. */
export type LineFound = Found & {
  from: number;
  /** It says who met whom, and that is no contact of ours. */
  isOfOthers?: boolean;
};
export type ReadLine = (line: Line) => LineFound | null;

export function lineOf(sentence: Sentence, template: Template, today: Clause['on']): Line {
  const { text } = template;
  const marks = [...new Set([...text.matchAll(/§\d+/g)].map(([mark]) => mark))];
  const behind = [...sentence.days.values()].flatMap(({ said }) =>
    said.is === 'exact' ? said.day : (dayBehind(said, today) ?? []),
  );
  const [on, ...others] = new Set(behind.filter((day) => day <= today));
  return {
    sentence,
    template,
    from: 0,
    to: text.length,
    text,
    speaker: undefined,
    more: null,
    after: '',
    on: on && others.length === 0 ? on : today,
    marks,
  };
}

/** Right before a verb, so that it was done by us: the beginning of a clause, or "I". */
export const byUs =
  '(?<=^ ?|[.,;:!?()–—-] ?|\\b(?:i|we|so|then|just|also|finally|lol|haha|btw|fyi|today|yesterday|morning|night|afternoon|min|mins|minutes|hour|hours|hr|hrs) |(?<!§\\d+ .{0,99})\\band )';

/** Still to be done, wished for, or not done. */
export const notDone =
  /\b(?:almost|nearly|need(?:s|ed)? to|want(?:s|ed)? to|wanna|should|would|could|can|can't|will|won't|gonna|going to|gotta|got to|ha(?:ve|s) to|might|maybe|may|lets|let's|thinking|thought about|plan(?:s|ning)? to|hop(?:e|ing) to|tr(?:y|ying) to|remember to|remind|forgot|didn't|haven't|hasn't|never|not|if|about to|offered|promised|asked|supposed to|wish|owe|to do)\b/;

/** Whom we brought together met each other, and not us. */
export const ofOthers = /^(?:met|meet|meets|meeting|know|together)$/;

/** How one met, or tried to, in the words outside of those that tell the news. */
export function mayTellOfContact(
  { sentence, template }: Line,
  { from, to, isOfOthers = false }: Pick<LineFound, 'from' | 'to' | 'isOfOthers'>,
): boolean {
  return sentence.tokens.some(({ word }, at) => {
    const place = template.placeOf(at);
    if (place < 0 || (place >= from && place < to) || (isOfOthers && ofOthers.test(word))) return false;
    const means = vocabulary.find(sentence.tokens, at)?.means.is;
    return means === 'kind' || means === 'attempt' || means === 'off';
  });
}
