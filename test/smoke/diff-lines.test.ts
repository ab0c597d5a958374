import { expect, test } from 'vitest';
import { diffLines } from './diff-lines.ts';

test.each([
  ['a\nb\nc', 'a\nb\nc', []],
  ['a\nb\nc', 'a\nx\nc', ['- b', '+ x']],
  ['a\nc', 'a\nb\nc', ['+ b']],
  ['a\na\nb', 'a\nb', ['- a']],
  ['a\nb', 'b\na', ['- a', '+ a']],
  ['a', 'a\nb\nc', ['+ b', '+ c']],
])('%j and %j differ in %j', (before, after, differences) => {
  expect(diffLines(before, after)).toEqual(differences);
});
