import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { startRapport } from '../../support/rapport.ts';

/**
 * Channel posts may name partners and members, but never show a note, a promise, feedback, or what was asked, given, or paid.
 * The test plants a marked word in every text that people can write, runs a month, and searches all channel posts for it.
 */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Ines Roy'], 'inner');
await rapport.book(rapport.sam, ['Joan Ortiz', 'Omar Hale'], 'core');

/** Appears in every private text. */
const mark = 'quokka';
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const submit = (fields: Record<string, unknown>) =>
  priya.submit(priya.view()!, fields as Record<string, string>);
const open = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'dana lee', rapport.channel);
  await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== Partner =='));
};
const press = async (actionId: string, value?: string) => {
  const before = priya.view()?.id;
  await priya.press({ actionId, ...(value ? { value } : {}) });
  await vi.waitFor(() => expect(priya.view()?.id).not.toBe(before));
};
const id = String(mine['Dana Lee']);

async function plant(): Promise<void> {
  await priya.dm(`coffee with Dana Lee, ${mark} one, promised ${mark} slides by Friday`);
  await priya.dm(`left a voicemail for Marcus Webb about ${mark} two`);
  await priya.dm(`lunch with Ines Roy next Thursday about ${mark} three`);
  await sam.dm(`call with Joan Ortiz, she said our ${mark} letters are slow`);
  await sam.dm(`had a ${mark} with Omar`);
  await priya.command('/rapport', `feedback dana lee your ${mark} fees are too high`, rapport.channel);
  await submit({});
  await open();
  await press(cardActions.more, `${id}.edit`);
  await submit({ 'growing.1': `${mark} growth`, 'phone.1': '(813) 555-0177', 'birthday.1': '06-24' });
  await open();
  await press(cardActions.more, `${id}.promise`);
  await submit({ promise: `${mark} flyer`, due: '2026-06-24' });
  await open();
  await press(cardActions.more, `${id}.help`);
  await submit({
    kind: 'planning',
    note: `${mark} help`,
    payer: 'we did',
    amount: '77.77',
    purpose: `${mark} purpose`,
    attendees: `${mark} guests`,
    attested: ['yes'],
  });
  await open();
  await press(cardActions.more, `${id}.ask`);
  await submit({ on: '2026-06-09', answer: 'open', note: `${mark} ask` });
  await open();
  await press(cardActions.more, `${id}.advocate`);
  await submit({ occasion: `${mark} occasion`, on: '2026-06-09' });
  await open();
  await press(cardActions.more, `${id}.record`);
  await submit({ item: 'gift', what: `${mark} gift`, payer: 'we did', amount: '66.66', attested: ['yes'] });
  await priya.command('/touchpoint', 'dinner with Dana Lee', rapport.channel);
  await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.paidUs });
  await submit({ amount: '55.55', purpose: `${mark} dinner`, attested: ['yes'] });
  await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.heard });
  await submit({ note: `${mark} heard`, feedback: `${mark} complaint`, growing: `${mark} again` });
}

test('no channel message contains text of a note, a promise, feedback, or the record', async () => {
  await plant();
  for (let day = 10; day <= 40; day++) {
    const date = new Date(Date.UTC(2026, 5, day)).toISOString().slice(0, 10);
    for (const time of ['12:31', '13:01', '19:01', '21:31']) {
      sandbox.clock.moveTo(`${date}T${time}:00Z`);
      await ticking();
    }
    // More private text along the way.
    if (day % 5 === 0)
      await priya.dm(`coffee with Marcus Webb, ${mark} day ${day}, promised ${mark} ${day} by Friday`);
  }
  const channels = [...sandbox.world.channels.values()].filter((channel) => channel.kind !== 'im');
  const posts = channels
    .flatMap((channel) => channel.messages)
    .filter((message) => message.user === sandbox.botUserId);
  // Plan, reminder, and board of four weeks.
  expect(posts.length).toBeGreaterThan(6);
  const text = JSON.stringify(posts);
  expect(text).toContain('Dana Lee');
  for (const secret of [mark, '555-0177', '77.77', '66.66', '55.55']) expect(text).not.toContain(secret);
  for (const state of ['gone quiet', 'your call', 'late', 'birthday'])
    expect(text.toLowerCase()).not.toContain(`dana lee ${state}`);
  // The same text does appear in direct messages.
  const direct = [...sandbox.world.channels.values()].filter((channel) => channel.kind === 'im');
  expect(JSON.stringify(direct.flatMap((channel) => channel.messages))).toContain(mark);
}, 60_000);
