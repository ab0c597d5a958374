import type { KnownBlock } from '@slack/types';
import type { Member } from '../../domain/members/member.ts';
import { lowerFirst, plain } from '../blocks.ts';
import { type HomeScreen, homeActions, writeScreen } from './home-screen.ts';

/** The option that opens the settings, which are a form and no screen. */
export const settingsChoice = 'settings';

/**
 * The menu on top: where one can go. Where one is, is its placeholder and not its choice: it reads "Show: today", and the
 * same screen can be chosen again. `stampNavigation` gives it a new id for each drawing, or it would keep what was chosen.
 */
export function navigation(member: Member, screen: HomeScreen): KnownBlock {
  const places = placesOf(member);
  const at = sectionOf(member, screen);
  const here = places.find((place) => place.screen.at === at);
  return {
    type: 'actions',
    block_id: `${navigationId}${at}`,
    elements: [
      {
        type: 'static_select',
        action_id: homeActions.show,
        placeholder: plain(here ? `Show: ${lowerFirst(here.label)}` : 'Show…'),
        options: [
          ...places.map(({ label, screen: to }) => ({ text: plain(label), value: writeScreen(to) })),
          { text: plain('Settings…'), value: settingsChoice },
        ],
      },
    ],
  };
}

const navigationId = 'nav.';

/** The block with the menu under another id, if this is the block. */
export const stampNavigation = <Drawn extends { block_id?: string }>(block: Drawn, stamp: string): Drawn =>
  block.block_id?.startsWith(navigationId) ? { ...block, block_id: `${block.block_id}.${stamp}` } : block;

/** The sections that a member sees, by their roles. */
function placesOf(member: Member): { label: string; screen: HomeScreen }[] {
  const [managed] = member.manages;
  return [
    { label: 'Today', screen: { at: 'today' } },
    { label: 'My partners', screen: { at: 'partners' } },
    { label: 'Promises', screen: { at: 'promises' } },
    { label: 'Feedback', screen: { at: 'feedback' } },
    ...(managed ? [{ label: 'My branch', screen: { at: 'branch', branchId: managed } } as const] : []),
    ...(member.roles.includes('lead')
      ? [
          { label: 'All branches', screen: { at: 'branches' } } as const,
          { label: 'Month', screen: { at: 'month' } } as const,
        ]
      : []),
    ...(member.roles.includes('compliance')
      ? [{ label: 'Legal holds', screen: { at: 'holds' } } as const]
      : []),
  ];
}

/** The section that a screen belongs to. */
function sectionOf(member: Member, { at }: HomeScreen): HomeScreen['at'] {
  if (at === 'results') return 'month';
  const isInBranch = at === 'person' || at === 'branch';
  return isInBranch ? (member.manages.length > 0 ? 'branch' : 'branches') : at;
}
