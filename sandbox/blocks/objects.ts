import { LIMITS } from './limits.ts';
import {
  boolean,
  byType,
  type Check,
  type Fields,
  list,
  object,
  oneOf,
  type Report,
  string,
  url,
} from './schema.ts';

const anyType: Check = () => undefined;

/**
 * A text object of either kind. Slack refuses empty text nearly everywhere.
 * @param blank whether spaces alone are enough
 */
export function text(max: number, { blank = true } = {}): Check {
  const length = string({ min: 1, max, blank });
  return byType({
    plain_text: object({ type: anyType, text: length }, { emoji: boolean }),
    mrkdwn: object({ type: anyType, text: length }, { verbatim: boolean }),
  });
}

export function plainText(max: number, { blank = true } = {}): Check {
  const length = string({ min: 1, max, blank });
  return byType({ plain_text: object({ type: anyType, text: length }, { emoji: boolean }) });
}

export function mrkdwn(max: number): Check {
  return byType({ mrkdwn: object({ type: anyType, text: string({ min: 1, max }) }, { verbatim: boolean }) });
}

export const id: Check = string({ max: LIMITS.id });
export const placeholder = plainText(LIMITS.placeholder);

export const confirm = object(
  { text: text(LIMITS.confirm.text) },
  {
    title: plainText(LIMITS.confirm.title),
    confirm: plainText(LIMITS.confirm.confirm),
    deny: plainText(LIMITS.confirm.deny),
    style: oneOf('primary', 'danger'),
  },
);

/** Menu options hold plain text. Options of radio buttons and checkboxes may be formatted. */
export function option({ formatted = false, linked = false } = {}): Check {
  const words = formatted ? text : plainText;
  return object(
    { text: words(LIMITS.option.text), value: string({ min: 1, max: LIMITS.option.value }) },
    { description: words(LIMITS.option.description), ...(linked && { url: url(LIMITS.option.url) }) },
  );
}

export const optionGroup = object({
  label: plainText(LIMITS.optionGroup.label),
  options: list(option(), { min: 1, max: LIMITS.optionGroup.options }),
});

export const conversationFilter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);

export const dispatchConfig = object(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }) },
);

const slackFile = object(
  {},
  { id: string({ min: 1 }), url: url(LIMITS.url) },
  (value: Fields, at: string, report: Report) => {
    if ((value.id === undefined) === (value.url === undefined))
      report('must define either `id` or `url`', at);
  },
);

/** The source of an image block's or element's picture. Spread it into the optional fields. */
export const imageSource = { image_url: url(LIMITS.image.url), slack_file: slackFile };
