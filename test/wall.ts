/**
 * The wall around results, costs of help, and the record (RESPA § 8): nothing that ranks, tiers, caps, or decides
 * readiness reads any of them. It runs along folders, so that a new file is on the right side by itself. Only this file
 * says where it is. `decisions.test.ts` walks the compiled imports by it, and holds `biome.json`, which cannot import
 * it, to the same folders.
 */
export const wall = {
  /** All rules and all queries are inside, … */
  inside: ['domain', 'store'],
  /**
   * … except for the folders where spending is entered with a touchpoint, shown or undone with it, erased or held, and
   * copied with everything else, …
   */
  outside: ['domain/touchpoints', 'store/touchpoints', 'store/privacy', 'store/archive'],
  /**
   * … and everything in a folder of this name, in any room. That is what must not be reached, and neither must any
   * other room.
   */
  record: 'record',
} as const;

const isUnder = (module: string, folders: readonly string[]): boolean =>
  folders.some((folder) => module.startsWith(`${folder}/`));

/** Takes a path like "store/record/results". */
export const isRecord = (module: string): boolean => module.split('/').slice(0, -1).includes(wall.record);

/** Whether a module must not reach the record. */
export const isInside = (module: string): boolean =>
  isUnder(module, wall.inside) && !isUnder(module, wall.outside) && !isRecord(module);

/** What must not be reached from inside: the record, and everything in another room. */
export const isBeyond = (module: string): boolean => isRecord(module) || !isUnder(module, wall.inside);
