import type { Writable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import { plural } from '../domain/format.ts';
import { lateAfterMinutes } from '../domain/policy.ts';
import { postNames } from '../schedule/posts/posts.ts';
import { scopesOf } from '../slack-client.ts';
import { readFailure, sayFailure } from '../slack-failure.ts';
import { ConnectionRefused, type Database, isDatabaseAway } from '../store/db/database.ts';
import { findPending } from '../store/db/migrate.ts';
import { findUnvalidated } from '../store/db/unvalidated.ts';
import {
  findStuckSchedules,
  findTroubledNudges,
  findUnknownZones,
  findUnusableChannels,
  findWorkspace,
  type UnknownZone,
} from '../store/nudges/trouble.ts';
import { findRecordWeakness } from '../store/record/rights.ts';
import {
  channelFinding,
  type Finding,
  findingOf,
  minuteOf,
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
 * Reports what is wrong and what to do about it, and changes nothing. Slack and the database may each be away.
 * @returns the exit code: 1 if there is anything to do
 */
export async function runDoctor(
  { db, slack }: { db: Database; slack: WebClient },
  now: Date,
  out: Writable,
): Promise<number> {
  const [ofDatabase, ofSlack] = await Promise.all([examineDatabase(db, now), examineSlack(slack)]);
  const findings = [...ofSlack.findings, ...ofDatabase.findings];
  const { teamId } = ofDatabase;
  if (teamId && ofSlack.teamId && teamId !== ofSlack.teamId) {
    findings.unshift({
      kind: 'slack',
      what: `the token is for workspace ${ofSlack.teamId}, but the database is for ${teamId}`,
      remedy: 'One deployment serves one workspace: set SLACK_BOT_TOKEN or DATABASE_URL to the other.',
    });
  }
  const wrong = findings.filter(({ remedy }) => remedy !== null);
  const known = findings.filter(({ remedy }) => remedy === null);
  if (wrong.length === 0) {
    out.write(`All good: nothing is late or in doubt, and nothing was lost in the last ${days} days.\n`);
  }
  for (const finding of wrong) out.write(`${layOut(finding)}\n`);
  if (known.length > 0) out.write('\nNot a problem, but worth knowing:\n');
  for (const finding of known) out.write(`${layOut(finding)}\n`);
  return wrong.length === 0 ? 0 : 1;
}

interface Examined {
  findings: Finding[];
  /** The workspace that answered. */
  teamId: string | null;
}

async function examineSlack(slack: WebClient): Promise<Examined> {
  try {
    const answer = await slack.auth.test();
    const granted = scopesOf(answer);
    const lacking = granted && (await readNeededScopes()).filter((scope) => !granted.includes(scope));
    return { findings: lacking?.length ? [scopesLacking(lacking)] : [], teamId: answer.team_id ?? null };
  } catch (error) {
    const { means } = readFailure(error);
    const said = sayFailure(error);
    if (means === 'later') return { findings: [], teamId: null };
    if (means !== 'in doubt') return { findings: [tokenRefused(said)], teamId: null };
    const remedy =
      'Messages wait until it is back. Check status.slack.com, the network, any proxy, and SLACK_API_URL.';
    return {
      findings: [{ kind: 'slack', what: `is not responding: ${said}`, remedy }],
      teamId: null,
    };
  }
}

async function examineDatabase(db: Database, now: Date): Promise<Examined> {
  try {
    return await readDatabase(db, now);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    if (error instanceof ConnectionRefused) {
      const remedy = 'The installation guide says what DATABASE_URL can have.';
      return { findings: [{ kind: 'database', what: error.message, remedy }], teamId: null };
    }
    const remedy = 'Nothing is saved or sent until it is back. Is Postgres up? Is DATABASE_URL right?';
    return { findings: [{ kind: 'database', what: 'is not responding', remedy }], teamId: null };
  }
}

async function readDatabase(db: Database, now: Date): Promise<Examined> {
  const pending = await findPending(db);
  if (pending.length > 0) {
    const what = `pending ${plural(pending.length, 'migration', 'migrations')}; the rest of the database was not checked`;
    const remedy = 'npm run rapport -- migrate';
    return {
      findings: [{ kind: 'database', count: pending.length, what, examples: pending, remedy }],
      teamId: null,
    };
  }
  const workspace = await findWorkspace(db);
  const scope = { now, lateAfterMinutes, days, refusals };
  const findings: Finding[] = [];
  const zones = await findUnknownZones(db);
  if (workspace?.uninstalledAt) {
    findings.push({
      kind: 'slack',
      what: `the app was removed from the workspace: ${minuteOf(workspace.uninstalledAt)}`,
      remedy: 'Nothing is sent anymore. Reinstall it, then restart the bot.',
    });
  } else findings.push(...(await findUnplanned(db, scope, zones)));
  findings.push(...zones.map(zoneFinding));
  findings.push(...(await findUnvalidated(db)).map(unvalidatedFinding));
  findings.push(...(await findUnusableChannels(db)).map(channelFinding));
  findings.push(...(await findTroubledNudges(db, scope)).map(findingOf));
  const weakness = await findRecordWeakness(db);
  if (weakness) findings.push(recordFinding(weakness));
  return { findings, teamId: workspace?.teamId ?? null };
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
