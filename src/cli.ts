import './utc.ts';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { exportAll } from './cli/archive/export-all.ts';
import { importAll } from './cli/archive/import-all.ts';
import { runDoctor } from './cli/doctor.ts';
import { exportExpenseRecord } from './cli/export-expense-record.ts';
import { importResults } from './cli/import-results.ts';
import { printManifest } from './cli/manifest.ts';
import { migrateDatabase } from './cli/migrate.ts';
import { writePartners } from './cli/partners/export-partners.ts';
import { importPartners } from './cli/partners/import-partners.ts';
import { undoPartners } from './cli/partners/undo-import.ts';
import { erasePerson } from './cli/privacy/erase.ts';
import { redactText } from './cli/privacy/redact.ts';
import { keepRetention } from './cli/privacy/retention.ts';
import { runTick } from './cli/tick.ts';
import { UsageError } from './cli/usage.ts';
import { readConfig } from './config.ts';
import { type Context, type OpenContext, openContext, openLog, openStore } from './context.ts';
import { exportKinds } from './domain/partners/export-kinds.ts';
import { explainFailure } from './explain-failure.ts';
import { SlackClient, webClientOptions } from './slack-client.ts';

const usage = `usage: npm run rapport -- COMMAND

  migrate                                                bring the database up to date, and grant the bot’s role its rights
  import partners FILE --branch CHANNEL_ID [--dry-run] [--problems FILE.csv]
                                                         add partners from a CSV, .xlsx, or .vcf file; skipped rows go to a new file
  import undo ID                                         undo an import of partners within a day; its report ends with the ID
  import results FILE.csv                                add closed loans by branch and month, if turned on
  import all FILE                                        read what export all wrote into an empty, migrated database
  export KIND [--branch CHANNEL_ID | --member SLACK_USER_ID]
                                                         write partners, touchpoints, promises, plans, or feedback as CSV,
                                                         or contacts as .vcf
  export record [--from DAY] [--to DAY] [--branch CHANNEL_ID] [--partner ID] [--member SLACK_USER_ID]
                                                         write the expense record as CSV
  export all                                             write the whole deployment as JSON lines, to move or keep it
  erase partner ID | partner --name NAME --branch CHANNEL_ID | member SLACK_USER_ID  [--yes]
                                                         erase someone for good; without --yes, only show what that would do
  redact KIND ID --yes | --keep                          redact or keep a text where an erasure found the name
  retention [--set KIND=MONTHS|forever] [--run]          show how long text is kept, and how much is older
  tick [--at INSTANT]                                    plan and deliver what is due, then exit
  doctor                                                 show what’s wrong and how to fix it
  manifest --url https://rapport.example.com             print the Slack app manifest with your address

Exit codes: 0 done, 1 failed or only partly done, 2 usage error or bad configuration.`;

/** Milliseconds. Commands do more at a time than requests do, so a statement may take longer. */
const statementTimeoutMs = 120_000;

/** Runs one command, and resolves to its exit code. */
async function run(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'migrate':
      return migrateOnly(rest);
    case 'import': {
      const { values, positionals } = parse(rest, {
        branch: { type: 'string' },
        'dry-run': { type: 'boolean' },
        problems: { type: 'string' },
      });
      const [what, file, ...more] = positionals;
      if (what === 'results' && file && more.length === 0 && !values.branch && !values.problems)
        return withContext((context) => importResults(context, file, standardIo()));
      const isPlain = !values.branch && !values.problems && !values['dry-run'];
      if (what === 'all' && file && more.length === 0 && isPlain) return importEverything(file);
      if (what === 'undo' && file && more.length === 0 && isPlain)
        return withStore((store) => undoPartners(store, file, process.stdout));
      if (what !== 'partners' || !file || more.length > 0 || !values.branch) {
        throw new UsageError(
          'import takes: partners FILE --branch CHANNEL_ID [--dry-run] [--problems FILE.csv], or: undo ID, or: results FILE.csv, or: all FILE',
        );
      }
      const { branch, problems, 'dry-run': dryRun = false } = values;
      return withContext((context) =>
        importPartners(context, { file, branch, dryRun, problems }, standardIo()),
      );
    }
    case 'export': {
      const { values, positionals } = parse(rest, {
        from: { type: 'string' },
        to: { type: 'string' },
        branch: { type: 'string' },
        partner: { type: 'string' },
        member: { type: 'string' },
      });
      const [what, ...more] = positionals;
      const { from, to, branch, partner, member } = values;
      const kind = exportKinds.find((one) => one === what);
      if (more.length === 0 && kind && !from && !to && !partner)
        return withContext((context) =>
          writePartners(context, { what: kind, branch, member }, process.stdout),
        );
      if (what === 'all' && more.length === 0 && Object.keys(values).length === 0)
        return withStore((store) => exportAll(store, standardIo()));
      if (what !== 'record' || more.length > 0)
        throw new UsageError(
          `export takes: ${exportKinds.join(', ')} [--branch … | --member …], or: record [--from DAY] [--to DAY] [--branch …] [--partner …] [--member …], or: all`,
        );
      return withStore((store) => exportExpenseRecord(store, values, process.stdout));
    }
    case 'retention': {
      const { values, positionals } = parse(rest, {
        set: { type: 'string', multiple: true },
        run: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
      });
      if (positionals.length > 0)
        throw new UsageError('retention takes: [--set KIND=MONTHS|forever] [--run]');
      const run = (values.run ?? false) && !values['dry-run'];
      return withStore((store) => keepRetention(store, { set: values.set ?? [], run }, process.stdout));
    }
    case 'erase': {
      const { values, positionals } = parse(rest, {
        name: { type: 'string' },
        branch: { type: 'string' },
        yes: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
      });
      const [kind, who, ...more] = positionals;
      if (more.length > 0) throw new UsageError('erase takes one partner, or one member');
      const { name, branch } = values;
      const yes = (values.yes ?? false) && !values['dry-run'];
      return withContext((context) => erasePerson(context, { kind, who, name, branch, yes }, process.stdout));
    }
    case 'redact': {
      const { values, positionals } = parse(rest, { yes: { type: 'boolean' }, keep: { type: 'boolean' } });
      const [kind, id, ...more] = positionals;
      if (more.length > 0) throw new UsageError('redact takes one KIND and one ID');
      const { yes = false, keep = false } = values;
      return withContext((context) => redactText(context, { kind, id, yes, keep }, process.stdout));
    }
    case 'tick': {
      const { values } = parse(rest, { at: { type: 'string' } });
      return withContext((context) => runTick(context, values.at));
    }
    case 'doctor':
      return examine(rest);
    case 'manifest': {
      const { values } = parse(rest, { url: { type: 'string' } });
      return printManifest(values.url);
    }
    case undefined:
    case 'help':
    case '--help':
      console.log(usage);
      return command === undefined ? 2 : 0;
    default:
      throw new UsageError(`unknown command ${command}`);
  }
}

function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true as const });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function migrateOnly(args: string[]): Promise<number> {
  parse(args, {});
  const config = readConfig(process.env, { slack: false, owner: true });
  return migrateDatabase(config, openLog(config), process.stdout);
}

/** As the owner of the database, who alone may set its sequences. */
async function importEverything(file: string): Promise<number> {
  const config = readConfig(process.env, { slack: false, owner: true });
  const url = config.ownerDatabaseUrl ?? config.databaseUrl;
  const { db, close } = await openStore({ ...config, databaseUrl: url }, openLog(config), {
    statementTimeoutMs,
  });
  try {
    return await importAll({ db }, file, standardIo());
  } finally {
    await close();
  }
}

/** Opens no context: that would migrate, and fail while Slack is away or refuses the token. */
async function examine(args: string[]): Promise<number> {
  parse(args, {});
  const config = readConfig(process.env);
  const log = openLog(config);
  const { db, close } = await openStore(config, log, { statementTimeoutMs, migrates: false });
  try {
    const slack = new SlackClient(config.slack.botToken, webClientOptions(config, log));
    return await runDoctor({ db, slack }, new Date(), process.stdout);
  } finally {
    await close();
  }
}

/** For what must still work after the app was removed from the workspace, when Slack refuses its token. */
async function withStore(work: (store: Pick<Context, 'db' | 'now'>) => Promise<number>): Promise<number> {
  const config = readConfig(process.env, { slack: false });
  const { db, close } = await openStore(config, openLog(config), { statementTimeoutMs });
  try {
    return await work({ db, now: () => new Date() });
  } finally {
    await close();
  }
}

async function withContext(work: (context: OpenContext) => Promise<number>): Promise<number> {
  const config = readConfig(process.env);
  const context = await openContext(config, { statementTimeoutMs });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

const standardIo = () => ({
  out: process.stdout,
  err: process.stderr,
  isTerminal: process.stderr.isTTY === true,
});

run(process.argv.slice(2))
  .catch((error) => {
    const { print, code } = explainFailure(error);
    console.error(print);
    return code;
  })
  .then((code) => {
    process.exitCode = code;
  });
