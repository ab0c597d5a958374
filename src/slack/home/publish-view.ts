import { createHash } from 'node:crypto';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../../context.ts';
import { readFailure } from '../../slack-failure.ts';
import { unbound } from '../bolt/deadline.ts';

/**
 * Loads and draws what a person's Home shows now; null if there is nothing to publish. `isLate`: no request is waiting any
 * more, and what it knew of the person may be out of date.
 */
export type Draw = (context: Context, isLate: boolean) => Promise<HomeView | null>;

/** What is known of one person's Home. */
interface Home {
  /** Counts what was asked for. A drawing that is no longer the newest when its turn comes is left out. */
  newest: number;
  /** Drawings that have not ended. */
  waiting: number;
  last: Promise<unknown>;
  /** What this process published last; null when Slack's answer was lost. */
  published: { hash: string; content: string } | null;
}

/** A drawing that Slack's rate limit has put off. */
interface Late {
  context: Context;
  draw: Draw;
  tries: number;
}

interface Homes {
  /** By Slack id, the one used last at the end. */
  known: Map<string, Home>;
  late: Map<string, Late>;
  /** The end of the pause that Slack asked for, on the clock of `performance.now()`. */
  pausedUntil: number;
  timer: NodeJS.Timeout | null;
}

const knownMax = 10_000;
/** A Home that still can't be published is drawn when it is next opened. */
const triesMax = 5;
const pauseMaxMs = 10 * 60_000;

const homesOf = new WeakMap<WebClient, Homes>();

/**
 * Publishes a person's Home when it is their turn. Each is drawn when its turn comes, and a newer one replaces those that
 * wait: what is published last was also loaded last. If Slack asks for a pause, it is drawn and published after that.
 * Returns its number, for `publishAgain`; null if a newer one replaced it, or it was put off.
 * @param seen the hash of the view that the person sees and has chosen nothing in. If this process published that view, and
 *   its content has not changed, nothing is published.
 */
export async function publishView(
  context: Context,
  slackUserId: string,
  draw: Draw,
  seen?: string,
): Promise<number | null> {
  const homes = homesFor(context);
  // It would be older than this one.
  homes.late.delete(slackUserId);
  const home = homeOf(homes, slackUserId);
  const number = ++home.newest;
  return inTurn(home, number, () => publishNow(homes, context, slackUserId, { draw, seen, tries: 0 }));
}

/** Looks at a Home once more after `publishView`, unless another drawing has been asked for since. Returns like it. */
export async function publishAgain(
  context: Context,
  slackUserId: string,
  number: number,
  draw: Draw,
): Promise<number | null> {
  const homes = homesFor(context);
  const home = homeOf(homes, slackUserId);
  return inTurn(home, number, () => publishNow(homes, context, slackUserId, { draw, tries: 0 }));
}

/** @param work returns false if it was put off */
async function inTurn(home: Home, number: number, work: () => Promise<boolean>): Promise<number | null> {
  const turn = home.last.then(async () => (home.newest === number && (await work()) ? number : null));
  home.waiting++;
  home.last = turn.then(
    () => home.waiting--,
    () => home.waiting--,
  );
  return turn;
}

async function publishNow(
  homes: Homes,
  context: Context,
  user: string,
  { draw, seen, tries }: { draw: Draw; seen?: string | undefined; tries: number },
): Promise<boolean> {
  const late = { context: unbound(context), draw, tries: tries + 1 };
  if (performance.now() < homes.pausedUntil) return putOff(homes, user, late);
  const view = await draw(context, tries > 0);
  if (view === null) return true;
  const home = homeOf(homes, user);
  const { published } = home;
  const content = contentOf(view);
  if (seen !== undefined && published?.hash === seen && published.content === content) return true;
  home.published = null;
  try {
    const answer = await context.slack.views.publish({ user_id: user, view });
    const hash = answer.view?.hash;
    home.published = hash ? { hash, content } : null;
    return true;
  } catch (error) {
    const failure = readFailure(error);
    if (failure.means !== 'later') throw error;
    const pauseMs = failure.retryAfterMs;
    home.published = published; // Slack has done nothing
    homes.pausedUntil = performance.now() + pauseMs;
    if (pauseMs > pauseMaxMs || late.tries > triesMax)
      context.log.warn({ user, pauseMs }, 'Slack does not take a Home: it is drawn when it is next opened');
    else putOff(homes, user, late);
    return false;
  }
}

/** Returns false, as `publishNow` does for what was not published. */
function putOff(homes: Homes, user: string, late: Late): false {
  homes.late.set(user, late);
  homes.timer ??= setTimeout(
    () => void publishLate(homes),
    Math.ceil(homes.pausedUntil - performance.now()),
  ).unref();
  return false;
}

/** Publishes what was put off, one at a time: all at once, they would run into the limit again. */
async function publishLate(homes: Homes): Promise<void> {
  homes.timer = null;
  for (const [user, { context, draw, tries }] of [...homes.late]) {
    const home = homeOf(homes, user);
    const isNewest = homes.late.get(user)?.draw === draw;
    if (!isNewest) continue;
    if (performance.now() < homes.pausedUntil) return void putOff(homes, user, { context, draw, tries });
    homes.late.delete(user);
    await inTurn(home, home.newest, () => publishNow(homes, context, user, { draw, tries })).catch((error) =>
      context.log.warn({ error, user }, 'a Home could not be drawn after the pause'),
    );
  }
}

/**
 * What a person can tell two views apart by. The ids of blocks carry a stamp, which is another one each time a view is
 * drawn.
 */
const contentOf = (view: HomeView): string =>
  createHash('sha256')
    .update(JSON.stringify(view, (key, value) => (key === 'block_id' ? undefined : value)))
    .digest('base64');

function homesFor({ slack }: Context): Homes {
  let homes = homesOf.get(slack);
  if (!homes) {
    homes = { known: new Map(), late: new Map(), pausedUntil: 0, timer: null };
    homesOf.set(slack, homes);
  }
  return homes;
}

function homeOf({ known }: Homes, user: string): Home {
  const home = known.get(user) ?? { newest: 0, waiting: 0, last: Promise.resolve(), published: null };
  known.delete(user);
  known.set(user, home);
  if (known.size > knownMax)
    for (const [other, { waiting }] of known) {
      if (waiting > 0 || other === user) continue;
      known.delete(other);
      break;
    }
  return home;
}
