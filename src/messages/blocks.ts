import type {
  Button,
  ContextBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
  StaticSelect,
} from '@slack/types';

/** A message: blocks for the eye, text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Slack's limit for the text of a section. */
const sectionLimit = 2900;

/** mrkdwn has no escape for these marks, so a twin stands in where they would format. */
const twins: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '∶' };

/** A mark of emphasis at the edge of a word, and the first colon of what may be an emoji code. */
const formats =
  /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])|:(?=(?:[+-]1|100|1234|\d?[a-z][\w'+-]{0,99}):)/gu;

/** Slack's rule for mrkdwn: escape &, <, > in that order. Enough for the target of a link. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Makes what a person typed inert in mrkdwn: no mention, no link, no emphasis and no emoji comes of it; it shows as typed.
 * That an address such as `name.example/page` becomes no link is up to `verbatim` below, and to `SlackClient` in a
 * message's `text`. Marks that turn the direction of a whole line are dropped: they would garble what follows.
 */
export function asTyped(text: string): string {
  return escaped(
    text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(formats, (mark) => twins[mark] ?? mark),
  );
}

/**
 * Cuts to `length` UTF-16 units on a whole code point, with an ellipsis where something is missing. Slack counts code
 * points in some places and units in others; units are the stricter count.
 */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** The same for text that is escaped already: an entity is left whole or left out. */
const cutEscaped = (mrkdwn: string, length: number): string =>
  mrkdwn.length <= length ? mrkdwn : cut(mrkdwn, length).replace(/&[a-z]{0,3}…$/, '…');

/** Emoji codes stay as they are: a name may hold one. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** `verbatim`: Slack makes no link and no mention of plain words. */
const mrkdwn = (text: string): MrkdwnElement => ({
  type: 'mrkdwn',
  text: cutEscaped(text, sectionLimit),
  verbatim: true,
});

export const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });

export const context = (text: string): ContextBlock => ({ type: 'context', elements: [mrkdwn(text)] });

/** Characters of a name in a menu's placeholder: more would not fit beside three buttons on a phone. */
const menuNameMax = 24;

/** A message of one paragraph, which shows as typed. */
export const plainMessage = (text: string): Message => ({
  text: asTyped(text),
  blocks: [section(asTyped(text))],
});

export const actions = (elements: Extract<KnownBlock, { type: 'actions' }>['elements']): KnownBlock => ({
  type: 'actions',
  elements,
});

export function button(actionId: string, label: string, value: string, more: Partial<Button> = {}): Button {
  return { type: 'button', action_id: actionId, text: plain(label), value, ...more };
}

/**
 * Whom or what a control is about, for controls that stand more than once on a screen: a screen reader reads a control
 * without the section beside it. A menu has no label for that, so its placeholder says it.
 */
export function labeled<Control extends Button | StaticSelect>(whom: string, control: Control): Control {
  const name = whom.replace(/[<>]/g, '');
  if (control.type === 'button')
    return { ...control, accessibility_label: cut(`${control.text.text}: ${name}`, 75) };
  return { ...control, placeholder: plain(`${control.placeholder?.text}: ${cut(name, menuNameMax)}`) };
}

/** An email address that can be tapped. */
export const emailLink = (email: string): string => `<mailto:${escaped(email)}|${escaped(email)}>`;

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
