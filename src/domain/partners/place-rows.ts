import { quote } from './cells/cell.ts';
import type { PartnerRow, RowProblem } from './partner-row.ts';
import { cellsOfRow, type RefusedRow } from './refused-row.ts';

export interface Place {
  id: number;
  name: string;
}

interface Placed<Branch extends Place> {
  /** Rows by the branch that they go to, in the order of the file. */
  groups: { branch: Branch; rows: PartnerRow[] }[];
  /** Rows of branches that the person who imports may not import into. */
  refused: RefusedRow[];
  leftOut: RowProblem[];
}

/**
 * Where the rows of an export go: each back into the branch it names. What names none, or one that isn't here, goes where the
 * file does.
 * @param here where the file goes
 * @param mayEnter whether the person may import into this branch
 */
export function placeRows<Branch extends Place>(
  rows: readonly PartnerRow[],
  here: Branch,
  branches: readonly Branch[],
  mayEnter: (branch: Branch) => boolean,
): Placed<Branch> {
  const groups = new Map<number, { branch: Branch; rows: PartnerRow[] }>();
  const refused: RefusedRow[] = [];
  const leftOut: RowProblem[] = [];
  const byName = new Map<string, Branch[]>();
  for (const branch of branches)
    byName.set(key(branch.name), [...(byName.get(key(branch.name)) ?? []), branch]);
  for (const row of rows) {
    const { line, branch: written } = row;
    const isHere = written === undefined || key(written) === key(here.name);
    const named = isHere ? [here] : (byName.get(key(written)) ?? []);
    const [branch, another] = named.length > 0 ? named.filter(mayEnter) : [here];
    if (named.length === 0)
      leftOut.push({
        line,
        column: 'branch',
        reason: `${quote(written!)} isn’t a branch; went to ${here.name}`,
      });
    if (!branch || another) {
      const reason = branch
        ? `more than one branch is named ${quote(written!)}`
        : `is a partner of ${written}; its manager or a program lead can import it`;
      refused.push({ line, column: 'branch', reason, cells: cellsOfRow(row) });
      continue;
    }
    const group = groups.get(branch.id) ?? { branch, rows: [] };
    group.rows.push(row);
    groups.set(branch.id, group);
  }
  return { groups: [...groups.values()], refused, leftOut };
}

const key = (name: string): string => name.trim().toLowerCase();
