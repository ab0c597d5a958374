const plainly = (text: string): string =>
  text
    .replace(/[*_~`]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\n]+/g, ' ')
    .toLowerCase();

/** Tells whether all parts of a text from the code stand in these texts, whatever their capitals and marks. */
export function findIn(
  texts: readonly { text: string }[],
): (literal: { parts?: readonly string[] }) => boolean {
  const all = plainly(texts.map(({ text }) => text).join('\n'));
  return ({ parts = [] }) =>
    parts
      .flatMap((part) => plainly(part).split('\n'))
      .map((part) => part.trim())
      .every((part) => all.includes(part));
}
