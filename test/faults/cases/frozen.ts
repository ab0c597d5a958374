import { must } from '../broken.ts';
import { afterPosting, atStep, beforePosting, beforeStarting, type Gate, openGate } from '../gate.ts';
import { inWorld, type Wired, type World } from '../world.ts';
import { type Case, eight, monday, patient } from './case.ts';

interface Frozen {
  world: World;
  /** The gate of the frozen replica, whose lease has expired. */
  gate: Gate;
  other: Wired;
  /** Resumes the frozen replica and waits until it is done. */
  thaw(): Promise<void>;
}

/** One digest is due. The replica that claimed it is frozen at a step until its lease has expired. */
const frozen = (
  sentence: string,
  at: () => Parameters<Gate['freezeAt']>[0],
  work: (scene: Frozen) => Promise<void>,
): Case => ({
  sentence,
  run: (stage) =>
    inWorld(stage, { ...patient, members: 1 }, async (world) => {
      const gate = openGate();
      const [one, other] = [await world.replica({ watch: gate.watch }), await world.replica()];
      await other.wakeUp();
      world.moveTo(eight);
      const stands = gate.freezeAt(at());
      const waking = one.wakeUp().catch(() => {});
      await stands;
      await world.passMinute();
      await work({
        world,
        gate,
        other,
        async thaw() {
          gate.thaw();
          await waking;
        },
      });
      await world.finish(other);
      await world.finish(one);
      await world.mustHaveSent(world.everybody(monday));
    }),
});

const lostPost = { method: 'chat.postMessage', kind: 'reset' } as const;

export const frozenReplicas: Case[] = [
  frozen(
    'a replica frozen before it starts to send posts nothing if another has sent',
    beforeStarting,
    async ({ world, other, thaw }) => {
      await other.wakeUp();
      await thaw();
      must(world.posts() === 1, `one digest took ${world.posts()} posts`);
    },
  ),
  frozen(
    'a replica frozen before it starts to send posts nothing while another is about to post',
    beforeStarting,
    async ({ world, thaw }) => {
      const gate = openGate();
      const third = await world.replica({ watch: gate.watch });
      const stands = gate.freezeAt(beforePosting());
      const waking = third.wakeUp();
      await stands;
      const thawing = thaw();
      await new Promise((resolve) => setTimeout(resolve, 40));
      gate.thaw();
      await Promise.all([waking, thawing]);
      must(world.posts() === 1, `one digest took ${world.posts()} posts`);
    },
  ),
  frozen(
    'a replica frozen before posting deletes its message if another has posted',
    beforePosting,
    async ({ world, other, thaw }) => {
      await world.finish(other);
      must(world.posts() === 1, 'the other replica did not take over');
      await thaw();
      must(world.posts() === 2, 'the frozen replica did not post');
    },
  ),
  frozen(
    'a replica frozen before posting keeps its message if the nudge is only in doubt',
    beforePosting,
    async ({ world, other, thaw }) => {
      const { expireLeases } = await import('../../../src/store/nudges/nudges-doubt.ts');
      await expireLeases(world.db, other.timing.resolveAfterMs);
      await thaw();
      must(world.posts() === 1, `one digest took ${world.posts()} posts`);
    },
  ),
  frozen(
    'a replica frozen after posting keeps its message, since the history has shown it',
    afterPosting,
    async ({ world, other, thaw }) => {
      await world.finish(other);
      await thaw();
      must(world.posts() === 1, `one digest took ${world.posts()} posts`);
    },
  ),
  frozen(
    'a replica frozen before posting deletes its message while another’s is in doubt',
    beforePosting,
    async ({ world, other, thaw }) => {
      const gate = openGate();
      const third = await world.replica({ watch: gate.watch });
      world.sandbox.faults.inject(lostPost);
      // The third replica finds nothing in the history, posts, loses the answer, and is frozen there.
      const stands = gate.freezeAt(atStep('after', `update nudge set state = 'in doubt', reason`));
      const waking = third.wakeUp();
      await stands;
      await thaw();
      must(world.posts() === 2, 'the frozen replica did not post');
      gate.thaw();
      await waking;
      await world.finish(other);
    },
  ),
  frozen(
    'a nudge whose counted message is deleted by a stale sender is due again',
    beforePosting,
    async ({ world, gate, other, thaw }) => {
      const thirdGate = openGate();
      const third = await world.replica({ watch: thirdGate.watch });
      world.sandbox.faults.inject({ ...lostPost, takesEffect: false });
      const stands = thirdGate.freezeAt(atStep('after', `update nudge set state = 'in doubt', reason`));
      const waking = third.wakeUp();
      await stands;
      // The stale sender posts and must delete its message, but the history shows the message first.
      await gate.freezeAgainAt(atStep('before', 'chat.delete'));
      await world.passMinute();
      thirdGate.thaw();
      await waking;
      await thaw();
      await world.finish(other);
    },
  ),
  frozen(
    'a replica frozen before posting loses its answer too after another has posted: one message stays',
    beforePosting,
    async ({ world, other, thaw }) => {
      await world.finish(other);
      world.sandbox.faults.inject(lostPost);
      await thaw();
      must(world.posts() === 2, 'the frozen replica did not post');
    },
  ),
  frozen(
    'a nudge whose message is deleted by a stale sender just after another has found it is due again',
    beforePosting,
    async ({ world, gate, other, thaw }) => {
      // The third replica's message never arrives. It is frozen after it finds the stale sender's message in the history.
      const thirdGate = openGate();
      const third = await world.replica({ watch: thirdGate.watch });
      world.sandbox.faults.inject({ ...lostPost, takesEffect: false });
      const inDoubt = thirdGate.freezeAt(atStep('after', `update nudge set state = 'in doubt', reason`));
      const waking = third.wakeUp();
      await inDoubt;
      await gate.freezeAgainAt(atStep('before', 'chat.delete'));
      const looked = thirdGate.freezeAgainAt(atStep('before', `update nudge set state = 'sent', message_ts`));
      await looked;
      await thaw();
      thirdGate.thaw();
      await waking;
      await world.passMinute();
      await world.finish(other);
    },
  ),
  frozen(
    'a replica frozen while resolving a doubt changes nothing that another has resolved',
    beforePosting,
    async ({ world, other, thaw }) => {
      const gate = openGate();
      const third = await world.replica({ watch: gate.watch });
      // The third replica finds nothing, and is frozen before it records that. The fourth does the same, and posts.
      const stands = gate.freezeAt(
        atStep('before', `update nudge set state = 'planned', channel_id = null, lease`),
      );
      const waking = third.wakeUp();
      await stands;
      await world.passMinute();
      world.sandbox.faults.inject(lostPost);
      const otherGate = openGate();
      const fourth = await world.replica({ watch: otherGate.watch });
      const fourthStands = otherGate.freezeAt(atStep('after', `update nudge set state = 'in doubt', reason`));
      const fourthWaking = fourth.wakeUp();
      await fourthStands;
      gate.thaw();
      await waking;
      otherGate.thaw();
      await fourthWaking;
      await world.finish(other);
      await thaw();
    },
  ),
];

const thawedInTheAfternoon = (sentence: string, at: () => Parameters<Gate['freezeAt']>[0]): Case => ({
  sentence,
  run: (stage) =>
    inWorld(stage, { ...patient, members: 1 }, async (world) => {
      const gate = openGate();
      const one = await world.replica({ watch: gate.watch });
      world.moveTo(eight);
      const stands = gate.freezeAt(at());
      const waking = one.wakeUp();
      await stands;
      await world.passMinute();
      world.moveTo('2026-10-26T19:00:00Z');
      gate.thaw();
      await waking;
      await world.finish(one);
      must(world.posts() === 0, 'a digest came hours after it expired');
      await world.mustHaveSent([]);
    }),
});

export const frozenForHours: Case[] = [
  thawedInTheAfternoon(
    'a lone replica frozen before it starts to send and thawed in the afternoon sends no morning digest',
    beforeStarting,
  ),
  thawedInTheAfternoon(
    'a lone replica frozen before posting and thawed in the afternoon sends no morning digest',
    beforePosting,
  ),
];
