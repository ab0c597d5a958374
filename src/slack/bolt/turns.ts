import type { FilesBusy } from '../../messages/files.ts';

/** Thrown instead of taking a turn. `why` is for `filesBusy`. */
export class TurnRefused extends Error {
  override name = 'TurnRefused';
  readonly why: FilesBusy;

  constructor(why: FilesBusy) {
    super(why);
    this.why = why;
  }
}

/** A bounded queue for work with files, which takes memory and time: a few at once, one a person, in order. */
export class Turns {
  readonly #atOnceMax: number;
  readonly #waitingMax: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #people = new Set<number>();

  constructor({ atOnceMax, waitingMax }: { atOnceMax: number; waitingMax: number }) {
    this.#atOnceMax = atOnceMax;
    this.#waitingMax = waitingMax;
  }

  /** How many a newcomer waits for; 0 when their turn comes at once. */
  get ahead(): number {
    return this.#running < this.#atOnceMax ? 0 : this.#waiting.length + 1;
  }

  /** Why this member cannot take a turn now; null when they can. */
  refusal(memberId: number): FilesBusy | null {
    if (this.#people.has(memberId)) return 'own';
    return this.#running === this.#atOnceMax && this.#waiting.length >= this.#waitingMax ? 'full' : null;
  }

  /** Runs `work` when its turn comes. @throws TurnRefused */
  async run<Result>(memberId: number, work: () => Promise<Result>): Promise<Result> {
    const refused = this.refusal(memberId);
    if (refused) throw new TurnRefused(refused);
    this.#people.add(memberId);
    try {
      if (this.#running < this.#atOnceMax) this.#running++;
      // Whoever is done passes their turn on, so that no newcomer slips in.
      else await new Promise<void>((resolve) => this.#waiting.push(resolve));
      return await work();
    } finally {
      this.#people.delete(memberId);
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
