import type { Fault } from 'slack-sandbox';
import { must } from '../broken.ts';
import { callTimeoutMs } from '../replica.ts';
import { inWorld, type World } from '../world.ts';
import { type Case, eight, monday } from './case.ts';

const post = 'chat.postMessage';

/** One replica and one fault: each digest comes once. */
const lost = (sentence: string, fault: Omit<Fault, 'method'>, members = 2): Case => ({
  sentence,
  run: (stage) =>
    inWorld(stage, { members }, async (world) => {
      const replica = await world.replica();
      world.moveTo(eight);
      world.sandbox.faults.inject({ method: post, ...fault });
      await world.finish(replica);
      await world.mustHaveSent(world.everybody(monday));
    }),
});

export const lostAnswers: Case[] = [
  lost('a connection reset after Slack accepted the message: it is found and not sent again', {
    kind: 'reset',
  }),
  lost('a connection reset before Slack accepted the message: it is sent again', {
    kind: 'reset',
    takesEffect: false,
  }),
  lost('a 500 after Slack accepted the message: it is found and not sent again', {
    kind: 'error500',
    takesEffect: true,
  }),
  lost('a 500 before Slack accepted the message: it is sent again', { kind: 'error500' }),
  ...(['before', 'after'] as const).flatMap((when) =>
    (
      [
        ['an outage page instead of an answer', {}],
        ['an outage page with 503', { status: 503 }],
        ['an empty answer', { body: '' }],
        ['a word of a proxy instead of an answer', { body: 'ok' }],
        ['half an answer', { body: '{"ok":tr' }],
        ['an answer that names no message', { body: '{"ok":true}' }],
      ] as const
    ).map(([what, fault]) =>
      lost(`${what}, ${when} Slack accepted the message: it comes once`, {
        kind: 'notJson',
        takesEffect: when === 'after',
        ...fault,
      }),
    ),
  ),
  ...['brand_new_error', 'rate_limited', 'message_limit_exceeded', 'restricted_action', 'missing_scope'].map(
    (error) =>
      lost(`a refusal with ${error}: the message comes once it is accepted`, { kind: 'refuse', error }),
  ),
  lost('a call that hangs but takes effect: the message is found', { kind: 'hang' }),
  lost('a call that hangs and takes no effect: the message is sent again', {
    kind: 'hang',
    takesEffect: false,
  }),
  lost(
    'half of the answers lost for a while: each digest comes once',
    {
      kind: 'reset',
      probability: 0.5,
      seed: 7,
      count: 4,
    },
    5,
  ),
  {
    sentence: 'a lost message is not mistaken for yesterday’s in the same conversation',
    run: (stage) =>
      inWorld(stage, { members: 2 }, async (world) => {
        const replica = await world.replica();
        world.moveTo(eight);
        await replica.wakeUp();
        world.moveTo('2026-10-27T12:00:10Z');
        world.sandbox.faults.inject({ method: post, kind: 'reset', takesEffect: false, count: 2 });
        await world.finish(replica);
        await world.mustHaveSent(world.everybody(monday, '2026-10-27'));
      }),
  },
  {
    sentence: 'a lost message whose history comes back without messages is not taken for absent',
    run: (stage) =>
      inWorld(stage, { members: 2 }, async (world) => {
        const replica = await world.replica();
        world.moveTo(eight);
        world.sandbox.faults.inject({ method: post, kind: 'reset', count: 2 });
        const history = 'conversations.history';
        world.sandbox.faults.inject({ method: history, kind: 'notJson', body: '{"ok":true}', count: 2 });
        await world.finish(replica);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'a message still in flight after its sender gave up: it is found and not sent again',
    run: (stage) =>
      inWorld(stage, { members: 1 }, async (world) => {
        const replica = await world.replica();
        world.moveTo(eight);
        replica.slack.cutAt(`POST /api/${post}`, 'held');
        const waking = replica.wakeUp();
        await inDoubt(world);
        // The call has timed out. It reaches Slack before twice its timeout has passed.
        await new Promise((resolve) => setTimeout(resolve, callTimeoutMs / 2));
        replica.slack.pass();
        await waking;
        await world.finish(replica);
        await world.mustHaveSent(world.everybody(monday));
        must(world.posts() === 1, `one digest took ${world.posts()} posts`);
      }),
  },
];

/** Waits until a member's nudge is in doubt, or no longer in doubt. Nudges of those who left are closed at once. */
async function inDoubt(world: World): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const rows = await world.db.query(
      `select from nudge where member_id = any($1)
                          and (state in ('in doubt', 'sent') or (state = 'planned' and reason is not null))`,
      [world.members.map(({ id }) => id)],
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('no nudge came into doubt');
}
