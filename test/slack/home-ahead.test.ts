import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

test('a plan with two names both, though one of them is on today’s list', async () => {
  await priya.command('/touchpoint', 'promised Dana Lee the flyer by tomorrow', rapport.channel);
  await priya.command('/touchpoint', 'lunch with Dana Lee and Marcus Webb Friday at noon', rapport.channel);
  await priya.openHome();
  await vi.waitFor(() => expect(readable(priya.home()!)).toMatch(/You promised: .*Next seven days/s));
  expect(readable(priya.home()!)).toContain('Dana Lee (planned, 12:00 PM), Marcus Webb (planned, 12:00 PM)');
});
