import '../../src/utc.ts';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { type Actor, startSandbox } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { importPartners } from '../../src/cli/partners/import-partners.ts';
import { readConfig } from '../../src/config.ts';
import { openContext } from '../../src/context.ts';
import { start } from '../../src/main.ts';
import { digestActions } from '../../src/messages/digest/digest-buttons.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { draftActions, joinAction } from '../../src/messages/touchpoints/sentence-answers.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { startEmbeddedPostgres } from '../../src/store/db/embedded.ts';
import { startStory } from './story.ts';

/**
 * Does the main job once, as people would, with a real Postgres, a local Slack, and the real bot. Prints every message
 * that each person received, and exits 0 only if they match expected.txt exactly. Time and data are fixed, so the
 * messages never vary. `npm run smoke -- --update` rewrites that file.
 */
const expectedFile = 'test/smoke/expected.txt';
const tuesday = new Date('2026-06-09T12:30:00Z');
/** When people are asked, in Tampa. */
const nineThatMorning = '2026-06-09T13:00:00Z';
const morningAfter = new Date('2026-06-10T12:00:00Z');

const story = startStory();
await mkdir('.data', { recursive: true });
const folder = await mkdtemp(path.join('.data', 'smoke-'));
const postgres = await startEmbeddedPostgres(folder);
const sandbox = await startSandbox({ manifest: 'manifest.yml', now: tuesday });
const context = await openContext(
  readConfig({
    DATABASE_URL: postgres.url,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SLACK_API_URL: sandbox.slackApiUrl,
    PORT: '0',
    LOG_LEVEL: 'error',
  }),
  {
    // A logged error fails the run, whatever people saw.
    log: pino({ level: 'error' }, { write: (line: string) => story.fail(line) }),
    now: () => sandbox.clock.now(),
    statementTimeoutMs: 30_000,
  },
);
const bot = await start(context);
sandbox.setAppUrl(`http://127.0.0.1:${bot.port}`);

try {
  const tellAll = await live().catch((error) => story.fail(error));
  await bot.stop(); // lets current work finish, so that an extra message is seen
  if (tellAll) {
    tellAll();
    await story.compare(expectedFile, process.argv.includes('--update'));
  }
} catch (error) {
  story.fail(error);
} finally {
  await sandbox.close();
  await postgres.stop();
  // When run as root, the server's data may be elsewhere, with `postgres` as a link to it.
  await rm(await realpath(path.join(folder, 'postgres')), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = story.end();

/** Plays the story. Returns a function that prints each person's messages. */
async function live(): Promise<() => void> {
  const user = (name: string, realName: string, more = {}) =>
    sandbox.as(sandbox.addUser({ name, realName, email: `${name}@example.com`, ...more }));
  const ada = user('ada', 'Ada Ruiz', { isAdmin: true });
  const priya = user('priya', 'Priya Patel');
  const sam = user('sam', 'Sam Cole');
  const luis = user('luis', 'Luis Moreno');
  const ana = user('ana', 'Ana Silva');
  const kim = user('kim', 'Kim Tran');
  const everybody = [ada, priya, sam, luis, ana, kim];
  const tampa = sandbox.addChannel({
    name: 'tampa',
    members: everybody.map((one) => one.user.id),
    botIn: true,
  });
  const said = (who: Actor, text: string, channel?: string) =>
    sandbox.until(() => {
      const found = who.messages(channel).findLast((message) => readable(message).includes(text));
      return found ?? false;
    }, 10_000);

  story.chapter('Ada, an admin, makes #tampa a branch');
  await ada.command('/rapport', 'branch', tampa.id);
  const form = await sandbox.until(() => {
    const view = ada.view();
    return view && readable(view).includes('I’ll send') && view;
  });
  story.expect(
    'the form says how many people it will invite',
    readable(form),
    'I’ll send 5 people here a direct message',
  );
  await ada.submit(form, { region: 'FL', manager: ada.user.id });
  story.expect('Ada is told', await said(ada, 'Tampa is a branch now', tampa.id), 'I’ll ask 5 people');
  sandbox.clock.moveTo(nineThatMorning);
  await tick(context, sandbox.clock.now());
  story.expect(
    'Ada learns what a manager can do',
    await said(ada, 'You’re the manager of'),
    'Preview Monday’s plan',
  );
  for (const who of everybody.filter((one) => one !== ada)) {
    story.expect(
      `${who.user.realName} is invited`,
      await said(who, 'I never contact them; you do'),
      '[I do] [I don’t]',
    );
  }

  story.chapter('Kim says that she works with partners');
  await kim.press({ message: kim.messages()[0]!, actionId: joinAction });
  story.expect(
    'Kim is asked for five names',
    await said(kim, 'Who would you like to have lunch with this month?'),
    'You’re in, Kim.',
  );
  await kim.dm('Rosa Diaz, Diaz Homes\nTheo Park, Park & Sons');
  story.expect('the names are in her book', await said(kim, 'Added 2: Rosa Diaz'), 'Theo Park (Park & Sons)');

  story.chapter('Sixty partners come from a file');
  story.expect(
    'all of them are imported',
    await importSample(),
    'exit 0: 60 partners added. 0 already here, 0 rows skipped.',
  );
  const book = await countBook();
  story.expect(
    'the same file twice adds nothing',
    await importSample(),
    'exit 0: 0 partners added. 61 already here, 0 rows skipped.',
  );
  story.expect('and the book has not changed', await countBook(), book);
  await tick(context, sandbox.clock.now());
  story.expect(
    'Priya learns that her partners are in',
    await said(priya, 'Your branch added you'),
    'in your book',
  );

  story.chapter('Priya logs a coffee in words');
  const coffee = await priya.command(
    '/touchpoint',
    'coffee with Dana Lee yesterday, promised the workshop slides by tomorrow',
    tampa.id,
  );
  story.expect(
    'the answer confirms that it is saved',
    coffee,
    '✓ Coffee with Dana Lee · yesterday, Mon, Jun 8',
  );
  await priya.press({ message: priya.messages(tampa.id).at(-1)!, actionId: captureActions.paidEachOwn });
  story.expect(
    'who paid is on record',
    await said(priya, '\nEach paid', tampa.id),
    '\nEach paid their own\n',
  );

  story.chapter('Sam logs two lines by direct message, one of them incomplete');
  const names = await namesOf('sam');
  await sam.dm(`called ${names[0]} about the new listing\nlunch with Zed`);
  story.expect('the first line is saved', await said(sam, '✓ Talked with'), names[0]!);
  const open = await said(sam, '[Finish…]');
  story.expect('the second asks who it was', open, 'Zed');
  await sam.press({ message: open, actionId: 'draft.finish' });
  const { options } = await sam.options(sam.view()!, 'partners', names[1]!);
  await sam.submit(sam.view()!, { partners: [String(options[0]!.value)] });
  story.expect('Sam finishes it in the form', await said(sam, '✓ Lunch with'), names[1]!);

  story.chapter('Ana is asked one question, and one tap answers it');
  const [client] = await namesOf('ana');
  await ana.dm(`lunch with ${client} yesterday didn’t happen`);
  const question = await said(ana, '[Yes, it did] [Change…] [No, it didn’t]');
  story.expect('Rapport asks instead of saving', question, `Did you have lunch with ${client} yesterday?`);
  await ana.press({ message: question, actionId: draftActions.no });
  story.expect('nothing is saved', await said(ana, 'OK, not saved.'), 'OK, not saved.');

  story.chapter('Ana asks, promises, and cancels, in words');
  await ana.dm(`promised ${client} the flyer by Friday`);
  story.expect('a promise by itself is saved', await said(ana, `✓ Promised ${client}`), 'I’ll remind you.');
  await ana.dm(`lunch with ${client} next Thursday at 12:30 at Oxford Exchange`);
  story.expect('a plan keeps its hour and place', await said(ana, '✓ Planned: lunch'), '12:30 PM');
  await ana.dm(`when did I last see ${client}?`);
  story.expect('a question is answered', await said(ana, `*${client}*`), 'Next: lunch');
  await ana.dm(`cancel lunch with ${client}`);
  story.expect('the plan is canceled', await said(ana, '✓ Canceled: lunch'), 'I don’t contact partners.');
  await ana.dm('what’s the Fed doing?');
  story.expect('anything else is answered, too', await said(ana, 'saved nothing'), '[Today’s list]');

  story.chapter('Luis uses the form');
  await luis.command('/touchpoint', '', tampa.id);
  const [partner] = await namesOf('luis');
  const found = await luis.options(luis.view()!, 'partners', partner!);
  await luis.submit(luis.view()!, { partners: [String(found.options[0]!.value)], how: 'video' });
  story.expect('two choices are enough', await said(luis, '✓ Video call with', tampa.id), partner!);

  // Sent beside the answers, so they may take a moment longer.
  for (const who of [priya, sam, luis]) await said(who, 'You’re set.');
  story.chapter('The next morning');
  sandbox.clock.moveTo(morningAfter);
  await tick(context, sandbox.clock.now());
  const digest = await said(priya, 'Good morning, Priya.');
  story.expect('Priya is told who to see and why', digest, 'slides');
  story.expect('and gets a phone number to tap', digest, '813-555');
  await priya.press({ message: digest, actionId: digestActions.promiseDone });
  story.expect(
    'one tap keeps the promise',
    await said(priya, '✓ Done: workshop slides'),
    'Good morning, Priya.',
  );
  for (const [who, first] of [
    [sam, 'Sam'],
    [luis, 'Luis'],
    [ana, 'Ana'],
    [kim, 'Kim'],
  ] as const) {
    story.expect(`so is ${first}`, await said(who, 'Time to '), `Good morning, ${first}.`);
  }
  const tapped = await said(sam, 'Good morning, Sam.');
  const line = findButton(tapped.blocks ?? [], digestActions.talked);
  await sam.press({ message: tapped, actionId: digestActions.talked, value: line });
  story.expect('Sam logs a call in one tap', await said(sam, '✓ Talked today'), '[Add notes…] [Undo]');

  return () => {
    story.chapter('Every message that each person received');
    for (const who of everybody) {
      story.received(
        who.user.realName,
        [...who.messages(), ...who.messages(tampa.id)].filter((message) => message.bot_id),
      );
    }
  };

  /** Imports the sample file. Returns the exit code and the line with the counts. */
  async function importSample(): Promise<string> {
    const out = story.terminal();
    const code = await importPartners(
      context,
      { file: 'samples/partners.csv', branch: tampa.id, dryRun: false },
      { out, err: out, isTerminal: false },
    );
    return `exit ${code}: ${out.text().split('\n')[1]}`;
  }

  async function countBook(): Promise<string> {
    const [row] = await context.db.query<{ partners: number; relationships: number; contacts: number }>(
      `select (select count(*) from partner) as partners, (select count(*) from relationship) as relationships,
              (select count(*) from touchpoint) as contacts`,
    );
    return `${row!.partners} partners, ${row!.relationships} relationships, ${row!.contacts} contacts`;
  }

  async function namesOf(owner: string): Promise<string[]> {
    const rows = await context.db.query<{ name: string }>(
      `select p.name from relationship r join partner p on p.id = r.partner_id join member m on m.id = r.owner_id
        where m.email = $1 and r.tier = 'core' and p.name ~ '^[A-Za-z]+ [A-Za-z]+$' order by p.name limit 2`,
      [`${owner}@example.com`],
    );
    return rows.map((row) => row.name);
  }
}

/** The value of the first button with this action. */
function findButton(blocks: readonly unknown[], actionId: string): string {
  for (const block of blocks as { elements?: { action_id?: string; value?: string }[] }[]) {
    const button = block.elements?.find((element) => element.action_id === actionId);
    if (button?.value) return button.value;
  }
  throw new Error(`no button ${actionId} in the message`);
}
