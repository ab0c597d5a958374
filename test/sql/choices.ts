/** On this way the statement isn't run, as in a loop over nothing. */
export class Unreachable extends Error {}

/** The ways through an expression's conditions, one after the other. The same condition goes the same way all along. */
export class Choices {
  readonly #way: readonly number[];
  readonly #taken: { chosen: number; of: number }[] = [];
  readonly #byKey = new Map<string, number>();

  constructor(way: readonly number[]) {
    this.#way = way;
  }

  choose(key: string, of: number): number {
    const before = this.#byKey.get(key);
    if (before !== undefined) return before;
    if (of === 0) throw new Unreachable();
    const chosen = this.#way[this.#taken.length] ?? 0;
    this.#taken.push({ chosen, of });
    this.#byKey.set(key, chosen);
    return chosen;
  }

  /** Takes down a branch that was no choice: its condition is constant. */
  note(key: string, branch: number): void {
    if (!this.#byKey.has(key)) this.#byKey.set(key, branch);
  }

  branch(key: string): boolean | undefined {
    const chosen = this.#byKey.get(key);
    return chosen === undefined ? undefined : chosen === 0;
  }

  nextWay(): number[] | undefined {
    const taken = [...this.#taken];
    while (taken.length > 0 && taken.at(-1)!.chosen + 1 === taken.at(-1)!.of) taken.pop();
    const last = taken.pop();
    return last && [...taken.map(({ chosen }) => chosen), last.chosen + 1];
  }
}
