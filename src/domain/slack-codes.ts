/**
 * Slack's error codes, by what they mean for a call that got one. Every code of every method we call is here, and each is
 * here once (`test/slack-codes.test.ts`). All callers read this table, through `readFailure`.
 */
export const slackCodes = {
  /** Nothing was done. Slack asks for a pause, and the same call is welcome afterwards. */
  later: [
    'ratelimited',
    'rate_limited',
    'message_limit_exceeded',
    'org_login_required',
    'team_added_to_org',
    'external_channel_migrating',
    'fetch_members_failed',
    'streaming_state_conflict',
  ],
  /** The call may have taken effect, as after a reset, a timeout, or a 5xx (docs/slack.md, Messages and metadata). */
  'in doubt': [
    'internal_error',
    'fatal_error',
    'request_timeout',
    'service_unavailable',
    'update_failed',
    'file_update_failed',
  ],
  /** Nothing was done. No one can read it there, or the app may not post there: someone else has to be told. */
  'someone else': [
    'channel_not_found',
    'channel_is_limited_access',
    'invalid_channel',
    'is_archived',
    'is_inactive',
    'not_in_channel',
    'no_permission',
    'ekm_access_denied',
    'posting_to_channel_denied',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'cannot_dm_bot',
    'invalid_user_combination',
    'user_disabled',
    'user_not_found',
    'users_not_found',
    'user_not_visible',
  ],
  /** Nothing was done. Someone has to fix the app first: its token, its scopes, its settings, or this release. */
  'our side': [
    'access_denied',
    'accesslimited',
    'account_inactive',
    'deprecated_endpoint',
    'enterprise_is_restricted',
    'invalid_auth',
    'messages_tab_disabled',
    'metadata_must_be_sent_from_app',
    'method_deprecated',
    'missing_scope',
    'not_allowed_token_type',
    'not_authed',
    'not_enabled',
    'team_access_not_granted',
    'token_expired',
    'token_revoked',
    'two_factor_setup_required',
    'unknown_method',
  ],
  /** Nothing was done, and the same call will never be accepted. */
  'give up': [
    // The call itself.
    'as_user_not_supported',
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_charset',
    'invalid_cursor',
    'invalid_form_data',
    'invalid_limit',
    'invalid_metadata_filter_keys',
    'invalid_post_type',
    'invalid_ts_latest',
    'invalid_ts_oldest',
    'limit_required',
    'invalid_types',
    'method_not_supported_for_channel_type',
    'missing_argument',
    'missing_post_type',
    'not_enough_users',
    'not_implemented',
    'team_not_found',
    'thread_not_found',
    'too_many_users',
    'user_not_in_channel',
    'users_list_not_supplied',
    // What the message says.
    'attachment_payload_limit_exceeded',
    'block_mismatch',
    'cannot_reply_to_message',
    'cant_broadcast_message',
    'draft_already_deleted',
    'draft_already_sent',
    'draft_has_conflict',
    'draft_not_found',
    'duplicate_channel_not_found',
    'duplicate_message_not_found',
    'invalid_attachments',
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'markdown_text_conflict',
    'metadata_too_large',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_dual_broadcast_content_update',
    'no_text',
    'slack_connect_canvas_sharing_blocked',
    'slack_connect_file_link_sharing_blocked',
    'slack_connect_lists_sharing_blocked',
    'too_many_attachments',
    'too_many_contact_cards',
    // A message that is already there.
    'cant_delete_message',
    'cant_update_message',
    'edit_window_closed',
    'message_not_found',
    // A form, or App Home.
    'duplicate_external_id',
    'exchanged_trigger_id',
    'expired_trigger_id',
    'hash_conflict',
    'invalid_trigger_id',
    'missing_profile_id',
    'not_found',
    'push_limit_reached',
    'trigger_exchanged',
    'trigger_expired',
    'view_too_large',
    // A file.
    'alt_txt_too_large',
    'blocked_file_type',
    'channels_limit_exceeded',
    'file_deleted',
    'file_is_deleted',
    'file_not_found',
    'file_share_limit_reached',
    'file_type_not_allowed',
    'file_upload_size_restricted',
    'file_uploads_disabled',
    'file_uploads_except_images_disabled',
    'max_file_sharing_exceeded',
    'missing_file_data',
    'slack_connect_blocked_file_type',
    'slack_connect_clip_sharing_blocked',
    'slack_connect_file_upload_sharing_blocked',
    'snippet_too_large',
    'storage_limit_reached',
    'unable_to_share_files',
    'unknown_snippet_type',
    'unknown_subtype',
  ],
} as const;

export type SlackMeaning = keyof typeof slackCodes;
export type SlackCode = (typeof slackCodes)[SlackMeaning][number];

const meanings: ReadonlyMap<string, { code: SlackCode; means: SlackMeaning }> = new Map(
  (Object.keys(slackCodes) as SlackMeaning[]).flatMap((means) =>
    slackCodes[means].map((code) => [code, { code, means }] as const),
  ),
);

/** Finds a code that Slack sent. Undefined for one that this release does not know. */
export const findSlackCode = (code: string) => meanings.get(code);

/** What became of an answer that is not Slack's, or never came. */
export type LostAnswer = 'no answer' | 'unreadable answer' | `HTTP ${number}`;

/** What is known about a failed call: a code of Slack's, or a word of ours. Never text that someone else wrote. */
export type FailureCode = SlackCode | LostAnswer | 'rate limited' | 'unknown code';
