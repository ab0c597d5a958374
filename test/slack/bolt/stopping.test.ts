import { describe, expect, test, vi } from 'vitest';
import { startRapport } from '../../support/rapport.ts';

/** Both ways in which Slack's requests come. Each bot is stopped once. */
describe.each([false, true])('a bot that is told to stop, with Socket Mode %s', async (socketMode) => {
  const rapport = await startRapport({ socketMode });
  const { sandbox, context } = rapport;
  if (socketMode) sandbox.setAppUrl(undefined);
  const priya = sandbox.as(rapport.priya);
  const sam = sandbox.as(rapport.sam);
  await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

  test('answers what it has taken, and then takes nothing more', async () => {
    let arrived = 0;
    const takes = rapport.app.processEvent.bind(rapport.app);
    rapport.app.processEvent = (event) => {
      arrived++;
      return takes(event);
    };
    // Requests that have come wait for a connection.
    const taken = await Promise.all(Array.from({ length: 10 }, () => context.db.connect()));
    const answers = Promise.all([
      priya.command('/touchpoint', 'coffee with Dana Lee today', rapport.channel),
      priya.command('/touchpoint', 'called Dana Lee about the fair', rapport.channel),
      sam.command('/rapport', 'help', rapport.channel),
    ]);
    const message = sam.dm('hello');
    await vi.waitFor(() => expect(arrived).toBe(4));
    const stopping = rapport.stop();
    for (const connection of taken) connection.release();
    const [coffee, call, help] = await answers;
    expect(coffee.text).toContain('✓ Coffee with Dana Lee');
    expect(call.text).toContain('✓ Talked with Dana Lee');
    expect(help.error).toBeUndefined();
    expect(await message).toMatchObject({ acknowledged: true });
    await stopping;
    if (socketMode) await sandbox.until(() => !sandbox.world.sockets.connected());
    await expect(fetch(`${rapport.url}/readyz`)).rejects.toThrow();
    const [row] = await context.db.query('select count(*)::int as n from touchpoint');
    expect(row).toEqual({ n: 2 });
  });
});
