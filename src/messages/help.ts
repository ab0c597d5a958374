import type { KnownBlock, ModalView } from '@slack/types';
import { worksWithPartners } from '../domain/access.ts';
import type { Member } from '../domain/members/member.ts';
import {
  actions,
  asTyped,
  button,
  context,
  emailLink,
  type Message,
  plain,
  plainMessage,
  section,
} from './blocks.ts';
import { rhythmMeans } from './week/leaderboard.ts';
import { whoReadsNotes } from './who-reads-notes.ts';

/** Opens every command; `slack/help.buttons.ts` answers it. */
export const commandsAction = 'help.commands';

/** What most people need, on one screen of a phone; the button has the rest. `unknown` is a word I don't know. */
export function help(unknown: string | null, member: Member | null, support?: string): Message {
  if (member?.state === 'active' && !worksWithPartners(member)) return readersHelp(unknown, support);
  const lines = [
    '*Log* a meeting: send me a line, typed or dictated, like “coffee with Dana Lee yesterday, promised the slides by Friday.”',
    '*Plan* and promise the same way: “lunch with Joan next Thursday,” “remind me to send Dana the flyer Monday.”',
    '*Ask* me: “who today,” “when did I last see Marcus,” “what did I promise Dana,” “prep me for lunch with Dana.”',
    ...(member && overseesBranch(member)
      ? [
          '*Your branches*, too: “how is my branch doing,” “who could use a hand,” “who has room,” “who did well.”',
        ]
      : []),
    '*Change* it the same way: “cancel lunch with Joan,” “that was yesterday,” “undo,” “I’m out next week.”',
    '*Say* it here, mention me in a channel, or type `/rapport` and the words. The rest is in my Home tab.',
  ];
  return {
    text: leadText(unknown),
    blocks: [
      section([...unknownLines(unknown), ...lines].join('\n')),
      actions([button(commandsAction, 'Commands', 'all')]),
      context(`I never contact partners. ${whoReadsNotes} ${rhythmMeans}`),
      ...supportLine(support),
    ],
  };
}

/** A manager or a program lead. */
const overseesBranch = ({ manages, roles }: Member): boolean => manages.length > 0 || roles.includes('lead');

/** For those who have compliance and nothing else. */
function readersHelp(unknown: string | null, support: string | undefined): Message {
  const lines = [
    '*See* expenses: `/rapport record`',
    '*Find* a partner’s history: `/partner dana`',
    '*Export* files: `/partner export`',
    '*Place* or lift a legal hold in my Home tab.',
  ];
  return {
    text: leadText(unknown),
    blocks: [section([...unknownLines(unknown), ...lines].join('\n')), ...supportLine(support)],
  };
}

/** Where the operator helps, if they say so. */
const supportLine = (support: string | undefined): KnownBlock[] =>
  support ? [context(`Need help? ${support.includes('://') ? `<${support}>` : emailLink(support)}`)] : [];

const leadText = (unknown: string | null): string =>
  [...unknownLines(unknown), 'Here’s what I can do.'].join(' ');

const unknownLines = (unknown: string | null): string[] =>
  unknown ? [`“${asTyped(unknown)}” isn’t a command I know.`] : [];

const commands: readonly [heading: string, lines: readonly string[]][] = [
  [
    'Log and plan',
    [
      '`/touchpoint coffee with Dana Lee yesterday, promised the slides by Friday`',
      '`/touchpoint left a voicemail for Marcus`',
      '`/touchpoint lunch with Joan next Thursday`',
      '`/touchpoint` alone opens a form.',
      'On any message, More actions has *Log touchpoint* and *I promised…*',
    ],
  ],
  [
    'Partners',
    [
      '`/partner dana`: a partner’s card',
      '`/partner add`: one new partner',
      '`/partner import`: many from a file',
      '`/partner export`: your partners as a file',
    ],
  ],
  [
    'Ask',
    [
      '`/rapport who today`, `who’s this week`, `who am I late with`, `who’s next`',
      '`/rapport when did I last see Dana`, `prep me for lunch with Dana`, `what’s Dana’s number`',
      '`/rapport what did I promise Dana`, `what do I owe`',
      '`/rapport who haven’t I met in 90 days`, `who was never asked for feedback`',
      '`/rapport my builders`, `who’s in my inner circle`, `who do I know at Keller Williams`',
      '`/rapport how am I doing`, `any feedback waiting`',
      'The same words work in a direct message, or after a mention of me; I answer only you.',
    ],
  ],
  [
    'Your day',
    [
      '`/rapport digest`: today’s list',
      '`/rapport feedback dana …`: what a partner told us',
      '`/rapport events`: where to show up',
      '`/rapport record`: the expense record',
      '`/rapport I’m out next week`: days away, and who covers',
      '`/rapport me`: your settings, and reminders before meetings',
    ],
  ],
  [
    'Your branch',
    [
      '`/rapport how is my branch doing`, `who could use a hand`, `who has room`, `who’s late in Tampa` (managers and program leads)',
      '`/rapport branch`: its settings, or set one up in this channel',
      '`/rapport areas`: groups of branches (program leads and admins)',
      '`/rapport people`: who leads, who exports (admins)',
    ],
  ],
];

/** Every command, on top of wherever the button was. */
export const commandsView = (): ModalView => ({
  type: 'modal',
  title: plain('Commands'),
  close: plain('Close'),
  blocks: commands.map(([heading, lines]) => section([`*${heading}*`, ...lines].join('\n'))),
});

export const notHere = (): Message =>
  plainMessage(
    'A branch is a channel. Type /rapport branch in your branch’s channel, not in a direct message.',
  );

export const cannotSeeChannel = (): Message =>
  plainMessage('I can’t see this channel. Type /invite @Rapport here, then /rapport branch again.');

export const inviteFirst = (): Message =>
  plainMessage('I’m not in this channel yet. Type /invite @Rapport here, then /rapport branch again.');

export const sharedChannel = (): Message =>
  plainMessage(
    'This channel is shared with another company, so it can’t be a branch: partners’ names stay inside yours. Use a channel of your own.',
  );
