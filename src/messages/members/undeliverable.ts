import { count, number, plural } from '../../domain/format.ts';
import type { GoneReason } from '../../domain/members/slack-user.ts';
import { actions, asTyped, button, type Message, quoted, section, spoken } from '../blocks.ts';
import { fewNames } from '../names.ts';
import { cardActions } from '../partners/card-actions.ts';
import { goneWords, orphanActions } from './orphans.ts';

/** Why a channel cannot have its post, and what fixes that; by `branch.channel_problem`. */
const problems: Record<string, { why: string; fix: string }> = {
  archived: { why: 'it’s archived', fix: 'Unarchive it, or type /rapport branch in another channel.' },
  'not found': {
    why: 'it’s gone, or private and I’m not in it',
    fix: 'Type /invite @Rapport there, or /rapport branch in another channel.',
  },
  'not in channel': { why: 'I’m no longer in it', fix: 'Type /invite @Rapport there.' },
  shared: {
    why: 'it’s shared with another company, and partners’ names are for colleagues only',
    fix: 'Type /rapport branch in another channel.',
  },
  guests: {
    why: 'it has guests, or people from outside this workspace, and partners’ names are for colleagues only',
    fix: 'Remove them, or type /rapport branch in another channel.',
  },
  restricted: {
    why: 'only some people may post there',
    fix: 'An admin can let apps post in the channel’s settings, or type /rapport branch in another channel.',
  },
  'read only': {
    why: 'it’s read-only',
    fix: 'An admin can change that in the channel’s settings, or type /rapport branch in another channel.',
  },
  'threads only': {
    why: 'it takes only replies in threads',
    fix: 'An admin can change that in the channel’s settings, or type /rapport branch in another channel.',
  },
  suspended: { why: 'your Slack admins have suspended posting there', fix: 'Only they can allow it again.' },
};

const unknownProblem = { why: 'I can’t post there', fix: 'Type /rapport branch in another channel.' };

/** A post for a branch's channel, as it goes to a person in its place. `isTold`: they know what to change, so it is left out. */
export function insteadOfChannel(
  branchName: string,
  problem: string,
  isTold: boolean,
  { text, blocks }: Message,
): Message {
  const channel = `${quoted(branchName, 60)}’s channel`;
  const { why, fix } = problems[problem] ?? unknownProblem;
  const line = `Sending this to you instead of ${channel}: ${asTyped(isTold ? `${why}.` : `${why}. ${fix}`)}`;
  return { text: `${text} · not posted in ${channel}`, blocks: [section(line), ...blocks] };
}

const givenMax = 10;

/** To the new owner of a colleague's partners, or of one whom no one owned. */
export function handedToYou(given: {
  by: string;
  from: string | null;
  note: string | null;
  partners: readonly { id: number; name: string; memory?: string | null }[];
}): Message {
  const { by, from, note, partners } = given;
  const [only] = partners;
  const giver = from === null || by === from ? null : quoted(from, 60);
  const name = partners.length === 1 && only ? `*${quoted(only.name, 80)}*` : null;
  const what = name
    ? `${giver ? `${giver}’s partner ` : ''}${name}`
    : giver
      ? `${number(partners.length)} of ${giver}’s partners`
      : count(partners.length, 'partner');
  const news = `${quoted(by, 60)} handed ${what} over to you`;
  const names = fewNames(
    partners.map(({ name }) => name),
    givenMax,
  );
  const lines = [
    `${news}.`,
    ...(note ? [`“${quoted(note, 500)}”`] : []),
    ...(partners.length > 1 ? [names] : []),
  ];
  const memories = partners
    .slice(0, givenMax)
    .flatMap(({ name, memory }) => (memory ? `*${quoted(name, 80)}* · ${memory}` : []));
  return {
    text: spoken(partners.length > 1 ? `${news}: ${names}` : news),
    blocks: [
      section(lines.join('\n')),
      ...(memories.length > 0 ? [section(memories.join('\n'))] : []),
      section('I’ll work them into your morning list.'),
      ...(only && partners.length === 1
        ? [actions([button(cardActions.open, 'Open', String(only.id))])]
        : []),
    ],
  };
}

/** To the person who oversees the branch: Rapport stopped for someone in it. */
export function unreachable(
  gone: { id: number; name: string; branchName: string; gone: GoneReason },
  { partners, promises }: { partners: number; promises: number },
): Message {
  const who = `*${quoted(gone.name, 60)}*`;
  const waiting = [
    ...(partners > 0 ? [count(partners, 'partner needs a new owner', 'partners need a new owner')] : []),
    ...(promises > 0 ? [`${count(promises, 'promise')} ${plural(promises, 'is', 'are')} still open`] : []),
  ].join(', and ');
  const news = goneWords(who, gone.gone);
  const rest = waiting
    ? `In ${quoted(gone.branchName, 60)}, ${waiting}.`
    : 'They left no partners or open promises.';
  return {
    text: spoken(`${news} ${rest}`),
    blocks: [
      section(`${news}\n${rest}`),
      ...(partners > 0 ? [actions([button(orphanActions.choose, 'Hand over…', String(gone.id))])] : []),
    ],
  };
}
