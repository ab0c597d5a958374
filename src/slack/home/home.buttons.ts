import type { App, BlockAction, ButtonAction, ExternalSelectAction, StaticSelectAction } from '@slack/bolt';
import { type HomeScreen, homeActions, readScreen } from '../../messages/home/home-screen.ts';
import { anyChoice } from '../../messages/partners/home-partners.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { requireReader } from '../members/members.ts';
import { openCard } from '../partners/card.ts';
import { placeOf, publishHome } from './home.ts';

/** Where one goes in App Home: other places, pages, filters, and a partner found by name. */
export function homeButtons(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: homeActions.anyGo, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      await publishHome(context, member, { place: readScreen(action.value) ?? undefined });
      await ack();
    },
  );

  app.action<BlockAction<StaticSelectAction>>(
    { action_id: homeActions.anyChoice, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      const place = placeOf(body.view) ?? { at: 'partners' };
      await publishHome(context, member, {
        place: withChoices(place, {
          ...chosenIn(body.view),
          [action.action_id]: action.selected_option.value,
        }),
      });
      await ack();
    },
  );

  app.action<BlockAction<ExternalSelectAction>>(
    { action_id: homeActions.find, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      const from = { triggerId: body.trigger_id, view: body.view };
      const opened = await openCard(context, member, from, Number(action.selected_option?.value));
      await ack();
      const note = opened ? undefined : noSuchPartner;
      await publishHome(context, member, { place: placeOf(body.view) ?? undefined, note });
    },
  );
}

const choiceNames: Record<string, string> = {
  [homeActions.filterTier]: 'tier',
  [homeActions.filterState]: 'state',
  [homeActions.filterKind]: 'kind',
  [homeActions.sort]: 'sort',
  [homeActions.area]: 'areaId',
};

/** What all menus of the view say now: a second choice may come before the first one has been drawn. */
function chosenIn(view: BlockAction['view']): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const block of Object.values(view?.state.values ?? {})) {
    for (const [actionId, { selected_option }] of Object.entries(block))
      if (selected_option) chosen[actionId] = selected_option.value;
  }
  return chosen;
}

/** The place with these filters and order, from its first page. */
function withChoices(place: HomeScreen, chosen: Record<string, string>): HomeScreen {
  const next: Record<string, unknown> = { ...place, page: 0 };
  for (const [actionId, value] of Object.entries(chosen)) {
    const name = choiceNames[actionId];
    if (name) next[name] = value === anyChoice ? undefined : name === 'areaId' ? Number(value) : value;
  }
  return readScreen(JSON.stringify(next)) ?? place;
}
