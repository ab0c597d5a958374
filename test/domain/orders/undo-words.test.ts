import { expect, test } from 'vitest';
import { isUndo } from '../../../src/domain/orders/undo-words.ts';

test.each([
  'undo',
  'Undo',
  'undo.',
  'UNDO!!',
  'undo please',
  'oops undo',
  'undo that',
  'undo last',
  'please undo the last one',
  'undo my last entry',
  'can you undo that?',
  'sorry, take that back',
  'scratch that',
  'no wait, scratch that',
  'delete that',
  'delete the last one',
  'remove my last touchpoint',
  'cancel that',
  'un do',
  'nvm undo',
  'delete that last one',
  'oops wrong person undo',
])('%s', (said) => expect(isUndo(said)).toBe(true));

test.each([
  'undo the coffee with dana',
  'coffee with dana, she wants to undo the lock',
  'told Dana we can undo that',
  'dana asked us to delete that',
  'delete dana',
  'scratch tickets with dana',
  'how do I undo something',
  'take that back to dana by friday',
  'undone',
  'cancel lunch with joan',
  'last one with dana',
  'remove that tree with marcus',
])('not: %s', (said) => expect(isUndo(said)).toBe(false));
