import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { startWakeUps } from '../../../src/schedule/engine/wake-ups.ts';
import { takeTurn } from '../../../src/store/nudges/pace.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
sandbox.clock.moveTo('2026-06-10T12:00:30Z');

describe('a wake-up', () => {
  test('plans and delivers at once, and stops after finishing its work', async () => {
    const wakeUps = startWakeUps(context);
    await sandbox.until(() => priya.messages().some((message) => readable(message).includes('Dana Lee')));
    await wakeUps.stop();
    const [row] = await db.query('select state from nudge where member_id is not null and closed_as is null');
    expect(row).toEqual({ state: 'sent' });
  });

  test('during planning causes another run, at the new time', async () => {
    await rapport.book(rapport.priya, ['Marcus Webb, Webb Builders']);
    let isMoved = false;
    const wakeUps = startWakeUps({
      ...context,
      now() {
        const now = sandbox.clock.now();
        // Planning has read the old time and is in progress when the clock moves.
        if (!isMoved) {
          isMoved = true;
          queueMicrotask(() => {
            sandbox.clock.moveTo('2026-06-11T12:00:30Z');
            wakeUps.wakeUp();
          });
        }
        return now;
      },
    });
    await sandbox.until(() => priya.messages().some((message) => readable(message).includes('Marcus Webb')));
    await wakeUps.stop();
  });

  test('after several days sends the last morning’s digest, or no digest once that morning is over', async () => {
    const days = async () => {
      const rows = await db.query<{ day: string }>(
        `select right(key, 10) as day from nudge where post = 'digest' and member_id = $1 order by id`,
        [(await rapport.member(rapport.priya)).id],
      );
      return rows.map(({ day }) => day);
    };
    const wakeAt = async (time: string) => {
      sandbox.clock.moveTo(time);
      await startWakeUps(context).stop();
    };
    await wakeAt('2026-06-15T16:30:00Z'); // Monday past noon
    expect(await days()).toEqual(['2026-06-10', '2026-06-11']);
    await wakeAt('2026-06-18T15:30:00Z'); // Thursday before noon
    expect(await days()).toEqual(['2026-06-10', '2026-06-11', '2026-06-18']);
  });

  test('survives a database failure and logs it', async () => {
    const broken = { ...context, db: { ...db, connect: () => Promise.reject(new Error('no database')) } };
    const wakeUps = startWakeUps({
      ...broken,
      db: { ...broken.db, query: () => Promise.reject(new Error('no database')) },
    });
    await wakeUps.stop();
    expect(rapport.errors.map((entry) => entry.msg)).toContain('planning failed');
    rapport.errors.splice(0);
  });
});

describe('the pace of sending', () => {
  const pace = { channelGapMs: 1000, messagesPerMinute: 300 };

  test('allows one message a second in a channel', async () => {
    await db.query('delete from pace');
    expect(await takeTurn(db, 'C1', pace)).toBe(0);
    const waitMs = await takeTurn(db, 'C1', pace);
    expect(waitMs).toBeGreaterThan(800);
    expect(waitMs).toBeLessThanOrEqual(1000);
  });

  test('allows no more in all than the rate plus one second’s catch-up', async () => {
    await db.query('delete from pace');
    const began = performance.now();
    const turns = await Promise.all(
      Array.from({ length: 20 }, (_, index) => takeTurn(db, `C${index}`, pace)),
    );
    // One message, plus one second's worth (five). On a busy machine, another comes due every 200 ms while turns are taken.
    const dueMeanwhile = Math.ceil((performance.now() - began) / 200);
    expect(turns.filter((waitMs) => waitMs === 0).length).toBeLessThanOrEqual(6 + dueMeanwhile);
    expect(turns.filter((waitMs) => waitMs > 0).every((waitMs) => waitMs <= 400)).toBe(true);
  });
});
