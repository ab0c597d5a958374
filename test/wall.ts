/**
 * The wall around results, costs of help and the record (RESPA § 8): whatever ranks, tiers, caps or decides readiness reads none of
 * them. It runs along folders, so that a new file stands on its right side by itself. This is the one place that says where;
 * `decisions.test.ts` walks the compiled imports by it, and holds `biome.json`, which cannot import it, to the same folders.
 */
export const wall = {
  /** All rules and all queries stand inside, … */
  inside: ['domain', 'store'],
  /** … but for the folders where what was spent is told with a touchpoint, shown or taken back with it, and erased or held, … */
  outside: ['domain/touchpoints', 'store/touchpoints', 'store/privacy'],
  /** … and whatever is in a folder of this name, in any room: that is what must not be reached, nor any other room. */
  record: 'record',
} as const;

const isUnder = (module: string, folders: readonly string[]): boolean =>
  folders.some((folder) => module.startsWith(`${folder}/`));

/** Of a path like "store/record/results". */
export const isRecord = (module: string): boolean => module.split('/').slice(0, -1).includes(wall.record);

/** Whether a module must not reach the record. */
export const isInside = (module: string): boolean =>
  isUnder(module, wall.inside) && !isUnder(module, wall.outside) && !isRecord(module);

/** What must not be reached from inside: the record, and whatever is in another room. */
export const isBeyond = (module: string): boolean => isRecord(module) || !isUnder(module, wall.inside);
