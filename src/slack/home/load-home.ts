import type { HomeView } from '@slack/types';
import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch, mayPlaceLegalHold, worksWithPartners } from '../../domain/access.ts';
import { officeWeekdays, workingDaysBefore } from '../../domain/days/calendar.ts';
import { addDays } from '../../domain/days/day.ts';
import { isFederalHoliday } from '../../domain/days/holidays.ts';
import { summarize } from '../../domain/feedback/feedback.ts';
import { addMonths, byArea, lastDay, monthOf } from '../../domain/leads/month.ts';
import { changesOf, findOverloaded, sortBranches } from '../../domain/leads/overview.ts';
import { thingsToActOn } from '../../domain/leads/things-to-act-on.ts';
import { stepsOf } from '../../domain/members/getting-started.ts';
import type { Member } from '../../domain/members/member.ts';
import { listBook } from '../../domain/partners/book.ts';
import { inView } from '../../domain/partners/book-views.ts';
import { backlogMin, overviewPolicy } from '../../domain/policy.ts';
import { feedbackHome } from '../../messages/feedback-home.ts';
import { complianceHome, holdsHome, home } from '../../messages/home/home.ts';
import type { HomeScreen, MonthScreen } from '../../messages/home/home-screen.ts';
import { branchesHome, branchHome, unownedShown } from '../../messages/leads/home-branches.ts';
import { personHome } from '../../messages/leads/home-person.ts';
import { monthHome } from '../../messages/leads/month.ts';
import { exportLog } from '../../messages/partners/export.ts';
import { partnersHome, promisesHome } from '../../messages/partners/home-partners.ts';
import { legalHoldBlocks } from '../../messages/record/expense-record.ts';
import { resultsHome } from '../../messages/record/results.ts';
import { refusedBranch, refusedPartner } from '../../messages/refusals.ts';
import { loadBacklog } from '../../store/clocks/backlog.ts';
import { countBook, loadAhead } from '../../store/digest/digest-ahead.ts';
import {
  countNeverAsked,
  type Feedback,
  loadCounted,
  loadOpenFeedback,
  loadOverdueFeedback,
} from '../../store/feedback/feedback.ts';
import { loadOwnersFeedback } from '../../store/leads/honest-feedback.ts';
import { loadLatePromises } from '../../store/leads/late-promises.ts';
import { findFirstMonth, loadMonth } from '../../store/leads/month.ts';
import { loadOverview, loadUnownedPartners } from '../../store/leads/overview.ts';
import { loadTrends } from '../../store/leads/trend.ts';
import { loadWorkloads } from '../../store/leads/workloads.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadExportLog } from '../../store/partners/export-log.ts';
import { loadBook, loadPromises } from '../../store/partners/home-partners.ts';
import { loadLegalHolds } from '../../store/privacy/legal-holds.ts';
import { areResultsOn, loadResults } from '../../store/record/results.ts';
import { loadKeptWeeks } from '../../store/week/weeks.ts';
import { type ListNow, loadListNow, newStamp } from '../digest/digest-now.ts';
import { todayOf } from '../members/members.ts';

const aheadDays = 7;
const keptDays = 14;
const exportsShown = 20;

/** What to show of Home. */
export interface Shown {
  screen?: HomeScreen | undefined;
  /** Says why a button could not do its work. */
  note?: string | undefined;
}

/** A screen with its list loaded: the part of it that a tap on a line changes. */
interface LoadedHome {
  list: unknown;
  draw(): Promise<HomeView>;
}

export async function loadHome(context: Context, member: Member, showing: Shown): Promise<LoadedHome> {
  const { screen, note } = showing;
  const { db } = context;
  const today = todayOf(context, member);
  switch (worksWithPartners(member) ? (screen?.at ?? 'today') : 'compliance') {
    case 'promises': {
      const promises = await loadPromises(db, member.id, addDays(today, -keptDays));
      return {
        list: promises,
        draw: async () => promisesHome({ member, today, stamp: newStamp(), promises, note }),
      };
    }
    case 'feedback': {
      const open = await loadOpenFeedback(db, member, today, whole);
      return { list: open, draw: () => drawFeedback(context, member, open, note) };
    }
    case 'today': {
      const list = await loadListNow(context, member);
      return { list, draw: () => drawToday(context, member, list, note) };
    }
    default:
      return { list: null, draw: () => drawHome(context, member, showing) };
  }
}

async function drawHome(context: Context, member: Member, { screen, note }: Shown): Promise<HomeView> {
  if (!worksWithPartners(member))
    return complianceHome(
      legalHoldBlocks(await loadLegalHolds(context.db)),
      await drawExports(context, member),
    );
  switch (screen?.at) {
    case 'partners': {
      const today = todayOf(context, member);
      const book = await loadBook(context.db, member.id, today);
      const all = book.filter((line) => line.archivedOn === null).length;
      return partnersHome({
        member,
        today,
        screen,
        stamp: newStamp(),
        lines: listBook(inView(book, screen.view, today), screen),
        all,
        note,
      });
    }
    case 'branch':
      return drawBranch(context, member, screen.branchId, note);
    case 'person':
      return drawPerson(context, member, screen, note);
    case 'branches':
      return drawBranches(context, member, screen, note);
    case 'month':
      return drawMonth(context, member, screen, note);
    case 'holds':
      return drawHolds(context, member, note);
    case 'results':
      return drawResults(context, member, screen.page ?? 0, note);
    default:
      return drawTodayInstead(context, member, note);
  }
}

/** Home's lists of feedback include what others in the reader's branches have to answer. */
const whole = { whole: true };

async function drawFeedback(
  context: Context,
  member: Member,
  open: readonly Feedback[],
  note: string | undefined,
): Promise<HomeView> {
  const today = todayOf(context, member);
  const summary = summarize(await loadCounted(context.db, member, today, whole), today);
  const neverAsked = await countNeverAsked(context.db, member.id);
  const teamId = context.team.id;
  return feedbackHome({ member, today, stamp: newStamp(), teamId, summary, asked: neverAsked, open, note });
}

/** For a screen that is refused, or gone. */
const drawTodayInstead = async (context: Context, member: Member, note: string | undefined) =>
  drawToday(context, member, await loadListNow(context, member), note);

async function drawToday(
  context: Context,
  member: Member,
  { today, lines, rest, handled: settled, question, meetings: { meetings } }: ListNow,
  note: string | undefined,
): Promise<HomeView> {
  const book = await countBook(context.db, member, { today, now: context.now() });
  const all = [...lines, ...rest];
  const listed = new Set(all.map(({ line }) => line.partnerId));
  const ahead = (await loadAhead(context.db, member, today, aheadDays)).filter(
    // Who is on the list for something else still has the plan, with whom else it was made.
    ({ partnerId, what }) => what === 'plan' || !listed.has(partnerId),
  );
  const weeks = await loadKeptWeeks(context.db, member.id);
  const { spreading, late, beginning } = book;
  const mayBeBacklog = spreading === null && late >= backlogMin;
  const backlog = mayBeBacklog ? await loadBacklog(context.db, member, today) : null;
  return home({
    member,
    today,
    stamp: newStamp(),
    lines: all,
    meetings,
    handled: settled,
    ahead,
    book,
    weeks,
    backlog,
    spreading,
    away: book.away,
    question,
    steps: stepsOf({ ...beginning, partners: book.active + book.resting }),
    ...(note ? { note } : {}),
  });
}

async function drawBranch(
  context: Context,
  member: Member,
  branchId: number,
  note: string | undefined,
): Promise<HomeView> {
  if (!mayInBranch(branchRolesOf(member, branchId), 'see people'))
    return drawTodayInstead(context, member, refusedBranch('see people'));
  const today = todayOf(context, member);
  const branches = await loadTrends(context.db, today, [branchId, ...member.manages]);
  const branch = branches.find(({ id }) => id === branchId);
  if (!branch) return drawTodayInstead(context, member, 'That branch doesn’t exist anymore.');
  const people = await loadWorkloads(context.db, branchId, null, today);
  const unowned = await loadUnownedPartners(context.db, branchId, unownedShown);
  const others = branches.filter(({ id }) => id !== branchId);
  const owners = await loadOwnersFeedback(context.db, branchId, today);
  const overdue = await loadOverdueFeedback(context.db, member, branchId, today);
  const teamId = context.team.id;
  const figures = { people, unowned, owners, trend: branch, overdue };
  return branchHome({ member, today, branch, others, ...figures, teamId, note });
}

async function drawPerson(
  context: Context,
  member: Member,
  { memberId, page = 0 }: Extract<HomeScreen, { at: 'person' }>,
  note: string | undefined,
): Promise<HomeView> {
  const person = await findMemberById(context.db, memberId);
  if (!person || !mayInBranch(branchRolesOf(member, person.branch.id), 'see people'))
    return drawTodayInstead(context, member, refusedBranch('see people'));
  const today = todayOf(context, member);
  const lines = listBook(await loadBook(context.db, memberId, today), {});
  const promises = await loadLatePromises(context.db, memberId, member, today);
  return personHome({ member, today, person, lines, promises, page, note });
}

async function drawBranches(
  context: Context,
  member: Member,
  screen: Extract<HomeScreen, { at: 'branches' }>,
  note: string | undefined,
): Promise<HomeView> {
  if (!mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches'))
    return drawTodayInstead(context, member, refusedBranch('see all branches'));
  const today = todayOf(context, member);
  const { branches, loads } = await loadOverview(context.db, today);
  const areas = new Map(
    branches.flatMap(({ areaId, areaName }) => (areaId === null ? [] : [[areaId, areaName ?? '']])),
  );
  const owners = await loadOwnersFeedback(context.db, null, today);
  const isShown = ({ areaId }: { areaId: number | null }) =>
    screen.areaId === undefined || areaId === screen.areaId;
  const shown = branches.filter(isShown);
  const office = { weekdays: officeWeekdays, isHoliday: isFederalHoliday, away: [] };
  return branchesHome({
    member,
    teamId: context.team.id,
    today,
    screen,
    stamp: newStamp(),
    branches: sortBranches(shown, screen.sort ?? 'name'),
    areas: [...areas]
      .map(([id, name]) => ({ id, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    changes: changesOf(shown, workingDaysBefore(today, overviewPolicy.silentDays, office)),
    overloaded: findOverloaded(loads),
    owners: owners.filter(isShown),
    loads: loads.filter(isShown),
    note,
  });
}

async function drawMonth(
  context: Context,
  member: Member,
  screen: MonthScreen,
  note: string | undefined,
): Promise<HomeView> {
  if (!mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches'))
    return drawTodayInstead(context, member, refusedBranch('see all branches'));
  const today = todayOf(context, member);
  const last = monthOf(today);
  const first = await findFirstMonth(context.db);
  const wished = screen.month ?? addMonths(last, -1);
  const month = first && wished < first ? first : wished > last ? last : wished;
  const branches = await loadMonth(context.db, month, today);
  const isShown = ({ areaId }: { areaId: number | null }) =>
    screen.areaId === undefined || (areaId ?? 0) === screen.areaId;
  const shown = branches.filter(isShown);
  return monthHome({
    member,
    teamId: context.team.id,
    today,
    screen: { ...screen, month },
    areas: byArea(branches, member.id),
    branches: shown,
    todos: thingsToActOn(shown, today),
    owners: (await loadOwnersFeedback(context.db, null, today)).filter(isShown),
    trends: (await loadTrends(context.db, lastDay(month), null)).filter(isShown),
    range: first && { first, last },
    resultsOn: await areResultsOn(context.db),
    note,
  });
}

async function drawHolds(context: Context, member: Member, note: string | undefined): Promise<HomeView> {
  if (!mayPlaceLegalHold(member))
    return drawTodayInstead(context, member, refusedPartner('place legal hold'));
  const holds = legalHoldBlocks(await loadLegalHolds(context.db));
  return holdsHome({ member, note }, holds, await drawExports(context, member));
}

const drawExports = async (context: Context, member: Member) =>
  exportLog(await loadExportLog(context.db, exportsShown), member.timeZone, todayOf(context, member));

async function drawResults(
  context: Context,
  member: Member,
  page: number,
  note: string | undefined,
): Promise<HomeView> {
  if (!mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches'))
    return drawTodayInstead(context, member, refusedBranch('see all branches'));
  if (!(await areResultsOn(context.db))) return drawMonth(context, member, { at: 'month' }, note);
  return resultsHome({ member, page, results: await loadResults(context.db), note });
}
