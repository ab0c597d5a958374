import type { HomeView, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number } from '../../domain/format.ts';
import { findMembersDoingWell } from '../../domain/leads/did-well.ts';
import type { OwnerFeedback } from '../../domain/leads/honest-feedback.ts';
import { findMembersNeedingHelp, type MemberWorkload } from '../../domain/leads/needs-help.ts';
import {
  type BranchOverview,
  branchSorts,
  type Changes,
  type Overloaded,
  type OwnerLoad,
  rhythmOf,
} from '../../domain/leads/overview.ts';
import type { BranchTrend } from '../../domain/leads/trend.ts';
import type { Member } from '../../domain/members/member.ts';
import { actions, button, context, cut, labeled, quoted, section } from '../blocks.ts';
import { choice } from '../home/choice.ts';
import { type BranchesScreen, goButton, homeActions } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';
import { fewNames, nameAndCompany } from '../names.ts';
import { cardActions } from '../partners/card-actions.ts';
import { rhythmMeans } from '../week/leaderboard.ts';
import { capacityBlock } from './capacity.ts';
import { personLine } from './home-person.ts';
import { honestFeedbackBlock } from './honest-feedback.ts';
import { whoSeesPeople } from './managers-note.ts';
import { overdueFeedbackLine } from './overdue-feedback.ts';
import { peopleToTalkTo } from './people.ts';
import { upOrDown } from './points.ts';
import { trendText } from './trend.ts';

const branchPage = 40;
const namesMax = 5;
export const unownedShown = 15;

/** A branch by person: load against caps, rhythm, what is late; and the partners without an owner. */
export function branchHome(drawing: {
  member: Member;
  today: Day;
  branch: { id: number; name: string };
  /** Further branches that the reader manages. */
  others: readonly { id: number; name: string }[];
  people: readonly MemberWorkload[];
  owners: readonly OwnerFeedback[];
  /** The branch's closed weeks. */
  trend: BranchTrend;
  /** Feedback past the day of its answer. */
  overdue: Parameters<typeof overdueFeedbackLine>[0];
  /** The workspace, for links to conversations. */
  teamId: string;
  unowned: {
    partners: readonly { partnerId: number; name: string; company: string | null; lastTouchOn: Day | null }[];
    all: number;
  };
  note?: string | undefined;
}): HomeView {
  const { member, today, branch, people, unowned, note } = drawing;
  const more = unowned.all - unowned.partners.length;
  return homeView({ member, screen: { at: 'branch', branchId: branch.id }, note }, [
    header(branch.name),
    ...otherBranches(member, drawing.others),
    ...honestFeedbackBlock(drawing.owners, {
      withBranch: false,
      reader: { id: member.id, teamId: drawing.teamId },
    }),
    ...capacityBlock(people.map((one) => ({ ...one, branchName: null }))),
    ...trendText(drawing.trend),
    ...overdueFeedbackLine(drawing.overdue, today),
    ...peopleToTalkTo(findMembersNeedingHelp(people, today), findMembersDoingWell(people, today), {
      id: member.id,
      teamId: drawing.teamId,
    }),
    ...(people.length > 0 ? [{ type: 'divider' } as const] : []),
    ...(people.length === 0
      ? [
          section(
            'No one here works with partners yet. I’ll message people when they join the channel; they say yes with one tap.',
          ),
        ]
      : people.slice(0, peopleMax).map((person) => personLine(person, today))),
    ...(people.length > 0 ? [context(rhythmMeans)] : []),
    ...(people.length > peopleMax
      ? [context(`+${count(people.length - peopleMax, 'more person', 'more people')}`)]
      : []),
    ...(unowned.all > 0
      ? [
          header(`No owner yet: ${number(unowned.all)}`),
          ...unowned.partners.map(
            (partner): KnownBlock => ({
              ...section(
                `*${quoted(partner.name, 60)}*${partner.company ? ` · ${quoted(partner.company, 50)}` : ''}${partner.lastTouchOn ? `\nlast contact ${monthDay(partner.lastTouchOn, today)}` : ''}`,
              ),
              accessory: labeled(
                nameAndCompany(partner),
                button(cardActions.open, 'Open', String(partner.partnerId)),
              ),
            }),
          ),
          ...(more > 0 ? [context(`+${count(more, 'more partner')}`)] : []),
        ]
      : [context('Every partner has an owner.')]),
    context(whoSeesPeople),
  ]);
}

const peopleMax = 40;

/** Slack takes 25 buttons in a row; no one manages as many branches. */
const othersMax = 10;

/** The way back for a lead, and to the others for who manages several branches. */
function otherBranches(member: Member, others: readonly { id: number; name: string }[]): KnownBlock[] {
  const ways = [
    ...(member.roles.includes('lead') ? [goButton('All branches', { at: 'branches' })] : []),
    ...others.slice(0, othersMax).map(({ id, name }) => ({
      ...goButton(cut(name, 60), { at: 'branch', branchId: id }),
      action_id: `home.go.branch-${id}`,
    })),
  ];
  return ways.length > 0 ? [actions(ways)] : [];
}

const sortLabels = {
  name: 'By area',
  rhythm: 'Lowest in rhythm',
  change: 'Biggest drop',
  late: 'Most late partners',
  unowned: 'Most without an owner',
} as const;

/** All branches for a program lead: what changed since last week, then each branch, sortable. */
export function branchesHome(drawing: {
  member: Member;
  /** The workspace, for links to conversations. */
  teamId: string;
  today: Day;
  screen: BranchesScreen;
  stamp: string;
  /** Sorted, of the area that was chosen. */
  branches: readonly BranchOverview[];
  areas: readonly { id: number; name: string }[];
  changes: Changes;
  overloaded: readonly Overloaded[];
  owners: readonly OwnerFeedback[];
  /** Who owns partners, of the branches on screen. */
  loads: readonly OwnerLoad[];
  note?: string | undefined;
}): HomeView {
  const { member, screen, branches, areas, stamp, note } = drawing;
  const page = pageOf(branches, screen.page ?? 0, branchPage);
  const sort = screen.sort ?? 'name';
  return homeView({ member, screen: { ...screen, page: page.page }, note }, [
    header(`All branches: ${number(branches.length)}`),
    ...(page.page === 0
      ? [
          ...honestFeedbackBlock(drawing.owners, {
            withBranch: true,
            reader: { id: member.id, teamId: drawing.teamId },
          }),
          ...changeBlocks(drawing.changes, drawing.overloaded),
          ...capacityBlock(drawing.loads),
        ]
      : []),
    {
      type: 'actions',
      block_id: `sort.${stamp}`,
      elements: [
        choice(
          homeActions.sort,
          'By area',
          branchSorts.slice(1),
          sort === 'name' ? undefined : sort,
          (one) => sortLabels[one],
        ),
        ...(areas.length > 0
          ? [
              choice(
                homeActions.area,
                'All areas',
                areas.slice(0, 98).map((area) => String(area.id)),
                screen.areaId === undefined ? undefined : String(screen.areaId),
                (id) => areas.find((area) => String(area.id) === id)?.name ?? id,
              ),
            ]
          : []),
      ],
    },
    ...(branches.length === 0
      ? [section('No branches yet. To set one up, type */rapport branch* in its channel.')]
      : branchLines(page.lines, sort === 'name' && screen.areaId === undefined && areas.length > 0)),
    ...pager(page, screen),
    context('I count contacts and promises, never loans.'),
  ]);
}

function branchLines(branches: readonly BranchOverview[], grouped: boolean): KnownBlock[] {
  let area: string | null | undefined;
  return branches.flatMap((branch) => {
    const blocks: KnownBlock[] = [];
    if (grouped && branch.areaName !== area) {
      area = branch.areaName;
      blocks.push(section(`*${area ? quoted(area, 60) : 'No area yet'}*`));
    }
    const words = [
      rhythmWords(branch),
      branch.late > 0 ? `${number(branch.late)} late` : null,
      branch.unowned > 0 ? `${number(branch.unowned)} without an owner` : null,
      count(branch.people, 'person', 'people'),
    ];
    blocks.push({
      ...section(`*${quoted(branch.name, 60)}*\n${words.filter(Boolean).join(' · ')}`),
      accessory: labeled(branch.name, goButton('Open', { at: 'branch', branchId: branch.id })),
    });
    return blocks;
  });
}

/** "57% in rhythm last week, up 21 points" */
function rhythmWords(branch: BranchOverview): string {
  const rhythm = rhythmOf(branch);
  if (rhythm === null) return 'no close partners due yet';
  const change = branch.change ? `, ${upOrDown(branch.change)}` : '';
  return `${rhythm.percent}% in rhythm ${rhythm.of}${change}`;
}

/** What changed since last week, in words: at most one block. */
function changeBlocks(changes: Changes, overloaded: readonly Overloaded[]): KnownBlock[] {
  const { silent, risen, fallen, unowned } = changes;
  const lines = [
    silent.length > 0 &&
      `*Nothing logged in five business days:* ${fewNames(
        silent.map((branch) => branch.name),
        namesMax,
      )}`,
    risen &&
      `*Biggest gain:* ${quoted(risen.name, 60)}, up ${count(risen.change ?? 0, 'point')} to ${risen.score}%`,
    fallen &&
      `*Biggest drop:* ${quoted(fallen.name, 60)}, down ${count(-(fallen.change ?? 0), 'point')} to ${fallen.score}%`,
    overloaded.length > 0 &&
      `*Overloaded:* ${overloaded
        .slice(0, namesMax)
        .map(
          (one) =>
            `${quoted(one.name, 40)}, ${quoted(one.branchName, 40)} (${one.over > 0 ? `${one.over} over capacity` : `${one.late} late`})`,
        )
        .join('; ')}`,
    unowned.partners > 0 &&
      `*No owner yet:* ${count(unowned.partners, 'partner')} in ${count(unowned.branches, 'branch', 'branches')}`,
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return [section('Nothing stands out since last week.')];
  return [section(`Since last week\n${lines.join('\n')}`)];
}
