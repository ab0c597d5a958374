import { expect, test } from 'vitest';
import { freeText, recordText } from '../../../src/store/privacy/text-columns.ts';
import { testDatabase } from '../../support/database.ts';

const { db } = await testDatabase();

/** Who and what somebody is. Their own row is made a tombstone; a namesake's is left alone. */
const names: Readonly<Record<string, readonly string[]>> = {
  partner: ['name', 'name_key', 'company', 'company_key', 'phone', 'email', 'birthday', 'anniversary'],
  member: ['name', 'email', 'slack_user_id', 'dm_channel_id'],
  branch: ['name'],
};

/** Ids, keys, states and other codes, and JSON made of them. */
const codes: Readonly<Record<string, readonly string[]>> = {
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

/** Types that hold no word. Any other, also one of tomorrow, is text until somebody says what stands in it. */
const wordless = /^_?(?:int[248]|float[48]|numeric|bool|date|timestamptz)$/;

test('of every column of text it is decided whether an erasure looks in it', async () => {
  const columns = await db.query<{ column: string; type: string }>(
    `select c.table_name || '.' || c.column_name as column, c.udt_name as type from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'`,
  );
  const decided = [
    ...freeText.flatMap(({ table, columns: free }) => free.map((column) => `${table}.${column}`)),
    ...recordText.map((column) => `spend_record_text.${column}`),
    ...[names, codes].flatMap((list) =>
      Object.entries(list).flatMap(([table, of]) => of.map((column) => `${table}.${column}`)),
    ),
  ];
  const there = columns.flatMap(({ column, type }) => (wordless.test(type) ? [] : [column]));
  expect(
    there.filter((column) => !decided.includes(column)),
    'add it to a list in src/store/privacy/text-columns.ts, or to one of these',
  ).toEqual([]);
  expect([...decided].sort()).toEqual(there.sort());
});
