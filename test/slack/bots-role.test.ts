import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { readable } from 'slack-sandbox/readable';
import { afterAll, expect, test, vi } from 'vitest';
import { runDoctor } from '../../src/cli/doctor.ts';
import { exportExpenseRecord } from '../../src/cli/export-expense-record.ts';
import { importPartners } from '../../src/cli/partners/import-partners.ts';
import { keepRetention } from '../../src/cli/privacy/retention.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { liftLegalHold, placeLegalHold } from '../../src/store/privacy/legal-holds.ts';
import { createDatabase } from '../support/database.ts';
import { runErase } from '../support/erase.ts';
import { startRapport } from '../support/rapport.ts';

/**
 * The bot and the operators' commands work under a role that owns nothing. With TEST_ROLE=bot, nearly all other tests run
 * that way, too.
 */
const rapport = await startRapport({
  databaseUrl: await createDatabase({ migrated: true, role: 'bot' }),
  env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
});
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const partners = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

function listen(): { out: Writable; said(): string } {
  let said = '';
  const out = new Writable({
    write(chunk, _, done) {
      said += String(chunk);
      done();
    },
  });
  return { out, said: () => said };
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-file-'));
afterAll(() => rm(folder, { recursive: true }));

const last = () => readable(priya.messages(rapport.channel).at(-1)!);
const words = () =>
  db.query<{ purpose: string | null }>('select purpose from spend_record_text order by record_id');

test('a meal goes on record and is corrected', async () => {
  await priya.command('/touchpoint', 'coffee with Dana Lee', rapport.channel);
  await priya.press({
    message: priya.messages(rapport.channel).at(-1)!,
    actionId: captureActions.paidUs,
  });
  await priya.submit(priya.view()!, { amount: '40', attested: ['yes'], purpose: 'Workshop with Dana Lee' });
  await vi.waitFor(() => expect(last()).toContain('We paid $40.00'));
  await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.edit });
  await priya.submit(priya.view()!, { amount: '44', attested: ['yes'] });
  await vi.waitFor(async () => expect((await words()).length).toBeGreaterThan(1));
  await expect(db.query('delete from spend_record')).rejects.toThrow('permission denied');
});

test('what is due is planned and sent', async () => {
  sandbox.clock.moveTo(new Date('2026-06-10T12:00:00Z'));
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  await vi.waitFor(() =>
    expect(priya.messages().some((message) => readable(message).includes('Good morning, Priya.'))).toBe(true),
  );
});

test('partners come from a file', async () => {
  const file = path.join(folder, 'partners.csv');
  await writeFile(file, 'name,company,owner_email\nJoan Ortiz,Ortiz Homes,priya@example.com\n');
  const { out, said } = listen();
  const code = await importPartners(
    context,
    { file, branch: rapport.channel, dryRun: false },
    { out, err: out, isTerminal: false },
  );
  expect({ code, said: said() }).toMatchObject({ code: 0, said: expect.stringContaining('1 partner added') });
});

test('a hold is placed and lifted, old words go, the record is exported, and a partner is erased', async () => {
  const me = await rapport.member(rapport.priya);
  await placeLegalHold(db, { partnerId: partners['Dana Lee']! }, 'examination', me, context.now());
  expect((await runErase(context, { who: String(partners['Dana Lee']), yes: true })).said).toContain('hold');
  const [hold] = await db.query<{ id: number }>('select id from hold');
  expect(await liftLegalHold(db, hold!.id, me, context.now())).toBe(true);

  const exported = listen();
  expect(await exportExpenseRecord(context, {}, exported.out)).toBe(0);
  expect(exported.said()).toContain('44.00');

  await db.query(`update touchpoint set occurred_on = '2019-06-01'`);
  const retention = listen();
  await keepRetention(context, { set: ['notes=24'], run: true }, retention.out);
  expect(retention.said()).toContain('notes      24 months');

  const { said } = await runErase(context, { who: String(partners['Dana Lee']), yes: true });
  expect(said).toContain('Erased');
  expect((await words()).every(({ purpose }) => purpose === null)).toBe(true);
});

test('doctor has nothing to say about the role', async () => {
  const { out, said } = listen();
  await runDoctor({ db, slack: context.slack }, context.now(), out);
  expect(said()).not.toContain('append-only');
});
