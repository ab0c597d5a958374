import pg from 'pg';
import { vi } from 'vitest';

const bookkeeping = /^\s*(?:begin|commit|rollback|set|discard)\b/i;

/** Returns the statements sent to Postgres while `work` runs, without those that only open and close transactions. */
export async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    for (const [first] of spy.mock.calls as unknown as [string | { text?: string }][]) {
      const text = typeof first === 'string' ? first : (first?.text ?? '');
      if (text && !bookkeeping.test(text)) texts.push(text);
    }
  } finally {
    spy.mockRestore();
  }
  return texts;
}
