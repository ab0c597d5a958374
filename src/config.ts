import { z } from 'zod';
import { findUrlProblem, readDatabaseUrl } from './store/db/database-url.ts';

/** Where and how this process runs. Read once, at startup. */
export interface Config {
  /** If undefined, we start our own Postgres under `.data/` (never in production). */
  databaseUrl: string | undefined;
  /** The same database as the role that owns it, for `migrate` alone. The bot never reads it. */
  ownerDatabaseUrl: string | undefined;
  slack: {
    botToken: string;
    /** Undefined only in Socket Mode, where Slack signs nothing. */
    signingSecret: string | undefined;
    /** Present: Socket Mode. */
    appToken: string | undefined;
    /** Ends in a slash. */
    apiUrl: string;
    messagesPerMinute: number;
  };
  port: number;
  /** Where people get help with this deployment: an email or web address. */
  supportAddress: string | undefined;
  logLevel: (typeof logLevels)[number];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Thrown with all problems at once, each naming its variable. The command line exits with 2. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
  .refine(isUrl, 'is not a URL')
  .superRefine((value, context) => {
    const problem = isUrl(value) ? findUrlProblem(value) : null;
    if (problem) context.addIssue(problem);
  });

const webUrl = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && isUrl(value), 'must be an http(s) URL')
  .transform((value) => (value.endsWith('/') ? value : `${value}/`));

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`);

const server = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: databaseUrl.optional(),
  MIGRATE_DATABASE_URL: databaseUrl.optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  SUPPORT_ADDRESS: z
    .string()
    .regex(/^(?:https?:\/\/|[^\s<>|&@:/]+@)[^\s<>|&@]+$/, 'must be an email address or an http(s) URL')
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

/** It would be refused after twelve hours: nothing here renews it. */
const rotates =
  'is of an app with token rotation, which Rapport doesn’t support: reinstall the app without it and use the xoxb- token';

const slack = z.object({
  SLACK_BOT_TOKEN: z
    .string('is missing: the bot token from "OAuth & Permissions" in the settings of your Slack app')
    .refine((token) => !token.startsWith('xoxe'), rotates)
    .startsWith('xoxb-', 'must start with xoxb-'),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be a signing secret').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must start with xapp-').optional(),
  SLACK_API_URL: webUrl.default('https://slack.com/api/'),
  SLACK_MESSAGES_PER_MINUTE: wholeNumber(1, 6000).default(300),
});

/**
 * Reads the environment, and is the only place that does. Empty variables are unset. `slack run` names the two tokens of
 * the app that it has just installed; they win, because a token of another app next to one of them would serve neither.
 * `needs.slack: false` is for commands that never talk to Slack, `needs.owner` for those that work as the database's owner.
 * @throws ConfigError with all problems together.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  needs: { slack: boolean; owner?: boolean } = { slack: true },
): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  if (!needs.owner) delete set.MIGRATE_DATABASE_URL;
  const { SLACK_CLI_XOXB: botToken, SLACK_CLI_XAPP: appToken } = set;
  if (botToken && appToken) Object.assign(set, { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken });
  const problems: string[] = [];

  const base = server.safeParse(set);
  if (!base.success) problems.push(...base.error.issues.map(describe));
  if (set.NODE_ENV === 'production' && !set.DATABASE_URL) {
    problems.push('DATABASE_URL is missing: in production Rapport never starts a database of its own');
  }

  const { DATABASE_URL: url, MIGRATE_DATABASE_URL: ownerUrl } = base.data ?? {};
  if (url && ownerUrl && placeIn(url) !== placeIn(ownerUrl)) {
    problems.push('MIGRATE_DATABASE_URL names another database or schema than DATABASE_URL');
  }

  const edge = slack.safeParse(set);
  if (needs.slack) {
    if (!edge.success) problems.push(...edge.error.issues.map(describe));
    if (!set.SLACK_SIGNING_SECRET && !set.SLACK_APP_TOKEN) {
      problems.push(
        'SLACK_SIGNING_SECRET is missing: find it under "Basic Information" (or set SLACK_APP_TOKEN for Socket Mode)',
      );
    }
  }
  if (problems.length > 0 || !base.success) throw new ConfigError(problems);

  return {
    databaseUrl: url,
    ownerDatabaseUrl: ownerUrl,
    slack: {
      botToken: edge.data?.SLACK_BOT_TOKEN ?? '',
      signingSecret: edge.data?.SLACK_SIGNING_SECRET,
      appToken: edge.data?.SLACK_APP_TOKEN,
      apiUrl: edge.data?.SLACK_API_URL ?? 'https://slack.com/api/',
      messagesPerMinute: edge.data?.SLACK_MESSAGES_PER_MINUTE ?? 300,
    },
    port: base.data.PORT,
    supportAddress: base.data.SUPPORT_ADDRESS,
    logLevel: base.data.LOG_LEVEL,
  };
}

const describe = (issue: z.core.$ZodIssue): string => `${issue.path.join('.')} ${issue.message}`;

/** The database and the schema. The server may have another name: the owner may have to bypass a pooler. */
const placeIn = (url: string): string => `${new URL(url).pathname} ${readDatabaseUrl(url).schema}`;

function isUrl(value: string): boolean {
  return URL.canParse(value);
}
