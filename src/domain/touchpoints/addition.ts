/** A note that grew longer than this would not fit the field where it is edited. Characters. */
export const longestNote = 2_900;

/** A note with more that was said of the same meeting, on lines of its own. */
export const withAddition = (note: string | null, added: string): string =>
  note ? `${note}\n${added}` : added;

/**
 * The note as it was before the addition. Where someone has rewritten it since, so that the added lines no longer stand in it
 * as they were said, it stays as it is: nothing that a person wrote is lost.
 */
export function withoutAddition(note: string | null, added: string): string | null {
  const lines = `\n${note ?? ''}\n`;
  const at = lines.lastIndexOf(`\n${added}\n`);
  if (at < 0) return note;
  const rest = lines.slice(0, at) + lines.slice(at + added.length + 1);
  return rest.slice(1, -1) || null;
}
