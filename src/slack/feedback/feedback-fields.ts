import type { KnownBlock } from '@slack/types';
import type { Context } from '../../context.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import {
  type FeedbackTopic,
  feedbackTopics,
  type Severity,
  severities,
} from '../../domain/feedback/feedback.ts';
import { count } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { capitalize } from '../../messages/blocks.ts';
import { severityWords, topicWords } from '../../messages/feedback.ts';
import type { Feedback } from '../../store/feedback/feedback.ts';
import { type FeedbackDetails, mayGiveOn } from '../../store/feedback/feedback-changes.ts';
import { findColleagues } from '../../store/members/members.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  readDay,
  readOneOf,
  readUser,
  userField,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/** The details of feedback besides its text. People are given by their Slack ids. */
export interface ShownDetails {
  topic: FeedbackTopic | null;
  severity: Severity | null;
  about: string | null;
  answerer: string | null;
  answerBy: Day | null;
}

/** An answer later than this is no answer. Days. */
const answerDaysMax = 90;

export const topicField = (initial: FeedbackTopic | null): KnownBlock =>
  choiceField(
    'topic',
    'What’s it about?',
    feedbackTopics.map((value) => ({ value, label: capitalize(topicWords[value]) })),
    initial,
  );

export const detailFields = (shown: ShownDetails): KnownBlock[] => [
  choiceField(
    'severity',
    'How serious is it?',
    severities.map((value) => ({ value, label: capitalize(severityWords[value]) })),
    shown.severity,
  ),
  userField(
    'about',
    'Is it about one of us?',
    shown.about,
    'Their manager or a program lead sees it first. Your colleague sees it only once it’s shared with them.',
  ),
  userField(
    'answerer',
    'Who should answer?',
    shown.answerer,
    'Leave blank to answer it yourself; if it’s about one of us, it goes to their manager.',
  ),
  dayField('answer_by', 'By when?', shown.answerBy),
];

/** Returns the chosen details; errors go to their fields. `before`: the feedback they change. */
export async function readDetails(
  context: Context,
  values: FormValues,
  { member, today, before }: { member: Member; today: Day; before: Feedback | null },
  errors: FieldErrors,
): Promise<FeedbackDetails> {
  const chosen = { about: readUser(values, 'about'), answerer: readUser(values, 'answerer') };
  const people = await findColleagues(
    context.db,
    [chosen.about, chosen.answerer].filter((id) => id !== null),
  );
  const idOf = (field: 'about' | 'answerer'): number | null => {
    const slackUserId = chosen[field];
    if (!slackUserId) return null;
    const found = people.find((person) => person.slackUserId === slackUserId);
    if (!found) errors[field] = 'They don’t use Rapport. Choose someone who does.';
    else if (!found.works) errors[field] = 'They don’t work with partners. Choose someone who does.';
    return found?.id ?? null;
  };
  const aboutId = idOf('about');
  const answererId = idOf('answerer') ?? undefined;
  const isChosen = answererId !== undefined && answererId !== before?.answerer?.id;
  const wasAbout = before?.about && !before.shared && before.about.id === answererId ? before.about.id : null;
  const guarded = aboutId ?? wasAbout;
  if (guarded && isChosen && !(await mayGiveOn(context.db, member, guarded)))
    errors.answerer =
      'Leave this blank: their manager or a program lead sees it first and decides who answers.';
  const answerBy = readDay(values, 'answer_by');
  if (answerBy && answerBy < today) errors.answer_by = 'Choose today or a later day.';
  if (answerBy && answerBy > addDays(today, answerDaysMax))
    errors.answer_by = `That’s a long wait for a partner. Choose a day within ${count(answerDaysMax, 'day')}.`;
  return {
    topic: readOneOf(values, 'topic', feedbackTopics),
    severity: readOneOf(values, 'severity', severities),
    aboutId,
    answererId,
    answerBy,
  };
}
