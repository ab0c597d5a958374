import type { Writable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import { plural } from '../domain/format.ts';
import { lateAfterMinutes } from '../domain/policy.ts';
import { postNames } from '../schedule/posts/posts.ts';
import { scopesOf } from '../slack-client.ts';
import { readFailure, sayFailure } from '../slack-failure.ts';
import { findBackupSigns } from '../store/db/backups.ts';
import { ConnectionRefused, type Database, isDatabaseAway } from '../store/db/database.ts';
import { findPending } from '../store/db/migrate.ts';
import { findUnvalidated } from '../store/db/unvalidated.ts';
import {
  findStuckSchedules,
  findTroubledNudges,
  findUnknownZones,
  findWorkspace,
  type UnknownZone,
} from '../store/nudges/trouble.ts';
import { findRecordWeakness } from '../store/record/rights.ts';
import { checkBackups } from './backups.ts';
import { checkChannels } from './channels.ts';
import { type Check, layOutChecklist, messagesCheck, unseen } from './checklist.ts';
import {
  appRemoved,
  type Finding,
  findingOf,
  minuteOf,
  onStandby,
  recordCheck,
  recordFinding,
  refusals,
  scopesLacking,
  tokenRefused,
  unvalidatedFinding,
  zoneFinding,
} from './findings.ts';
import { layOut } from './findings-report.ts';
import { readNeededScopes } from './manifest.ts';

/** How many days back to look for lost posts: a week of posts. */
const days = 7;

/**
 * Reports what is wrong and what to do about it, then a checklist, and changes nothing. Slack and the database may each be
 * away.
 * @returns the exit code: 1 if there is anything to do
 */
export async function runDoctor(
  { db, slack }: { db: Database; slack: WebClient },
  now: Date,
  out: Writable,
): Promise<number> {
  const ofSlack = await examineSlack(slack);
  const ofDatabase = await examineDatabase(db, ofSlack.teamId ? slack : null, now);
  const findings = [...ofSlack.findings, ...ofDatabase.findings];
  const checks = [...ofSlack.checks, ...ofDatabase.checks];
  const { teamId } = ofDatabase;
  if (teamId && ofSlack.teamId && teamId !== ofSlack.teamId) {
    const what = `the token is for workspace ${ofSlack.teamId}, but the database is for ${teamId}`;
    const remedy = 'One deployment serves one workspace: set SLACK_BOT_TOKEN or DATABASE_URL to the other.';
    findings.unshift({ kind: 'slack', what, remedy });
    checks.unshift({ kind: 'slack', state: 'wrong', what: 'token and database are of two workspaces' });
  }
  const wrong = findings.filter(isWrong);
  for (const finding of wrong) out.write(`${layOut(finding)}\n`);
  const known = findings.filter((finding) => !isWrong(finding));
  if (known.length > 0) out.write(`${wrong.length > 0 ? '\n' : ''}Not a problem, but worth knowing:\n`);
  for (const finding of known) out.write(`${layOut(finding)}\n`);
  if (findings.length > 0) out.write('\n');
  out.write(`${layOutChecklist(checks)}\n`);
  return wrong.length > 0 ? 1 : 0;
}

const isWrong = ({ remedy }: Finding): boolean => remedy !== null;

interface Examined {
  findings: Finding[];
  checks: Check[];
  /** The workspace that answered. */
  teamId: string | null;
}

/** One thing that is wrong, because of which the rest could not be looked at. */
const stopped = (finding: Finding, kind: string, what: string): Examined => ({
  findings: [finding],
  checks: [{ kind, state: 'wrong', what }],
  teamId: null,
});

async function examineSlack(slack: WebClient): Promise<Examined> {
  try {
    const answer = await slack.auth.test();
    const granted = scopesOf(answer);
    const lacking = granted && (await readNeededScopes()).filter((scope) => !granted.includes(scope));
    return {
      findings: lacking?.length ? [scopesLacking(lacking)] : [],
      checks: [{ kind: 'slack', state: 'fine', what: 'takes the token' }, scopesCheck(lacking)],
      teamId: answer.team_id ?? null,
    };
  } catch (error) {
    const { means } = readFailure(error);
    const said = sayFailure(error);
    if (means === 'later')
      return { findings: [], checks: [unseen('slack', 'it asks to wait')], teamId: null };
    if (means !== 'in doubt') return stopped(tokenRefused(said), 'slack', 'rejects the token');
    const remedy =
      'Messages wait until it is back. Check status.slack.com, the network, any proxy, and SLACK_API_URL.';
    return stopped(
      { kind: 'slack', what: `is not responding: ${said}`, remedy },
      'slack',
      'is not responding',
    );
  }
}

function scopesCheck(lacking: readonly string[] | null): Check {
  if (lacking === null) return unseen('scopes', 'Slack didn’t say; compare them with the manifest');
  return lacking.length === 0
    ? { kind: 'scopes', state: 'fine', what: 'all that this release needs are granted' }
    : { kind: 'scopes', state: 'wrong', what: `${lacking.join(', ')} not granted` };
}

async function examineDatabase(db: Database, slack: WebClient | null, now: Date): Promise<Examined> {
  try {
    return await readDatabase(db, slack, now);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    if (error instanceof ConnectionRefused) {
      const remedy = 'The installation guide says what DATABASE_URL can have.';
      return stopped({ kind: 'database', what: error.message, remedy }, 'database', 'refuses the connection');
    }
    const remedy = 'Nothing is saved or sent until it is back. Is Postgres up? Is DATABASE_URL right?';
    const what = 'is not responding';
    return stopped({ kind: 'database', what, remedy }, 'database', what);
  }
}

async function readDatabase(db: Database, slack: WebClient | null, now: Date): Promise<Examined> {
  const pending = await findPending(db);
  if (pending.length > 0) {
    const what = `pending ${plural(pending.length, 'migration', 'migrations')}; the rest of the database was not checked`;
    const remedy = 'npm run rapport -- migrate';
    return stopped(
      { kind: 'database', count: pending.length, what, examples: pending, remedy },
      'database',
      'is not up to date',
    );
  }
  const workspace = await findWorkspace(db);
  const scope = { now, lateAfterMinutes, days, refusals };
  const zones = await findUnknownZones(db);
  const removed = workspace?.uninstalledAt ? [appRemoved(workspace.uninstalledAt)] : [];
  const messages = [
    ...(removed.length > 0 ? [] : await findUnplanned(db, scope, zones)),
    ...zones.map(zoneFinding),
    ...(await findTroubledNudges(db, scope)).map(findingOf),
  ];
  const signs = await findBackupSigns(db);
  const ofTables = [
    ...(await findUnvalidated(db)).map(unvalidatedFinding),
    ...(signs.isStandby ? [onStandby] : []),
  ];
  const ofBackups = checkBackups(signs);
  const weakness = await findRecordWeakness(db);
  const ofChannels = await checkChannels(db, slack);
  return {
    findings: [
      ...removed,
      ...messages,
      ...ofTables,
      ...ofChannels.findings,
      ...ofBackups.findings,
      ...(weakness ? [recordFinding(weakness)] : []),
    ],
    checks: [
      ...removed.map(({ what }): Check => ({ kind: 'slack', state: 'wrong', what })),
      ...ofChannels.checks,
      ofTables.length > 0
        ? { kind: 'database', state: 'wrong', what: ofTables.map(({ what }) => what).join('; ') }
        : { kind: 'database', state: 'fine', what: 'up to date, and takes writes' },
      recordCheck(weakness),
      ofBackups.check,
      messagesCheck(messages.filter(isWrong), days),
    ],
    teamId: workspace?.teamId ?? null,
  };
}

async function findUnplanned(
  db: Database,
  scope: { now: Date; lateAfterMinutes: number },
  zones: readonly UnknownZone[],
): Promise<Finding[]> {
  const { count, oldest } = await findStuckSchedules(
    db,
    postNames,
    scope,
    zones.map(({ zone }) => zone),
  );
  if (count === 0 || !oldest) return [];
  const what = `${plural(count, 'post', 'posts')} came due but ${plural(count, 'was', 'were')} not planned, the first at ${minuteOf(oldest)}`;
  const remedy = 'Is the bot running (npm start)? If so, look for "planning failed" in the log.';
  return [{ kind: 'schedule', count, what, remedy }];
}
