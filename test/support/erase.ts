import { Writable } from 'node:stream';
import { type EraseWanted, eraseSomebody } from '../../src/cli/privacy/erase.ts';
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

/** `rapport erase`, of a partner unless told, without --yes unless told: its exit code, and what it printed. */
export const runErase = (context: OpenContext, wanted: Partial<EraseWanted>): Promise<Said> =>
  listen((out) =>
    eraseSomebody(
      context,
      { kind: 'partner', who: undefined, name: undefined, branch: undefined, yes: false, ...wanted },
      out,
    ),
  );

/** `rapport redact note 12`, without --yes and --keep unless told. */
export const runRedact = (
  context: OpenContext,
  row: string,
  wanted: Partial<RedactWanted> = {},
): Promise<Said> => {
  const [kind, id] = row.split(' ');
  return listen((out) => redactText(context, { kind, id, yes: false, keep: false, ...wanted }, out));
};

/** The rows that an erasure lists, as "note 12". */
export const listed = (said: string): string[] =>
  [...said.matchAll(/rapport redact (\w+ \d+) --yes/g)].map(([, row]) => row!);
