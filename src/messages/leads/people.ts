import type { KnownBlock } from '@slack/types';
import type { MemberDoingWell } from '../../domain/leads/did-well.ts';
import type { MemberNeedingHelp } from '../../domain/leads/needs-help.ts';
import { context, quoted, section } from '../blocks.ts';
import { goButton } from '../home/home-screen.ts';
import { firstNames } from '../names.ts';
import { needs, offersTo } from './managers-note.ts';
import { toThem } from './to-them.ts';

const handMax = 5;
const wellMax = 3;

/**
 * Of a branch: who could use a hand, and with what; and who did well. Each with a way to their conversation and to their
 * list. The reader can't write to themselves, and isn't named.
 */
export function peopleToTalkTo(
  needing: readonly MemberNeedingHelp[],
  doingWell: readonly MemberDoingWell[],
  reader: { id: number; teamId: string },
): KnownBlock[] {
  const hand = needing.filter(({ memberId }) => memberId !== reader.id);
  const well = doingWell.filter(({ memberId }) => memberId !== reader.id);
  const names = firstNames([...hand, ...well].map(({ name }) => name));
  const offers = offersTo(hand);
  const more = hand.length - handMax;
  return [
    ...(hand.length > 0 ? [section('*Who could use a hand*')] : []),
    ...hand.slice(0, handMax).flatMap((one, index) => {
      const name = quoted(names.get(one.name)!, 40);
      const lines = [`*${quoted(one.name, 60)}*: ${needs(one, name)}`, offers[index]].filter(Boolean);
      return [section(lines.join('\n')), toThem(one, names.get(one.name)!, reader.teamId, goButton)];
    }),
    ...(more > 0 ? [context(`+${more} more below`)] : []),
    ...(well.length > 0 ? [section('*Who did well*')] : []),
    ...well
      .slice(0, wellMax)
      .flatMap((one) => [
        section(`*${quoted(one.name, 60)}*: all ${one.close} close partners in rhythm, no promise late`),
        toThem(one, names.get(one.name)!, reader.teamId, goButton),
      ]),
  ];
}
