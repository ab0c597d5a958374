/** What an archive of the whole deployment holds, and what stays behind. */

export interface ArchivedTable {
  name: string;
  /** In what order its rows are written. No two have the same. */
  key: readonly string[];
  /** References to rows that may come later in the archive. They are filled in once all rows are there. */
  later?: readonly string[];
}

/** In the order of their bytes, which is the same in every database. */
const text = (column: string): string => `${column} collate "C"`;

/** Every table, each after those it refers to. A test over the schema fails if one is in neither list. */
export const archivedTables: readonly ArchivedTable[] = [
  { name: 'workspace', key: ['id'] },
  { name: 'area', key: ['id'], later: ['lead_id'] },
  { name: 'branch', key: ['id'], later: ['manager_id'] },
  { name: 'member', key: ['id'] },
  { name: 'absence', key: ['id'] },
  { name: 'partner', key: ['id'], later: ['merged_into'] },
  { name: 'loan', key: ['id'] },
  { name: 'relationship', key: ['id'] },
  { name: 'nudge', key: ['id'] },
  { name: 'showing', key: ['nudge_id', 'partner_id'] },
  { name: 'capture', key: ['id'], later: ['added_to'] },
  { name: 'draft', key: ['id'] },
  { name: 'relationship_fact', key: ['id'] },
  { name: 'touchpoint', key: ['id'] },
  { name: 'touchpoint_partner', key: ['partner_id', 'touchpoint_id'] },
  { name: 'touchpoint_member', key: ['touchpoint_id', 'member_id'] },
  { name: 'touchpoint_note', key: ['touchpoint_id'] },
  { name: 'growing_text', key: ['capture_id', 'partner_id'] },
  { name: 'attempt', key: ['id'] },
  { name: 'plan', key: ['id'] },
  { name: 'promise', key: ['id'] },
  { name: 'feedback', key: ['id'] },
  { name: 'question', key: ['partner_id', 'member_id'] },
  { name: 'help', key: ['id'] },
  { name: 'ask', key: ['id'] },
  { name: 'advocate', key: ['id'] },
  { name: 'spend_record', key: ['id'] },
  { name: 'spend_record_text', key: ['record_id'] },
  { name: 'hold', key: ['id'] },
  { name: 'retention', key: [text('kind')] },
  { name: 'branch_result', key: ['branch_id', 'month'] },
  { name: 'branch_event', key: ['id'], later: ['series_id'] },
  { name: 'branch_event_going', key: ['event_id', 'member_id'] },
  { name: 'member_week', key: ['member_id', 'week'] },
  { name: 'branch_week', key: ['branch_id', 'week'] },
  { name: 'standing', key: ['week', 'branch_id'] },
  { name: 'trace', key: ['id'] },
  { name: 'trace_text', key: ['trace_id', text('field')] },
  { name: 'erasure_mention', key: ['trace_id', text('kind'), 'row_id'] },
  { name: 'schedule', key: ['id'] },
];

/** Tables that stay behind, and why. */
export const leftBehind: Readonly<Record<string, string>> = {
  _prisma_migrations: 'The record of the database’s own migrations. `migrate` writes it.',
  pace: 'Turns that senders have taken in the last seconds.',
  slack_event:
    'Ids of the events of the last two days. Slack sends none of them again by the time an archive is read.',
};
