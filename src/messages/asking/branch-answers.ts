import type { KnownBlock } from '@slack/types';
import { stateOf } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, number } from '../../domain/format.ts';
import type { MemberDoingWell } from '../../domain/leads/did-well.ts';
import type { OwnerFeedback } from '../../domain/leads/honest-feedback.ts';
import type { MemberNeedingHelp, MemberWorkload } from '../../domain/leads/needs-help.ts';
import { type BranchOverview, type OwnerLoad, rhythmOf, sortBranches } from '../../domain/leads/overview.ts';
import { needsHelpPolicy } from '../../domain/policy.ts';
import { actions, asTyped, type Message, quoted, section, spoken } from '../blocks.ts';
import type { HomeScreen } from '../home/home-screen.ts';
import { capacityBlock } from '../leads/capacity.ts';
import { honestFeedbackBlock } from '../leads/honest-feedback.ts';
import { needs } from '../leads/managers-note.ts';
import { firstNames } from '../names.ts';
import { askButton, screenButton } from './ask-controls.ts';

const peopleMax = 5;
const branchesMax = 8;

/** What the button that leads to it is called. */
interface Place {
  /** As its screen is called: "My branch", "Tampa", "All branches". */
  label: string;
  screen: HomeScreen;
}

const answerOf = (news: string, lines: readonly string[], place: Place): Message => ({
  text: spoken(news),
  blocks: [
    section([news, ...lines].join('\n')),
    actions([screenButton(`Open ${place.label}`, place.screen)]),
  ],
});

const under = (news: string, blocks: readonly KnownBlock[], place: Place): Message => ({
  text: spoken(news),
  blocks: [
    ...(blocks.length > 0 ? blocks : [section(news)]),
    actions([screenButton(`Open ${place.label}`, place.screen)]),
  ],
});

/** "Tampa: 13 of 15 close partners in rhythm" is Home's; here, who is late, and how many. */
export function branchStands(
  branch: string,
  people: readonly MemberWorkload[],
  place: Place,
  today: Day,
): Message {
  const out = people
    .map((person) => {
      const states = person.relationships
        .map(({ clocks }) => stateOf(clocks, today))
        .filter((state) => state !== 'on track' && state !== 'due');
      const late = states.filter((state) => state === 'late').length;
      return { ...person, all: states.length, late, quiet: states.length - late };
    })
    .filter(({ all, latePromises }) => all > 0 || latePromises > 0)
    .sort((a, b) => b.all - a.all || b.latePromises - a.latePromises || a.name.localeCompare(b.name, 'en'));
  const overdue = out.reduce((sum, { all }) => sum + all, 0);
  const promises = out.reduce((sum, { latePromises }) => sum + Number(latePromises), 0);
  const counts = [
    overdue > 0 ? `${count(overdue, 'partner')} overdue` : 'no one’s overdue',
    ...(promises > 0 ? [`${count(promises, 'promise')} late`] : []),
  ];
  const lines = out.slice(0, peopleMax).map(({ name, late, quiet, latePromises }) => {
    const facts = [
      late > 0 && `${number(late)} late`,
      quiet > 0 && `${number(quiet)} gone quiet`,
      latePromises > 0 && `${count(latePromises, 'promise')} late`,
    ].filter(Boolean);
    return `${quoted(name, 60)}: ${facts.join(' · ')}`;
  });
  return answerOf(
    `*${quoted(branch, 60)}*: ${counts.join(', ')}.`,
    [...lines, ...moreOf(out.length, peopleMax)],
    place,
  );
}

const moreOf = (all: number, most: number): string[] => (all > most ? [`+${number(all - most)} more`] : []);

/** Who of a branch could use a hand, and with what. */
export function couldUseAHand(branch: string, needing: readonly MemberNeedingHelp[], place: Place): Message {
  if (needing.length === 0)
    return answerOf(`No one in ${asTyped(branch)} needs a hand right now.`, [], place);
  const names = firstNames(needing.map(({ name }) => name));
  const lines = needing
    .slice(0, peopleMax)
    .map((one) => `*${quoted(one.name, 60)}*: ${needs(one, quoted(names.get(one.name)!, 40))}`);
  const news = `${count(needing.length, 'person', 'people')} in ${asTyped(branch)} could use a hand.`;
  return answerOf(news, [...lines, ...moreOf(needing.length, peopleMax)], place);
}

/** Who of a branch did well. */
export function didWell(branch: string, well: readonly MemberDoingWell[], place: Place): Message {
  if (well.length === 0)
    return answerOf(
      `No one in ${asTyped(branch)} yet: it takes three close partners, all in rhythm, and no promise late.`,
      [],
      place,
    );
  const lines = well
    .slice(0, peopleMax)
    .map(({ name, close }) => `*${quoted(name, 60)}*: all ${number(close)} close partners in rhythm`);
  const news = `${count(well.length, 'person', 'people')} in ${asTyped(branch)} did well.`;
  return answerOf(news, [...lines, ...moreOf(well.length, peopleMax)], place);
}

/** Who has room for more close partners, as Home says it. */
export const hasRoom = (loads: Parameters<typeof capacityBlock>[0], place: Place): Message =>
  under('Who has room for more close partners', capacityBlock(loads), place);

/** What waits for a reply, and how honest partners were, as Home says it. */
export function branchFeedback(
  name: string,
  open: number,
  owners: readonly OwnerFeedback[],
  withBranch: boolean,
  place: Place,
): Message {
  const news = `${asTyped(name)}: ${open > 0 ? `${number(open)} open` : 'no open feedback'}.`;
  const { blocks } = under(news, honestFeedbackBlock(owners, { withBranch }), place);
  const isNewsAlone = blocks.length === 2 && owners.length === 0;
  return { text: spoken(news), blocks: isNewsAlone ? blocks : [section(news), ...blocks] };
}

/** All branches of the asker, those with the most late partners first. */
export function branchesStand(branches: readonly BranchOverview[], place: Place): Message {
  const late = branches.reduce((sum, branch) => sum + branch.late, 0);
  const sorted = sortBranches(branches, 'late');
  const lines = sorted.slice(0, branchesMax).map((branch) => {
    const rhythm = rhythmOf(branch);
    const facts = [
      rhythm === null ? 'no close partners due yet' : `${number(rhythm.percent)}% in rhythm ${rhythm.of}`,
      branch.late > 0 && `${number(branch.late)} late`,
      branch.unowned > 0 && `${number(branch.unowned)} without an owner`,
    ].filter(Boolean);
    return `*${quoted(branch.name, 60)}*: ${facts.join(' · ')}`;
  });
  const news = late > 0 ? `${count(late, 'close partner')} late in all.` : 'No close partner is late.';
  return answerOf(news, [...lines, ...moreOf(branches.length, branchesMax)], place);
}

/** Who of all branches has the most late partners. */
export function mostLate(loads: readonly OwnerLoad[], place: Place): Message {
  const late = loads
    .filter((load) => load.late >= needsHelpPolicy.lateMin)
    .toSorted((a, b) => b.late - a.late || a.name.localeCompare(b.name, 'en'));
  if (late.length === 0)
    return answerOf(`No one has ${number(needsHelpPolicy.lateMin)} close partners late.`, [], place);
  const lines = late
    .slice(0, peopleMax)
    .map(
      ({ name, branchName, late: n }) =>
        `*${quoted(name, 60)}*, ${quoted(branchName, 40)}: ${number(n)} late`,
    );
  const news = `${count(late.length, 'person', 'people')} could use a hand.`;
  return answerOf(news, [...lines, ...moreOf(late.length, peopleMax)], place);
}

const pointed = {
  month: 'The month of all branches is in my Home tab.',
  well: 'Each branch’s page says who did well.',
};

/** What only a screen of Home answers. */
export const openInstead = (what: keyof typeof pointed, place: Place): Message =>
  answerOf(pointed[what], [], place);

/** No branch of the asker's is so called. */
export function noSuchBranch(name: string, { label, screen }: Place): Message {
  const text = `I don’t know a branch called “${quoted(name, 60)}.”`;
  return {
    text: spoken(text),
    blocks: [section(text), actions([screenButton(`Open ${label}`, screen)])],
  };
}

/** To someone who may not see how a branch is doing. */
export const ownInstead = (refusal: string): Message => ({
  text: refusal,
  blocks: [
    section(refusal),
    section('I can show you your own:'),
    actions([askButton('late', 'Who’s overdue?'), askButton('notMet', 'Not seen')]),
  ],
});
