/**
 * Texts that a spreadsheet would run as a formula: they begin with one of these (OWASP, "CSV Injection"). And figures that it
 * would take for a number, and give back without their zeros or their last digits; an amount like 12.50 is a number. An apostrophe before it makes it text, and
 * is taken off again on the way in, so that a file comes back as it went out. What begins with an apostrophe of its own gets
 * one more.
 */
const needsMark = /^'*(?:[=+\-@\t\r]|0\d+$|\d{12,}$|\d+\.\d{2,}0$)/;

const neutral = (text: string): string => (needsMark.test(text) ? `'${text}` : text);

/** A cell as it was before it was made harmless. */
export const natural = (cell: string): string =>
  cell.startsWith("'") && needsMark.test(cell.slice(1)) ? cell.slice(1) : cell;

/** One line of a CSV (RFC 4180), with its end. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(quoted).join(',')}\r\n`;

function quoted(cell: string | number | null): string {
  // A number is never a formula, even if it is negative.
  const text = typeof cell === 'number' ? String(cell) : neutral(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
