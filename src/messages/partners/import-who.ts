import type { KnownBlock, ModalView } from '@slack/types';
import { count, listOf, number } from '../../domain/format.ts';
import type { Contact } from '../../domain/partners/choice.ts';
import type { PartnerColumn } from '../../domain/partners/partner-columns.ts';
import { actions, button, context, cut, plain, quoted, section } from '../blocks.ts';

/** Which people in a file to import: by label, or from a list to tick. */

const action = (how: string) => `import.who.${how}`;
export const whoActions = {
  back: action('back'),
  next: action('next'),
  find: action('find'),
  all: action('all'),
  byName: action('names'),
  byLabel: action('labels'),
  /** Any of them; Enter in the search, too. */
  any: /^import\.who\.(?:back|next|find|all|names|labels|search)$/,
} as const;
export const searchAction = action('search');

/** What is asked for whom, and where the file is: in the chat, or put into the form. */
export interface WhoIntro {
  branchName: string;
  /** What any of them has that is saved. */
  columns: ReadonlySet<PartnerColumn>;
  isInChat: boolean;
  /** Rows that cannot be chosen. */
  nameless: number;
}

/** What an import saves of a column, on screen. What stands for the owner is left out: one picks one's own. */
const savedAs: Partial<Record<PartnerColumn, string>> = {
  name: 'name',
  company: 'company',
  kind: 'kind',
  tier: 'tier',
  phone: 'phone',
  email: 'email',
  last_touch_on: 'last contact',
  growing: 'growth goals',
  birthday: 'birthday',
  anniversary: 'anniversary',
};

function intro({ branchName, columns, isInChat, nameless }: WhoIntro): KnownBlock {
  const saved = Object.entries(savedAs).flatMap(([column, text]) =>
    columns.has(column as PartnerColumn) ? [text] : [],
  );
  return section(
    [
      `Pick only people you work with. I’ll save ${listOf(saved)}; nothing else.`,
      `Everyone in ${quoted(branchName, 60)} sees name, company, owner, and last contact; the rest: you, owners who were there, whoever covers for you, your manager, and program leads.`,
      `The file stays in ${isInChat ? 'this chat' : 'your Slack files'} until you delete it.`,
      ...(nameless > 0 ? [`${count(nameless, 'row')} without a name can’t be picked.`] : []),
    ].join('\n'),
  );
}

type Drawn = Pick<ModalView, 'title' | 'submit' | 'blocks'>;
const title = plain('Who do you work with?');
const submit = plain('Preview');

/** Slack's limit for the options of one group of checkboxes. */
const groupMax = 10;
/** A group of checkboxes has its place in its id, which is new in every view: Slack keeps what was ticked under an old one. */
export const isTickBlock = (blockId: string): boolean => blockId.startsWith('tick.');
export const isSearchBlock = (blockId: string): boolean => blockId.startsWith('find.');
export const tickField = 'ticks';

export function whoView({
  intro: about,
  shown,
  from,
  found,
  people,
  ticked,
  search,
  turn,
  hasLabels,
  hasNext,
}: {
  intro: WhoIntro;
  /** The contacts of this page, the first of which is at `from` among those found. */
  shown: readonly Contact[];
  from: number;
  found: number;
  people: number;
  ticked: ReadonlySet<number>;
  search: string;
  /** How often the view was drawn. */
  turn: number;
  hasLabels: boolean;
  hasNext: boolean;
}): Drawn {
  const picked = ticked.size > 0 ? ` ${number(ticked.size)} picked.` : '';
  const range = shown.length < found ? `${number(from + 1)}–${number(from + shown.length)} of ` : '';
  const standing =
    found === 0
      ? `No one here matches “${quoted(search, 60)}.”${picked}`
      : `${range}${count(found, 'contact')}${search ? ` matching “${quoted(search, 60)}”` : ''}.${picked}`;
  const isLong = people > groupMax;
  const pages = [
    ...(from > 0 ? [button(whoActions.back, 'Back', 'back')] : []),
    ...(hasNext ? [button(whoActions.next, 'Next', 'next')] : []),
    ...(hasLabels ? [button(whoActions.byLabel, 'Pick by label', 'labels')] : []),
  ];
  return {
    title,
    submit,
    blocks: [
      // From the second page on, it has been read.
      ...(turn === 0 ? [intro(about)] : []),
      ...(isLong ? searchBlocks(search, turn) : []),
      context(standing),
      ...groupsOf(shown).map((group, at) => tickBlock(group, `tick.${turn}.${at}`, ticked)),
      ...(pages.length > 0 ? [actions(pages)] : []),
    ],
  };
}

const searchBlocks = (search: string, turn: number): KnownBlock[] => [
  {
    type: 'input',
    block_id: `find.${turn}`,
    optional: true,
    dispatch_action: true,
    label: plain('Find someone'),
    element: {
      type: 'plain_text_input',
      action_id: searchAction,
      placeholder: plain('Part of a name or company'),
      max_length: 60,
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      ...(search ? { initial_value: search } : {}),
    },
  },
  actions([
    button(whoActions.find, 'Find', 'find'),
    ...(search ? [button(whoActions.all, 'Show everyone', 'all')] : []),
  ]),
];

function groupsOf(shown: readonly Contact[]): Contact[][] {
  const groups: Contact[][] = [];
  for (let at = 0; at < shown.length; at += groupMax) groups.push(shown.slice(at, at + groupMax));
  return groups;
}

function tickBlock(group: readonly Contact[], blockId: string, ticked: ReadonlySet<number>): KnownBlock {
  const options = group.map(({ place, name, company }) => ({
    value: String(place),
    text: plain(cut(name, 75)),
    ...(company ? { description: plain(cut(company, 75)) } : {}),
  }));
  const initial = options.filter(({ value }) => ticked.has(Number(value)));
  const [first, last] = [group[0]!.name, group.at(-1)!.name];
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plain(first === last ? cut(first, 60) : `${cut(first, 60)} – ${cut(last, 60)}`),
    element: {
      type: 'checkboxes',
      action_id: tickField,
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

/** Where people are in labels or lists. Slack's menus have up to a hundred. */
export function labelsView({
  intro: about,
  labels,
}: {
  intro: WhoIntro;
  labels: readonly { label: string; people: number }[];
}): Drawn {
  return {
    title,
    submit,
    blocks: [
      intro(about),
      {
        type: 'input',
        block_id: labelsField,
        label: plain('Labels'),
        element: {
          type: 'multi_static_select',
          action_id: labelsField,
          placeholder: plain('Choose labels'),
          options: labels.slice(0, labelsMax).map(({ label, people }) => {
            const size = ` (${number(people)})`;
            return { value: label, text: plain(`${cut(label, 75 - size.length)}${size}`) };
          }),
        },
      },
      actions([button(whoActions.byName, 'Pick by name', 'names')]),
    ],
  };
}

export const labelsField = 'labels';
const labelsMax = 100;

export const noOnePicked = 'Pick at least one person.';
export const tooManyPicked =
  'That’s more people than I can keep track of at once. Import some of them first, then the rest.';
export const tooManyLabels = 'That’s more labels than I can keep track of at once. Choose fewer.';
