import { type Random, randomFrom } from './random.ts';

/** A misbehaviour to show, to the calls it hits. */
export interface Fault {
  /** Web API method it applies to, `*` for any. `away` is all of Slack and needs none. */
  method?: string;
  /** Event type it applies to (`deliverTwice` only), `*` for any. */
  event?: string;
  /**
   * `reset`: the connection is destroyed without an answer. `error500`: an HTTP 500. `hang`: no answer at all.
   * `ratelimit`: 429. `refuse`: the answer says `error` and nothing is done. `deliverTwice`: an event is sent again although it was acknowledged. `away`: all of Slack is
   * gone until the fault ends: every call is cut off, open sockets too, and the app is sent nothing.
   */
  kind: 'reset' | 'error500' | 'hang' | 'ratelimit' | 'refuse' | 'deliverTwice' | 'away';
  /** What `refuse` answers, as Slack names it: `invalid_blocks`. */
  error?: string;
  /** Ends after so many hits. */
  count?: number;
  /** Ends after so many milliseconds of real time. */
  forMs?: number;
  /**
   * Ends only with `clear`. A fault with none of `count`, `forMs` and `untilCleared` hits once, but one of kind `away`
   * or with a `probability` stays until it is cleared.
   */
  untilCleared?: boolean;
  /** Seconds, for `ratelimit`; when left out what is left of `forMs`, or 1. */
  retryAfter?: number;
  /**
   * Whether the call does its work before the answer is lost. A reset and a hang do unless this is false, a 500
   * only when this is true, a 429, a refusal and one to an absent Slack never.
   */
  takesEffect?: boolean;
  /** Hits this share of the matching calls, between 0 and 1: the same ones in every run with the same `seed`. */
  probability?: number;
  /** An integer; 1 when left out. */
  seed?: number;
}

export interface Faults {
  inject(fault: Fault): void;
  clear(): void;
  /** Those still to come, with what is left of their count and of their time. */
  pending(): Fault[];
  /** The fault that hits this call, counted. */
  takeForMethod(method: string): Fault | undefined;
  takeForEvent(event: string): Fault | undefined;
  /** Whether all of Slack is gone, which no call counts. */
  isAway(): boolean;
}

/** A fault in force. */
interface Waiting {
  fault: Fault;
  hitsLeft: number;
  /** Real milliseconds. */
  endsAt: number;
  random: Random;
}

/** @param onAway is told when Slack goes away, so that what is open can be cut off */
export function startFaults(realNow: () => number, onAway: () => void): Faults {
  let waiting: Waiting[] = [];
  const inForce = (): Waiting[] => {
    if (waiting.length > 0)
      waiting = waiting.filter(({ hitsLeft, endsAt }) => hitsLeft > 0 && realNow() < endsAt);
    return waiting;
  };
  const take = (matches: (fault: Fault) => boolean): Fault | undefined => {
    // One number is drawn for each matching call, hit or not: which are hit depends on their order alone.
    const hit = inForce().find(
      ({ fault, random }) =>
        matches(fault) && (fault.probability === undefined || random() < fault.probability),
    );
    if (!hit) return undefined;
    hit.hitsLeft -= 1;
    return left(hit);
  };
  const left = ({ fault, hitsLeft, endsAt }: Waiting): Fault => ({
    ...fault,
    ...(Number.isFinite(hitsLeft) && { count: hitsLeft }),
    ...(Number.isFinite(endsAt) && { forMs: Math.max(0, endsAt - realNow()) }),
  });
  return {
    inject(fault) {
      checkFault(fault);
      const { count, forMs, seed = 1 } = fault;
      const hitsLeft = count ?? (isOpenEnded(fault) ? Number.POSITIVE_INFINITY : 1);
      const endsAt = forMs === undefined ? Number.POSITIVE_INFINITY : realNow() + forMs;
      waiting.push({ fault: { ...fault }, hitsLeft, endsAt, random: randomFrom(seed) });
      if (fault.kind === 'away') onAway();
    },
    clear() {
      waiting = [];
    },
    pending: () => inForce().map(left),
    takeForMethod: (method) =>
      take(
        (fault) =>
          fault.kind === 'away' ||
          (fault.kind !== 'deliverTwice' && (fault.method === method || fault.method === '*')),
      ),
    takeForEvent: (event) =>
      take((fault) => fault.kind === 'deliverTwice' && (fault.event === event || fault.event === '*')),
    isAway: () => inForce().some(({ fault }) => fault.kind === 'away'),
  };
}

function isOpenEnded({ kind, forMs, untilCleared, probability }: Fault): boolean {
  if (forMs !== undefined || untilCleared !== undefined) return forMs !== undefined || untilCleared === true;
  return kind === 'away' || probability !== undefined;
}

const KINDS = ['reset', 'error500', 'hang', 'ratelimit', 'refuse', 'deliverTwice', 'away'];

/** @throws Error that says what a fault lacks: they come from outside as well */
function checkFault(fault: Fault): void {
  const { kind, error, count, forMs, retryAfter, probability, seed } = fault;
  if (!KINDS.includes(kind)) throw new Error(`no fault ${String(kind)}: ${KINDS.join(', ')}`);
  if (kind === 'away') {
    if (fault.method !== undefined && fault.method !== '*')
      throw new Error('away is all of Slack: it takes no method');
    if (probability !== undefined) throw new Error('away is certain: it takes no probability');
  } else {
    const key = kind === 'deliverTwice' ? 'event' : 'method';
    if (typeof fault[key] !== 'string') throw new Error(`a fault ${kind} needs ${key}`);
  }
  if (kind === 'refuse' && !/^[a-z][a-z0-9_]*$/.test(error ?? ''))
    throw new Error('a fault refuse needs error, as Slack names it');
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    throw new Error('count must be an integer more than 0');
  if (forMs !== undefined && !(Number.isFinite(forMs) && forMs > 0))
    throw new Error('forMs must be more than 0');
  if (retryAfter !== undefined && !(retryAfter > 0)) throw new Error('retryAfter must be more than 0');
  if (probability !== undefined && !(probability > 0 && probability <= 1))
    throw new Error('probability must be more than 0 and at most 1');
  if (seed !== undefined && !Number.isInteger(seed)) throw new Error('seed must be an integer');
}

/** Whether a call under this fault does its work all the same. */
export function takesEffect(fault: Fault): boolean {
  if (fault.kind === 'ratelimit' || fault.kind === 'refuse' || fault.kind === 'away') return false;
  return fault.takesEffect ?? fault.kind !== 'error500';
}

/** Seconds that a `ratelimit` tells the caller to wait. */
export function retryAfterOf({ retryAfter, forMs }: Fault): number {
  if (retryAfter !== undefined) return retryAfter;
  return forMs === undefined ? 1 : Math.max(1, Math.ceil(forMs / 1000));
}
