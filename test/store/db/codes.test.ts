import { describe, expect, test } from 'vitest';
import { eventHosts, eventKinds, repeatChoices } from '../../../src/domain/event-series.ts';
import {
  feedbackStates,
  feedbackTopics,
  severities,
  toldWays,
} from '../../../src/domain/feedback/feedback.ts';
import { questionWordings } from '../../../src/domain/feedback/questions.ts';
import { memberStates } from '../../../src/domain/members/member.ts';
import { fitAnswers } from '../../../src/domain/partners/card.ts';
import { helpKinds } from '../../../src/domain/partners/help.ts';
import { askAnswers } from '../../../src/domain/partners/readiness.ts';
import { retentionKinds } from '../../../src/domain/policy.ts';
import { textKinds } from '../../../src/domain/privacy/redaction.ts';
import { offeredChoices, spendItems } from '../../../src/domain/record/spend.ts';
import {
  captureSources,
  factKinds,
  memberKinds,
  memberRoles,
  partnerKinds,
  payers,
  planEndings,
  promiseStates,
  spendEntries,
  tiers,
  touchpointKinds,
} from '../../../src/domain/words.ts';
import { channelProblems } from '../../../src/store/members/audience.ts';
import { closings, nudgeStates } from '../../../src/store/nudges/nudges.ts';
import { exportsPolicies } from '../../../src/store/workspace.ts';
import { testDatabase } from '../../support/database.ts';

const { db } = await testDatabase();

/** The list of each column that holds a code, or an array of them. */
const lists: Record<string, readonly string[]> = {
  'ask.answer': askAnswers,
  'branch.channel_problem': channelProblems,
  'branch.channel_told': channelProblems,
  'branch_event.host': eventHosts,
  'branch_event.kind': eventKinds,
  'branch_event.repeats': repeatChoices,
  'capture.source': captureSources,
  'erasure_mention.kind': textKinds,
  'erasure_mention.resolution': ['redacted', 'kept'],
  'feedback.severity': severities,
  'feedback.state': feedbackStates,
  'feedback.told_how': toldWays,
  'feedback.topic': feedbackTopics,
  'help.kind': helpKinds,
  'member.kind': memberKinds,
  'member.roles': memberRoles,
  'member.state': memberStates,
  'nudge.closed_as': closings,
  'nudge.settled_by': ['history', 'tap', 'answer'],
  'nudge.state': nudgeStates,
  'partner.fit': fitAnswers,
  'partner.kind': partnerKinds,
  'plan.kind': touchpointKinds,
  'plan.settled': planEndings,
  'promise.state': promiseStates,
  'question.wording': questionWordings,
  'relationship.tier': tiers,
  'relationship_fact.kind': factKinds,
  'relationship_fact.tier': tiers,
  'retention.kind': retentionKinds,
  'spend_record.entry': spendEntries,
  'spend_record.item': spendItems,
  'spend_record.offered_to': offeredChoices,
  'spend_record.payer': payers,
  'touchpoint.kind': touchpointKinds,
  'workspace.exports': exportsPolicies,
};

/**
 * Columns named like a code without a list. A post is a row of `schedule/posts`, which grows with every release. A trace's
 * subject is the name of a table, and a showing's reason is only ever shown.
 */
const open = [
  'nudge.post',
  'schedule.post',
  'trace.subject',
  'trace.action',
  'showing.reason',
  'nudge.reason',
];

describe('a column of codes', () => {
  test('takes the domain’s list, and nothing else', async () => {
    const checks = await db.query<{ name: string; check: string }>(
      `select c.conrelid::regclass || '.' || a.attname as name, pg_get_constraintdef(c.oid) as check
         from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'c' and cardinality(c.conkey) = 1
          and pg_get_constraintdef(c.oid) ~ '(ANY \\(|<@ )\\(?ARRAY\\[''' order by 1`,
    );
    const found = Object.fromEntries(
      checks.map(({ name, check }) => [
        name,
        [...check.matchAll(/'([^']*)'::text/g)].map(([, code]) => code),
      ]),
    );
    expect(found).toEqual(lists);
  });

  test('is every column that is named like one', async () => {
    const columns = await db.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = current_schema() and table_name not like '\\_%' and data_type in ('text', 'ARRAY')
          and table_name in (select tablename from pg_tables)
          and column_name ~ '^(kind|state|source|tier|roles|fit|post|subject|action|answer|entry|item|payer|wording|topic|severity|host|repeats|settled|reason|closed_as|settled_by|told_how|exports|resolution|channel_problem|offered_to)$'`,
    );
    const unlisted = columns
      .map(({ name }) => name)
      .filter((name) => !(name in lists) && !open.includes(name))
      .sort();
    // Feedback's answer and a hold's reason are words.
    expect(unlisted).toEqual(['feedback.answer', 'hold.reason']);
  });
});

describe('an id', () => {
  test('refers to a row, unless this says why not', async () => {
    const columns = await db.query<{ name: string }>(
      `select c.table_name || '.' || c.column_name as name from information_schema.columns c
         join pg_tables t on t.tablename = c.table_name and t.schemaname = c.table_schema
        where c.table_schema = current_schema() and c.table_name not like '\\_%'
          and (c.column_name ~ '_(id|ids|by)$' or c.column_name in ('merged_into', 'excused'))
          and c.data_type in ('integer', 'ARRAY')
          and not exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
                           where k.contype = 'f' and k.conrelid = c.table_name::regclass and a.attname = c.column_name)
        order by 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'erasure_mention.row_id', // of the table that the kind names
      'member_week.excused', // Postgres has no keys for arrays
      'nudge.subject_id', // of the post's subject: a partner, a promise, feedback, an event…
      'spend_record.member_ids', // array
      'spend_record.partner_ids', // array
      'trace.subject_id', // of the subject's table
    ]);
  });

  test('never lets the expense record be changed through it', async () => {
    const actions = await db.query<{ action: string }>(
      `select distinct confdeltype::text || confupdtype::text as action from pg_constraint
        where contype = 'f' and conrelid in ('spend_record'::regclass, 'spend_record_text'::regclass)`,
    );
    expect(actions).toEqual([{ action: 'aa' }]);
  });
});

test('every constraint is validated', async () => {
  expect(await db.query('select conname from pg_constraint where not convalidated')).toEqual([]);
});

describe('a promise that cannot be', () => {
  const promise = { capture_id: 1, partner_id: 1, member_id: 1, state: 'open' };
  const insert = (columns: Partial<typeof promise>) => {
    const row = { ...promise, ...columns };
    return db.query(
      `insert into promise (capture_id, partner_id, member_id, text, made_on, state) values ($1, $2, $3, 'x', '2026-01-01', $4)`,
      [row.capture_id, row.partner_id, row.member_id, row.state],
    );
  };

  test('is refused for each of its faults, and saved without one', async () => {
    await db.query(`insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York')`);
    await db.query(
      `insert into member (slack_user_id, branch_id, name, zone) values ('U1', 1, 'Sam', 'America/New_York')`,
    );
    await db.query(
      `insert into partner (branch_id, name, name_key, entered_on) values (1, 'Dana', 'dana', '2026-01-01')`,
    );
    await db.query(`insert into capture (member_id, source, made_at) values (1, 'modal', now())`);
    await insert({});
    await expect(insert({ capture_id: 999_999 })).rejects.toThrow('promise_capture_id_fkey');
    await expect(insert({ partner_id: 999_999 })).rejects.toThrow('promise_partner_id_fkey');
    await expect(insert({ member_id: 999_999 })).rejects.toThrow('promise_member_id_fkey');
    await expect(insert({ state: 'banana' })).rejects.toThrow('promise_state');
  });
});
