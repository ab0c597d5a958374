import type { HomeView, KnownBlock } from '@slack/types';
import type { NextDue } from '../../domain/clocks/next-due.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import type { WarmthWord } from '../../domain/partners/warmth.ts';
import type { Tier } from '../../domain/words.ts';
import { button, labeled, quoted, section } from '../blocks.ts';
import { digestActions, pressValue, promiseButtons, row } from '../digest/digest-buttons.ts';
import { promiseName, promiseText } from '../digest/digest-words.ts';
import { dueWords } from '../due-words.ts';
import type { PartnersScreen } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';
import { tierWords } from '../kinds.ts';
import { callOf, nameAndCompany } from '../names.ts';
import { bookControls, emptyView, isFiltered, viewLabels } from './book-controls.ts';
import { cardActions } from './card-actions.ts';

interface Line {
  partnerId: number;
  name: string;
  company: string | null;
  tier: Tier;
  archivedOn: Day | null;
  lastTouchOn: Day | null;
  lastMetOn: Day | null;
  warmth: WarmthWord | null;
  state: string;
  next: NextDue | null;
}

/** A member's partners by what is due, with filters and a search. */
export function partnersHome(drawing: {
  member: Member;
  today: Day;
  screen: PartnersScreen;
  stamp: string;
  /** Those that the filter lets through. */
  lines: readonly Line[];
  /** How many there are without it. */
  all: number;
  note?: string | undefined;
}): HomeView {
  const { member, today, screen, lines, all, stamp, note } = drawing;
  const page = pageOf(lines, screen.page ?? 0);
  const narrowed = screen.view !== undefined || isFiltered(screen);
  const what = screen.view ? viewLabels[screen.view] : 'Partners';
  return homeView({ member, screen: { ...screen, page: page.page }, note }, [
    header(`${what}: ${narrowed ? `${number(lines.length)} of ${number(all)}` : number(all)}`),
    ...bookControls(screen, stamp, lines.filter(isActive).length > 1),
    ...(lines.length === 0
      ? [section(all === 0 ? noPartners : nobody(screen))]
      : page.lines.map((line) => partnerLine(line, today, screen))),
    ...pager(page, screen),
  ]);
}

const isActive = ({ archivedOn, tier }: Line): boolean => archivedOn === null && tier !== 'resting';

const noPartners =
  'No partners yet. Add one with */partner add*, import a list with */partner import*, or send me five names in the Messages tab, one per line.';

const nobody = (screen: PartnersScreen): string =>
  screen.view && !isFiltered(screen) ? emptyView[screen.view] : 'No matches. Try another filter.';

/** "*Dana Lee* · Lee & Co / Inner circle · late · meet by Jun 9". `owner`: whose list it is, where that isn't the reader's. */
export function partnerLine(
  line: Line,
  today: Day,
  shown: Pick<PartnersScreen, 'view' | 'sort'> = {},
  owner: string | null = null,
): KnownBlock {
  const state = line.state === 'your call' && owner !== null ? callOf(owner) : line.state;
  const stateWords = line.archivedOn
    ? [`archived ${monthDay(line.archivedOn, today)}`]
    : line.tier === 'resting'
      ? ['resting', line.lastTouchOn && `last contact ${monthDay(line.lastTouchOn, today)}`]
      : [tierWords[line.tier], line.state === 'on track' ? null : `*${state}*`, askedFor(line, today, shown)];
  const name = `*${quoted(line.name, 60)}*${line.company ? ` · ${quoted(line.company, 50)}` : ''}`;
  return {
    ...section(`${name}\n${stateWords.filter(Boolean).join(' · ')}`),
    accessory: labeled(nameAndCompany(line), button(cardActions.open, 'Open', String(line.partnerId))),
  };
}

/** What the view or the order is about; otherwise, what comes next. */
function askedFor(
  line: Line,
  today: Day,
  { view, sort }: Pick<PartnersScreen, 'view' | 'sort'>,
): string | null {
  if (view === 'not met')
    return line.lastMetOn ? `last met ${monthDay(line.lastMetOn, today)}` : 'not met in person yet';
  if (view === 'fading') return `${line.warmth}, ${contactWords(line, today)}`;
  return sort ? contactWords(line, today) : nextWords(line, today);
}

const contactWords = ({ lastTouchOn }: Line, today: Day): string =>
  lastTouchOn ? `last contact ${monthDay(lastTouchOn, today)}` : 'no contact yet';

/** "in person by Tue, Jun 9", "time to talk"; what is due and waits for a plan, a deal, or a quiet time has no day to be told. */
function nextWords({ next, state }: Line, today: Day): string | null {
  if (!next) return null;
  return next.on <= today && state === 'on track' ? 'no reminder for now' : dueWords(next, today);
}

/** What a member promised: open by day, then what was kept lately. */
export function promisesHome(drawing: {
  member: Member;
  today: Day;
  stamp: string;
  promises: readonly {
    id: number;
    partnerId: number;
    partnerName: string;
    text: string;
    due: Day;
    state: 'open' | 'done';
  }[];
  note?: string | undefined;
}): HomeView {
  const { member, today, stamp, promises, note } = drawing;
  const surface = { nudgeId: null, shownOn: today };
  const open = promises.filter((promise) => promise.state === 'open');
  const kept = promises.filter((promise) => promise.state === 'done');
  const blocksOf = (promise: (typeof promises)[number]): KnownBlock[] => {
    const undo = button(
      digestActions.promiseReopen,
      'Undo',
      pressValue(surface, promise.id, promise.partnerId),
    );
    return [
      section(`*${quoted(promise.partnerName, 80)}*\n${promiseText(promise, null, today)}`),
      row(
        `promise.${promise.id}.${stamp}`,
        (promise.state === 'done' ? [undo] : promiseButtons(surface, promise.partnerId, promise.id)).map(
          // A name would be cut off in a menu on a phone. The line above it says whose it is.
          (each) =>
            each.type === 'button' ? labeled(promiseName(promise.partnerName, promise.text), each) : each,
        ),
      ),
    ];
  };
  return homeView({ member, screen: { at: 'promises' }, note }, [
    header(open.length > 0 ? `${count(open.length, 'promise')} to keep` : 'Promises'),
    ...(open.length === 0
      ? [section('No open promises. Add one as you log: “coffee with NAME, promised the slides by Friday.”')]
      : open.flatMap(blocksOf)),
    ...(kept.length > 0 ? [header('Recently kept'), ...kept.flatMap(blocksOf)] : []),
  ]);
}
