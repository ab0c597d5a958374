/**
 * Classifies every text column. A test over the schema fails if a column is in none of these lists. An erasure searches
 * for names only in `freeText` (`src/store/privacy/texts.ts`), and a test finds one in each of its columns.
 */

/** Text that people wrote, and names that they gave to things. Anyone's name may appear in it. */
export const freeText: Readonly<Record<string, readonly string[]>> = {
  touchpoint: ['word'],
  touchpoint_note: ['note', 'along'],
  plan: ['word', 'place', 'note'],
  attempt: ['note'],
  promise: ['text'],
  feedback: ['text', 'answer', 'untold_reason'],
  help: ['note'],
  ask: ['note'],
  advocate: ['occasion'],
  partner: ['growing', 'company'],
  growing_text: ['before', 'said'],
  spend_record_text: ['purpose', 'attendees', 'what'],
  trace_text: ['before', 'after'],
  draft: ['said'],
  branch_event: ['name', 'place'],
  hold: ['reason'],
  area: ['name'],
};

/** Identity of a person or branch. An erasure blanks the person's own row and leaves namesakes alone. */
export const names: Readonly<Record<string, readonly string[]>> = {
  partner: ['name', 'name_key', 'company_key', 'phone', 'phone_numbers', 'email', 'birthday', 'anniversary'],
  member: ['name', 'email', 'slack_user_id', 'dm_channel_id'],
  branch: ['name'],
};

/** Ids, keys, states, and other codes, and JSON made of them. */
export const codes: Readonly<Record<string, readonly string[]>> = {
  ask: ['answer'],
  branch: ['channel_id', 'channel_problem', 'channel_told', 'holiday_changes', 'region', 'zone'],
  branch_event: ['at_time', 'host', 'kind', 'repeats'],
  capture: ['request_key', 'source', 'words_hash'],
  draft: ['request_key'],
  erasure_mention: ['kind', 'resolution'],
  feedback: ['severity', 'state', 'told_how', 'topic'],
  help: ['kind'],
  member: ['digest_at', 'kind', 'roles', 'slack_zone', 'state', 'zone', 'zone_offer'],
  nudge: ['channel_id', 'closed_as', 'key', 'mark', 'message_ts', 'post', 'reason', 'settled_by', 'state'],
  pace: ['scope'],
  partner: ['fit', 'kind'],
  plan: ['at_time', 'kind', 'order_key', 'settled'],
  promise: ['state'],
  question: ['wording'],
  relationship: ['tier'],
  relationship_fact: ['kind', 'tier'],
  retention: ['kind'],
  schedule: ['local_time', 'post', 'zone'],
  showing: ['line', 'reason'],
  slack_event: ['event_id'],
  spend_record: ['currency', 'entry', 'item', 'offered_to', 'payer'],
  touchpoint: ['kind'],
  trace: ['action', 'after', 'before', 'subject'],
  trace_text: ['field'],
  workspace: ['bot_user_id', 'exports', 'team_id'],
};
