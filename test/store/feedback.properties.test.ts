import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayIn } from '../../src/domain/days/day.ts';
import { feedbackSteps } from '../../src/domain/feedback/feedback.ts';
import type { Member } from '../../src/domain/members/member.ts';
import { detailFeedback, saveFeedback, stepFeedback } from '../../src/store/feedback/feedback-changes.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { db } = rapport.context;
const mine = await rapport.book(rapport.priya, ['Dana Lee']);
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles)
   select x.id, b.id, x.name, b.zone, 'active', x.roles::text[] from branch b,
     (values ('U0MARIA', 'Maria Gomez', '{member,manager}'), ('U0LEE', 'Lee Stone', '{member,lead}')) as x(id, name, roles)`,
);
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
const people: Member[] = [
  await rapport.member(rapport.priya),
  await rapport.member(rapport.sam),
  await rapport.member({ ...rapport.sam, id: 'U0MARIA' }),
  await rapport.member({ ...rapport.sam, id: 'U0LEE' }),
];
const now = rapport.context.now();
const today = dayIn('America/New_York', now);
let submissions = 0;

/** One press by one of the four people, maybe sent twice at once, maybe on an older message. */
const presses = fc.array(
  fc.record({
    who: fc.nat(people.length - 1),
    step: fc.constantFrom(...feedbackSteps, 'details' as const),
    about: fc.option(fc.nat(people.length - 1)),
    twice: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

test('feedback cannot close before the partner is told, no matter how buttons are pressed or replayed', async () => {
  await fc.assert(
    fc.asyncProperty(presses, fc.option(fc.nat(people.length - 1)), async (all, about) => {
      const [saved] = await saveFeedback(db, {
        requestKey: `property:${submissions++}`,
        member: people[0]!,
        partnerIds: [mine['Dana Lee']!],
        text: 'letters are slow',
        heardOn: today,
        details: {
          topic: null,
          severity: null,
          aboutId: about === null ? null : people[about]!.id,
          answerBy: null,
        },
        now,
      });
      const id = saved!.id;
      for (const { who, step, about: other, twice } of all) {
        const press = () =>
          step === 'details'
            ? detailFeedback(
                db,
                id,
                people[who]!,
                {
                  topic: 'speed',
                  severity: null,
                  aboutId: other === null ? null : people[other]!.id,
                  answererId: people[(who + 1) % people.length]!.id,
                  answerBy: null,
                },
                now,
              )
            : stepFeedback(
                db,
                id,
                people[who]!,
                step,
                step === 'answer'
                  ? { answer: 'same day' }
                  : step === 'tell'
                    ? { toldOn: today, toldHow: 'call' }
                    : step === 'could not tell'
                      ? { untoldReason: 'moved away' }
                      : {},
                now,
              );
        await Promise.all(twice ? [press(), press()] : [press()]);
        const [row] = await db.query<{
          state: string;
          told: boolean;
          untold: boolean;
          answered: boolean;
          closer: string | null;
          reason: string | null;
        }>(
          `select f.state, f.told_on is not null and f.told_how is not null as told, f.untold, f.answered_on is not null as answered,
                  m.name as closer, f.untold_reason as reason
             from feedback f left join member m on m.id = f.closed_by where f.id = $1`,
          [id],
        );
        if (row!.state === 'loop closed') {
          expect(row!.untold ? row!.reason !== null : row!.told && row!.answered).toBe(true);
          if (row!.untold) expect(['Maria Gomez', 'Lee Stone']).toContain(row!.closer);
        } else {
          expect(row).toMatchObject({ told: false, untold: false, closer: null });
        }
        if (row!.state === 'answered') expect(row!.answered).toBe(true);
      }
      // Each step happened once: a replay leaves no trace.
      const steps = await db.query<{ action: string; times: number }>(
        `select action, count(*)::int as times from trace where subject = 'feedback' and subject_id = $1
            and action in ('answer', 'tell', 'could not tell') group by action`,
        [id],
      );
      for (const { action, times } of steps) expect([action, times]).toEqual([action, 1]);
    }),
    { numRuns: 60 },
  );
}, 60_000);
