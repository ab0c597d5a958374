import type { Button, ContextBlock, KnownBlock, PlainTextElement, SectionBlock } from '@slack/types';
import { splitPhone } from '../domain/partners/split-phone.ts';

/** A message: blocks for the eye, text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Slack's limit for the text of a section. */
const sectionLimit = 2900;

/**
 * Makes what a person typed harmless in mrkdwn: no mention and no link survives, it shows as typed. Slack's rule: escape
 * &, <, > in that order. Marks that turn the direction of a whole line are dropped: they would garble what follows.
 */
export function asTyped(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Cuts to `length` characters on a whole code point, with an ellipsis where something is missing. */
export function cut(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}

/** The same for text that is escaped already: an entity is left whole or left out. */
const cutEscaped = (mrkdwn: string, length: number): string =>
  [...mrkdwn].length <= length ? mrkdwn : cut(mrkdwn, length).replace(/&[a-z]{0,3}…$/, '…');

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });

export const section = (mrkdwn: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cutEscaped(mrkdwn, sectionLimit) },
});

export const context = (mrkdwn: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cutEscaped(mrkdwn, sectionLimit) }],
});

export const actions = (elements: Extract<KnownBlock, { type: 'actions' }>['elements']): KnownBlock => ({
  type: 'actions',
  elements,
});

export function button(actionId: string, label: string, value: string, more: Partial<Button> = {}): Button {
  return { type: 'button', action_id: actionId, text: plain(label), value, ...more };
}

/** A phone number that can be tapped; an extension is dialed after it (RFC 3966). */
export function phoneLink(phone: string): string {
  const { number, extension } = splitPhone(phone);
  const digits = number.replace(/[^\d+]/g, '');
  if (digits.length < 7) return asTyped(phone);
  const target = extension ? `${digits};ext=${extension}` : digits;
  return `<tel:${target}|${asTyped(phone).replaceAll('|', '¦')}>`;
}

/**
 * A person's words for mrkdwn, at most `length` characters of them. Escapes make text longer, up to five times where it is
 * nothing but ampersands; the message must stay inside Slack's limit even then.
 */
export function quoted(text: string, length: number): string {
  let kept = cut(text.replace(/\s+/g, ' ').trim(), length);
  while (asTyped(kept).length > 1.5 * length) kept = cut(kept, Math.floor([...kept].length * 0.7));
  return asTyped(kept);
}

/** A text in mrkdwn without its marks, for notifications and screen readers. */
export const spoken = (mrkdwn: string): string =>
  mrkdwn.replace(/<tel:[^|<>]*\|([^<>]*)>/g, '$1').replace(/\*/g, '');

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
