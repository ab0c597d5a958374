import type { KnownBlock } from '@slack/types';
import { number } from '../../domain/format.ts';
import {
  type HonestFeedback,
  type OwnerFeedback,
  ownersToTalkTo,
  sumFeedback,
} from '../../domain/leads/honest-feedback.ts';
import { capitalize, quoted, section } from '../blocks.ts';

const ownersMax = 3;

/** "asked 21 of 30 · 9 told us something": two counts, no goal. */
export const askedLine = ({ close, asked, told }: HonestFeedback): string =>
  `asked ${number(asked)} of ${number(close)} · ${number(told)} told us something`;

/** First on every screen of a manager's or a lead's: how honest partners were with them. Nothing where no one is close. */
export function honestFeedbackBlock(
  owners: readonly OwnerFeedback[],
  { withBranch }: { withBranch: boolean },
): KnownBlock[] {
  const all = sumFeedback(owners);
  if (all.close === 0) return [];
  const { told, toldInTime, toldBack } = all;
  const talkTo = ownersToTalkTo(owners, ownersMax).map(
    ({ name, branchName, asked, close }) =>
      `${quoted(name, 40)}${withBranch ? `, ${quoted(branchName, 40)}` : ''} (asked ${number(asked)} of ${number(close)})`,
  );
  return [
    section(
      [
        '*Honest feedback*, past year',
        capitalize(askedLine(all)),
        ...(told > 0
          ? [
              `Of those ${number(told)}: ${number(toldInTime)} answered on time · ${number(toldBack)} heard back`,
            ]
          : []),
        ...(talkTo.length > 0 ? [`Talk to: ${talkTo.join('; ')}`] : []),
      ].join('\n'),
    ),
  ];
}
