import type { HomeView, KnownBlock } from '@slack/types';
import type { FirstWeeks } from '../../domain/clocks/first-weeks.ts';
import type { Day } from '../../domain/days/day.ts';
import { askingLine } from '../../domain/digest/asking-line.ts';
import type { Meeting } from '../../domain/digest/meetings.ts';
import type { HandledToday, ShownLine } from '../../domain/digest/shown-line.ts';
import { fullDay, number, plural, withTime } from '../../domain/format.ts';
import type { Steps } from '../../domain/members/getting-started.ts';
import type { Member } from '../../domain/members/member.ts';
import { offeredZone } from '../../domain/members/zone-offer.ts';
import type { TierQuestion } from '../../domain/partners/tier-questions.ts';
import { countKeptWeeks } from '../../domain/week/rhythm.ts';
import { actions, asTyped, button, context, quoted, section } from '../blocks.ts';
import { eventsAction } from '../branch-events/event-lines.ts';
import type { Surface } from '../digest/digest-buttons.ts';
import { drawHandled } from '../digest/digest-handled.ts';
import { drawLine } from '../digest/digest-line.ts';
import { drawMeetings } from '../digest/meetings.ts';
import { awayToday } from '../members/away.ts';
import { zoneOfferLine } from '../members/zone-offer.ts';
import { tierQuestion } from '../partners/tier-questions.ts';
import { expenseRecordActions } from '../record/expense-record.ts';
import { iDo, joinAction } from '../touchpoints/sentence-answers.ts';
import { weeksExplained } from '../week/weeks-in-rhythm.ts';
import { backlogOffer, backlogSpread } from './backlog.ts';
import { gettingStarted } from './getting-started.ts';
import { blocksMax, header, homeView } from './home-view.ts';
import { isSnoozable, snoozeSeveralButton } from './snooze-several.ts';

/** Some are kept for what stands above and below the list. */
const belowMax = 14;
const handledBlocksMax = 16;
const namesPerDayMax = 8;
const linesBesideBacklog = 5;

interface HomeDrawing {
  member: Member;
  today: Day;
  stamp: string;
  lines: readonly ShownLine[];
  /** Today's plans. */
  meetings?: readonly Meeting[];
  handled: readonly HandledToday[];
  /** In order of their days. */
  ahead: readonly {
    on: Day;
    /** The hour of a plan, HH:MM where the member is. */
    at: string | null;
    what: 'plan' | 'promise' | 'meet' | 'talk' | 'birthday' | 'anniversary';
    partnerName: string;
  }[];
  book: { active: number; resting: number };
  /** Oldest first, 52 at most; null where nothing counted. */
  weeks: readonly (boolean | null)[];
  backlog?: { late: number; firstWeeks: FirstWeeks | null } | null;
  /** A backlog that was just spread; null once it can no longer be undone. */
  spreading?: { traceId: number; partners: number } | null;
  /** Until when they are away, and the name of who covers; null on a day that they are here. */
  away?: { to: Day; cover: string | null } | null;
  /** The one that this morning's list asked. */
  question?: TierQuestion | null;
  /** What a new member has done; null once that is everything. */
  steps?: Steps | null;
  /** What to say first, about a button that could not do what it says. */
  note?: string;
}

/** The Home tab of a member: today's whole list, what is done, what is coming. */
export function home(drawing: HomeDrawing): HomeView {
  const { member, today, handled, note, backlog, spreading, away, steps } = drawing;
  const lines = backlog ? besidesBacklog(drawing.lines) : drawing.lines;
  const above = steps ? gettingStarted(steps, member) : [];
  const surface: Surface = { nudgeId: null, shownOn: today };
  const { meetings = [] } = drawing;
  const plans = { meetings, next: null };
  const at = { ...drawing, surface, asks: drawing.question ? null : askingLine(lines, plans) };
  const drawnMeetings = drawMeetings(plans, { ...at, listed: new Set() });
  const drawnHandled = fitting(
    handled.map((one) => drawHandled(one, at)),
    handledBlocksMax,
  );
  const asked = drawing.question ? tierQuestion(drawing.question, at).blocks : [];
  const others = above.length + asked.length + drawnHandled.blocks.length + drawnMeetings.length;
  const room = blocksMax - belowMax - others;
  const list = fitting(
    lines.map((line) => drawLine(line, at)),
    room,
  );
  const left = lines.length - list.taken;
  const zone = offeredZone(member, today);
  return homeView({ member, screen: { at: 'today' }, note }, [
    ...above,
    header(`Today, ${fullDay(today, today)}`),
    ...(away ? [section(awayToday(away, today))] : []),
    ...(zone ? [zoneOfferLine(zone)] : []),
    ...(spreading ? backlogSpread(spreading.partners, spreading.traceId) : []),
    ...(backlog ? backlogOffer(backlog.late, backlog.firstWeeks) : []),
    ...drawnMeetings,
    ...(lines.length === 0 && !backlog ? [section(asTyped(nothingToday(drawing)))] : list.blocks),
    ...(left > 0 ? [context(`+${left} more, shown as you finish these`)] : []),
    ...asked,
    ...(drawnHandled.taken > 0 ? [header('Done today'), ...drawnHandled.blocks] : []),
    header('Next seven days'),
    section(aheadText(drawing)),
    actions([
      button(eventsAction, 'Where to show up', 'events'),
      ...(!backlog && lines.filter(isSnoozable).length > 1 ? [snoozeSeveralButton()] : []),
    ]),
    context(
      asTyped('After a coffee, send me one line, like “coffee with NAME, promised the slides by Friday.”'),
    ),
    ...weeksExplained(countKeptWeeks(drawing.weeks)).map(context),
  ]);
}

/** A backlog has one cure. Beside it stand only the lines of a morning that a day more would make worse. */
const besidesBacklog = (lines: readonly ShownLine[]): ShownLine[] =>
  lines.filter(({ line }) => line.reasons.some(({ code }) => code !== 'late')).slice(0, linesBesideBacklog);

/** As many whole groups of blocks as fit. */
function fitting(groups: readonly KnownBlock[][], room: number): { blocks: KnownBlock[]; taken: number } {
  const blocks: KnownBlock[] = [];
  let taken = 0;
  for (const group of groups) {
    if (blocks.length + group.length > room) break;
    blocks.push(...group);
    taken += 1;
  }
  return { blocks, taken };
}

function nothingToday({ book, handled }: HomeDrawing): string {
  if (handled.length > 0) return 'Today’s list is done.';
  if (book.active > 0) return 'No one’s due today. A good day to see someone you like.';
  return book.resting > 0
    ? `${plural(book.resting, 'Your only partner is', `All ${number(book.resting)} of your partners are`)} resting. Pick five you’d like to have lunch with and send me their names, one per line, in the Messages tab.`
    : 'You don’t have any partners yet. Send me five you’d like to have lunch with this month, one per line, in the Messages tab, like “Dana Lee, Lee & Co.”';
}

const aheadWords = {
  plan: 'planned',
  promise: 'promised',
  meet: 'meet',
  talk: 'talk',
  birthday: 'birthday',
  anniversary: 'business anniversary',
} as const;

/** "*Thu, Jun 11:* Dana Lee (promised), Joan Ortiz (planned, 12:30 PM)" */
function aheadText({ ahead, today }: HomeDrawing): string {
  if (ahead.length === 0) return 'Nothing else due.';
  const days = [...new Set(ahead.map((one) => one.on))];
  return days
    .map((day) => {
      const ofDay = ahead.filter((one) => one.on === day);
      const names = ofDay
        .slice(0, namesPerDayMax)
        .map((one) => `${quoted(one.partnerName, 25)} (${withTime(aheadWords[one.what], one.at)})`);
      const left = ofDay.length - names.length;
      return `*${fullDay(day, today)}:* ${names.join(', ')}${left > 0 ? ` +${left}` : ''}`;
    })
    .join('\n');
}

/** For who has compliance and no partners: what they can do. */
export function complianceHome(holds: readonly KnownBlock[], exports: readonly KnownBlock[]): HomeView {
  return {
    type: 'home',
    blocks: [
      header('Rapport'),
      section(
        'You can see the expense record, history, and exports. Notes, phone numbers, and promises stay with the branch.',
      ),
      section(
        '*/rapport record* shows expenses by period, branch, partner, and colleague, and sends them as a file.\n*/partner NAME* shows a partner’s history. */partner export* sends you a file.',
      ),
      ...legalHolds(holds),
      ...recentExports(exports),
      section('Do you work with partners, too?'),
      actions([button(joinAction, iDo, 'join')]),
    ],
  };
}

/** For who has compliance and works with partners, on a screen of its own. */
export const holdsHome = (
  { member, note }: { member: Member; note?: string | undefined },
  holds: readonly KnownBlock[],
  exports: readonly KnownBlock[],
): HomeView =>
  homeView({ member, screen: { at: 'holds' }, note }, [...legalHolds(holds), ...recentExports(exports)]);

const legalHolds = (holds: readonly KnownBlock[]): KnownBlock[] => [
  header('Legal holds'),
  actions([button(expenseRecordActions.placeLegalHold, 'Place a legal hold…', '')]),
  ...holds,
];

const recentExports = (exports: readonly KnownBlock[]): KnownBlock[] => [
  header('Recent exports'),
  ...exports,
];

/** For who is no member: what to do to become one. `steps`: what an admin in no branch does. */
export function strangersHome(invited: boolean, steps: string | null = null): HomeView {
  const what =
    'I remind you which referral partners to see, and why, and keep track of what you promised. I never contact them myself.';
  const how = invited
    ? 'Do you work with partners?'
    : (steps ??
      'You’re not in a branch yet. Join your branch’s channel and send me a message, or ask a workspace admin to set one up with /rapport branch.');
  return {
    type: 'home',
    blocks: [
      header('Rapport'),
      section(what),
      section(how),
      ...(invited ? [actions([button(joinAction, iDo, 'join', { style: 'primary' })])] : []),
    ],
  };
}
