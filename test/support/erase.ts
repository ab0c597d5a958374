import { Writable } from 'node:stream';
import { type EraseWanted, eraseSomebody } from '../../src/cli/privacy/erase.ts';
import type { OpenContext } from '../../src/context.ts';

/** `rapport erase`, of a partner unless told, without --yes unless told: its exit code, and what it printed. */
export async function runErase(
  context: OpenContext,
  wanted: Partial<EraseWanted>,
): Promise<{ code: number; said: string }> {
  let said = '';
  const out = new Writable({
    write(chunk, _, done) {
      said += String(chunk);
      done();
    },
  });
  const code = await eraseSomebody(
    context,
    { kind: 'partner', who: undefined, name: undefined, branch: undefined, yes: false, ...wanted },
    out,
  );
  return { code, said };
}
