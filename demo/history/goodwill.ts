import type { Day } from '../../src/domain/days/day.ts';
import type { FeedbackTopic, Severity, ToldWay } from '../../src/domain/feedback/feedback.ts';
import type { HelpKind } from '../../src/domain/partners/help.ts';
import type { AskAnswer } from '../../src/domain/partners/readiness.ts';
import type { Database } from '../../src/store/db/database.ts';
import { detailFeedback, saveFeedback, stepFeedback } from '../../src/store/feedback/feedback-changes.ts';
import { saveAdvocate, saveAsk, saveHelp } from '../../src/store/partners/goodwill.ts';
import type { Handle } from '../cast/people.ts';
import type { Known } from './save-deeds.ts';

/** Feedback outside of touchpoints, and what came of it. */
interface FeedbackStory {
  by: Handle;
  partner: string;
  on: Day;
  text: string;
  topic: FeedbackTopic;
  severity: Severity;
  answered?: { on: Day; answer: string };
  told?: { on: Day; how: ToldWay };
}

const feedbackStories: readonly FeedbackStory[] = [
  {
    by: 'priya',
    partner: 'Dana Lee',
    on: '2026-03-17',
    text: 'Her buyers wait two days for a pre-approval letter and lose the house.',
    topic: 'speed',
    severity: 'serious',
    answered: { on: '2026-03-24', answer: 'Letters requested by 3:00 PM go out the same day.' },
    told: { on: '2026-03-30', how: 'call' },
  },
  {
    by: 'sam',
    partner: 'Tessa Monroe',
    on: '2026-05-06',
    text: 'No one tells her agents where a file stands.',
    topic: 'communication',
    severity: 'serious',
    answered: { on: '2026-05-13', answer: 'Status updates every Tuesday and Friday, to the agent too.' },
    told: { on: '2026-05-15', how: 'in person' },
  },
  {
    by: 'ada',
    partner: 'Winston Clarke',
    on: '2026-05-12',
    text: 'No one picks up the phone on weekends.',
    topic: 'communication',
    severity: 'small',
    answered: { on: '2026-05-20', answer: 'One of us is on call every weekend. He has the schedule.' },
    told: { on: '2026-05-21', how: 'call' },
  },
  {
    by: 'tomas',
    partner: 'Noelle Kirk',
    on: '2026-05-14',
    text: 'Our fees came as a surprise at the closing table.',
    topic: 'pricing',
    severity: 'may lose them',
  },
  {
    by: 'wen',
    partner: 'Imani Walker',
    on: '2026-05-19',
    text: 'The closing got moved twice in one week.',
    topic: 'closing',
    severity: 'serious',
    answered: { on: '2026-05-27', answer: 'Title now sends the dates to all of us at once.' },
    told: { on: '2026-06-02', how: 'in person' },
  },
  {
    by: 'hannah',
    partner: 'Marguerite Dunn',
    on: '2026-05-11',
    text: 'Her buyers get asked for the same documents three times.',
    topic: 'closing',
    severity: 'small',
    answered: { on: '2026-05-20', answer: 'One checklist up front, and one person who asks.' },
    told: { on: '2026-05-22', how: 'message' },
  },
];

const helped: readonly { by: Handle; partner: string; on: Day; kind: HelpKind; note: string }[] = [
  {
    by: 'priya',
    partner: 'Dana Lee',
    on: '2026-05-05',
    kind: 'teaching',
    note: 'Found her a room that seats forty',
  },
  {
    by: 'priya',
    partner: 'Marcus Webb',
    on: '2026-05-12',
    kind: 'introduction',
    note: 'A site manager from the trade school',
  },
  {
    by: 'sam',
    partner: 'Tessa Monroe',
    on: '2026-05-20',
    kind: 'growth',
    note: 'Reviewed her listing page through a buyer’s eyes',
  },
  {
    by: 'grace',
    partner: 'Lorena Fuentes',
    on: '2026-05-28',
    kind: 'resource',
    note: 'Energy costs by age of home',
  },
  {
    by: 'hannah',
    partner: 'Marguerite Dunn',
    on: '2026-05-27',
    kind: 'planning',
    note: 'Her fall business plan, line by line',
  },
];

const asked: readonly { by: Handle; partner: string; on: Day; answer: AskAnswer; note: string }[] = [
  {
    by: 'priya',
    partner: 'Marcus Webb',
    on: '2026-04-24',
    answer: 'yes',
    note: 'The architect he works with',
  },
  {
    by: 'sam',
    partner: 'Tessa Monroe',
    on: '2026-05-27',
    answer: 'not now',
    note: 'Her new buyer’s agent, once she’s hired',
  },
];

const spokeUp: readonly { by: Handle; partner: string; on: Day; occasion: string }[] = [
  {
    by: 'priya',
    partner: 'Dana Lee',
    on: '2026-05-18',
    occasion: 'Told the Realtor board we’re her first call',
  },
  {
    by: 'grace',
    partner: 'Lorena Fuentes',
    on: '2026-05-22',
    occasion: 'Gave us a shout-out on her radio show',
  },
  {
    by: 'dee',
    partner: 'Tamara Ellis',
    on: '2026-05-29',
    occasion: 'Brought a colleague and vouched for us',
  },
];

const noonOf = (on: Day): Date => new Date(`${on}T17:00:00Z`);

/** Records the half year's feedback, help, asks and advocates. */
export async function recordGoodwill(db: Database, { members, partners }: Known): Promise<void> {
  const request = (by: Handle, partner: string, on: Day, index: number) => ({
    requestKey: `demo:goodwill:${by}:${partner}:${on}:${index}`,
    member: members.get(by)!,
    partnerId: partners.get(partner)!,
    now: noonOf(on),
  });
  for (const [index, one] of feedbackStories.entries()) {
    const { member, partnerId, requestKey, now } = request(one.by, one.partner, one.on, index);
    const details = { topic: one.topic, severity: one.severity, aboutId: null, answerBy: null };
    const [saved] = await saveFeedback(db, {
      requestKey,
      member,
      partnerIds: [partnerId],
      text: one.text,
      heardOn: one.on,
      details,
      now,
    });
    await detailFeedback(db, saved!.id, member, details, now);
    if (!one.answered) continue;
    const { on, answer } = one.answered;
    await stepFeedback(db, saved!.id, member, 'answer', { answer }, noonOf(on));
    if (one.told)
      await stepFeedback(
        db,
        saved!.id,
        member,
        'tell',
        { toldOn: one.told.on, toldHow: one.told.how },
        noonOf(one.told.on),
      );
  }
  for (const [index, { by, partner, on, kind, note }] of helped.entries())
    await saveHelp(db, { ...request(by, partner, on, index), kind, on, note });
  for (const [index, { by, partner, on, answer, note }] of asked.entries())
    await saveAsk(db, { ...request(by, partner, on, index), on, answer, note });
  for (const [index, { by, partner, on, occasion }] of spokeUp.entries())
    await saveAdvocate(db, { ...request(by, partner, on, index), on, occasion });
}
