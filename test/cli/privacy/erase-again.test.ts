import { describe, expect, test } from 'vitest';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { saveBranch } from '../../../src/store/members/branches.ts';
import { runErase } from '../../support/erase.ts';
import { startRapport } from '../../support/rapport.ts';

// A run that was cut off, or that Slack let do half of it.
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const ids = await rapport.book(
  rapport.priya,
  ['Zebulon Quade, Quade Homes', 'Yolanda Price', 'Xaver Stone', 'Walda Finch'],
  'inner',
);
await rapport.book(rapport.sam, ['Joan Ortiz']);
for (const name of Object.keys(ids))
  await priya.dm(`coffee with ${name}, promised ${name} the slides by Friday`);
await sandbox.as(rapport.sam).dm('coffee with Joan Ortiz');
for (const day of ['10', '12', '15', '26']) {
  sandbox.clock.moveTo(`2026-06-${day}T12:31:00Z`);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
}

const run = (wanted: Parameters<typeof runErase>[1]) => runErase(context, { yes: true, ...wanted });
const isSaid = (word: string) =>
  [...sandbox.world.channels.values()].some((channel) =>
    channel.messages.some(
      (message) => message.user === sandbox.botUserId && JSON.stringify(message).includes(word),
    ),
  );
/** Every column that holds the word. */
async function columnsWith(word: string): Promise<string[]> {
  const columns = await db.query<{ table: string; column: string }>(
    `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await db.query(`select 1 from "${table}" where position($1 in "${column}"::text) > 0`, [
      word,
    ]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

describe('a run that does not come through is finished by the same command', () => {
  test.each([
    ['Slack is away', 'Zebulon Quade', { kind: 'away' }],
    ['messages cannot be changed', 'Yolanda Price', { kind: 'error500', method: 'chat.update', count: 2 }],
    ['no history can be read', 'Xaver Stone', { kind: 'error500', method: 'conversations.history' }],
  ] as const)('%s', async (_, name, fault) => {
    const command = { name, branch: rapport.channel };
    sandbox.faults.inject(fault);
    const first = await run(command);
    sandbox.faults.clear();
    expect(first.code).toBe(1);
    expect(first.said).toMatch(/\d+ places? (?:is|are) not done:/);
    expect(first.said).toContain('The database is done. The same command finishes the messages');
    expect(isSaid(name)).toBe(true);
    // What is to be looked for waits beside the trace of the erasure, and nowhere else.
    expect(await columnsWith(name)).toEqual(['trace_text.before']);

    expect((await run({ ...command, yes: false })).said).toMatch(/Would change [1-9]/);

    const second = await run(command);
    expect(second.code).toBe(0);
    expect(second.said).toContain('They are erased from the database already; their messages are not done');
    expect(second.said).toMatch(/Changed [1-9]\d* of the app’s own messages\./);
    expect(isSaid(name)).toBe(false);
    expect(await columnsWith(name)).toEqual([]);

    const third = await run({ who: String(ids[name]) });
    expect(third).toEqual({
      code: 0,
      said: 'They are erased already, and their messages were looked through.\n',
    });
  });

  test('of a member it is their own conversation too', async () => {
    await db.query(
      `update relationship set archived_on = current_date where owner_id = (select id from member where name = 'Sam Cole')`,
    );
    const branch = { channelId: rapport.channel, name: 'Tampa', zone: 'America/New_York', region: 'FL' };
    const sam = { slackUserId: rapport.sam.id, name: 'Sam Cole', email: null, zone: 'America/New_York' };
    await saveBranch(db, branch, sam, context.now());
    expect(await columnsWith(rapport.sam.id)).toContain('trace.after');
    const command = { kind: 'member', who: rapport.sam.id };
    sandbox.faults.inject({ kind: 'away' });
    expect((await run(command)).code).toBe(1);
    sandbox.faults.clear();
    const own = sandbox.as(rapport.sam).messages().at(-1)!;
    own.text = 'Sam Cole, this is yours';
    own.blocks = [];
    const second = await run(command);
    expect(second).toMatchObject({
      code: 0,
      said: expect.stringContaining('They are erased from the database already'),
    });
    expect(isSaid('Sam Cole')).toBe(false);
    expect(await columnsWith('Sam Cole')).toEqual([]);
    expect(await columnsWith(rapport.sam.id)).toEqual([]);
    expect(await run(command)).toEqual({
      code: 1,
      said: `${rapport.sam.id} is no member, or was erased before.\n`,
    });
  });
});

describe('what Slack does not take', () => {
  test('a message that may not be changed any more is listed, and keeps nothing waiting', async () => {
    sandbox.faults.inject({ kind: 'refuse', method: 'chat.update', error: 'edit_window_closed' });
    const { code, said } = await run({ who: String(ids['Walda Finch']) });
    expect(code).toBe(0);
    expect(said).toMatch(/No app can change[^\n]+\n(?: {2}[^\n]+\n)* {2}\S+ [\d.]+ \(could not be changed\)/);
    expect(await columnsWith('Walda Finch')).toEqual([]);
  });

  test('a message that is too long with the mark in it is replaced whole', async () => {
    const [id] = Object.values(await rapport.book(rapport.priya, ['Vi Og']));
    const message = priya.messages().at(-1)!;
    message.text = 'Vi Og '.repeat(600);
    message.blocks = [];
    const { code } = await run({ who: String(id) });
    expect(code).toBe(0);
    expect(isSaid('Vi Og')).toBe(false);
    expect(isSaid('What stood here named somebody')).toBe(true);
  });
});
