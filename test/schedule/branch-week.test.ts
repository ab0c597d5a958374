import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readable } from '../../sandbox/readable.ts';
import { planNudges } from '../../src/schedule/planner.ts';
import { tick } from '../../src/schedule/tick.ts';
import { defaultTiming } from '../../src/schedule/timing.ts';
import { addBranchEvent } from '../../src/store/branch-events.ts';
import { setPostTime } from '../../src/store/branch-schedules.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, channel } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const timing = { ...defaultTiming, settleAfterMs: -2, channelGapMs: 0 };

await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz', 'Elena Vasquez']);
await rapport.book(rapport.sam, ['Tessa Monroe', 'Victor Osei']);
const [branch] = await db.query<{ id: number }>('select id from branch');

/** What the channel reads of the bot, newest last. */
const posted = () => sandbox.messages(channel).map((message) => readable(message));
const at = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
  return posted();
};

beforeEach(async () => {
  await db.query('delete from nudge');
  sandbox.world.channels.get(channel)!.messages.splice(0);
});
afterEach(() => sandbox.faults.clear());

describe('on Monday', () => {
  test('the channel reads whom the branch has to reach, by name, and where to turn up', async () => {
    await addBranchEvent(
      db,
      { branchId: branch!.id, name: 'Chamber mixer', place: 'Rusty Pelican', on: '2026-06-16', at: '17:30' },
      null,
      context.now(),
    );
    await addBranchEvent(
      db,
      { branchId: branch!.id, name: 'Builders’ lunch', place: null, on: '2026-06-18', at: '12:00' },
      null,
      context.now(),
    );
    const [plan] = await at('2026-06-15T12:30:00Z');
    console.log(plan);
    expect(plan).toContain('Tampa · week of Jun 15');
    expect(plan).toContain('6 partners to reach, 6 in person.');
    expect(plan).toContain('Priya: ');
    expect(plan).toContain('Tue 5:30 pm · Chamber mixer, Rusty Pelican');
    expect(plan).toContain('Thu noon · Builders’ lunch');
  });
});
