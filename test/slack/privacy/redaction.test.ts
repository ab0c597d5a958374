import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { historyActions } from '../../../src/messages/touchpoints/history.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const maria = sandbox.as(sandbox.addUser({ name: 'maria', realName: 'Maria Gomez' }));
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles) select $1, id, 'Maria Gomez', zone, 'active', '{member,manager}' from branch`,
  [maria.user.id],
);
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb'], 'inner');

const ours = () =>
  priya
    .messages()
    .filter((message) => message.user === sandbox.botUserId && message.channel !== rapport.channel);
const shown = () => JSON.stringify(ours().map(({ text, blocks }) => ({ text, blocks })));

/** Maria opens the history and redacts the newest text of a kind. */
async function takeOut(kind: string): Promise<void> {
  while (maria.view()) await maria.closeView({ all: true });
  await maria.command('/partner', 'dana lee', maria.dmChannel);
  await vi.waitFor(() => expect(readable(maria.view()!)).toContain('== Partner =='));
  await maria.press({ actionId: cardActions.history });
  await vi.waitFor(() => expect(readable(maria.view()!)).toContain('== History =='));
  const buttons = JSON.stringify(maria.view()!.definition);
  const [value] = new RegExp(`${mine['Dana Lee']}\\.0\\.${kind}\\.\\d+`).exec(buttons) ?? [];
  await maria.press({ actionId: historyActions.redact, value: value! });
  expect(readable(maria.view()!)).toContain('only they or an admin can delete it in Slack');
  await maria.submit(maria.view()!, { reason: 'borrower data' });
}

test('redacted words are removed from the app’s messages, even shortened ones; people’s own messages are reported', async () => {
  const long = `her buyer ${'owes the bank a great deal & more '.repeat(12).trim()}`;
  await priya.dm(`coffee with Dana Lee yesterday, ${long}`);
  await priya.dm('coffee with Marcus Webb yesterday, his boat is named Riviera');
  sandbox.clock.moveTo('2026-06-22T12:31:00Z');
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  // Whole in the confirmation, cut in the morning's list.
  expect(shown().match(/her buyer owes/gi)).toHaveLength(2);
  expect(shown()).toContain('Riviera');
  const count = ours().length;

  await takeOut('note');
  await vi.waitFor(() =>
    expect(
      maria
        .messages()
        .map((one) => readable(one))
        .join(),
    ).toContain('I also removed the text from'),
  );
  expect(
    maria
      .messages()
      .map((one) => readable(one))
      .join(),
  ).toMatch(
    /I also removed the text from \d messages? of mine\.\nIt’s still in messages Priya Patel sent me\. Only the writer or an admin can delete those/,
  );
  expect(shown()).not.toMatch(/owes the bank|her buyer/i);
  expect(shown()).toContain('[redacted]');
  expect(shown()).toContain('Dana Lee');
  expect(shown()).toContain('Riviera');
  expect(ours()).toHaveLength(count);
});

test('redacted words are removed from an answer in a thread', async () => {
  const thread = ours()[0]!;
  const said = 'zoom with Dana Lee yesterday, her parents sell the house in Largo to nobody else';
  await priya.dm({ text: said, thread });
  const inThread = () => JSON.stringify(ours().filter((message) => message.thread_ts === thread.ts));
  expect(inThread()).toContain('house in Largo');
  await takeOut('note');
  await vi.waitFor(() => expect(inThread()).not.toContain('house in Largo'));
  expect(inThread()).toContain('[redacted]');
});

test('a message that cannot be changed is reported, and the words are still removed from the database', async () => {
  await priya.dm('coffee with Dana Lee, promised her the appraisal of 12 Elm Street by Friday');
  expect(shown()).toContain('appraisal of 12 Elm Street');
  sandbox.faults.inject({ method: 'chat.update', kind: 'error500' });
  await takeOut('promise');
  await vi.waitFor(() =>
    expect(
      maria
        .messages()
        .map((one) => readable(one))
        .join(),
    ).toContain('I couldn’t read or change 1 message or conversation'),
  );
  expect(await db.query(`select 1 from promise where text like '%Elm%'`)).toEqual([]);
});
