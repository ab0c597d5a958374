import { chart } from './charts.ts';
import { elements } from './elements.ts';
import { LIMITS } from './limits.ts';
import { id, imageSource, mrkdwn, plainText, text } from './objects.ts';
import { richText } from './rich-text.ts';
import {
  anything,
  boolean,
  byType,
  type Check,
  exactlyOne,
  type Fields,
  isObject,
  list,
  object,
  oneOf,
  type Report,
  string,
  url,
} from './schema.ts';
import { dataTable, table } from './tables.ts';

type Rule = (value: Fields, at: string, report: Report) => void;

function block(required: Record<string, Check>, optional: Record<string, Check> = {}, rule?: Rule): Check {
  return object(required, { type: anything, block_id: id, ...optional }, rule);
}

function someOf(...keys: readonly string[]): Rule {
  return (value, at, report) => {
    if (keys.some((key) => value[key] !== undefined)) return;
    report(`must define either ${keys.map((key) => `\`${key}\``).join(' or ')}`, at);
  };
}

const SINGLE_SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
];
const SELECTS = [...SINGLE_SELECTS, ...SINGLE_SELECTS.map((type) => `multi_${type}`)];
const PICKERS = ['datepicker', 'timepicker', 'checkboxes', 'radio_buttons'];
const PRESSED = ['button', 'overflow', 'workflow_button'];

/** Slack's reference allows multi-selects here. Slack itself refuses them (slackapi/python-slack-sdk#1631). */
const actionElement = byType(
  elements(...PRESSED, ...PICKERS, ...SINGLE_SELECTS, 'datetimepicker', 'rich_text_input'),
);
const accessory = byType(elements(...PRESSED, ...PICKERS, ...SELECTS, 'image'));
const picture = byType(elements('image'));
const field = text(LIMITS.section.field);

/** Inputs that Slack accepts only in modals. Home accepts the others too. */
const MODAL_INPUTS = ['file_input', 'number_input', 'email_text_input', 'url_text_input'];
const ANY_INPUTS = [...PICKERS, ...SELECTS, 'datetimepicker', 'plain_text_input', 'rich_text_input'];

function input(types: readonly string[]): Check {
  return block(
    { label: plainText(LIMITS.input.label), element: byType(elements(...types)) },
    { hint: plainText(LIMITS.input.hint), optional: boolean, dispatch_action: boolean },
  );
}

const card = block(
  {},
  {
    hero_image: picture,
    icon: picture,
    slack_icon: object({ name: string({ min: 1 }) }, { type: anything }),
    title: mrkdwn(LIMITS.card.title),
    subtitle: mrkdwn(LIMITS.card.subtitle),
    body: mrkdwn(LIMITS.card.body),
    subtext: mrkdwn(LIMITS.card.subtext),
    actions: list(byType(elements('button')), { max: LIMITS.card.actions }),
  },
  someOf('hero_image', 'title', 'actions', 'body'),
);

const task = block(
  {
    task_id: string({ min: 1 }),
    title: string({ min: 1 }),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  { details: richText, output: richText, sources: list(byType(elements('url'))) },
);
/** In a plan, a task may leave out its type. */
const planned: Check = (value, at, report) =>
  (isObject(value) && value.type === undefined ? task : byType({ task_card: task }))(value, at, report);

/** Blocks that every surface accepts. */
const COMMON: Readonly<Record<string, Check>> = {
  actions: block({ elements: list(actionElement, { min: 1, max: LIMITS.actions.elements }) }),
  context: block({
    elements: list(byType(elements('image', 'plain_text', 'mrkdwn')), {
      min: 1,
      max: LIMITS.context.elements,
    }),
  }),
  divider: block({}),
  header: block({ text: plainText(LIMITS.header.text, { blank: false }) }),
  image: block(
    { alt_text: string({ min: 1, max: LIMITS.image.altText }) },
    { title: plainText(LIMITS.image.title), ...imageSource },
    exactlyOne('image_url', 'slack_file'),
  ),
  rich_text: richText,
  section: block(
    {},
    {
      text: text(LIMITS.section.text, { blank: false }),
      fields: list(field, { min: 1, max: LIMITS.section.fields }),
      accessory,
      expand: boolean,
    },
    someOf('text', 'fields'),
  ),
  video: block(
    {
      alt_text: string({ min: 1, max: LIMITS.video.altText }),
      title: plainText(LIMITS.video.title),
      video_url: url(LIMITS.url),
      thumbnail_url: url(LIMITS.url),
    },
    {
      title_url: url(LIMITS.url),
      author_name: string({ max: LIMITS.video.authorName }),
      provider_name: string({ max: LIMITS.video.providerName }),
      provider_icon_url: url(LIMITS.url),
      description: plainText(LIMITS.video.description),
    },
  ),
};

const file = block({ source: oneOf('remote'), external_id: string({ min: 1 }) });

function container(children: Readonly<Record<string, Check>>): Check {
  return block(
    { child_blocks: list(byType(children), { min: 1, max: LIMITS.container.blocks }) },
    {
      title: plainText(LIMITS.container.title),
      rich_text_title: richText,
      subtitle: text(LIMITS.container.subtitle),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: picture,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    someOf('title', 'rich_text_title'),
  );
}

const messageInput = input(ANY_INPUTS);

const MESSAGE: Readonly<Record<string, Check>> = {
  ...COMMON,
  input: messageInput,
  container: container({ ...COMMON, input: messageInput, file, table }),
  card,
  carousel: block({ elements: list(byType({ card }), { min: 1, max: LIMITS.carousel.cards }) }),
  context_actions: block({
    elements: list(byType(elements('feedback_buttons', 'icon_button')), {
      min: 1,
      max: LIMITS.contextActions.elements,
    }),
  }),
  data_table: dataTable,
  data_visualization: chart,
  file,
  markdown: block({ text: string({ min: 1, max: LIMITS.markdown.text }) }),
  plan: block({ title: string({ min: 1 }) }, { tasks: list(planned) }),
  table,
  task_card: task,
};

const HOME: Readonly<Record<string, Check>> = {
  ...COMMON,
  input: messageInput,
  container: container({ ...COMMON, input: messageInput }),
};

const modalInput = input([...ANY_INPUTS, ...MODAL_INPUTS]);

const MODAL: Readonly<Record<string, Check>> = {
  ...COMMON,
  input: modalInput,
  container: container({ ...COMMON, input: modalInput }),
  alert: block(
    { text: text(LIMITS.alert.text) },
    { level: oneOf('default', 'info', 'warning', 'error', 'success') },
  ),
};

export type Surface = 'message' | 'modal' | 'home';

/** Checks one block of a surface. */
export const BLOCK: Readonly<Record<Surface, Check>> = {
  message: byType(MESSAGE),
  modal: byType(MODAL),
  home: byType(HOME),
};
