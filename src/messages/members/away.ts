import type { Button, StaticSelect } from '@slack/types';
import type { AheadPlan } from '../../domain/asking/coming-up.ts';
import type { Day } from '../../domain/days/day.ts';
import { fullDay } from '../../domain/format.ts';
import { planLine } from '../asking/day-answers.ts';
import {
  actions,
  button,
  cut,
  type Message,
  plain,
  plainMessage,
  quoted,
  section,
  spoken,
} from '../blocks.ts';
import { homeActions } from '../home/home-screen.ts';
import { daysAway } from './me.ts';

/** Under days away that were told in words, and where a cover can't; `slack/members/away.buttons.ts` answers them. */
export const awayActions = {
  /** Each option carries the absence and the member who covers. */
  cover: 'away.cover',
  cancel: 'away.cancel',
} as const;

interface Away {
  id: number;
  from: Day;
  to: Day;
  /** Name of the colleague who covers. */
  cover: string | null;
}

/** Slack's limit for the options of a menu. */
const optionsMax = 100;

/** "✓ Away Mon, Jun 15 through Fri, Jun 19." with the question who covers, until someone does. */
export function awaySaved(
  away: Away,
  colleagues: readonly { id: number; name: string }[],
  today: Day,
  plans: readonly AheadPlan[] = [],
): Message {
  const days = daysAway(away.from, away.to, today);
  const asks = away.cover === null && colleagues.length > 0;
  const waits = away.cover
    ? `${quoted(away.cover, 60)} will cover your inner circle and promises; the rest waits for you.`
    : 'Whatever comes due will wait for you.';
  return {
    text: `Saved: away ${days}`,
    blocks: [
      section(
        [
          `✓ Away ${days}. ${waits}`,
          ...meanwhile(plans, today),
          ...(asks ? ['Who covers for you?'] : []),
        ].join('\n'),
      ),
      actions([
        ...coversMenu(away, colleagues),
        settingsButton('Settings…'),
        button(awayActions.cancel, 'Undo', String(away.id)),
      ]),
    ],
  };
}

/** Above the list, on a day away. */
export function awayToday({ to, cover }: Pick<Away, 'to' | 'cover'>, today: Day): string {
  const days = to === today ? 'today' : `through ${fullDay(to, today)}`;
  const waits = cover
    ? `${quoted(cover, 60)} is covering your inner circle and promises; the rest can wait.`
    : 'Whatever comes due can wait until you’re back.';
  return `You’re away ${days}. ${waits}`;
}

/** Who covers an absence. */
export const coverMenu = (
  absenceId: number,
  colleagues: readonly { id: number; name: string }[],
  label: string,
): StaticSelect => ({
  type: 'static_select',
  action_id: awayActions.cover,
  placeholder: plain(label),
  options: colleagues
    .slice(0, optionsMax)
    .map(({ id, name }) => ({ text: plain(cut(name, 75)), value: `${absenceId}.${id}` })),
});

/** Of one's own absence; none where there is no one to choose. */
const coversMenu = (
  { id, cover }: Away,
  colleagues: readonly { id: number; name: string }[],
): StaticSelect[] =>
  colleagues.length === 0 ? [] : [coverMenu(id, colleagues, cover ? 'Change cover' : 'Choose a cover')];

const plansMax = 4;

/** What was agreed on for those days. */
function meanwhile(plans: readonly AheadPlan[], today: Day): string[] {
  if (plans.length === 0) return [];
  const shown = plans.slice(0, plansMax).map((plan) => planLine(plan, today));
  const more = plans.length > plansMax ? [`+${plans.length - plansMax} more`] : [];
  return [`You have plans then: ${[...shown, ...more].join(' · ')}`];
}

/** Time away that is set already. Whatever was said of it, its buttons do. */
export function timeAway(
  away: Away,
  colleagues: readonly { id: number; name: string }[],
  today: Day,
): Message {
  const days = daysAway(away.from, away.to, today);
  const cover = away.cover ? `${quoted(away.cover, 60)} covers.` : 'No one covers yet.';
  const text = `You’re set as away ${days}. ${cover}`;
  return {
    text: spoken(text),
    blocks: [
      section(text),
      actions([
        ...coversMenu(away, colleagues),
        button(awayActions.cancel, 'Cancel time away', String(away.id)),
        settingsButton('Settings…'),
      ]),
    ],
  };
}

/** Of time away that no one has set. */
export function noTimeAway(): Message {
  const text = 'You have no time away set, so nothing changed.';
  return { text, blocks: [section(text), actions([settingsButton('Set the days…')])] };
}

const settingsButton = (label: string): Button => button(homeActions.settings, label, 'settings');

/** Someone will be away, but the words pin no days. */
export function whichDaysAway(): Message {
  const text = 'Which days are you away? I haven’t saved anything yet.';
  return { text, blocks: [section(text), actions([settingsButton('Set the days…')])] };
}

/** Some of the days are already set. */
export function alreadyAway(coming: readonly Away[], today: Day): Message {
  const set = coming.map(({ from, to }) => daysAway(from, to, today)).slice(0, 3);
  const text = `Nothing changed: some of those days are already set as time away${set.length > 0 ? ` (${set.join('; ')})` : ''}.`;
  return { text, blocks: [section(text), actions([settingsButton('Settings…')])] };
}

/** After [Undo]. */
export const awayCanceled = (done: boolean): Message =>
  plainMessage(done ? 'Canceled. You’ll get your list as usual.' : 'That’s already canceled.');
