import type { Day } from '../../domain/days/day.ts';
import { type Month, parseMonth } from '../../domain/leads/month.ts';
import { type BranchSort, branchSorts } from '../../domain/leads/overview.ts';
import { type BookFilter, bookSorts } from '../../domain/partners/book.ts';
import { type BookView, bookViews } from '../../domain/partners/book-views.ts';
import { partnerKinds, tiers } from '../../domain/words.ts';
import { button } from '../blocks.ts';

/** What App Home can be showing. Kept in its view, so that after every action it shows the same screen again. */
export type HomeScreen =
  | { at: 'today' }
  | PartnersScreen
  | { at: 'promises' }
  | { at: 'feedback' }
  | { at: 'holds' }
  | { at: 'branch'; branchId: number }
  | { at: 'person'; memberId: number; page?: number | undefined }
  | BranchesScreen
  | MonthScreen
  | { at: 'results'; page?: number | undefined };

export interface PartnersScreen extends BookFilter {
  at: 'partners';
  view?: BookView | undefined;
  /** Whether the filters are shown before one is chosen. */
  opensFilters?: boolean | undefined;
  page?: number | undefined;
}

export interface MonthScreen {
  at: 'month';
  /** Without one the last that is over. */
  month?: Month | undefined;
  /** Its branches; 0 for those in no area. */
  areaId?: number | undefined;
  page?: number | undefined;
}

export interface BranchesScreen {
  at: 'branches';
  sort?: BranchSort | undefined;
  areaId?: number | undefined;
  page?: number | undefined;
}

/** The states that a list can be filtered by, as they are offered. */
export const stateChoices = ['due', 'late', 'gone quiet', 'your call', 'on track', 'archived'] as const;

/** Written into a button or a view. */
export const writeScreen = (screen: HomeScreen): string => JSON.stringify(screen);

/** Null for what we never wrote. */
export function readScreen(text: string | undefined): HomeScreen | null {
  const read = parse(text);
  const one = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
    values.find((known) => known === value);
  const id = (value: unknown): number | undefined =>
    Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31
      ? (value as number)
      : undefined;
  const page = id(read.page) ?? 0;
  switch (read.at) {
    case 'today':
    case 'promises':
    case 'feedback':
    case 'holds':
      return { at: read.at };
    case 'partners':
      return {
        at: 'partners',
        view: one(bookViews, read.view),
        sort: one(bookSorts, read.sort),
        ...(read.opensFilters === true ? { opensFilters: true } : {}),
        tier: one(tiers, read.tier),
        state: one(stateChoices, read.state),
        kind: one(partnerKinds, read.kind),
        page,
      };
    case 'branch': {
      const branchId = id(read.branchId);
      return branchId ? { at: 'branch', branchId } : null;
    }
    case 'person': {
      const memberId = id(read.memberId);
      return memberId ? { at: 'person', memberId, page } : null;
    }
    case 'month': {
      const areaId = read.areaId === 0 ? 0 : id(read.areaId);
      return { at: 'month', month: parseMonth(String(read.month)) ?? undefined, areaId, page };
    }
    case 'results':
      return { at: 'results', page };
    case 'branches':
      return { at: 'branches', sort: one(branchSorts, read.sort), areaId: id(read.areaId), page };
    default:
      return null;
  }
}

/** Adds to the metadata of a view the day on which it was drawn. */
export const stampDay = (metadata: string, day: Day): string =>
  JSON.stringify({ ...parse(metadata), on: day });

/** Where someone left Home, if that was on this day: another day begins anew. */
export const readPlace = (metadata: string | undefined, today: Day): HomeScreen | null =>
  parse(metadata).on === today ? readScreen(metadata) : null;

function parse(text: string | undefined): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export const homeActions = {
  /** `home.go.today` and so on: ids are unique within a row. */
  go: 'home.go.',
  anyGo: /^home\.go\./,
  /** The menu on top. */
  show: 'home.show',
  settings: 'home.settings',
  find: 'home.find',
  /** A link to someone's conversation; with whose, where several stand in a row. */
  message: 'home.message',
  anyMessage: /^home\.message(?:\.\d+)?$/,
  filterView: 'home.filter.view',
  filterTier: 'home.filter.tier',
  filterState: 'home.filter.state',
  filterKind: 'home.filter.kind',
  sort: 'home.sort',
  area: 'home.area',
  anyChoice: /^home\.(?:filter\.(?:view|tier|state|kind)|sort|area)$/,
} as const;

/** A button that leads to another screen of Home. */
export const goButton = (label: string, screen: HomeScreen) =>
  button(`${homeActions.go}${label.toLowerCase().replace(/\W+/g, '-')}`, label, writeScreen(screen));
