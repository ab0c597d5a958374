import type { CloseByOwner } from '../clocks/first-weeks.ts';
import type { RowProblem } from './partner-row.ts';
import type { RefusedRow } from './refused-row.ts';
import type { AskedRow } from './row-question.ts';

/** What happened to a set of rows. Each row is counted in exactly one of `entered`, `there`, `asked`, and `problems`. */
export interface SetOutcome {
  entered: {
    /** Partners who are new to the branch. */
    partners: number;
    /** Relationships of another owner with a partner the branch already had. */
    owners: number;
    /** Partners who had no owner and now have one. */
    takenOver: number;
  };
  /** Partners of the branch of whom the file knew more, or other than was known. */
  updated: number;
  there: number;
  /** Rows about which a person has to decide. */
  asked: AskedRow[];
  problems: RefusedRow[];
  /** Cells of rows that entered, which were taken otherwise. */
  leftOut: RowProblem[];
  /** Partners added without an owner. */
  unowned: number;
  /** Names of people who became members. */
  joined: string[];
  /** The partners to be met. */
  close: CloseByOwner;
}
