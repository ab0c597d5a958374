import { anything, boolean, byType, type Check, integer, list, object, oneOf, string } from './schema.ts';

/** The rich_text block, which Slack's own composer writes. The only nesting is sections in lists. */

const flags = object(
  {},
  Object.fromEntries(
    ['bold', 'italic', 'strike', 'code', 'underline', 'highlight', 'client_highlight', 'unlink'].map(
      (flag) => [flag, boolean],
    ),
  ),
);

function inline(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return object({ type: anything, ...required }, { style: flags, ...optional });
}

const name = string({ min: 1 });
/** Digits in a string are enough. */
const seconds: Check = (value, at, report) =>
  integer()(typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value, at, report);
const inlines = byType({
  text: inline({ text: string({ min: 1 }) }),
  link: inline({ url: name }, { text: string(), unsafe: boolean }),
  emoji: inline({ name }, { unicode: string(), url: string(), skin_tone: integer() }),
  user: inline({ user_id: name }),
  usergroup: inline({ usergroup_id: name }),
  channel: inline({ channel_id: name }),
  team: inline({ team_id: name }),
  broadcast: inline({ range: oneOf('here', 'channel', 'everyone') }),
  color: inline({ value: name }),
  date: inline({ timestamp: seconds, format: name }, { url: string(), fallback: string() }),
});

const border = oneOf(0, 1);
const section = object({ type: anything, elements: list(inlines) });

export const richText = object(
  {
    type: oneOf('rich_text'),
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_list: object(
          { type: anything, elements: list(byType({ rich_text_section: section })) },
          {
            style: oneOf('bullet', 'ordered'),
            indent: integer({ min: 0, max: 8 }),
            offset: integer({ min: 0 }),
            border,
          },
        ),
        rich_text_quote: object({ type: anything, elements: list(inlines) }, { border }),
        rich_text_preformatted: object(
          { type: anything, elements: list(inlines) },
          { border, language: string() },
        ),
      }),
    ),
  },
  { block_id: string({ max: 255 }) },
);
