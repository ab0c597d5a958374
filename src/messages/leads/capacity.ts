import type { KnownBlock } from '@slack/types';
import { count, number } from '../../domain/format.ts';
import { percent } from '../../domain/leads/month.ts';
import { capacityOf } from '../../domain/leads/overview.ts';
import { quoted, section } from '../blocks.ts';

const freeMax = 3;

interface Load {
  name: string;
  /** Null where everyone is of one branch. */
  branchName: string | null;
  meetingsPerWeek: number;
  inner: number;
  core: number;
}

/** "*Capacity used:* 62%: 41 close partners, and time for 66 / Most room: Kim Roe (12 more); Luis Moreno (4 more)" */
export function capacityBlock(loads: readonly Load[]): KnownBlock[] {
  const { held, room, free } = capacityOf(loads);
  if (room === 0) return [];
  const who = free.slice(0, freeMax).map(({ load, room }) => {
    const branch = load.branchName === null ? '' : `, ${quoted(load.branchName, 40)}`;
    return `${quoted(load.name, 40)}${branch} (${number(room)} more)`;
  });
  return [
    section(
      [
        `*Capacity used:* ${percent(held, room)}%: ${count(held, 'close partner')}, and time for ${number(room)}`,
        who.length > 0 ? `Most room: ${who.join('; ')}` : 'No one has room for more.',
      ].join('\n'),
    ),
  ];
}
