/**
 * The text without the blanks and these marks at its end. A loop, because /[.\s]+$/ looks at each stretch of blanks once for
 * each blank in it.
 */
export function withoutEnd(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && (marks.includes(text[end - 1]!) || text[end - 1]!.trim() === '')) end--;
  return text.slice(0, end);
}
