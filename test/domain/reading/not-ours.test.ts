import { describe, expect, test } from 'vitest';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { book } from './book.ts';
import { today, unlimited } from './in-words.ts';

const contents = (said: string) =>
  understand(said, book, today, unlimited).flatMap(({ content }) => content ?? []);

describe('what is no meeting of ours is never saved unasked', () => {
  test.each([
    // A word for a meal that describes a thing.
    'marcus lunch crowd friday noon was crazy',
    'danas lunch rush was nuts today',
    'tried danas coffee machine today',
    // Theirs, with somebody else.
    'graces coffee with the mayor moved to monday',
    'danas lunch with her broker went long',
    // Without us.
    'marcus and dana are getting lunch friday w/o me',
    'marcus and dana had lunch yesterday without us',
    // Only one of the two whom we met would be saved.
    'brought joan along to coffee with marcus',
    'took joan along to lunch w dana yesterday',
  ])('%s', (said) => expect(contents(said)).toEqual([]));

  test.each([
    'lunch with dana yesterday, place was crowded',
    'marcus lunch yesterday',
    'danas lunch with me yesterday went well',
    'lunch with dana and joan yesterday',
    'lunch with dana yesterday, she cant close without me checking the numbers first',
  ])('but: %s', (said) => expect(contents(said)).toHaveLength(1));
});
