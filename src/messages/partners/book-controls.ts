import type { KnownBlock } from '@slack/types';
import { bookSorts } from '../../domain/partners/book.ts';
import { type BookView, bookViews } from '../../domain/partners/book-views.ts';
import { unmetDays } from '../../domain/policy.ts';
import { type PartnerKind, partnerKinds, tiers } from '../../domain/words.ts';
import { actions, button, plain } from '../blocks.ts';
import { choice } from '../home/choice.ts';
import { goButton, homeActions, type PartnersScreen, stateChoices } from '../home/home-screen.ts';
import { snoozeSeveralButton } from '../home/snooze-several.ts';
import { tierWords } from '../kinds.ts';
import { cardActions } from './card-actions.ts';

export const viewLabels: Record<BookView, string> = {
  'not met': `Not met in person in ${unmetDays} days`,
  'never asked': 'Never asked for feedback',
  fading: 'Fading',
};

/** What a view says when no one is in it. */
export const emptyView: Record<BookView, string> = {
  'not met': `You’ve met everyone in person in the last ${unmetDays} days.`,
  'never asked': 'You’ve asked all your close partners for honest feedback.',
  fading: 'No one is fading. You’ve kept in touch.',
};

export const isFiltered = ({ tier, state, kind }: PartnersScreen): boolean => Boolean(tier || state || kind);

/**
 * Above a book: a search, what to see and in which order, and the filters once they are wanted. `several`: whether there
 * are some to snooze.
 */
export function bookControls(screen: PartnersScreen, stamp: string, several: boolean): KnownBlock[] {
  const showsFilters = screen.opensFilters === true || isFiltered(screen);
  return [
    {
      type: 'actions',
      block_id: `find.${stamp}`,
      elements: [
        {
          type: 'external_select',
          action_id: homeActions.find,
          placeholder: plain('Find a partner…'),
          min_query_length: 0,
        },
        button(cardActions.add, 'Add…', ''),
        ...(several ? [snoozeSeveralButton()] : []),
      ],
    },
    {
      type: 'actions',
      block_id: `views.${stamp}`,
      elements: [
        choice(homeActions.filterView, 'All partners', bookViews, screen.view, (view) => viewLabels[view]),
        choice(homeActions.sort, 'Most urgent first', bookSorts, screen.sort, () => 'Longest unseen first'),
        ...(showsFilters ? [] : [goButton('Filter', { ...screen, opensFilters: true })]),
      ],
    },
    ...(showsFilters ? [{ ...actions(filters(screen)), block_id: `filters.${stamp}` }] : []),
  ];
}

const filters = (screen: PartnersScreen) => [
  choice(homeActions.filterTier, 'Any tier', tiers, screen.tier, (tier) => tierWords[tier]),
  choice(homeActions.filterState, 'Any status', stateChoices, screen.state, (state) => state),
  choice(homeActions.filterKind, 'Any profession', partnerKinds, screen.kind, (kind: PartnerKind) => kind),
];
