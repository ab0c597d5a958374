import { fold } from '../reading/tokens.ts';

/** A name or company, folded so that case, accents, punctuation, and spacing do not make a second partner. */
export const nameKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
