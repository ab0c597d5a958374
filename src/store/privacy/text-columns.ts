/**
 * The columns that an erasure takes a name out of. A test over the schema fails where a column of text stands neither here nor in its own
 * lists of names and codes: a code with a few letters replaced is a code that nobody understands.
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
