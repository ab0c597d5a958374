import { z } from 'zod';
import { anyChoice } from '../../messages/home/choice.ts';
import { type HomeScreen, homeActions, readScreen } from '../../messages/home/home-screen.ts';
import { settingsChoice } from '../../messages/home/navigation.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import { defineAction } from '../bolt/define-action.ts';
import { type FormValues, readValues } from '../bolt/form-values.ts';
import { idValue, textValue } from '../bolt/schemas.ts';
import { openMeForm } from '../members/me.form.ts';
import { openCard } from '../partners/card.ts';
import { homeScreenOf, publishHome } from './home.ts';

/**
 * Navigation in App Home: the menu on top, buttons that lead to another screen or page (and the tabs of views drawn by
 * earlier versions), filtering, and finding a partner by name.
 */
export const homeButtons = [
  defineAction({
    id: homeActions.anyGo,
    may: 'reader',
    value: textValue,
    async press({ context, member, value, seen }) {
      await publishHome(context, member, { screen: readScreen(value) ?? undefined, seen });
      return undefined;
    },
  }),

  defineAction({
    id: homeActions.show,
    may: 'reader',
    value: z.string(),
    async press({ context, member, triggerId, view, value }) {
      const here = homeScreenOf(view);
      if (value !== settingsChoice) {
        await publishHome(context, member, { screen: readScreen(value) ?? here ?? undefined });
        return undefined;
      }
      await openMeForm(context, triggerId, member, { reply: {}, home: here });
      // Drawn again, or the menu would keep saying "Settings".
      return () => publishHome(context, member, { screen: here ?? undefined });
    },
  }),

  defineAction({
    id: homeActions.anyChoice,
    may: 'reader',
    value: z.string(),
    cleared: anyChoice,
    async press({ context, member, view, actionId, value }) {
      const values = view && readValues(view);
      if (!values) return 'unknown';
      const chosen = { ...choicesIn(values), [actionId]: value };
      const screen = withChoices(homeScreenOf(view) ?? { at: 'partners' }, chosen);
      await publishHome(context, member, { screen });
      return undefined;
    },
  }),

  // Slack follows the link by itself, and wants the press acknowledged.
  defineAction({ id: homeActions.anyMessage, may: 'reader', value: textValue, press: async () => undefined }),

  defineAction({
    id: homeActions.find,
    may: 'reader',
    value: idValue,
    async press({ context, member, triggerId, view, value }) {
      const opened = await openCard(context, member, { triggerId, view }, value);
      const note = opened ? undefined : noSuchPartner;
      return () => publishHome(context, member, { screen: homeScreenOf(view) ?? undefined, note });
    },
  }),
];

const screenKeys: Record<string, string> = {
  [homeActions.filterView]: 'view',
  [homeActions.filterTier]: 'tier',
  [homeActions.filterState]: 'state',
  [homeActions.filterKind]: 'kind',
  [homeActions.sort]: 'sort',
  [homeActions.area]: 'areaId',
};

/** Returns the current choice in every menu of the view. A user may make a second choice before Home shows the first. */
function choicesIn({ typed }: FormValues): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const block of Object.values(typed))
    for (const [actionId, { selected_option: option }] of Object.entries(block))
      if (option) chosen[actionId] = option.value;
  return chosen;
}

/** Returns the first page of the screen, with these filters and this sort order. */
function withChoices(screen: HomeScreen, chosen: Record<string, string>): HomeScreen {
  const next: Record<string, unknown> = { ...screen, page: 0 };
  for (const [actionId, value] of Object.entries(chosen)) {
    const key = screenKeys[actionId];
    if (key) next[key] = value === anyChoice ? undefined : key === 'areaId' ? Number(value) : value;
  }
  return readScreen(JSON.stringify(next)) ?? screen;
}
