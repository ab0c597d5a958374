import type { RowProblem } from './partner-row.ts';

/** What became of a set of rows. Each row is counted in one of `entered`, `there` and `problems`. */
export interface SetOutcome {
  entered: {
    /** Partners whom the branch did not have. */
    partners: number;
    /** Relationships of another owner with a partner whom the branch had. */
    owners: number;
    /** Partners whom nobody had, and who now have an owner. */
    takenOver: number;
  };
  there: number;
  problems: RowProblem[];
  /** Partners added without an owner. */
  unowned: number;
  /** Names of those who became members. */
  joined: string[];
}
