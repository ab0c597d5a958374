import type { Token } from './tokens.ts';

/** A table of phrases, each with what it means, that finds the longest one starting at a token. */
export interface Phrases<T> {
  find(tokens: readonly Token[], at: number): { means: T; end: number } | null;
}

interface Node<T> {
  next: Map<string, Node<T>>;
  means?: T;
}

/**
 * Rows are patterns and their meaning. In a pattern, words are parted by spaces, "a/b" is a choice and "word?" may be
 * missing: "left a/the? voicemail/vm". A word without apostrophe also matches the typed one with it (didnt: didn't).
 */
export function phrases<T>(rows: Iterable<readonly [pattern: string, means: T]>): Phrases<T> {
  const root: Node<T> = { next: new Map() };
  for (const [pattern, means] of rows) {
    for (const words of expand(pattern.split(' '))) insert(root, words, means);
  }
  return { find: (tokens, at) => longest(root, tokens, at) };
}

function expand(parts: string[]): string[][] {
  const [head, ...rest] = parts;
  if (head === undefined) return [[]];
  const tails = expand(rest);
  const optional = head.endsWith('?');
  const choices = (optional ? head.slice(0, -1) : head).split('/');
  const expanded = choices.flatMap((choice) => tails.map((tail) => [choice, ...tail]));
  return optional ? [...expanded, ...tails] : expanded;
}

function insert<T>(root: Node<T>, words: string[], means: T): void {
  if (words.length === 0) return;
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (!next) {
      next = { next: new Map() };
      node.next.set(word, next);
    }
    node = next;
  }
  // The first row to claim a phrase keeps it, so tables can be ordered from the telling to the loose.
  node.means ??= means;
}

function longest<T>(root: Node<T>, tokens: readonly Token[], at: number): { means: T; end: number } | null {
  let node: Node<T> | undefined = root;
  let found: { means: T; end: number } | null = null;
  for (let i = at; i < tokens.length; i++) {
    const token: Token = tokens[i]!;
    node = node.next.get(token.word) ?? node.next.get(token.plain);
    if (!node) break;
    if (node.means !== undefined) found = { means: node.means, end: i + 1 };
  }
  return found;
}
