import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Closing, Nudge, Tapped } from './store/nudges/nudges.ts';

/** What this process did with nudges and requests, for Prometheus, which adds up the replicas. Each event is counted by one of them. */
export interface Meters {
  /** What `/metrics` shows. */
  registry: Registry;
  planned(posts: readonly string[]): void;
  /** `at` is business time, like `dueAt`. */
  sent(nudge: Pick<Nudge, 'post' | 'dueAt'>, at: Date): void;
  doubted(posts: readonly string[]): void;
  /** The history ended a doubt: the message is there, or it is not and is owed again. */
  resolved(post: string, by: 'found' | 'absent'): void;
  /**
   * A person tapped the message before the history was read, or before the answer to sending came. Null if it was already
   * known to be out.
   */
  tapped(seen: Tapped | null, at: Date): void;
  /** A person said whether a post in doubt had appeared. */
  answered(post: Pick<Nudge, 'post' | 'dueAt'>, hasAppeared: boolean, at: Date): void;
  closed(posts: readonly string[], as: Closing, reason: string | null): void;
  /** A request of Slack's was refused because there were more than can be served. */
  refused(type: string): void;
  /** In Socket Mode: how to see whether a connection to Slack is open. */
  watchSocket(isOpen: () => boolean): void;
  /** False only in Socket Mode, while no connection is open: nothing can arrive. */
  canHear(): boolean;
}

/**
 * Seconds. A digest should be out within a minute, and the largest lender's busiest morning (2,250 digests at 300 a
 * minute) within eight. A digest expires after four hours, and a channel's post may wait for a day.
 */
const buckets = [1, 5, 15, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

/** One set per context, so that two in one process (tests, the demo) do not count into each other. */
export function createMeters(): Meters {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `rapport_nudges_${name}_total`, help, labelNames, registers });

  const planned = counter('planned', 'Nudges planned because they came due.', ['post']);
  const sent = counter('sent', 'Nudges whose message is known to be out.', ['post']);
  const doubted = counter('in_doubt', 'Sent messages whose answer was lost.', ['post']);
  const resolved = counter('settled', 'Doubts resolved, by what resolved them.', ['post', 'by']);
  const closed = counter('closed', 'Nudges closed without a message.', ['post', 'as', 'reason']);
  const dueToSent = new Histogram({
    name: 'rapport_nudge_due_to_sent_seconds',
    help: 'Seconds from when a nudge was due to when its message was known to be out.',
    labelNames: ['post'],
    buckets,
    registers,
  });
  const refused = new Counter({
    name: 'rapport_requests_refused_total',
    help: 'Requests refused because there were more than can be served.',
    labelNames: ['type'],
    registers,
  });
  const boundReason = boundReasons();
  let isSocketOpen: (() => boolean) | null = null;

  const countSent: Meters['sent'] = ({ post, dueAt }, at) => {
    sent.inc({ post });
    dueToSent.observe({ post }, Math.max(0, (at.getTime() - dueAt.getTime()) / 1000));
  };

  return {
    registry,
    planned(posts) {
      for (const post of posts) planned.inc({ post });
    },
    sent: countSent,
    doubted(posts) {
      for (const post of posts) doubted.inc({ post });
    },
    resolved: (post, by) => resolved.inc({ post, by }),
    tapped(seen, at) {
      if (!seen) return;
      countSent(seen, at);
      if (seen.wasInDoubt) resolved.inc({ post: seen.post, by: 'tap' });
    },
    answered(post, hasAppeared, at) {
      if (hasAppeared) countSent(post, at);
      resolved.inc({ post: post.post, by: 'answer' });
    },
    closed(posts, as, reason) {
      for (const post of posts) closed.inc({ post, as, reason: boundReason(reason) });
    },
    refused: (type) => refused.inc({ type }),
    watchSocket(isOpen) {
      isSocketOpen = isOpen;
      new Gauge({
        name: 'rapport_socket_open',
        help: 'Socket Mode: 1 while a connection to Slack is open, 0 while nothing can arrive.',
        registers,
        collect() {
          this.set(isOpen() ? 1 : 0);
        },
      });
    },
    canHear: () => isSocketOpen?.() ?? true,
  };
}

const reasonsMax = 50;

/**
 * Reasons are our sentences and Slack's error codes: plain words. Anything else (names, numbers, whole messages), and
 * everything after the first fifty, becomes `other`, because a scraper keeps every label forever.
 */
function boundReasons(): (reason: string | null) => string {
  const seen = new Set<string>();
  return (reason) => {
    if (reason === null) return '';
    if (!/^[a-z][a-z_ ,;]{0,79}$/.test(reason)) return 'other';
    if (seen.size < reasonsMax) seen.add(reason);
    return seen.has(reason) ? reason : 'other';
  };
}
