import type { KnownBlock } from '@slack/types';
import { count } from '../../domain/format.ts';
import { actions, button, labeled, type Message, quoted, section } from '../blocks.ts';
import { fewNames } from '../names.ts';

export const areaActions = { edit: 'area.edit', add: 'area.add', any: /^area\.(?:edit|add)$/ } as const;

/** A message takes 50 blocks. */
const areasMax = 45;
const branchesMax = 12;

/** Areas with their lead and branches, for `/rapport areas`. */
export function areasMessage(
  areas: readonly { id: number; name: string; lead: { name: string } | null; branches: { name: string }[] }[],
): Message {
  const what = 'An area is a group of branches under one program lead.';
  const head = areas.length > 0 ? what : `No areas yet. ${what}`;
  const names = fewNames(
    areas.map(({ name }) => name),
    branchesMax,
  );
  const blocks: KnownBlock[] = [
    section(head),
    ...areas.slice(0, areasMax).map((area): KnownBlock => {
      const lead = area.lead ? `led by ${quoted(area.lead.name, 60)}` : 'no lead yet';
      const branches =
        area.branches.length > 0
          ? `${count(area.branches.length, 'branch', 'branches')}: ${fewNames(
              area.branches.map(({ name }) => name),
              branchesMax,
            )}`
          : 'no branches yet';
      return {
        ...section(`*${quoted(area.name, 60)}* · ${lead}\n${branches}`),
        accessory: labeled(area.name, button(areaActions.edit, 'Edit…', String(area.id))),
      };
    }),
    actions([button(areaActions.add, 'New area…', 'new')]),
  ];
  return { text: areas.length > 0 ? `${count(areas.length, 'area')}: ${names}` : head, blocks };
}
