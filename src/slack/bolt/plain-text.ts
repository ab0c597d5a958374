/**
 * What the person typed in a message or a command. Slack turns addresses, phone numbers and mentions into links, and
 * escapes &, < and > elsewhere: so every "<" begins a link of Slack's, until the escapes are undone.
 */
export const typedText = (text: string): string => unescapeSlack(text.replace(/<([^<>\n]+)>/g, unwrap));

/** Undoes the escapes alone, for what Slack links nothing in: a search typed into a select. */
export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A link reads as its label, else as its address; a mention with its sign, the name where Slack tells it. */
function unwrap(_: string, link: string): string {
  const bar = link.indexOf('|');
  const [target, label] = bar < 0 ? [link, ''] : [link.slice(0, bar), link.slice(bar + 1)];
  const sign = /^[@#]/.exec(target)?.[0];
  if (sign) return sign + (label || target.slice(1)).replace(/^[@#]/, '');
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return label || target.replace(/^(?:mailto|tel):/, '');
}
