import type { KnownBlock } from '@slack/types';
import { count, listOf, number } from '../../domain/format.ts';
import { context, section } from '../blocks.ts';
import { fewNames } from '../names.ts';

/** Someone in a channel who is never asked. `name` is null if Slack doesn't tell it. */
export interface Outsider {
  name: string | null;
  is: 'a guest' | 'an app' | 'from outside' | 'deactivated';
}

/** Who in a channel would be asked, by name, and who would not be, and why. */
export interface WhoIsAsked {
  asked: readonly string[];
  /** How many have been asked already, or need not be. */
  known: number;
  others: readonly Outsider[];
}

const namesMax = 40;
const othersMax = 12;

/** In the form that sets up a branch. `null`: still looking; 'unknown': Slack didn't say. */
export function whoIsAsked(who: WhoIsAsked | 'unknown' | null): KnownBlock[] {
  if (who === null) return [section('Checking who’s in this channel…')];
  if (who === 'unknown')
    return [
      section(
        'I couldn’t check who’s in this channel, so I won’t ask anyone yet. Save, then type /rapport branch here again.',
      ),
    ];
  const { asked, known, others } = who;
  const left = leftOut(known, others);
  return [
    section(announced(asked.length, known)),
    ...(asked.length > 0
      ? [section(`*I’ll ask:* ${fewNames(asked, namesMax)}\nThe manager you choose is told, not asked.`)]
      : []),
    ...(left.length > 0 ? [context(`I won’t ask: ${listOf(left)}`)] : []),
    ...(others.some(({ is }) => is === 'a guest' || is === 'from outside') ? [context(whileOutsiders)] : []),
  ];
}

function announced(toAsk: number, known: number): string {
  if (toAsk === 0) return known > 0 ? 'No one new to invite here.' : 'No one here to invite yet.';
  const people = count(toAsk, 'person', 'people');
  return `I’ll send ${people} here a direct message asking if they work with partners. No one joins without saying yes.`;
}

const whileOutsiders =
  'While people from outside are in this channel, what I’d post here goes to the manager instead: it names partners.';

/** "Gus (a guest)", "Polly (an app)", "2 people from outside", "1 person already asked" */
function leftOut(known: number, others: readonly Outsider[]): string[] {
  const named = others.filter(({ name }) => name !== null);
  const nameless = others.length - named.length;
  const shown = named.slice(0, othersMax).map(({ name, is }) => `${fewNames([name!], 1)} (${is})`);
  const more = named.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`${number(more)} more`] : []),
    ...(nameless > 0 ? [`${count(nameless, 'person', 'people')} from outside`] : []),
    ...(known > 0 ? [`${count(known, 'person', 'people')} I already know`] : []),
  ];
}
