import { expect, test } from 'vitest';
import { messages } from './texts.ts';

/**
 * RESPA § 8 forbids a thing of value for a referral. So help for a partner's business never stands beside money or a public
 * review: not in one block, nor in two that follow each other, wherever what happened with partners is told.
 */
const tellsOfPartners = /^(?:cardView|historyView|briefMessage|monthHome|branchesHome|branchHome)$/;

const help = /\bhelped\b|help(?:ed)? (?:with )?their business/i;
const moneyOrReview = /\$\d|\bexpense\b|\bwe paid\b|public review/i;

interface Drawn {
  type: string;
  text?: { text: string };
  elements?: { text?: string }[];
}

/** The lines of blocks that stand together, without their controls; a divider parts them. */
function sections(blocks: readonly Drawn[]): string[][] {
  const parts: string[][] = [[]];
  for (const { type, text, elements = [] } of blocks) {
    if (type === 'divider') parts.push([]);
    const words = text?.text ?? (type === 'context' ? elements.map((one) => one.text).join(' ') : '');
    if (words) parts.at(-1)!.push(words);
  }
  return parts;
}

const screens = messages
  .flatMap(({ surfaces }) => surfaces)
  .filter(({ made }) => typeof made === 'function' && tellsOfPartners.test(made.name));

test('the screens that tell of partners are known, and some tell of help, some of money or reviews', () => {
  const said = JSON.stringify(screens.map(({ shown }) => shown));
  expect(new Set(screens.map(({ made }) => (made as { name: string }).name)).size).toBeGreaterThanOrEqual(4);
  expect(said).toMatch(help);
  expect(said).toMatch(/public review/i);
  expect(said).toMatch(/\bexpense\b/i);
});

test.each(screens.map((one) => [one.title, one.shown] as const))('help stands apart: %s', (_, shown) => {
  if (typeof shown !== 'object' || !('blocks' in shown)) return;
  for (const lines of sections(shown.blocks as Drawn[]))
    lines.forEach((line, index) => {
      if (!help.test(line)) return;
      for (const near of [lines[index - 1] ?? '', line, lines[index + 1] ?? ''])
        expect(near.replace(help, ''), line).not.toMatch(moneyOrReview);
    });
});
