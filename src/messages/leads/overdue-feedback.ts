import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay } from '../../domain/format.ts';
import { labeled, quoted, section } from '../blocks.ts';
import { namingBlock } from '../evening/questions.ts';
import { goButton } from '../home/home-screen.ts';

/** A partner who waits for an answer past its day. */
interface Overdue {
  partnerId: number;
  partnerName: string;
  answerBy: Day | null;
}

const namesMax = 3;

/** "*Feedback without an answer:* Colin Barr (reply was due Jun 1), Dana Lee (reply was due Jun 5) +1". Never what was said. */
function overdueText(overdue: readonly Overdue[], today: Day): string {
  const names = overdue.slice(0, namesMax).map(({ partnerName, answerBy }) => {
    const due = answerBy === null ? '' : ` (reply was due ${monthDay(answerBy, today)})`;
    return `${quoted(partnerName, 40)}${due}`;
  });
  const more = overdue.length - names.length;
  return `*Feedback without an answer:* ${names.join(', ')}${more > 0 ? ` +${more}` : ''}`;
}

/** In Home, with the way there. */
export const overdueFeedbackLine = (overdue: readonly Overdue[], today: Day): KnownBlock[] =>
  overdue.length === 0
    ? []
    : [
        {
          ...section(overdueText(overdue, today)),
          accessory: labeled(
            `feedback of ${count(overdue.length, 'partner')}`,
            goButton('Open feedback', { at: 'feedback' }),
          ),
        } as KnownBlock,
      ];

/** In a message, which an erasure of any of them finds. */
export const overdueFeedbackNote = (overdue: readonly Overdue[], today: Day): KnownBlock[] =>
  overdue.length === 0
    ? []
    : [
        namingBlock(
          section(`${overdueText(overdue, today)}\n→ Open it in my Home tab, under Feedback.`),
          overdue.slice(0, namesMax).map(({ partnerId }) => partnerId),
        ),
      ];
