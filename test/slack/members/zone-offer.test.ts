import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { timeZoneName } from '../../../src/domain/format.ts';
import { digestActions } from '../../../src/messages/digest/digest-buttons.ts';
import { useZoneAction } from '../../../src/messages/members/zone-offer.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { resyncMembers } from '../../../src/schedule/resync-members.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

/** A zone that changed in Slack is offered by one button: in Home, and in the next morning's list, once. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, priya: user } = rapport;
const { db } = context;
const priya = sandbox.as(user);
await rapport.book(user, ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Amy Chen'], 'inner');
const me = () => rapport.member(user);
const moveTo = (tz: string) => sandbox.changeUser(user.id, { tz });
const line = (zone: string) => `Slack says you’re in ${zone} now.  [Use ${zone}]`;
const today = async () => readable((await priya.openHome())!);
/** The list of a morning at 8:00 AM in New York. */
const morning = async (day: string) => {
  const before = priya.messages().length;
  sandbox.clock.moveTo(`${day}T12:01:00Z`);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  const said = priya
    .messages()
    .slice(before)
    .map((one) => readable(one));
  // After her first contact, she is also told what comes first.
  const list = said.find((one) => one.startsWith('Good morning'));
  expect(list, said.join()).toBeDefined();
  return list!;
};

test.each([
  ['America/New_York', 'Eastern Time'],
  ['America/Detroit', 'Eastern Time'],
  ['America/Phoenix', 'Arizona Time'],
  ['Pacific/Honolulu', 'Hawaii Time'],
  ['US/Pacific', 'Pacific Time'],
  ['Europe/London', 'United Kingdom Time'],
])('%s reads %s', (zone, name) => expect(timeZoneName(zone)).toBe(name));

describe('a zone that changed in Slack', () => {
  test('is only remembered the first time: they may have chosen another themselves', async () => {
    await moveTo('America/Denver');
    expect(await today()).not.toContain('Slack says');
    await moveTo('America/New_York');
    await moveTo('America/Detroit');
    expect(await today(), 'nor if the clocks there are the same').not.toContain('Slack says');
    expect((await me()).timeZone).toBe('America/New_York');
  });

  test('is in Home until the next morning’s list, which has it once', async () => {
    await moveTo('America/Los_Angeles');
    expect(await today()).toContain(line('Pacific Time'));
    const list = await morning('2026-06-24');
    expect(list).toContain(line('Pacific Time'));
    await priya.press({
      message: priya.messages().at(-1)!,
      actionId: digestActions.talked,
      blockId: 'clock.1.sent',
    });
    await vi.waitFor(() => expect(readable(priya.messages().at(-1)!)).toContain('Talked'));
    expect(readable(priya.messages().at(-1)!), 'drawn again, it is still there').toContain(
      line('Pacific Time'),
    );
    expect(await morning('2026-06-25')).not.toContain('Slack says');
    expect(await today()).not.toContain('Slack says');
  });

  test('moves them there with one press, and the list with them', async () => {
    await moveTo('America/Chicago');
    const list = await morning('2026-07-01');
    expect(list).toContain(line('Central Time'));
    await priya.press({ message: priya.messages().at(-1)!, actionId: useZoneAction });
    await sandbox.until(() =>
      priya
        .messages()
        .find((one) => readable(one).includes('✓ Saved. Your list arrives at 8:00 AM, Central Time.')),
    );
    expect(await me()).toMatchObject({ timeZone: 'America/Chicago', zoneOffer: null, digestAt: '08:00' });
    expect(
      await db.query('select distinct zone from schedule where member_id = $1', [(await me()).id]),
    ).toEqual([{ zone: 'America/Chicago' }]);
    expect(await today()).not.toContain('Slack says');
  });

  test('is found by the daily resync too, and taken from Home', async () => {
    Object.assign(sandbox.world.users.get(user.id)!, { tz: 'Pacific/Honolulu' });
    await db.query('delete from pace');
    await resyncMembers(context, context.now());
    expect(await today()).toContain(line('Hawaii Time'));
    await priya.press({ view: priya.home()!, actionId: useZoneAction });
    await vi.waitFor(() =>
      expect(readable(priya.home()!)).toContain('Your list arrives at 8:00 AM, Hawaii Time.'),
    );
    expect(readable(priya.home()!)).not.toContain('Slack says');
  });

  test('is not offered anymore once they are back, or have chosen one themselves', async () => {
    await moveTo('America/Denver');
    await moveTo('Pacific/Honolulu');
    expect(await today()).not.toContain('Slack says');
    await moveTo('America/Denver');
    await priya.command('/rapport', 'me', rapport.channel);
    await priya.submit(priya.view()!, { zone: 'America/Anchorage' });
    await vi.waitFor(async () => expect((await me()).timeZone).toBe('America/Anchorage'));
    expect(await today()).not.toContain('Slack says');
    await moveTo('America/Phoenix');
    expect(await today(), 'a new change is a new offer').toContain(line('Arizona Time'));
  });

  test('takes no zone that no button of ours carries', async () => {
    await forge(rapport, user, (await priya.openHome())!, useZoneAction, 'Mars/Olympus');
    expect((await me()).timeZone).toBe('America/Anchorage');
  });
});
