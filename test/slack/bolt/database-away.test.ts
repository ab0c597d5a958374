import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, expect, test } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { transaction } from '../../../src/store/db/database.ts';
import { testDatabase } from '../../support/database.ts';
import { startRapport } from '../../support/rapport.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { forgetTold } from '../../support/told.ts';

/** The database itself. The bot reaches it through the proxy. */
const { db, url } = await testDatabase({ statementTimeoutMs: 20_000 });
const wire = await startTcpProxy(url);
const rapport = await startRapport({ databaseUrl: wire.through(url) });
afterAll(() => wire.close());
afterEach(() => forgetTold(db));
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

/** Slack's limit: every request is answered by then, whatever the database does. Milliseconds. */
const slackWaits = 3000;
const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const messages = () => priya.messages(rapport.channel);
const last = () => messages().at(-1)!;
const notSaved = () => messages().filter((message) => message.text.includes('so nothing was saved')).length;
async function saved() {
  const [row] = await db.query<{ touchpoints: number; meals: number }>(
    `select (select count(*)::int from touchpoint) as touchpoints, (select count(*)::int from spend_record) as meals`,
  );
  return row!;
}

/** Ways the database can fail. Each starts a failure and returns a function that ends it. */
const troubles: Record<string, () => Promise<() => void | Promise<void>>> = {
  async 'refuses connections'() {
    wire.refuse();
    wire.cut();
    return wire.pass;
  },
  async 'hangs on every connection'() {
    wire.hold();
    return wire.pass;
  },
  async 'hangs on new connections'() {
    wire.cut();
    wire.hold();
    return wire.pass;
  },
  async 'hangs on a statement'() {
    return lock('member');
  },
  async 'hangs in the middle of a transaction'() {
    return lock('touchpoint, spend_record');
  },
  async 'is gone in the middle of a transaction'() {
    wire.cut(); // makes a new connection, which gets full statements rather than names of prepared ones
    wire.cutAt('insert into', 'unheard', 'refuse');
    return wire.pass;
  },
  async 'has no connection left'() {
    return takeAll();
  },
  async 'is slow, and then hangs in the middle of a transaction'() {
    // Each wait alone would be short enough for Slack; together they are not.
    const unlock = await lock('touchpoint, spend_record');
    const giveBack = await takeAll();
    setTimeout(giveBack, 1500);
    return unlock;
  },
};

/** Takes all connections of the pool; returns a function that gives them back. */
async function takeAll(): Promise<() => void> {
  const taken = await Promise.all(Array.from({ length: 10 }, () => context.db.connect()));
  return () => {
    for (const connection of taken) connection.release();
  };
}

/** Takes another client's lock; returns a function that releases it. */
async function lock(tables: string): Promise<() => Promise<void>> {
  let release!: () => void;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done!: Promise<void>;
  await new Promise<void>((resolve) => {
    done = transaction(db, async (tx) => {
      await tx.query(`lock table ${tables} in access exclusive mode`);
      resolve();
      await held;
    });
  });
  return async () => {
    release();
    await done;
  };
}

afterEach(() => wire.pass());

/** Everything a person can do, all at the same time: Priya types, presses, and submits; Sam searches. */
async function doEverything(message: { channel: string; ts: string }, words: string, partner: string) {
  const [command, button, form, search] = await Promise.all([
    say(words),
    priya.press({ message, actionId: captureActions.paidThem }),
    priya.submit(priya.view()!, { partners: [partner], how: 'call', note: words }),
    sam.options(sam.view()!, 'partners', 'dana'),
  ]);
  return { command, button, form, search };
}

test.each(Object.entries(troubles))('when the database %s', { timeout: 60_000 }, async (trouble, begin) => {
  const words = `coffee with Dana Lee today about when it ${trouble}`;
  await say(`lunch with Dana Lee today, before it ${trouble}`);
  const meal = last();
  await say('');
  await sam.command('/touchpoint', '', rapport.channel);
  const { options } = await priya.options(priya.view()!, 'partners', 'dana');
  const partner = String(options[0]!.value);
  const before = { ...(await saved()), said: notSaved() };

  const end = await begin();
  const { command, button, form, search } = await doEverything(meal, words, partner);
  await sandbox.until(() => notSaved() === before.said + 2); // one for the command, one beside the button
  await end();

  expect(command.text, 'a command is answered with the words').toContain('nothing was saved. Please send it');
  expect(command.text).toContain(`You wrote: ${words}`);
  expect(button, 'a button is acknowledged, and more is said beside it').toMatchObject({
    acknowledged: true,
  });
  expect(form, 'a form stays open and says so at a field').toMatchObject({
    outcome: 'errors',
    errors: { partners: expect.stringContaining('nothing was saved') },
  });
  expect(readable(priya.view()!), 'with its text').toContain(words);
  const [found] = search.options;
  if (!trouble.includes('transaction')) {
    expect(found!.text.text, 'a search says so instead of “No results”').toContain('can’t reach my records');
    const chosen = await sam.submit(sam.view()!, { partners: [String(found!.value)], how: 'call' });
    expect(chosen, 'no partner was chosen').toMatchObject({ errors: { partners: 'Choose at least one.' } });
  }
  const late = [command, button, form, search].filter((answer) => answer.ms >= slackWaits);
  expect(late, 'all in time').toEqual([]);
  expect(before, 'nothing is saved').toMatchObject(await saved());

  // The database is back: the same requests work again, in the same process.
  const again = await doEverything(meal, words, partner);
  expect(again.command.text).toContain('✓ Coffee with Dana Lee');
  expect(again.form).toMatchObject({ outcome: 'closed' });
  expect(again.search.options[0]!.text.text).toContain('Dana Lee');
  await sandbox.until(() =>
    messages().some((one) => one.ts === meal.ts && /^They paid$/m.test(readable(one))),
  );
  expect(await saved()).toEqual({ touchpoints: before.touchpoints + 2, meals: before.meals + 1 });
  await sam.closeView();
});
