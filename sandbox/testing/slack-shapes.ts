import type { Shape } from './shape.ts';

/**
 * What Slack sends, as keys and types. Commands, views, `app_home_opened`, `app_uninstalled`, `tokens_revoked`,
 * `channel_rename`, `team_join` and `user_change` are from the samples of real payloads in Slack's Java SDK
 * (slackapi/java-slack-sdk, json-logs/samples). It has no samples of the others; they are assembled from the same parts and
 * the keys in Slack's types for JavaScript (@slack/types, @slack/bolt).
 *
 * The samples are the union of everything ever seen, so keys of features that this workspace lacks are optional here: an
 * enterprise (`enterprise_…`), a workflow (`function_data`, `interactivity`, `bot_access_token`), an app from before 2021
 * (`authed_users`, `authed_teams`).
 */

const text: Shape = { type: 'string', text: 'string', emoji: 'boolean' };

const team: Shape = {
  id: 'string',
  domain: 'string',
  'enterprise_id?': 'string',
  'enterprise_name?': 'string',
};
const person: Shape = { id: 'string', username: 'string', name: 'string', team_id: 'string' };
const place: Shape = { id: 'string', name: 'string' };
const values: Shape = { values: 'object' };

const view: Shape = {
  id: 'string',
  team_id: 'string',
  type: 'string',
  title: text,
  submit: 'object|null',
  close: 'object|null',
  blocks: ['object'],
  private_metadata: 'string',
  callback_id: 'string',
  external_id: 'string',
  state: values,
  hash: 'string',
  clear_on_close: 'boolean',
  notify_on_close: 'boolean',
  submit_disabled: 'boolean',
  root_view_id: 'string',
  previous_view_id: 'string|null',
  app_id: 'string',
  app_installed_team_id: 'string',
  bot_id: 'string',
};

const interaction = {
  type: 'string',
  team,
  user: person,
  api_app_id: 'string',
  token: 'string',
  enterprise: 'object|null',
  is_enterprise_install: 'boolean',
  'bot_access_token?': 'string',
  'function_data?': 'object',
  'interactivity?': 'object',
} satisfies Shape;

const message: Shape = {
  type: 'string',
  user: 'string',
  ts: 'string',
  text: 'string',
  team: 'string',
  blocks: ['object'],
  'bot_id?': 'string',
  'app_id?': 'string',
  'client_msg_id?': 'string',
};

const { api_app_id: _app, ...shortcut } = interaction;

const pressed: Shape = [
  {
    type: 'string',
    action_id: 'string',
    block_id: 'string',
    action_ts: 'string',
    'text?': 'object',
    'value?': 'string',
    'style?': 'string',
    'selected_option?': 'object|null',
    'placeholder?': 'object',
  },
];

const inView: Shape = { type: 'string', view_id: 'string' };
const inMessage: Shape = {
  type: 'string',
  message_ts: 'string',
  channel_id: 'string',
  is_ephemeral: 'boolean',
};

/** Interactions, by `type`. */
export const INTERACTIONS = {
  view_submission: {
    ...interaction,
    trigger_id: 'string',
    view,
    'is_cleared?': 'boolean',
    response_urls: ['object'],
  },
  view_closed: { ...interaction, view, is_cleared: 'boolean' },
  shortcut: {
    ...shortcut,
    user: { id: 'string', username: 'string', team_id: 'string' },
    callback_id: 'string',
    trigger_id: 'string',
    action_ts: 'string',
  },
  message_action: {
    ...shortcut,
    callback_id: 'string',
    trigger_id: 'string',
    action_ts: 'string',
    message_ts: 'string',
    response_url: 'string',
    channel: place,
    message,
  },
  'block_actions in a message': {
    ...interaction,
    container: inMessage,
    trigger_id: 'string',
    channel: place,
    message,
    state: values,
    response_url: 'string',
    actions: pressed,
  },
  'block_actions in a view': {
    ...interaction,
    container: inView,
    trigger_id: 'string',
    view,
    actions: pressed,
  },
  'block_suggestion in a message': {
    ...interaction,
    container: inMessage,
    channel: place,
    message,
    action_id: 'string',
    block_id: 'string',
    value: 'string',
  },
  'block_suggestion in a view': {
    ...interaction,
    container: inView,
    view,
    action_id: 'string',
    block_id: 'string',
    value: 'string',
  },
} satisfies Record<string, Shape>;

/** A slash command: a form, so everything is text. */
export const COMMAND: Shape = {
  token: 'string',
  api_app_id: 'string',
  team_id: 'string',
  team_domain: 'string',
  'enterprise_id?': 'string',
  'enterprise_name?': 'string',
  channel_id: 'string',
  channel_name: 'string',
  user_id: 'string',
  user_name: 'string',
  command: 'string',
  text: 'string',
  response_url: 'string',
  trigger_id: 'string',
  is_enterprise_install: 'string',
};

const user: Shape = {
  id: 'string',
  team_id: 'string',
  name: 'string',
  deleted: 'boolean',
  color: 'string',
  real_name: 'string',
  tz: 'string',
  tz_label: 'string',
  tz_offset: 'number',
  profile: {
    title: 'string',
    phone: 'string',
    skype: 'string',
    real_name: 'string',
    real_name_normalized: 'string',
    display_name: 'string',
    display_name_normalized: 'string',
    first_name: 'string',
    last_name: 'string',
    pronouns: 'string',
    status_text: 'string',
    status_text_canonical: 'string',
    status_emoji: 'string',
    status_emoji_display_info: ['object'],
    status_expiration: 'number',
    huddle_state: 'string',
    huddle_state_expiration_ts: 'number',
    avatar_hash: 'string',
    image_24: 'string',
    image_32: 'string',
    image_48: 'string',
    image_72: 'string',
    image_192: 'string',
    image_512: 'string',
    team: 'string',
    // With the scope `users:read.email`.
    'email?': 'string',
    // For bots.
    'bot_id?': 'string',
    'api_app_id?': 'string',
    'always_active?': 'boolean',
    // For guests with an expiration date, and for people who set a picture, a status or a start date.
    'guest_channels?': 'string',
    'guest_invited_by?': 'string',
    'guest_expiration_ts?': 'number',
    'image_1024?': 'string',
    'image_original?': 'string',
    'is_custom_image?': 'boolean',
    'status_emoji_url?': 'string',
    'start_date?': 'string',
  },
  is_admin: 'boolean',
  is_owner: 'boolean',
  is_primary_owner: 'boolean',
  is_restricted: 'boolean',
  is_ultra_restricted: 'boolean',
  is_bot: 'boolean',
  is_app_user: 'boolean',
  is_email_confirmed: 'boolean',
  who_can_share_contact_card: 'string',
  updated: 'number',
  'locale?': 'string',
  // For bots that workflows post as.
  'is_workflow_bot?': 'boolean',
  // For people who are invited, from other workspaces, or connected from other services.
  'is_invited_user?': 'boolean',
  'is_stranger?': 'boolean',
  'is_connector_bot?': 'boolean',
  // For workspace administrators and for old clients.
  'has_2fa?': 'boolean',
  'two_factor_type?': 'string',
  'presence?': 'string',
  'has_files?': 'boolean',
  'enterprise_user?': 'object',
  'enterprise_id?': 'string',
  'enterprise_name?': 'string',
  'teams?': ['string'],
};

/** `users.info`. */
export const USER_ANSWER: Shape = { ok: 'boolean', user };

/** `views.open`, `views.push`, `views.update` and `views.publish`. */
export const VIEW_ANSWER: Shape = { ok: 'boolean', view };

/** The envelope of every event. */
export const ENVELOPE: Shape = {
  token: 'string',
  team_id: 'string',
  'enterprise_id?': 'string',
  context_team_id: 'string',
  context_enterprise_id: 'string|null',
  api_app_id: 'string',
  event: 'object',
  type: 'string',
  event_id: 'string',
  event_time: 'number',
  'authed_users?': ['string'],
  'authed_teams?': ['string'],
  authorizations: [
    {
      enterprise_id: 'string|null',
      team_id: 'string',
      user_id: 'string',
      is_bot: 'boolean',
      is_enterprise_install: 'boolean',
    },
  ],
  is_ext_shared_channel: 'boolean',
  event_context: 'string',
};

const membership: Shape = {
  type: 'string',
  user: 'string',
  channel: 'string',
  channel_type: 'string',
  team: 'string',
  event_ts: 'string',
};

/** Events, by `type`. `message` is a direct message. */
export const EVENTS = {
  app_home_opened: {
    type: 'string',
    user: 'string',
    channel: 'string',
    tab: 'string',
    event_ts: 'string',
    // Present once something has been published.
    'view?': view,
  },
  app_uninstalled: { type: 'string', event_ts: 'string' },
  tokens_revoked: { type: 'string', tokens: { oauth: ['string'], bot: ['string'] }, event_ts: 'string' },
  channel_rename: {
    type: 'string',
    channel: {
      id: 'string',
      is_channel: 'boolean',
      is_mpim: 'boolean',
      name: 'string',
      name_normalized: 'string',
      created: 'number',
    },
    event_ts: 'string',
  },
  channel_archive: {
    type: 'string',
    channel: 'string',
    user: 'string',
    is_moved: 'number',
    event_ts: 'string',
  },
  channel_shared: { type: 'string', connected_team_id: 'string', channel: 'string', event_ts: 'string' },
  channel_unshared: {
    type: 'string',
    previously_connected_team_id: 'string',
    channel: 'string',
    is_ext_shared: 'boolean',
    event_ts: 'string',
  },
  member_joined_channel: { ...membership, 'inviter?': 'string' },
  member_left_channel: membership,
  message: {
    ...message,
    channel: 'string',
    channel_type: 'string',
    event_ts: 'string',
  },
  team_join: { type: 'string', user: { ...user, locale: 'string' }, event_ts: 'string' },
  user_change: {
    type: 'string',
    user: { ...user, locale: 'string' },
    cache_ts: 'number',
    event_ts: 'string',
  },
} satisfies Record<string, Shape>;
