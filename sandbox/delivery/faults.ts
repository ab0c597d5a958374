import { type Random, randomFrom } from './random.ts';

/** Misbehavior toward the calls it hits. */
export interface Fault {
  /** The Web API method it applies to, `*` for any. `away` affects all of Slack and needs none. */
  method?: string;
  /** The event type it applies to, `*` for any. For `deliverTwice` only. */
  event?: string;
  /**
   * `reset`: the connection is reset without an answer. `error500`: an HTTP 500. `hang`: no answer at all. `ratelimit`: 429.
   * `refuse`: the answer is `error` and nothing is done. `notJson`: the answer is `body`, such as a proxy's outage page.
   * `deliverTwice`: an event is sent again although it was acknowledged.
   * `away`: Slack is gone until the fault ends. Every call is cut off, open sockets too, and the app gets nothing.
   */
  kind: 'reset' | 'error500' | 'hang' | 'ratelimit' | 'refuse' | 'notJson' | 'deliverTwice' | 'away';
  /** The error that `refuse` answers, by Slack's name, such as `invalid_blocks`. */
  error?: string;
  /** What `notJson` answers. Default: an HTML page that says that Slack is down. May be empty. */
  body?: string;
  /** The HTTP status that `notJson` answers. Default: 200. */
  status?: number;
  /** Number of hits after which it ends. */
  count?: number;
  /** Milliseconds of real time after which it ends. */
  forMs?: number;
  /**
   * Ends only with `clear`. Without `count`, `forMs` and `untilCleared`, a fault hits once; but `away`, and a fault with a
   * `probability`, stays until cleared.
   */
  untilCleared?: boolean;
  /** Seconds, for `ratelimit`. Default: the rest of `forMs`, or 1. */
  retryAfter?: number;
  /** The header as it is sent, instead of `retryAfter`: `0`, `-3`, `soon`. Empty: no header. */
  retryAfterHeader?: string;
  /**
   * Whether the call does its work before the answer is lost. Default: true for `reset` and `hang`, false for `error500` and `notJson`. With
   * `ratelimit`, `refuse` and `away`, a call never does its work.
   */
  takesEffect?: boolean;
  /** The share of matching calls to hit, above 0 and up to 1. The same `seed` hits the same calls in every run. */
  probability?: number;
  /** An integer. Default: 1. */
  seed?: number;
}

export interface Faults {
  inject(fault: Fault): void;
  clear(): void;
  /** The faults in force, with their remaining `count` and `forMs`. */
  pending(): Fault[];
  /** Returns the fault that hits this call and counts the hit. */
  takeForMethod(method: string): Fault | undefined;
  takeForEvent(event: string): Fault | undefined;
  /** Whether Slack is away. Does not count as a hit. */
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

/** @param onAway called when Slack goes away, to cut off open connections */
export function startFaults(realNow: () => number, onAway: () => void): Faults {
  let waiting: Waiting[] = [];
  const inForce = (): Waiting[] => {
    if (waiting.length > 0)
      waiting = waiting.filter(({ hitsLeft, endsAt }) => hitsLeft > 0 && realNow() < endsAt);
    return waiting;
  };
  const take = (matches: (fault: Fault) => boolean): Fault | undefined => {
    // Draws one number for each matching call, hit or not, so that only the order of calls decides which are hit.
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

const KINDS = ['reset', 'error500', 'hang', 'ratelimit', 'refuse', 'notJson', 'deliverTwice', 'away'];

/** @throws Error that says what is wrong with the fault; faults also come over HTTP, unchecked */
function checkFault(fault: Fault): void {
  const { kind, error, count, forMs, retryAfter, probability, seed } = fault;
  if (!KINDS.includes(kind))
    throw new Error(`unknown fault ${String(kind)}; choose from ${KINDS.join(', ')}`);
  if (kind === 'away') {
    if (fault.method !== undefined && fault.method !== '*')
      throw new Error('a fault away affects all of Slack and takes no method');
    if (probability !== undefined) throw new Error('a fault away takes no probability');
  } else {
    const key = kind === 'deliverTwice' ? 'event' : 'method';
    if (typeof fault[key] !== 'string') throw new Error(`a fault ${kind} needs ${key}`);
  }
  if (kind === 'refuse' && !/^[a-z][a-z0-9_]*$/.test(error ?? ''))
    throw new Error('a fault refuse needs error, a name such as invalid_blocks');
  const { status } = fault;
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new Error('status must be an HTTP status from 200 to 599');
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    throw new Error('count must be an integer greater than 0');
  if (forMs !== undefined && !(Number.isFinite(forMs) && forMs > 0))
    throw new Error('forMs must be greater than 0');
  if (retryAfter !== undefined && !(retryAfter > 0)) throw new Error('retryAfter must be greater than 0');
  if (probability !== undefined && !(probability > 0 && probability <= 1))
    throw new Error('probability must be greater than 0 and at most 1');
  if (seed !== undefined && !Number.isInteger(seed)) throw new Error('seed must be an integer');
}

/** Whether a call that this fault hits still does its work. */
export function takesEffect(fault: Fault): boolean {
  if (fault.kind === 'ratelimit' || fault.kind === 'refuse' || fault.kind === 'away') return false;
  return fault.takesEffect ?? (fault.kind !== 'error500' && fault.kind !== 'notJson');
}

/** The `Retry-After` of a `ratelimit` fault: the seconds that the caller has to wait. Empty: none is sent. */
export function retryAfterOf({ retryAfter, retryAfterHeader, forMs }: Fault): string {
  if (retryAfterHeader !== undefined) return retryAfterHeader;
  if (retryAfter !== undefined) return String(retryAfter);
  return String(forMs === undefined ? 1 : Math.max(1, Math.ceil(forMs / 1000)));
}

/** The answer of a `notJson` fault. */
export const pageOf = ({ body = OUTAGE_PAGE, status = 200 }: Fault): { body: string; status: number } => ({
  body,
  status,
});

const OUTAGE_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Server Error | Slack</title></head><body>Slack is having trouble.</body></html>\n';
