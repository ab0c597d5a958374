/**
 * Returns what the person typed in a message or a command. Slack turns addresses, phone numbers, and mentions into links
 * and escapes every other &, <, and >. Until the escapes are undone, every "<" starts a Slack link.
 */
export const typedText = (text: string): string =>
  unescapeSlack(text.replace(/<([^<>\n]+)>/g, unwrap).replace(emojiCode, ''));

/** ":+1:", ":tada:", ":wave::skin-tone-3:", but no ":30:" of a time. Slack writes emoji as codes. */
const emojiCode = /(?<!\w):(?:\+1|-1|100|1234|\d?[a-z][\w'+-]{0,99}):(?::skin-tone-\d:)?/g;

/** Undoes only the escapes, for text that Slack puts no links in: a search typed into a select. */
export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A link reads as its label, or else its address. A mention keeps its sign, with the name when Slack gives it. */
function unwrap(_: string, link: string): string {
  const bar = link.indexOf('|');
  const [target, label] = bar < 0 ? [link, ''] : [link.slice(0, bar), link.slice(bar + 1)];
  const sign = /^[@#]/.exec(target)?.[0];
  if (sign) return sign + (label || target.slice(1)).replace(/^[@#]/, '');
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return label || target.replace(/^(?:mailto|tel):/, '');
}
