import { transaction } from '../../../../src/store/db/database.ts';
import { noteShowings } from '../../../../src/store/digest/showings.ts';
import { noteMetNoOne } from '../../../../src/store/evening/events-to-ask.ts';
import { answerDoubt, askAboutDoubt, closeUnanswered } from '../../../../src/store/nudges/doubt-answers.ts';
import {
  claimNudge,
  closeExpired,
  closeNudge,
  completeNudge,
  confirmSeen,
  giveBack,
  startSending,
} from '../../../../src/store/nudges/nudges.ts';
import {
  type Doubt,
  expireLeases,
  putInDoubt,
  resolveAbsent,
  resolveFound,
  takeDoubts,
} from '../../../../src/store/nudges/nudges-doubt.ts';
import { takeTurn } from '../../../../src/store/nudges/pace.ts';
import { enqueueDueSchedules, ensureEvenings } from '../../../../src/store/nudges/schedules.ts';
import { noteTierQuestion } from '../../../../src/store/partners/tier-questions.ts';
import { enqueuePlanReminders } from '../../../../src/store/plan-reminders.ts';
import { applyRetention } from '../../../../src/store/privacy/retention.ts';
import { claimSlackEvent, finishSlackEvent } from '../../../../src/store/slack-events.ts';
import { askingOf, type Operations, ownerOf } from './operation.ts';
import { newKey, now, type Scene, today } from './scene.ts';

const inFourHours = (dueAt: Date) => new Date(dueAt.getTime() + 4 * 3_600_000);

/** Every post that the scene has. */
const posts = ['digest', 'plan', 'reminder', 'leaderboard', 'feedback', 'evening'];

const lines = ({ rows, dana, cy }: Scene) =>
  [dana, cy].map((partnerId) => ({
    relationshipId: rows.relationships.find((one) => one.partnerId === partnerId)!.id,
    alsoShown: [],
    partnerId,
    coveringFor: null,
    state: 'due' as const,
    reasons: [],
    lastTouch: null,
    lastFace: null,
    lastSaid: null,
    growing: null,
  }));

export const delivery: Operations = {
  'plan what is due': ({ db }) =>
    enqueueDueSchedules(db, new Map(posts.map((post) => [post, inFourHours])), now),
  'close expired nudges': ({ db }) => closeExpired(db, now),
  'send a nudge': async (scene, pick) => {
    const { db } = scene;
    const nudge = await claimNudge(db, posts, now, 30_000);
    if (!nudge) return null;
    await takeTurn(db, 'D1', { channelGapMs: 0, messagesPerMinute: 300 });
    const owner = nudge.memberId ? await ownerOf(scene, { memberId: nudge.memberId }) : null;
    const started = await transaction(db, async (tx) => {
      if (!(await startSending(tx, nudge, 'D1', 30_000))) return false;
      if (!owner) return true;
      const shown = lines(scene);
      const isShown = (id: number) => shown.some(({ partnerId }) => partnerId === id);
      const question = askingOf(
        'close partners',
        scene.rows.relationships.filter((one) => one.memberId === owner.id && !isShown(one.partnerId)),
      );
      await noteTierQuestion(tx, owner.id, question, today);
      const showing = { nudgeId: nudge.id, shownOn: today, lines: shown, more: 0, question };
      await noteShowings(tx, owner.id, showing);
      return true;
    });
    if (!started) return null;
    return pick([
      () => completeNudge(db, nudge, newKey(), now),
      () => giveBack(db, nudge, 0),
      () => closeNudge(db, nudge, 'empty'),
      () => putInDoubt(db, nudge, 0, 'no answer'),
    ])();
  },
  'expire leases': ({ db }) => expireLeases(db, 0),
  'resolve doubts': async ({ db }, pick) => {
    for (const doubt of await takeDoubts(db, 3, 1_000))
      await pick([() => resolveFound(db, doubt, newKey(), now), () => resolveAbsent(db, doubt)])();
  },
  'ask about a doubted post': async ({ db, branchId }, pick) => {
    await db.query(
      `insert into nudge (key, mark, post, branch_id, due_at, expires_at, state, channel_id, lease_until, not_before)
       select 'doubted', gen_random_uuid(), 'plan', id, $2, $2::timestamptz + interval '1 hour', 'in doubt', channel_id,
              clock_timestamp(), clock_timestamp() from branch where id = $1
       on conflict (key) do update set state = 'in doubt', closed_as = null, fence = nudge.fence + 1`,
      [branchId, now],
    );
    const [doubt] = await db.query<Doubt>(`select id, fence from nudge where key = 'doubted'`);
    await askAboutDoubt(db, doubt!, now);
    await pick([
      () => answerDoubt(db, doubt!, true, now),
      () => answerDoubt(db, doubt!, false, now),
      () => closeUnanswered(db, doubt!, new Date(now.getTime() + 7_200_000)),
    ])();
  },
  'confirm by a tap': ({ db, priya, sam, rows }, pick) =>
    confirmSeen(db, pick(rows.nudges).id, pick([priya, sam]).id, { channel: 'D1', ts: newKey() }, now),
  'give members their evenings': async ({ db }) => {
    await db.query(`delete from schedule where post = 'evening'`);
    await ensureEvenings(db, now);
  },
  'remind of a meeting': async ({ db, rows }, pick) => {
    const { id, memberId } = pick(rows.plans);
    await db.query('update member set reminded_of_plans = true where id = $1', [memberId]);
    await db.query(
      `update plan set planned_on = $2, at_time = '10:00', settled = null, settled_on = null, withdrawn_at = null where id = $1`,
      [id, today],
    );
    await enqueuePlanReminders(db, now);
  },
  'met no one at an event': ({ db, rows, priya, sam }, pick) =>
    noteMetNoOne(db, pick(rows.events).id, pick([priya, sam]).id),
  'take in an event of Slack': async ({ db }, pick) => {
    const id = pick(['Ev1', 'Ev2', 'Ev3']);
    if ((await claimSlackEvent(db, id)) === 'new') await finishSlackEvent(db, id);
  },
  'let old data go': ({ db }) => applyRetention(db, now),
};
