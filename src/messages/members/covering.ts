import type { KnownBlock } from '@slack/types';
import type { Brief } from '../../domain/asking/brief.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, listOf, withTime } from '../../domain/format.ts';
import {
  actions,
  button,
  capitalize,
  context,
  labeled,
  type Message,
  quoted,
  section,
  spoken,
} from '../blocks.ts';
import { detailLines, reach } from '../digest/brief-lines.ts';
import { contactName } from '../digest/digest-words.ts';
import { namingBlock } from '../evening/questions.ts';
import { firstName } from '../names.ts';
import { coverMenu } from './away.ts';
import { daysAway } from './me.ts';

/** Under the question to a cover; carries the absence. `slack/members/covering.buttons.ts` answers it. */
export const coverActions = { cannot: 'cover.cannot' } as const;

interface Covering {
  absenceId: number;
  /** Of the one who is away. */
  name: string;
  from: Day;
  to: Day;
}

/** Who is likely to come up in those days. */
export interface Outlook {
  likely: readonly {
    brief: Brief;
    due: { meet: boolean; on: Day } | null;
    plannedOn: Day | null;
  }[];
  more: number;
}

export const cannotCover = ({ absenceId, name }: Covering) =>
  labeled(name, button(coverActions.cannot, 'I can’t', String(absenceId)));

/** "Can you still cover for Priya Patel?" with who is likely to come up; null where that is left out. */
export function coverBlocks(covering: Covering, outlook: Outlook | null, today: Day): KnownBlock[] {
  const { name, from, to } = covering;
  return [
    section(
      `*Can you still cover for ${quoted(name, 60)}?* ${daysAway(from, to, today)}.\nTheir inner circle and promises will be in your morning list. If I don’t hear from you, that’s a yes.`,
    ),
    ...(outlook ? outlookBlocks(outlook, covering, today) : []),
    actions([cannotCover(covering)]),
  ];
}

/** For the lock screen. */
export const coverNews = ({ name, from }: Covering, today: Day): string =>
  spoken(`Can you still cover for ${quoted(name, 60)} from ${fullDay(from, today)}?`);

/** A brief of each partner who is likely to come up. */
export function outlookBlocks(
  { likely, more }: Outlook,
  { from, to }: Pick<Covering, 'from' | 'to'>,
  today: Day,
): KnownBlock[] {
  if (likely.length === 0) return [section('No one’s likely to come up.')];
  const asked = new Set<string>();
  const briefs = likely.map(({ brief, due, plannedOn }) => {
    const { id, name, company, details } = brief;
    const about = details ? detailLines(details, today) : [];
    const ask = about.at(-1);
    // The last line is what to ask. The same question for everyone stands there once.
    const isRepeated = ask !== undefined && asked.has(ask);
    if (ask !== undefined) asked.add(ask);
    const head = [`*${quoted(name, 60)}*`, company && quoted(company, 60), details && reach(details)];
    const lines = [
      head.filter(Boolean).join(' · '),
      ...planLines(brief, { plannedOn, to, today }),
      ...(due && plannedOn === null ? [dueText(due, from, today)] : []),
      ...(isRepeated ? about.slice(0, -1) : about),
    ];
    return namingBlock(section(lines.join('\n')), [id]);
  });
  return [
    section('*Likely to come up*'),
    ...briefs,
    ...(more > 0 ? [context(`+${count(more, 'more partner')}`)] : []),
  ];
}

/** "Lunch planned: Thu, Jun 18, 12:30 PM at Blue Door" */
function planLines(
  { details }: Brief,
  { plannedOn, to, today }: { plannedOn: Day | null; to: Day; today: Day },
): string[] {
  const plan = details?.plan;
  if (plannedOn === null || !plan || plan.on > to) return [];
  const place = plan.place ? ` at ${quoted(plan.place, 60)}` : '';
  return [
    `${capitalize(quoted(contactName(plan), 40))} planned: ${withTime(fullDay(plan.on, today), plan.at)}${place}`,
  ];
}

function dueText({ meet, on }: { meet: boolean; on: Day }, from: Day, today: Day): string {
  const what = meet ? 'meet' : 'talk';
  return on <= from ? `Time to ${what}.` : `${capitalize(what)} by ${fullDay(on, today)}`;
}

/** How a question ended. `told` are the names of those who heard that the cover can't. */
type Ended = { is: 'declined'; name: string; from: Day; to: Day; told: readonly string[] } | { is: 'gone' };

/** In place of the question, once it is answered or no longer stands. */
export function coverAnswer(ended: Ended, today: Day): string {
  if (ended.is === 'gone') return 'You’re not covering those days anymore, so there’s nothing to do.';
  const { name, from, to, told } = ended;
  const heard = told.length > 0 ? ` I’ll tell ${listOf(told.map((one) => quoted(firstName(one), 40)))}.` : '';
  return `Got it: you can’t cover for *${quoted(name, 60)}*, ${daysAway(from, to, today)}.${heard}`;
}

/** In place of the message, where nothing else stands in it. */
export function coverAnswered(ended: Ended, today: Day): Message {
  const text = coverAnswer(ended, today);
  return { text: spoken(text), blocks: [section(text)] };
}

interface Wanted {
  absenceId: number;
  owner: { id: number; name: string };
  by: string;
  from: Day;
  to: Day;
}

/** To the one who is away, and where it is late, to who oversees their branch: the cover can't, who else could? */
export function coverWanted(
  { absenceId, owner, by, from, to }: Wanted,
  colleagues: readonly { id: number; name: string }[],
  { readerId, today }: { readerId: number; today: Day },
): Message {
  const isOwner = readerId === owner.id;
  const whom = isOwner ? 'you' : quoted(owner.name, 60);
  const waits = `what comes due will wait for ${isOwner ? 'you' : quoted(firstName(owner.name), 40)}.`;
  const news = `*${quoted(by, 60)}* can’t cover for ${whom}: ${daysAway(from, to, today)}.`;
  return {
    text: spoken(`${quoted(by, 60)} can’t cover for ${whom} from ${fullDay(from, today)}`),
    blocks: [
      section(
        [
          news,
          colleagues.length > 0 ? `Who else could? Until someone does, ${waits}` : capitalize(waits),
        ].join('\n'),
      ),
      ...(colleagues.length > 0 ? [actions([coverMenu(absenceId, colleagues, 'Who else?')])] : []),
    ],
  };
}
