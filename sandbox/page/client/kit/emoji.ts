import { get, has } from 'node-emoji';

export const isEmoji = (name: string): boolean => has(name);

/** The character of an emoji code. */
export const emojiNamed = (name: string): string => get(name) ?? `:${name}:`;
