import type { Message } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { promiseActions } from '../../../src/messages/promises.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** A Tuesday, June 9. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Grant Whitfield']);

const ways = [
  ['by command', rapport.channel, (text: string) => priya.command('/touchpoint', text, rapport.channel)],
  ['in a direct message', undefined, (text: string) => priya.dm(text)],
] as const;

const promises = () =>
  context.db.query<{ name: string; text: string; due: string; moved: number }>(
    `select p.name, q.text, q.due_on::text as due, q.times_moved as moved
       from promise q join partner p on p.id = q.partner_id where q.withdrawn_at is null order by q.id`,
  );
const nothingElse = async () => {
  const [row] = await context.db.query<{ n: number }>(
    `select (select count(*) from touchpoint) + (select count(*) from plan) + (select count(*) from attempt)
          + (select count(*) from draft) as n`,
  );
  expect(Number(row?.n)).toBe(0);
};

beforeEach(async () => {
  await context.db.query('update promise set withdrawn_at = now()');
  await context.db.query('update capture set undone_at = now(), words_hash = null');
  await context.db.query('delete from draft');
});

/** Presses a button of a message that may have been replaced since. */
async function forge(message: Message, actionId: string, user = rapport.priya) {
  const elements = message.blocks!.flatMap((block) =>
    'elements' in block ? (block.elements as { action_id?: string; value: string }[]) : [],
  );
  const { value } = elements.find((one) => one.action_id === actionId)!;
  const press = { action_id: actionId, type: 'button', value };
  expect((await forgePress(rapport, user, press)).status).toBe(200);
}

const flyer = { name: 'Dana Lee', text: 'the flyer', due: '2026-06-15', moved: 0 };

describe.each(ways)('a promise alone, %s', (_, where, say) => {
  const last = () => priya.messages(where).at(-1)!;
  const press = (actionId: string) => priya.press({ message: last(), actionId });
  const shows = (text: string) => sandbox.until(() => readable(last()).includes(text));

  test('is saved without a touchpoint, and neither its words nor its day are asked for again', async () => {
    await say('remind me to send dana the flyer monday');
    expect(readable(last())).toContain('✓ Promised Dana Lee: the flyer, by Mon, Jun 15. I’ll remind you.');
    expect(readable(last())).toContain('[Change day…] [Undo]');
    expect(last().text).toBe('Saved: a promise to Dana Lee, due Mon, Jun 15.');
    expect(await promises()).toEqual([flyer]);
    await nothingElse();
    const [trace] = await context.db.query(`select action from trace order by id desc limit 1`);
    expect(trace).toEqual({ action: 'promised' });
  });

  test('without a day is due in a week, and says so', async () => {
    await say('I owe Grant a coffee');
    expect(readable(last())).toContain('a coffee, by Tue, Jun 16 (you didn’t say when, so a week)');
    expect(await promises()).toMatchObject([
      { name: 'Grant Whitfield', text: 'a coffee', due: '2026-06-16' },
    ]);
  });

  test('several in one sentence are each their own', async () => {
    await say('promised dana the slides by Friday and an intro to Colin next week');
    expect(readable(last())).toContain(
      '✓ Promised Dana Lee. I’ll remind you.\n• the slides, by Fri, Jun 12\n• an intro to Colin, by Fri, Jun 19',
    );
    expect(await promises()).toMatchObject([{ text: 'the slides' }, { text: 'an intro to Colin' }]);
    await press(`${promiseActions.move}.1`);
    await priya.submit(priya.view()!, { due: '2026-06-22' });
    await shows('• an intro to Colin, by Mon, Jun 22');
    expect(await promises()).toMatchObject([{ due: '2026-06-12' }, { due: '2026-06-22' }]);
    await press(promiseActions.undo);
    await shows('Undone: 2 promises to Dana Lee.');
    expect(await promises()).toEqual([]);
  });

  test('beside a contact with someone else is saved beside it', async () => {
    await say('Called Grant. Told Marcus I’d send the flyer by Friday.');
    expect(await promises()).toMatchObject([
      { name: 'Marcus Webb', text: 'send the flyer', due: '2026-06-12' },
    ]);
    await context.db.query('truncate touchpoint cascade');
  });

  test('that was moved by a slip is not counted as moved, and Undo takes it back once', async () => {
    await say('remind me to send dana the flyer monday');
    // It is replaced.
    const message = structuredClone(last());
    await press(`${promiseActions.move}.0`);
    await priya.submit(priya.view()!, { due: '2026-06-17' });
    await shows('the flyer, by Wed, Jun 17.');
    expect(await promises()).toEqual([{ ...flyer, due: '2026-06-17' }]);
    await press(promiseActions.undo);
    await shows('Undone: your promise to Dana Lee.');
    await forge(message, promiseActions.undo);
    await forge(message, `${promiseActions.move}.0`);
    expect(priya.view()).toBeUndefined();
    expect(await promises()).toEqual([]);
    const traces = await context.db.query(`select action, undone_at is not null as undone from trace
      where subject = 'partner' order by id desc limit 2`);
    expect(traces).toEqual([
      { action: 'promised undone', undone: false },
      { action: 'promised', undone: true },
    ]);
  });

  test('that was kept since stays, and Undo says why', async () => {
    await say('remind me to send dana the flyer monday');
    await context.db.query(
      `update promise set state = 'done', closed_on = made_on where withdrawn_at is null`,
    );
    await press(promiseActions.undo);
    await shows('Can’t undo: it’s already done or dropped.');
    expect(await promises()).toEqual([flyer]);
  });

  test('said twice is one', async () => {
    await say('remind me to send dana the flyer monday');
    await say('Remind me to send Dana the flyer Monday');
    expect(readable(last())).toContain(
      'You already saved this:\n✓ Promised Dana Lee: the flyer, by Mon, Jun 15.',
    );
    expect(await promises()).toEqual([flyer]);
    await press(promiseActions.undo);
    await shows('Undone');
    await say('remind me to send dana the flyer monday');
    expect(await promises(), 'after Undo it may be said again').toEqual([flyer]);
  });

  test('someone else’s press changes nothing and tells nothing', async () => {
    await say('remind me to send dana the flyer monday');
    const message = last();
    const sam = sandbox.as(rapport.sam);
    await sam.dm('hello');
    for (const actionId of [promiseActions.undo, `${promiseActions.move}.0`]) {
      const had = sam.messages().length;
      await forge(message, actionId, rapport.sam);
      const seen = await sandbox.until(() => sam.messages().length > had && sam.messages().at(-1)!);
      expect(readable(seen)).toContain('Nothing changed: you can’t use that button anymore.');
      expect(readable(seen)).not.toContain('flyer');
      expect(sam.view()).toBeUndefined();
    }
    expect(await promises()).toEqual([flyer]);
  });

  test('to two partners is one to each, and each moves by itself', async () => {
    await say('promised Dana and Marcus the flyer by Friday');
    expect(readable(last())).toContain('✓ Promised Dana Lee and Marcus Webb: the flyer, by Fri, Jun 12.');
    expect(readable(last())).toContain('[Dana Lee: change day…] [Marcus Webb: change day…] [Undo]');
    await press(`${promiseActions.move}.1`);
    await priya.submit(priya.view()!, { due: '2026-06-22' });
    await shows('• Marcus Webb: the flyer, by Mon, Jun 22');
    expect(await promises()).toMatchObject([
      { name: 'Dana Lee', due: '2026-06-12' },
      { name: 'Marcus Webb', due: '2026-06-22' },
    ]);
    await press(promiseActions.undo);
    await shows('Undone: 2 promises to Dana Lee and Marcus Webb.');
    expect(await promises()).toEqual([]);
    await nothingElse();
  });

  test('keeps its hour in its words, and a reminder its day', async () => {
    await say('promised Marcus the flyer by Friday noon');
    expect(readable(last())).toContain('✓ Promised Marcus Webb: the flyer (noon), by Fri, Jun 12.');
    await say("remind me in 2 weeks to check on Grant's appraisal");
    expect(readable(last())).toContain("check on Grant's appraisal, by Tue, Jun 23.");
    await nothingElse();
  });

  test('in doubt goes the way of any sentence', async () => {
    await say('promised Dana and Jane Roe the flyer by Friday');
    expect(await promises()).toEqual([]);
    if (priya.view()) await priya.closeView();
  });
});

test('a message that Slack delivers twice is one promise', async () => {
  const [channel, user] = [priya.dmChannel, rapport.priya.id];
  const text = 'promised Dana the flyer by Monday';
  const event = { type: 'message', channel_type: 'im', channel, user, ts: '5.1', text };
  const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: 'Ev0TWICE', event };
  const had = priya.messages().length;
  for (let delivery = 1; delivery <= 2; delivery++) {
    // As if the first answer had been lost with the claim.
    await context.db.query(`delete from slack_event where event_id = 'Ev0TWICE'`);
    expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
    await sandbox.until(() => priya.messages().length === had + delivery);
    expect(readable(priya.messages().at(-1)!)).toContain('✓ Promised Dana Lee: the flyer, by Mon, Jun 15.');
  }
  expect(await context.db.query('select from draft')).toEqual([]);
  expect(await promises()).toEqual([flyer]);
});

test('a promise made at a contact is undone with it, and by no other button', async () => {
  await priya.dm('coffee with Dana, promised the flyer by Monday');
  const [capture] = await context.db.query<{ id: number }>('select max(id) as id from capture');
  const press = { action_id: promiseActions.undo, type: 'button', value: String(capture?.id) };
  expect((await forgePress(rapport, rapport.priya, press)).status).toBe(200);
  await sandbox.until(() => readable(priya.messages().at(-1)!).includes('you can’t use that button anymore'));
  expect(await promises()).toMatchObject([{ text: 'flyer' }]);
});

test('a direct message of several lines saves each', async () => {
  await priya.dm('promised Dana the flyer by Monday\nI owe Grant a coffee');
  expect(await promises()).toMatchObject([{ name: 'Dana Lee' }, { name: 'Grant Whitfield' }]);
});
