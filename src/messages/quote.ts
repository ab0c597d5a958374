import { quoted } from './blocks.ts';

/** Characters of a quote: two lines of a phone. */
const quoteMax = 90;
/** A sentence or words that are shorter say too little. */
const enough = 20;

/** What someone said, in quotes, as far as two lines of a phone hold it: whole sentences if one fits, else whole words. */
export const quote = (text: string): string =>
  `“${quoted(shorten(text.replace(/\s+/g, ' ').trim()), quoteMax)}”`;

function shorten(text: string): string {
  if (text.length <= quoteMax) return text;
  const sentences = text.slice(0, quoteMax + 1).match(/^.*[.!?](?= )/)?.[0];
  if (sentences && sentences.length >= enough) return sentences;
  const words = text.slice(0, quoteMax).match(/^.*(?= )/)?.[0];
  return words && words.length >= enough ? `${words.replace(/[,;:. ]+$/, '')}…` : text;
}
