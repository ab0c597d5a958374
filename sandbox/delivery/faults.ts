/** A misbehaviour to show, a number of times. */
export interface Fault {
  /** Web API method it applies to, `*` for any. */
  method?: string;
  /** Event type it applies to (`deliverTwice` only), `*` for any. */
  event?: string;
  /**
   * `reset`: the connection is destroyed without an answer. `error500`: an HTTP 500. `hang`: no answer at all.
   * `ratelimit`: 429. `deliverTwice`: an event is sent again although it was acknowledged.
   */
  kind: 'reset' | 'error500' | 'hang' | 'ratelimit' | 'deliverTwice';
  /** How many times; once when left out. */
  count?: number;
  /** Seconds, for `ratelimit`; 1 when left out. */
  retryAfter?: number;
  /**
   * Whether the call does its work before the answer is lost. A reset and a hang do unless this is false, a 500
   * only when this is true, a 429 never.
   */
  takesEffect?: boolean;
}

export interface Faults {
  inject(fault: Fault): void;
  clear(): void;
  /** Those still to come, with the number of times left. */
  pending(): Fault[];
  takeForMethod(method: string): Fault | undefined;
  takeForEvent(event: string): Fault | undefined;
}

export function startFaults(): Faults {
  let waiting: (Fault & { count: number })[] = [];
  const take = (matches: (fault: Fault) => boolean): Fault | undefined => {
    const fault = waiting.find(matches);
    if (!fault) return undefined;
    fault.count -= 1;
    waiting = waiting.filter((each) => each.count > 0);
    return fault;
  };
  return {
    inject(fault) {
      checkFault(fault);
      waiting.push({ ...fault, count: fault.count ?? 1 });
    },
    clear() {
      waiting = [];
    },
    pending: () => waiting.map((fault) => ({ ...fault })),
    takeForMethod: (method) =>
      take((fault) => fault.kind !== 'deliverTwice' && (fault.method === method || fault.method === '*')),
    takeForEvent: (event) =>
      take((fault) => fault.kind === 'deliverTwice' && (fault.event === event || fault.event === '*')),
  };
}

const KINDS = ['reset', 'error500', 'hang', 'ratelimit', 'deliverTwice'];

function checkFault(fault: Fault): void {
  if (!KINDS.includes(fault.kind)) throw new Error(`no fault ${String(fault.kind)}: ${KINDS.join(', ')}`);
  const key = fault.kind === 'deliverTwice' ? 'event' : 'method';
  if (typeof fault[key] !== 'string') throw new Error(`a fault ${fault.kind} needs ${key}`);
  if (fault.count !== undefined && !(fault.count > 0)) throw new Error('count must be more than 0');
}

/** Whether a call under this fault does its work all the same. */
export function takesEffect(fault: Fault): boolean {
  if (fault.kind === 'ratelimit') return false;
  return fault.takesEffect ?? fault.kind !== 'error500';
}
