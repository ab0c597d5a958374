import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { writePartners } from '../../../src/cli/partners/export-partners.ts';
import { Turns } from '../../../src/slack/bolt/turns.ts';
import { startRapport } from '../../support/rapport.ts';

/** Exports of more rows than one file takes, and of more files than one message takes. */

const exported = { rowsMax: 2, bytesMax: 10_000, filesMax: 4 };
const exports = new Turns({ atOnceMax: 1, waitingMax: 5 });
const rapport = await startRapport({ files: { exported, exports } });
const { sandbox, context } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
const names = ['Ann Bell', 'Dana Lee', 'Joan Ortiz', 'Marcus Webb', 'Rosa Diaz'];
await rapport.book(rapport.priya, names, 'resting');

const shared = () => [...sandbox.world.files.values()].filter((file) => file.completed);
const announced = () => [...sandbox.world.files.values()];
const traces = () => db.query(`select after from trace where action = 'exported'`);
const said = () => readable(ada.messages().at(-1)!);
const ask = async () => {
  await ada.command('/partner', 'export', rapport.channel);
  return ada.submit(ada.view()!, { scope: 'branch' });
};

beforeEach(() => {
  sandbox.world.files.clear();
});

describe('an export', () => {
  test('of more rows than a file takes comes in several, in one message', async () => {
    await ask();
    await vi.waitFor(() => expect(shared()).toHaveLength(4), 5000);
    expect(shared().map(({ title }) => title)).toEqual([
      'Partners (1 of 3)',
      'Partners (2 of 3)',
      'Partners (3 of 3)',
      'Touchpoints',
    ]);
    expect(new Set(shared().map(({ name }) => name)).size).toBe(4);
    const rows = shared()
      .slice(0, 3)
      .flatMap(({ bytes }) => parse(Buffer.from(bytes!), { bom: true, columns: true }) as { name: string }[]);
    expect(rows.map(({ name }) => name)).toEqual(names);
    expect(said()).toContain('5 partners and 0 touchpoints.');
    expect(await traces()).toEqual([{ after: expect.objectContaining({ partners: 5, touchpoints: 0 }) }]);
    await db.query('delete from trace');
  });

  test('of more files than a message takes names the command that writes it, and nothing of it is seen', async () => {
    exported.filesMax = 3;
    await ask();
    await vi.waitFor(() => expect(said()).toContain('too much for Slack'), 5000);
    exported.filesMax = 4;
    expect(announced()).toHaveLength(3);
    expect(shared()).toEqual([]);
    expect(await traces()).toEqual([]);

    const [, what, channel] = /export (partners) --branch (\w+) > /.exec(said())!;
    const written: string[] = [];
    const out = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    expect(await writePartners(context, { what: what as 'partners', branch: channel }, out)).toBe(0);
    const rows = parse(written.join(''), { columns: true }) as { name: string }[];
    expect(rows.map(({ name }) => name)).toEqual(names);
    await db.query('delete from trace');
  });

  test('waits for the one before it, and is told so; a second of the same person is refused', async () => {
    let release = () => {};
    const held = exports.run(101, () => new Promise<void>((resolve) => (release = resolve)));
    await ask();
    await vi.waitFor(() =>
      expect(readable(ada.messages(rapport.channel).at(-1)!)).toContain('1 export is ahead of yours.'),
    );
    expect(JSON.stringify(await ask())).toContain('I’m still working on another file of yours.');
    await ada.closeView({ all: true });
    expect(announced()).toEqual([]);
    release();
    await held;
    await vi.waitFor(() => expect(shared()).toHaveLength(4), 5000);
  });
});
