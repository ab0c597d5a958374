/** Thrown when a request can't be served before Slack stops waiting for it. Nothing was done. */
export class Busy extends Error {
  override name = 'Busy';
}

export interface Limits {
  /** Requests at work at a time. More than this many would only slow each other down until all of them miss Slack's 3 s. */
  places: number;
  /** Of these, for what only shows something. */
  placesForViews: number;
  /** Requests that wait for a place. */
  waiting: number;
  /** Of these, by one member. */
  waitingByMember: number;
  /** How long one may wait. What is left of Slack's 3 s must be enough to serve it. Milliseconds. */
  patienceMs: number;
}

/** Who asks, and whether only to see something: a search, App Home. */
export interface Arrival {
  /** Undefined for an event about no one. */
  member: string | undefined;
  isView: boolean;
}

interface Waiting extends Arrival {
  seat(): void;
}

/** How fast the average follows. */
const weight = 0.1;

/**
 * Decides which requests are served, and in which order. Each member has one request at work at a time, in the order they
 * came, so a flood of one member slows nobody else. What saves something goes before what only shows something. Who has no
 * prospect of a place in time is refused at once, while the answer still costs next to nothing.
 */
export class Admission {
  readonly #limits: Limits;
  readonly #busy = new Set<string>();
  readonly #waiting: Waiting[] = [];
  #inside = 0;
  #viewsInside = 0;
  /** How long a request keeps its place: a running average. Milliseconds. */
  #keptMs = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * Resolves once the request may be served, with a function that gives its place to the next one.
   * @throws Busy
   */
  async enter(arrival: Arrival): Promise<() => void> {
    if (!this.#hasPlace(arrival)) await this.#wait(arrival);
    else this.#take(arrival);
    const since = performance.now();
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.#keptMs += (performance.now() - since - this.#keptMs) * weight;
      this.#leave(arrival);
    };
  }

  #hasPlace({ member, isView }: Arrival): boolean {
    if (this.#inside >= this.#limits.places) return false;
    if (isView && this.#viewsInside >= this.#limits.placesForViews) return false;
    return member === undefined || !this.#busy.has(member);
  }

  #take({ member, isView }: Arrival): void {
    this.#inside++;
    if (isView) this.#viewsInside++;
    if (member !== undefined) this.#busy.add(member);
  }

  #leave({ member, isView }: Arrival): void {
    this.#inside--;
    if (isView) this.#viewsInside--;
    if (member !== undefined) this.#busy.delete(member);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#take(next);
      next.seat();
    }
  }

  #next(): Waiting | undefined {
    const ready = (isView: boolean) =>
      this.#waiting.find((one) => one.isView === isView && this.#hasPlace(one));
    return ready(false) ?? ready(true);
  }

  #wait(arrival: Arrival): Promise<void> {
    if (this.#isHopeless(arrival)) return Promise.reject(new Busy());
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(new Busy());
      }, this.#limits.patienceMs);
      const waiting: Waiting = {
        ...arrival,
        seat() {
          clearTimeout(late);
          resolve();
        },
      };
      this.#waiting.push(waiting);
    });
  }

  #isHopeless({ member, isView }: Arrival): boolean {
    const { places, waiting, waitingByMember, patienceMs } = this.#limits;
    const own = this.#waiting.filter((one) => member !== undefined && one.member === member).length;
    const ahead = isView ? this.#waiting.length : this.#waiting.filter((one) => !one.isView).length;
    return own >= waitingByMember || ahead >= waiting || (ahead / places) * this.#keptMs > patienceMs;
  }
}
