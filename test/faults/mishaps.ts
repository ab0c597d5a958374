import type { Fault } from 'slack-sandbox';
import { between, type Player, pick, type Scenario } from './scenario.ts';

/** Makes something go wrong. Returns a description. */
type Mishap = (scenario: Scenario) => Promise<string> | string;

const inject = ({ world }: Scenario, fault: Fault): string => {
  world.sandbox.faults.inject(fault);
  return `${fault.kind} ${fault.method ?? ''} ${fault.takesEffect ?? ''} ×${fault.count ?? ''}`;
};

const someone = ({ players, random }: Scenario): Player => pick(random, players);

const lostPost: Mishap = (scenario) =>
  inject(scenario, {
    method: 'chat.postMessage',
    kind: pick(scenario.random, ['reset', 'error500', 'hang'] as const),
    takesEffect: scenario.random() < 0.5,
    count: between(scenario.random, 1, 3),
  });

const lostCall: Mishap = (scenario) =>
  inject(scenario, {
    method: pick(scenario.random, ['*', 'conversations.open', 'conversations.history', 'chat.delete']),
    kind: pick(scenario.random, ['reset', 'error500'] as const),
    takesEffect: scenario.random() < 0.5,
    count: between(scenario.random, 1, 3),
  });

/** A proxy answers in Slack's place: with an outage page, a word, or nothing. */
const notSlack: Mishap = (scenario) => {
  const body = pick(scenario.random, [undefined, '', 'ok', '{"ok":tr', '{"ok":true}', 'null']);
  return inject(scenario, {
    method: pick(scenario.random, ['chat.postMessage', 'chat.postMessage', 'conversations.history', '*']),
    kind: 'notJson',
    status: pick(scenario.random, [200, 200, 503]),
    ...(body === undefined ? {} : { body }),
    takesEffect: scenario.random() < 0.5,
    count: between(scenario.random, 1, 3),
  });
};

const paused: Mishap = (scenario) =>
  inject(scenario, {
    method: pick(scenario.random, ['chat.postMessage', 'chat.postMessage', 'conversations.history']),
    kind: 'ratelimit',
    retryAfterHeader: pick(scenario.random, ['1', '0', '-3', 'soon', '', '7']),
    count: between(scenario.random, 1, 2),
  });

/** Refusals after which the message is wanted as much as before: a pause, a setting, a code that no one knows. */
const refused: Mishap = (scenario) =>
  inject(scenario, {
    method: 'chat.postMessage',
    kind: 'refuse',
    error: pick(scenario.random, [
      ...['rate_limited', 'ratelimited', 'message_limit_exceeded', 'team_added_to_org', 'internal_error'],
      ...['restricted_action', 'ekm_access_denied', 'messages_tab_disabled', 'missing_scope'],
      ...['brand_new_error', 'another_new_error'],
    ]),
    count: between(scenario.random, 1, 3),
  });

const slackGone: Mishap = (scenario) => inject(scenario, { kind: 'away' });

const databaseCut: Mishap = (scenario) => {
  const player = someone(scenario);
  const afterMs = between(scenario.random, 5, 80);
  setTimeout(() => player.replica.database.cut(), afterMs);
  return `connections cut after ${afterMs} ms`;
};

const databaseGone: Mishap = (scenario) => {
  const { database } = someone(scenario).replica;
  database.refuse();
  database.cut();
  return 'database gone';
};

const databaseReadOnly: Mishap = async (scenario) => {
  await scenario.world.setReadOnly(true);
  someone(scenario).replica.database.cut();
  return 'the database is read-only for new connections';
};

const databaseRestarted: Mishap = ({ world, random }) => {
  const afterMs = between(random, 5, 80);
  setTimeout(() => {
    world.db
      .query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query not like '%not_before - interval%'`,
      )
      .catch(() => {});
  }, afterMs);
  return `database restarted after ${afterMs} ms`;
};

const commitLost: Mishap = (scenario) => {
  const when = pick(scenario.random, ['unheard', 'answered'] as const);
  someone(scenario).replica.database.cutAt('COMMIT', when);
  return `COMMIT ${when}`;
};

/** Any step outside a transaction. Inside one, the others would wait seconds for its locks. */
const frozen: Mishap = (scenario) => {
  const player = someone(scenario);
  let left = between(scenario.random, 1, 30);
  let inTransaction = false;
  void player.gate.freezeAt((side, step) => {
    if (step === 'BEGIN') inTransaction = side === 'before' || inTransaction;
    if (step === 'COMMIT' && side === 'after') inTransaction = false;
    return !inTransaction && step !== 'connect' && --left <= 0;
  });
  return `one freezes after ${left} steps`;
};

/** Like SIGKILL: the replica does nothing more, and its connections close. */
const killed: Mishap = (scenario) => {
  const player = someone(scenario);
  let left = between(scenario.random, 1, 60);
  void player.gate
    .freezeAt(() => --left <= 0)
    .then(() => {
      player.isDead = true;
      player.replica.database.refuse();
      player.replica.database.cut();
    });
  return `one is killed after ${left} steps`;
};

const zoneChanged: Mishap = async ({ world, random, moved }) => {
  const member = pick(random, world.members);
  member.zone = pick(random, ['America/New_York', 'America/Los_Angeles', 'America/Denver']);
  moved.add(member.id);
  await world.changeZone(member.id, member.zone);
  return `member ${member.id} moves to ${member.zone}`;
};

/** Nobody can plan it until the next undisturbed moment. */
const badRow: Mishap = async ({ world, random, moved, planted }) => {
  const member = pick(random, world.members);
  moved.add(member.id);
  planted.add(member.id);
  await world.plantZone(member.id, 'Mars/Olympus');
  return `the schedule of member ${member.id} is in no known zone`;
};

const nothing: Mishap = () => 'nothing';

export const mishaps: readonly Mishap[] = [
  ...[
    lostPost,
    lostPost,
    lostPost,
    lostCall,
    lostCall,
    notSlack,
    notSlack,
    paused,
    refused,
    refused,
    slackGone,
  ],
  ...[databaseCut, databaseCut, databaseGone, databaseReadOnly, databaseRestarted, commitLost, commitLost],
  ...[frozen, frozen, frozen, killed, killed, zoneChanged, badRow, nothing],
];
