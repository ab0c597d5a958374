import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type ExportOptions, writePartners } from '../../src/cli/partners/export-partners.ts';
import { exportTouchpoints } from '../../src/store/partners/export.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
/** Several pages. Each partner is at every tenth touchpoint, and one in ten has two partners. */
const touchpoints = 12_000;
const partners = 100;
const seed = [
  `insert into branch (id, channel_id, name, zone)
   values (1, 'C1', 'Tampa', 'America/New_York'), (2, 'C2', 'Chicago', 'America/Chicago')`,
  `insert into member (id, slack_user_id, branch_id, name, email, zone)
   values (1, 'U1', 1, 'Priya', 'priya@example.com', 'America/New_York')`,
  `insert into partner (id, branch_id, name, name_key, company_key, entered_on)
   select n, case when n <= 60 then 1 else 2 end, 'Partner ' || n, 'partner ' || n, '', '2026-01-01'
     from generate_series(1, ${partners}) n`,
  `insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
   select id, case when id <= 10 then 1 end, branch_id, 'core', '2026-01-01' from partner`,
  `insert into capture (id, request_key, member_id, source, made_at)
   select n, 'k' || n, 1, 'words', '2026-06-01' from generate_series(1, ${touchpoints}) n`,
  `insert into touchpoint (id, capture_id, kind, occurred_on)
   select n, n, 'call', '2026-06-01' from generate_series(1, ${touchpoints}) n`,
  `insert into touchpoint_partner (touchpoint_id, partner_id)
   select n, 1 + n % ${partners} from generate_series(1, ${touchpoints}) n
   union all select n, 1 + (n + 7) % ${partners} from generate_series(10, ${touchpoints}, 10) n`,
  `insert into touchpoint_member (touchpoint_id, member_id) select n, 1 from generate_series(1, ${touchpoints}) n`,
  `insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
   select n, case n when 3 then 70 else n end, 1, 'the flyer', '2026-06-01', '2026-06-05' from generate_series(1, 3) n`,
  `update promise set withdrawn_at = now() where partner_id = 2`,
  `insert into plan (capture_id, partner_id, member_id, kind, word, made_on, planned_on, at_time)
   values (1, 1, 1, 'meal', 'lunch', '2026-06-01', '2026-06-11', '12:30')`,
  `insert into feedback (capture_id, partner_id, member_id, heard_on, text, about_id)
   values (1, 70, 1, '2026-06-01', '=slow', 1)`,
];
for (const statement of seed) await db.query(statement);
for (const table of ['partner', 'touchpoint', 'touchpoint_partner', 'touchpoint_member'])
  await db.query(`analyze ${table}`);

async function write(options: ExportOptions) {
  const chunks: string[] = [];
  /** Pieces that were waiting behind the one being written. */
  let waiting = 0;
  const out: Writable = new Writable({
    highWaterMark: 1,
    write(chunk, _encoding, done) {
      waiting = Math.max(waiting, out.writableLength - chunk.length);
      chunks.push(String(chunk));
      setImmediate(done);
    },
  });
  const context = { db, now: () => new Date('2026-06-09T13:30:00Z') };
  const code = await writePartners(context, options, out);
  const text = chunks.join('');
  if (options.what === 'contacts') return { code, waiting, text, rows: [] };
  return { code, waiting, text, rows: parse(text, { columns: true }) as Record<string, string>[] };
}

describe('export', () => {
  test('writes each touchpoint with each of its partners once, no faster than they are taken', async () => {
    const { code, waiting, rows } = await write({ what: 'touchpoints' });
    expect({ code, waiting }).toEqual({ code: 0, waiting: 0 });
    expect(rows).toHaveLength(touchpoints + touchpoints / 10);
    expect(rows[0]).toMatchObject({
      branch: 'Tampa',
      day: '2026-06-01',
      partner: 'Partner 2',
      members: 'Priya',
    });
  });

  test('writes the partners of all branches, of one, or of one member, and leaves a trace', async () => {
    const all = await write({ what: 'partners' });
    expect(all.rows).toHaveLength(partners);
    expect(all.rows[99]).toMatchObject({ branch: 'Chicago', name: 'Partner 100', tier: 'core' });
    const tampa = await write({ what: 'partners', branch: 'C1' });
    expect(tampa.rows).toHaveLength(60);
    expect(tampa.rows[0]).toMatchObject({ id: '1', branch: 'Tampa', next_due: '' });
    expect((await write({ what: 'partners', member: 'U1' })).rows).toHaveLength(10);
    const [trace] = await db.query(`select made_by as "madeBy", after from trace order by id desc limit 1`);
    expect(trace).toEqual({
      madeBy: null,
      after: { scope: 'own', memberId: 1, branchId: 0, partners: 10 },
    });
  });

  test('writes promises, plans, and feedback to read, and contacts for a phone', async () => {
    const promises = await write({ what: 'promises' });
    expect(promises.rows.map(({ partner }) => partner)).toEqual(['Partner 1', 'Partner 70']);
    expect(promises.rows[0]).toMatchObject({
      branch: 'Tampa',
      member: 'Priya',
      promise: 'the flyer',
      due: '2026-06-05',
      state: 'open',
    });
    expect((await write({ what: 'promises', branch: 'C2' })).rows).toHaveLength(1);
    expect((await write({ what: 'plans', member: 'U1' })).rows).toEqual([
      expect.objectContaining({ day: '2026-06-11', time: '12:30', word: 'lunch', state: 'open' }),
    ]);
    expect((await write({ what: 'feedback' })).rows).toEqual([
      expect.objectContaining({ branch: 'Chicago', heard_by: 'Priya', feedback: "'=slow", about: 'Priya' }),
    ]);
    const { text } = await write({ what: 'contacts', member: 'U1' });
    expect(text.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(10);
    const [trace] = await db.query(`select after from trace order by id desc limit 1`);
    expect(trace).toMatchObject({ after: { scope: 'own', memberId: 1, contacts: 10 } });
  });

  test.each([
    [{ branch: 'C9' }, 'channel C9 is not a branch'],
    [{ member: 'U9' }, 'U9 is not a member'],
    [{ branch: 'C1', member: 'U1' }, 'not both'],
  ])('refuses %j', async (options, says) => {
    await expect(write({ what: 'partners', ...options })).rejects.toThrow(says);
  });

  test('reads no more for its last page than for its first', async () => {
    const rowsRead: number[] = [];
    const counting = {
      query: async <Row>(text: string, values: unknown[] = []) => {
        const [plan] = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `explain (analyze, timing off, format json) ${text}`,
          values,
        );
        rowsRead.push(rowsOf(plan!['QUERY PLAN'][0].Plan));
        return db.query<Row & object>(text, values);
      },
    };
    const reach = { scope: 'all', memberId: 0, branchId: 0 } as const;
    for await (const _page of exportTouchpoints(counting as typeof db, reach, { notes: true }));
    expect(rowsRead.length).toBeGreaterThan(5);
    const [first = 0, ...others] = rowsRead;
    expect(Math.max(...others)).toBeLessThan(first * 1.5);
  });
});

interface PlanNode {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Rows that a plan read from the two tables it pages through. */
function rowsOf(node: PlanNode): number {
  const isPaged = ['touchpoint', 'touchpoint_partner'].includes(node['Relation Name'] ?? '');
  const read = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return (isPaged ? read : 0) + (node.Plans ?? []).reduce((sum, one) => sum + rowsOf(one), 0);
}
