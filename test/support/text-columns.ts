/**
 * What every column of text is, decided once: a test over the schema fails where a column stands in none of these lists. A name is looked
 * for in `freeText` alone (`src/store/privacy/texts.ts`), and a test finds one in each column of it.
 */

/** What people wrote, or may have named: anybody's name can stand in it. */
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

/** Who and what somebody is. Their own row is made a tombstone; a namesake's is left alone. */
export const names: Readonly<Record<string, readonly string[]>> = {
  partner: ['name', 'name_key', 'company_key', 'phone', 'email', 'birthday', 'anniversary'],
  member: ['name', 'email', 'slack_user_id', 'dm_channel_id'],
  branch: ['name'],
};

/** Ids, keys, states and other codes, and JSON made of them. */
export const codes: Readonly<Record<string, readonly string[]>> = {
  ask: ['answer'],
  branch: ['channel_id', 'channel_problem', 'region', 'zone'],
  branch_event: ['at_time', 'host', 'kind', 'repeats'],
  capture: ['request_key', 'source', 'words_hash'],
  draft: ['request_key'],
  erasure_mention: ['kind', 'resolution'],
  feedback: ['severity', 'state', 'told_how', 'topic'],
  help: ['kind'],
  member: ['digest_at', 'kind', 'roles', 'state', 'zone'],
  nudge: ['channel_id', 'closed_as', 'key', 'mark', 'message_ts', 'post', 'reason', 'settled_by', 'state'],
  pace: ['scope'],
  partner: ['fit', 'kind'],
  plan: ['kind', 'settled'],
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
