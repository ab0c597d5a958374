import { type Random, randomFrom } from 'slack-sandbox';
import { eveningAt } from '../../src/domain/policy.ts';
import { type Gate, openGate } from './gate.ts';
import { mishaps } from './mishaps.ts';
import { days, most, type Stage } from './stage.ts';
import { complaints, type Owed, type Verdict } from './verdict.ts';
import { inWorld, type Wired, type World } from './world.ts';

export interface Told extends Verdict {
  seed: number;
  /** The problems, one per line. */
  wrong: string[];
  /** What happened, a line each. */
  story: string[];
}

/** A replica in a scenario. It may be frozen or dead. */
export interface Player {
  replica: Wired;
  gate: Gate;
  /** Its current wake-up, if any. A frozen replica is still busy. */
  busy: Promise<void> | null;
  isDead: boolean;
}

export interface Scenario {
  world: World;
  players: Player[];
  random: Random;
  /** Members whose zone was changed today. When their digest is due is not judged. */
  moved: Set<number>;
  /** Members whose schedule has a zone that nobody knows. */
  planted: Set<number>;
  tell(line: string): void;
}

const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'Europe/London',
];
const minute = 60_000;
/** Minutes of the UTC day between which every zone above has its morning and its evening. */
const waking = { from: 7 * 60, until: 26 * 60 };

/**
 * The member's messages of a day: the local time when they are due, and the minutes after it between which an undisturbed
 * moment delivers them, whatever a replica's clock shows. After `latest` minutes it must be undisturbed.
 */
const messages = [
  { post: 'digest', at: '08:00', from: 10, to: 225, latest: 140 },
  { post: 'evening', at: eveningAt, from: 6, to: 24, latest: 15 },
] as const;

export const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** Plays some mornings where the seed decides what goes wrong, and judges the result. */
export async function playSeed(stage: Stage, seed: number): Promise<Told> {
  const random = randomFrom(seed);
  const first = between(random, 0, days.length - 3);
  const lived = days.slice(first, first + between(random, 1, 2));
  const count = between(random, 1, most.members);
  const options = {
    members: count,
    zones: Array.from({ length: count }, () => pick(random, zones)),
    now: `${lived[0]}T00:30:00Z`,
  };
  return inWorld(stage, options, async (world) => {
    const story: string[] = [];
    const players: Player[] = [];
    const scenario: Scenario = {
      world,
      players,
      random,
      moved: new Set(),
      planted: new Set(),
      tell: (line) => story.push(line),
    };
    const skewed = random() < 0.5;
    for (let replicas = between(random, 1, 4); replicas > 0; replicas--)
      players.push(await join(world, skewed ? between(random, -5, 5) * minute : 0));
    const owed: Owed[] = [];
    for (const day of lived) owed.push(...(await liveDay(scenario, day)));
    const verdict = await world.verdict(owed);
    return { seed, ...verdict, wrong: complaints(verdict), story };
  });
}

/** Plays a day in steps. Returns the messages that must have come: those with an undisturbed moment before they expired. */
async function liveDay(scenario: Scenario, day: string): Promise<Owed[]> {
  const { world, random, moved, tell } = scenario;
  moved.clear();
  const owed = new Map<string, Owed>();
  const all = () =>
    world.members.flatMap(({ id, zone }) =>
      messages.map((message) => ({
        ...message,
        memberId: id,
        key: `${message.post}:${id}`,
        since: (world.sandbox.clock.now().getTime() - instantOf(day, message.at, zone)) / minute,
      })),
    );
  let at = waking.from;
  while (at < waking.until) {
    at += random() < 0.08 ? between(random, 100, 220) : between(random, 10, 80);
    at = withinAnEvening(scenario, day, at);
    const now = new Date(Date.parse(`${day}T00:00:00Z`) + at * minute);
    world.moveTo(now.toISOString());
    const waiting = all().filter(
      ({ key, memberId, since, from, to }) =>
        since >= from && since <= to && !owed.has(key) && !moved.has(memberId),
    );
    // Skip hours when nothing is due.
    if (!all().some(({ since, to }) => Math.abs(since) < to + 15)) continue;
    // The last chance to send something is undisturbed, or there would be nothing to judge.
    const isLastChance = waiting.some(({ since, latest }) => since > latest);
    if (!isLastChance && random() < 0.75) {
      tell(`${now.toISOString()}: ${await disturbed(scenario)}`);
      continue;
    }
    tell(`${now.toISOString()}: undisturbed`);
    await undisturbed(scenario);
    for (const { key, post, memberId } of waiting) owed.set(key, { post, memberId, day });
  }
  await undisturbed(scenario);
  return [...owed.values()];
}

/** Evenings last half an hour, so that most steps would miss them: lands in the one that a step to `at` would pass over. */
function withinAnEvening({ world, random }: Scenario, day: string, at: number): number {
  const begun = (world.sandbox.clock.now().getTime() - Date.parse(`${day}T00:00:00Z`)) / minute;
  for (const { zone } of world.members) {
    const dueAt = (instantOf(day, eveningAt, zone) - Date.parse(`${day}T00:00:00Z`)) / minute;
    if (begun < dueAt + 16 && dueAt + 24 < at && random() < 0.8)
      return Math.max(Math.ceil(begun) + 1, dueAt + between(random, 1, 24));
  }
  return at;
}

/** Makes something go wrong while some replicas work. Returns a description. */
async function disturbed(scenario: Scenario): Promise<string> {
  const { players, random, world } = scenario;
  const descriptions: string[] = [];
  for (let count = random() < 0.3 ? 2 : 1; count > 0; count--)
    descriptions.push(await pick(random, mishaps)(scenario));
  const awake = players.filter((player) => !player.busy && !player.isDead && random() < 0.8);
  for (const player of awake) wake(player);
  // Do not wait for frozen replicas.
  await Promise.all(awake.map((player) => Promise.race([player.busy, untilFrozen(player)])));
  if (random() < 0.6) await world.passMinute();
  return `${descriptions.join(', ')}; ${awake.length} awake`;
}

/** Ends all faults and lets the replicas work until nothing is left. */
async function undisturbed({ world, players, planted }: Scenario): Promise<void> {
  world.sandbox.faults.clear();
  await world.setReadOnly(false);
  for (const { id, zone } of world.members) if (planted.delete(id)) await world.plantZone(id, zone);
  for (const { replica } of players) {
    replica.database.pass();
    replica.slack.pass();
  }
  await world.passMinute();
  for (const player of players) if (!player.isDead) player.gate.thaw();
  await Promise.all(players.map((player) => (player.isDead ? null : player.busy)));
  if (players.every((player) => player.isDead)) players.push(await join(world, 0));
  const alive = players.filter((player) => !player.isDead);
  // A fault still armed on a connection goes off here at the latest.
  await Promise.all(alive.map((player) => player.replica.wakeUp(1_500).catch(() => {})));
  await world.passMinute();
  for (const { replica } of alive) await world.finish(replica).catch(() => {});
  await world.finish(alive[0]!.replica);
}

async function join(world: World, skewMs: number): Promise<Player> {
  const gate = openGate();
  return { replica: await world.replica({ skewMs, watch: gate.watch }), gate, busy: null, isDead: false };
}

function wake(player: Player): void {
  // The real wake-up logs its errors, and the next one tries again.
  player.busy = player.replica.wakeUp(400).then(
    () => {},
    () => {},
  );
  void player.busy.then(() => {
    player.busy = null;
  });
}

async function untilFrozen(player: Player): Promise<void> {
  while (player.busy && !player.gate.isFrozen()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The instant when clocks in a zone show `time` (HH:MM), in epoch milliseconds. */
function instantOf(day: string, time: string, zone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return 2 * asUtc - Date.parse(`${shown.format(asUtc).replace(' ', 'T')}:00Z`);
}
