import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { Turns } from '../../../src/slack/bolt/turns.ts';
import { startRapport } from '../../support/rapport.ts';

/** Files that would take too much of the process, and people who wait for each other. */

const reading = { secondsMax: 60, thread: new URL('../../support/hostile-thread.ts', import.meta.url) };
const imports = new Turns({ atOnceMax: 1, waitingMax: 1 });
const rapport = await startRapport({ files: { imports, reading } });
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);

const view = () => (priya.view() ? readable(priya.view()!) : '');
const shows = (text: string | RegExp) => vi.waitFor(() => expect(view()).toMatch(text), 10_000);
const drop = async (content: string) => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'import', rapport.channel);
  const file = uploadAs(sandbox.world, rapport.priya, 'partners.csv', new TextEncoder().encode(content));
  return priya.submit(priya.view()!, { file: [file.id] });
};
const errorOf = (outcome: unknown) => (outcome as { errors?: Record<string, string> }).errors?.file;

/** Keeps a turn for a member until the returned function is called. */
function hold(memberId: number): () => Promise<void> {
  let release = () => {};
  const held = imports.run(memberId, () => new Promise<void>((resolve) => (release = resolve)));
  return () => {
    release();
    return held;
  };
}
const others = [101, 102] as const;

describe('a file', () => {
  test.each([
    ['that crashes its reader', 'throw', 'That file couldn’t be read. Save it again as “CSV UTF-8,”'],
    ['that takes too much memory', 'eat', 'Reading that file takes too much memory.'],
    [
      'of too many rows',
      `name\n${'Dana\n'.repeat(40_001)}`,
      'That file has more than 40,000 rows. Split it,',
    ],
  ])('%s is refused where the person is looking, and the next one is read', async (_, content, says) => {
    await drop(content);
    await shows(says);
    await drop('name\nDana Lee\n');
    await shows('1 partner to add');
  });

  test('that never ends keeps nobody else from an answer, and is given up', async () => {
    reading.secondsMax = 3;
    await drop('spin forever');
    const reply = await sam.command('/partner', 'xyzzy', rapport.channel);
    expect(reply.text).toContain('xyzzy');
    expect(view()).toContain('Reading *partners.csv*…');
    await shows('Reading that file takes too long. Split it,');
    reading.secondsMax = 60;
  });
});

describe('while another file is read', () => {
  test('the next one waits, is told so, and has its turn', async () => {
    const release = hold(others[0]);
    await drop('name\nDana Lee\n');
    expect(view()).toContain('*partners.csv* is waiting its turn: 1 file is ahead of it.');
    await release();
    await shows('1 partner to add');

    const again = hold(others[0]);
    await priya.submit(priya.view()!);
    await vi.waitFor(() =>
      expect(priya.messages().at(-1)!.text).toBe('partners.csv is waiting its turn: 1 file is ahead of it.'),
    );
    await again();
    await vi.waitFor(() => expect(priya.messages().at(-1)!.text).toContain('1 partner added'), 10_000);
  });

  test('one of the same person is refused, with the file still chosen, and a checked one stays', async () => {
    const member = await rapport.member(rapport.priya);
    const release = hold(member.id);
    expect(errorOf(await drop('name\nJoan Ortiz\n'))).toContain('still working on another file of yours');
    await release();

    await drop('name\nJoan Ortiz\n');
    await shows('1 partner to add');
    const again = hold(member.id);
    await priya.submit(priya.view()!);
    expect(view()).toContain('I’m still working on another file of yours. Try again when it’s done.');
    await again();
    await priya.closeView();
    expect(view()).toContain('1 partner to add');
    await priya.submit(priya.view()!);
    await vi.waitFor(() => expect(priya.messages().at(-1)!.text).toContain('1 partner added'), 10_000);
  });

  test('no more wait than there is room for', async () => {
    const releases = others.map(hold);
    expect(errorOf(await drop('name\nRosa Diaz\n'))).toContain('I’m working on too many files right now.');
    for (const release of releases) await release();
    expect(imports.ahead).toBe(0);
  });
});

describe('the database', () => {
  test('that is away while a file waits leaves no one waiting for it', async () => {
    while (priya.view()) await priya.closeView({ all: true });
    await priya.command('/partner', 'import', rapport.channel);
    const file = uploadAs(sandbox.world, rapport.priya, 'away.csv', new TextEncoder().encode('name\nLou\n'));
    const away = vi.spyOn(context.db, 'prisma', 'get').mockReturnValue({
      branch: { findFirst: () => Promise.reject(new Error('the database is away')) },
    } as never);
    await priya.submit(priya.view()!, { file: [file.id] });
    await shows('Something went wrong, and nothing was saved.');
    away.mockRestore();
  });

  test('gets rows in sets, and an import that it stops says how far it got', async () => {
    await drop(`name\n${Array.from({ length: 450 }, (_, i) => `Partner ${i}`).join('\n')}\n`);
    await shows('450 partners to add');
    await context.db.query(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.name = 'Partner 300' then raise 'no room'; end if; return new; end $$`);
    await context.db.query(
      'create trigger refuse before insert on partner for each row execute function refuse()',
    );
    await priya.submit(priya.view()!);
    await vi.waitFor(
      () =>
        expect(priya.messages().at(-1)!.text).toMatch(
          /^The import of partners\.csv stopped after 200 partners\./,
        ),
      10_000,
    );
  });
});
