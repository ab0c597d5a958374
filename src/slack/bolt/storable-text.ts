/** U+0000, which Postgres keeps in no text, and half a character, which UTF-8 cannot write. */
const unstorable = /\0|\p{Surrogate}/u;

/**
 * Changes every text in a request, in place, to one that can be stored and sent back to Slack, so that no field needs to
 * think of it. Nothing that a person can see is lost.
 */
export function makeStorable(body: object): void {
  const fields = body as Record<string, unknown>;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value === 'string') {
      if (unstorable.test(value))
        fields[key] = value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
    } else if (typeof value === 'object' && value !== null) makeStorable(value);
  }
}
