/**
 * What every column of text is, decided once: a test over the schema fails where a column stands in none of these lists. What an
 * erasure takes a name out of is `freeText` alone: a code with a few letters replaced is a code that nobody understands.
 */

interface FreeText {
  table: string;
  columns: string[];
  /** Whether a row is about the partners $1, where an erasure does not blank those anyway. */
  isTheirs?: string;
  /** Rows that are left alone. */
  spared?: string;
  /** `blanked`: a text with the name in it goes as a whole. */
  goes?: 'blanked';
}

const ofTouchpoint = (id: string) =>
  `${id} in (select touchpoint_id from touchpoint_partner where partner_id = any($1::int[]))`;

/** What people wrote, or may have named: anybody's name can stand in it. */
export const freeText: readonly FreeText[] = [
  { table: 'touchpoint', columns: ['word'], isTheirs: ofTouchpoint('id') },
  { table: 'touchpoint_note', columns: ['note', 'along'], isTheirs: ofTouchpoint('touchpoint_id') },
  { table: 'plan', columns: ['word', 'place', 'note'], isTheirs: 'partner_id = any($1::int[])' },
  { table: 'attempt', columns: ['note'] },
  { table: 'promise', columns: ['text'] },
  { table: 'feedback', columns: ['text', 'answer', 'untold_reason'] },
  { table: 'help', columns: ['note'] },
  { table: 'ask', columns: ['note'] },
  { table: 'advocate', columns: ['occasion'] },
  { table: 'partner', columns: ['growing'] },
  { table: 'growing_text', columns: ['before', 'said'] },
  {
    table: 'trace_text',
    columns: ['before', 'after'],
    // What an erasure that is not finished has still to look for.
    spared: `trace_id in (select id from trace where action = 'erased')`,
  },
  { table: 'draft', columns: ['said'], goes: 'blanked' },
  { table: 'branch_event', columns: ['name', 'place'] },
  { table: 'hold', columns: ['reason'] },
  { table: 'area', columns: ['name'] },
];

/** Words of the record, which the database lets nobody change but blank, all of a row at once. */
export const recordText = ['purpose', 'attendees', 'what'] as const;

/** Who and what somebody is. Their own row is made a tombstone; a namesake's is left alone. */
export const names: Readonly<Record<string, readonly string[]>> = {
  partner: ['name', 'name_key', 'company', 'company_key', 'phone', 'email', 'birthday', 'anniversary'],
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
