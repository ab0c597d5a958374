import { Writable } from 'node:stream';
import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { keepRetention } from '../../../src/cli/privacy/retention.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { historyActions } from '../../../src/messages/touchpoints/history.ts';
import { placeLegalHold } from '../../../src/store/privacy/legal-holds.ts';
import { keepDraft } from '../../../src/store/touchpoints/drafts.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const maria = sandbox.as(sandbox.addUser({ name: 'maria', realName: 'Maria Gomez' }));
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles) select $1, id, 'Maria Gomez', zone, 'active', '{member,manager}' from branch`,
  [maria.user.id],
);
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
for (const name of ['Dana Lee', 'Marcus Webb'])
  await priya.command('/touchpoint', `coffee with ${name}, her son is at State`, rapport.channel);

const run = async (set: string[] = [], go = false) => {
  let output = '';
  const out = new Writable({
    write(chunk, _, done) {
      output += String(chunk);
      done();
    },
  });
  await keepRetention(context, { set, run: go }, out);
  return output;
};
const notes = () =>
  db.query<{ note: string | null }>('select note from touchpoint_note order by touchpoint_id');
const note = { note: 'her son is at State' };

test('reports what has outlived its time, and removes nothing until told to', async () => {
  expect(await run()).toMatch(/^notes {6}60 months {4}nothing older$/m);
  await db.query(`update touchpoint set occurred_on = '2020-06-01'`);
  const output = await run();
  expect(output).toMatch(/^notes {6}60 months {4}2 older, the oldest from 2020-06-01$/m);
  expect(output).toContain('record     forever      never removed');
  expect(output).toContain('Nothing changed: use --run');
  expect(await notes()).toEqual([note, note]);
});

test('a changed period applies from then on', async () => {
  expect(await run(['notes=forever'])).toMatch(/^notes {6}forever {6}nothing older$/m);
  expect(await run(['notes=24'])).toMatch(/^notes {6}24 months {4}2 older/m);
  await expect(run(['notes=0'])).rejects.toThrow('is not a number of months');
  await expect(run(['record=12'])).rejects.toThrow('KIND=MONTHS');
});

test('what is under a hold stays; the rest is blanked, and the meeting itself stays', async () => {
  const manager = await rapport.member(maria.user);
  await placeLegalHold(db, { partnerId: mine['Dana Lee']! }, 'examination', manager, context.now());
  expect(await run([], true)).toMatch(/^notes {6}24 months {4}removed 1$/m);
  expect(await notes()).toEqual([note, { note: null }]);
  expect(await db.query('select count(*)::int as n from touchpoint where withdrawn_at is null')).toEqual([
    { n: 2 },
  ]);
  await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
  await run([], true);
  expect(await notes()).toEqual([{ note: null }, { note: null }]);
});

test('a manager redacts a text in the history: the words are gone; what happened, and why, stays', async () => {
  await priya.command('/touchpoint', 'lunch with Dana Lee, his loan file is a mess', rapport.channel);
  const open = async (who: typeof priya) => {
    while (who.view()) await who.closeView({ all: true });
    const channel = who === priya ? rapport.channel : who.dmChannel;
    await who.command('/partner', 'dana lee', channel);
    await vi.waitFor(() => expect(readable(who.view()!)).toContain('== Partner =='));
    await who.press({ actionId: cardActions.history });
    await vi.waitFor(() => expect(readable(who.view()!)).toContain('== History =='));
  };
  await open(priya);
  expect(readable(priya.view()!)).not.toContain('Redact');
  await open(maria);
  const [value] = new RegExp(`${mine['Dana Lee']}\\.0\\.note\\.\\d+`).exec(
    JSON.stringify(maria.view()!.definition),
  )!;
  await forge(rapport, rapport.priya, priya.view()!, historyActions.redact, value);
  expect(readable(priya.view()!)).toContain('== History ==');
  await maria.press({ actionId: historyActions.redact, value });
  await maria.submit(maria.view()!, { reason: 'borrower data' });
  await vi.waitFor(() =>
    expect(readable(maria.view()!)).toContain('Maria Gomez · redacted text: it has borrower data'),
  );
  expect(readable(maria.view()!)).toContain('Priya Patel · lunch');
  expect(readable(maria.view()!)).not.toContain('mess');
  for (const table of ['touchpoint_note', 'trace_text', 'trace', 'showing', 'draft'])
    expect(await db.query(`select 1 from ${table} x where x::text like '%mess%'`), table).toEqual([]);
});

test('reports unfinished sentences, deletes the old ones, and keeps those under a hold', async () => {
  const [me, sams] = [await rapport.member(rapport.priya), await rapport.member(rapport.sam)];
  const long = new Date('2026-01-05T12:00:00Z');
  await keepDraft(db, 'old', me, 'coffee with somebody', long);
  await keepDraft(db, 'held', sams, 'lunch with somebody', long);
  await keepDraft(db, 'new', me, 'call with somebody', context.now());
  await placeLegalHold(db, { memberId: sams.id }, 'examination', me, context.now());
  expect(await run()).toMatch(/^drafts {5}30 days {6}1 older; deleted automatically, 1 held$/m);
  expect(await run([], true)).toMatch(/^drafts {5}30 days {6}nothing older; deleted automatically, 1 held$/m);
  expect(await db.query('select request_key as key from draft order by 1')).toEqual([
    { key: 'held' },
    { key: 'new' },
  ]);
  await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
  await db.query('delete from draft');
});
