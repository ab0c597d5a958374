import type { Call } from './project.ts';

/** What the check leaves to the code, each with its reason. An entry that nothing needs any more is a finding, too. */
export interface ExceptionLists {
  /** Statements whose text is put together at run time: `file function`. */
  dynamic: Record<string, string>;
  /**
   * What is never null for a reason that Postgres doesn't know. `table.column`, wherever it is read, or `file column` for the
   * column of one statement: of its result, or of a table that it writes to.
   */
  neverNull: Record<string, string>;
  /** JSON of a table that is read without a schema: `table.column type`. */
  json: Record<string, string>;
}

export const exceptions: ExceptionLists = {
  dynamic: {
    'src/store/archive/read-archive.ts fillIn':
      'Goes through the tables of `archivedTables`, by name. `test/store/archive.test.ts` reads every one of them.',
    'src/store/archive/read-archive.ts insertRows': 'The same.',
    'src/store/db/connection.ts Connection': 'Sends what the callers of `query` state.',
    'src/store/db/database.ts databaseOn': 'Sends what the callers of `query` state.',
    'src/store/db/database.ts openDatabase':
      'Sends the settings of `session.ts` and the schema of the address, quoted.',
    'src/store/db/migrate.ts apply':
      'Sends a migration as its file has it. The check itself applies all of them first.',
    'src/store/record/rights.ts grantBotsRights':
      'GRANT takes no parameters: the role, the schema and the database are quoted in it. `test/store/rights.test.ts` runs it, and tries what it allows.',
  },
  neverNull: {
    'src/store/nudges/nudges-doubt.ts channelId':
      'A nudge comes into doubt while it is being sent, so after its channel was noted; a resolved one loses both.',
    'src/store/nudges/nudges-doubt.ts leaseUntil':
      'A nudge comes into doubt while it is being sent, so under a lease; a resolved one loses both.',
    'src/store/privacy/legal-hold-tables.ts name': 'A hold is on a partner, a member, or a branch.',
    'src/store/touchpoints/capture-content.ts touchpoint.kind':
      'Only an attempt has no kind (`CaptureContent`).',
    'src/store/touchpoints/capture-content.ts plan.kind': 'Only an attempt has no kind (`CaptureContent`).',
    'pg_roles.oid': 'It is a view, and the column of its table, `pg_authid`, is never null.',
    'pg_sequences.sequencename': 'It is a view, and the column of its table, `pg_class`, is never null.',
    'pg_roles.rolsuper': 'It is a view, and the column of its table, `pg_authid`, is never null.',
    'promise.due_on': 'Every promise is made, moved, and edited with a day (`PromiseMade`).',
  },
  json: {
    'showing.line StoredLine | null':
      'Read on every tap in a digest, and written by the same file from the same type; rows live as long as their nudges.',
  },
};

export interface Exceptions {
  isDynamic(call: Call): boolean;
  /** @param column of the result or of a table; @param why why it may be null, in the words of `Shape.nullable` */
  isNeverNull(call: Call, column: string, why: string): boolean;
  isKnownJson(column: string, type: string): boolean;
  /** Entries that nothing has asked for. */
  unused(): string[];
}

export function readExceptions(lists: ExceptionLists): Exceptions {
  const used = new Set<string>();
  const isIn = (list: Record<string, string>, key: string): boolean => {
    if (!(key in list)) return false;
    used.add(key);
    return true;
  };
  return {
    isDynamic: ({ file, within }) => isIn(lists.dynamic, `${file} ${within}`),
    isNeverNull: ({ file }, column, why) =>
      isIn(lists.neverNull, `${file} ${column}`) ||
      isIn(lists.neverNull, /^(\w+\.\w+) may be null$/.exec(why)?.[1] ?? ''),
    isKnownJson: (column, type) => isIn(lists.json, `${column} ${type}`),
    unused: () =>
      Object.values(lists)
        .flatMap((list: Record<string, string>) => Object.keys(list))
        .filter((key) => !used.has(key)),
  };
}
