import { Writable } from 'node:stream';
import { type EraseWanted, erasePerson } from '../../src/cli/privacy/erase.ts';
import { type RedactWanted, redactText } from '../../src/cli/privacy/redact.ts';
import type { OpenContext } from '../../src/context.ts';

export interface Said {
  code: number;
  said: string;
}

async function listen(work: (out: Writable) => Promise<number>): Promise<Said> {
  let said = '';
  const out = new Writable({
    write(chunk, _, done) {
      said += String(chunk);
      done();
    },
  });
  const code = await work(out);
  return { code, said };
}

/** Runs `rapport erase`, by default for a partner and without --yes. Returns its exit code and output. */
export const runErase = (context: OpenContext, wanted: Partial<EraseWanted>): Promise<Said> =>
  listen((out) =>
    erasePerson(
      context,
      { kind: 'partner', who: undefined, name: undefined, branch: undefined, yes: false, ...wanted },
      out,
    ),
  );

/** Runs `rapport redact` on a row ("note 12"), by default without --yes and --keep. Returns its exit code and output. */
export const runRedact = (
  context: OpenContext,
  row: string,
  wanted: Partial<RedactWanted> = {},
): Promise<Said> => {
  const [kind, id] = row.split(' ');
  return listen((out) => redactText(context, { kind, id, yes: false, keep: false, ...wanted }, out));
};

/** The rows that an erasure lists for review, as "note 12". */
export const listed = (said: string): string[] =>
  [...said.matchAll(/rapport redact (\w+ \d+) --yes/g)].map(([, row]) => row!);
