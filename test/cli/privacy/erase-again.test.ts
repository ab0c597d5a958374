import { describe, expect, test } from 'vitest';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { saveBranch } from '../../../src/store/members/branches.ts';
import { listed, runErase, runRedact } from '../../support/erase.ts';
import { startRapport } from '../../support/rapport.ts';

// A run that was interrupted, or that Slack allowed to do only half of its work.
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
/** Every column that contains the word. */
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

describe('an incomplete run is finished by the same command', () => {
  test.each([
    ['Slack is away', 'Zebulon Quade', { kind: 'away' }],
    ['messages cannot be changed', 'Yolanda Price', { kind: 'error500', method: 'chat.update', count: 2 }],
    ['no history can be read', 'Xaver Stone', { kind: 'error500', method: 'conversations.history' }],
  ] as const)('%s', async (_, name, fault) => {
    const command = { who: String(ids[name]) };
    expect(isSaid(name)).toBe(true);
    sandbox.faults.inject(fault);
    const first = await run(command);
    sandbox.faults.clear();
    expect(first.code).toBe(1);
    expect(first.said).toMatch(/Not finished: \d+ (?:message|conversation)/);
    expect(first.said).toContain(`rapport erase partner ${ids[name]} --yes`);
    expect(first.said).not.toMatch(/^Erased\./m);
    // The database is done, and the name is not stored anywhere: the messages are found by ids.
    expect(await columnsWith(name)).toEqual([]);
    expect(isSaid(name)).toBe(true);

    expect((await run({ ...command, yes: false })).said).toMatch(/replace [1-9]\d* messages?/);

    const second = await run(command);
    expect(second.code).toBe(0);
    expect(second.said).toMatch(
      /^Erased 0 texts about them and replaced [1-9]\d* messages? of Rapport’s own\.\nErased\.\n$/,
    );
    expect(isSaid(name)).toBe(false);

    expect(await run(command)).toEqual({ code: 0, said: 'Erased.\n' });
  });

  test('a member is found by their Slack id until nothing is left', async () => {
    await db.query(
      `update relationship set archived_on = current_date where owner_id = (select id from member where name = 'Sam Cole')`,
    );
    const branch = { channelId: rapport.channel, name: 'Tampa', timeZone: 'America/New_York', region: 'FL' };
    const sam = { slackUserId: rapport.sam.id, name: 'Sam Cole', email: null, timeZone: 'America/New_York' };
    await saveBranch(db, branch, sam, context.now());
    expect(await columnsWith(rapport.sam.id)).toContain('trace.after');
    await priya.dm('coffee with Walda Finch, Sam Cole will send her the rates');
    const command = { kind: 'member', who: rapport.sam.id };
    const first = await run(command);
    expect(first.code).toBe(1);
    expect(first.said).toContain('Erased. 1 mention left to review.');
    expect(first.said).toContain(`rapport erase member ${rapport.sam.id} --yes`);
    expect(first.said).not.toContain('Sam');
    expect(await columnsWith('Sam Cole')).toEqual(['touchpoint_note.note']);
    expect(await columnsWith(rapport.sam.id)).toEqual(['trace_text.before']);
    expect((await run(command)).said).toContain('Erased. 1 mention left to review.');
    const [note] = listed(first.said);
    expect((await runRedact(context, note!, { keep: true })).code).toBe(0);
    expect(await run(command)).toEqual({ code: 0, said: 'Erased.\n' });
    expect(await columnsWith(rapport.sam.id)).toEqual([]);
    expect(await run(command)).toEqual({
      code: 1,
      said: `${rapport.sam.id} is not a member, or has already been erased.\n`,
    });
  });
});

describe('what Slack refuses', () => {
  test('a message that may no longer be changed is listed, and does not hold up the rest', async () => {
    sandbox.faults.inject({ kind: 'refuse', method: 'chat.update', error: 'edit_window_closed' });
    const { code, said } = await run({ who: String(ids['Walda Finch']) });
    sandbox.faults.clear();
    expect(code).toBe(0);
    expect(said).toMatch(
      /Slack won’t let an app change these; ask a workspace admin:\n(?: {2}\S+ [\d.]+\n)+Erased\.\n$/,
    );
  });
});
