import { createHash } from 'node:crypto';

/** The same words by the same member within this time are answered "already saved" (docs/design.md, Captures). */
export const sameWordsMinutes = 15;

/** Hashes a sentence, ignoring case and spacing. */
export function hashWords(said: string): string {
  return createHash('sha256').update(said.toLowerCase().replace(/\s+/g, ' ').trim()).digest('base64url');
}
