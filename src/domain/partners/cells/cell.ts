/** A cell as it was understood: what it says, and why something of it, or all, was left out. */
export interface Understood<Value> {
  value: Value | null;
  /** In words that follow the column's name: "“next week” isn’t a date". */
  leftOut?: string;
}

/** What people and programs write where they have nothing to write. */
const nothing =
  /^(?:n\.?\/?\s?a\.?|none|null|nil|nan|unknown|tbd|tba|to be determined|never|no|not applicable|blank|empty|\?+|[-–—_.*/]+|0\/0\/0{2,4}|0{4}-00-00|#(?:n\/a|ref!|value!|name\?|null!|num!|div\/0!))$/i;

export const isPlaceholder = (text: string): boolean => nothing.test(text);

/** A formula that a spreadsheet left behind instead of its result. */
export const isFormula = (text: string): boolean =>
  /^[=@]\s*[A-Za-z_.]{2,}\s*[(|]/.test(text) || /^=/.test(text);

/** The text of a link: `=HYPERLINK("http://…","Dana Lee")` shows Dana Lee. */
export const linkText = (text: string): string | null =>
  /^=\s*hyperlink\s*\(.*[,;]\s*"([^"]+)"\s*\)$/i.exec(text)?.[1] ?? null;

/** For a line on a screen: short, and without what would move a terminal's cursor. */
export const quote = (text: string): string => {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `“${shown.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')}”`;
};
