import type { KnownBlock } from '@slack/types';
import { number } from '../../domain/format.ts';
import {
  type HonestFeedback,
  type OwnerFeedback,
  ownersToTalkTo,
  sumFeedback,
} from '../../domain/leads/honest-feedback.ts';
import { actions, capitalize, labeled, quoted, section } from '../blocks.ts';
import { firstNames } from '../names.ts';
import { messageButton } from './to-them.ts';

const ownersMax = 3;

/** "asked 21 of 30 · 9 told us something": two counts, no goal. */
export const askedLine = ({ close, asked, told }: HonestFeedback): string =>
  `asked ${number(asked)} of ${number(close)} · ${number(told)} told us something`;

/**
 * First on every screen of a manager's or a lead's: how honest partners were with them. Nothing where no one is close.
 * `reader`: there, to write to those to talk to; they can't write to themselves, and aren't named.
 */
export function honestFeedbackBlock(
  owners: readonly OwnerFeedback[],
  { withBranch, reader }: { withBranch: boolean; reader?: { id: number; teamId: string } },
): KnownBlock[] {
  const all = sumFeedback(owners);
  if (all.close === 0) return [];
  const { told, toldInTime, toldBack } = all;
  const few = ownersToTalkTo(
    owners.filter(({ memberId }) => memberId !== reader?.id),
    ownersMax,
  );
  const talkTo = few.map(
    ({ name, branchName, asked, close }) =>
      `${quoted(name, 40)}${withBranch ? `, ${quoted(branchName, 40)}` : ''} (asked ${number(asked)} of ${number(close)})`,
  );
  const names = firstNames(few.map(({ name }) => name));
  return [
    section(
      [
        '*Honest feedback*, past year',
        capitalize(askedLine(all)),
        ...(told > 0
          ? [`${number(toldInTime)} of ${number(told)} answered on time · ${number(toldBack)} heard back`]
          : []),
        ...(talkTo.length > 0 ? [`Talk to: ${talkTo.join('; ')}`] : []),
      ].join('\n'),
    ),
    ...(reader && few.length > 0
      ? [
          actions(
            few.map((one) => {
              const to = messageButton(one, names.get(one.name)!, reader.teamId);
              return {
                ...labeled(`${one.name}, about feedback`, to),
                action_id: `${to.action_id}.${one.memberId}`,
              };
            }),
          ),
        ]
      : []),
  ];
}
