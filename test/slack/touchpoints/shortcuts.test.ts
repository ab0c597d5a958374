import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
const quiet = sandbox.addChannel({
  name: 'quiet',
  members: [rapport.priya.id, rapport.sam.id],
  botIn: false,
});

type Block = { block_id?: string; element?: Record<string, unknown> };
const field = (id: string) =>
  (priya.view()!.definition.blocks as Block[]).find((block) => block.block_id === id)?.element ?? {};

describe('the shortcuts', () => {
  test('“Log touchpoint” opens the form from anywhere and logs', async () => {
    await priya.shortcut('touchpoint.log');
    expect(readable(priya.view()!)).toContain('Log a touchpoint');
    await priya.options(priya.view()!, 'partners', 'dana');
    await priya.submit(priya.view()!, { partners: [String(mine['Dana Lee'])], how: 'call' });
    await vi.waitFor(() =>
      expect(readable(priya.messages().at(-1)!)).toContain('✓ Talked with Dana Lee · today'),
    );
  });

  test('“Add partner” opens the form and adds', async () => {
    await priya.shortcut('partner.add');
    await priya.submit(priya.view()!, { name: 'Joan Ortiz', company: 'Ortiz Title' });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('Added to your partners (core).'));
    await priya.closeView();
  });

  test('“Log touchpoint” on a message uses it as the note, with its people, even in channels the app is not in', async () => {
    const { message } = await sandbox
      .as(rapport.sam)
      .say(
        quiet.id,
        `Great lunch with Dana Lee & Marcus Webb yesterday, <@${rapport.priya.id}> should call them`,
      );
    await priya.shortcut('touchpoint.from-message', { message });
    expect(field('partners').initial_options).toEqual([
      expect.objectContaining({ value: String(mine['Dana Lee']) }),
      expect.objectContaining({ value: String(mine['Marcus Webb']) }),
    ]);
    expect(field('note').initial_value).toContain('Great lunch with Dana Lee & Marcus Webb yesterday');
    expect(field('along').initial_users).toEqual([rapport.sam.id]);
    expect(field('on').initial_date).toBe('2026-06-08');
    await priya.submit(priya.view()!, {});
    await vi.waitFor(async () =>
      expect(
        await db.query(`select kind, occurred_on as "on" from touchpoint order by id desc limit 1`),
      ).toEqual([{ kind: 'meal', on: '2026-06-08' }]),
    );
  });

  test('“Log touchpoint” on an older message counts days from when it was written', async () => {
    const { message } = await sandbox.as(rapport.sam).say(quiet.id, 'Coffee with Dana Lee yesterday');
    const { message: plain } = await sandbox.as(rapport.sam).say(quiet.id, 'Saw Dana Lee, all well');
    const { message: ahead } = await sandbox
      .as(rapport.sam)
      .say(quiet.id, 'Lunch with Dana Lee next Tuesday');
    sandbox.clock.moveTo('2026-06-12T15:00:00Z');
    for (const [said, on] of [
      [message, '2026-06-08'],
      [plain, '2026-06-09'],
      [ahead, '2026-06-16'],
    ] as const) {
      await priya.shortcut('touchpoint.from-message', { message: said });
      expect(field('on').initial_date).toBe(on);
      await priya.closeView();
    }
  });

  test('refuse a borrower’s number in the message and keep the text', async () => {
    const { message } = await sandbox.as(rapport.sam).say(quiet.id, 'Called Dana Lee, SSN 123-45-6789');
    await priya.shortcut('touchpoint.from-message', { message });
    const outcome = await priya.submit(priya.view()!, { how: 'call' });
    expect((outcome as { errors?: Record<string, string> }).errors?.note).toBeTruthy();
    await priya.closeView();
  });

  test('tell a stranger how to begin', async () => {
    const stranger = sandbox.as(sandbox.addUser({ name: 'zed', realName: 'Zed Stone' }));
    for (const callback of ['touchpoint.log', 'partner.add']) await stranger.shortcut(callback);
    await vi.waitFor(() =>
      expect(
        stranger
          .messages()
          .map((one) => one.text)
          .join('\n'),
      ).toMatch(/member|branch/),
    );
    expect(stranger.view()).toBeUndefined();
  });
});
