import type { Day } from '../../domain/days/day.ts';
import { findMembersNeedingHelp, type MemberNeedingHelp } from '../../domain/leads/needs-help.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';
import { type Feedback, loadOverdueFeedback } from '../feedback/feedback.ts';
import { loadUnowned, loadWorkloads } from '../leads/workloads.ts';

/** What the one who oversees a branch reads at the end of the week: who needs help, and with what. */
export interface BranchNote {
  branch: { id: number; name: string };
  needing: MemberNeedingHelp[];
  /** Partners without an owner, by name. */
  unowned: { id: number; name: string }[];
  /** Feedback past the day of its answer. */
  overdue: Feedback[];
  /** How many people the branch has, besides the reader. */
  people: number;
}

/** Loads the notes of the branches that a member oversees: as their manager, or as the lead whom those without one fall to. */
export async function loadNotes(sql: Sql, member: Member, today: Day, most: number): Promise<BranchNote[]> {
  const isLead = member.state === 'active' && member.roles.includes('lead');
  if (member.manages.length === 0 && !isLead) return [];
  // As `findOverseer` chooses.
  const branches = await sql.query<{ id: number; name: string }>(
    `select b.id, b.name from branch b
      where (b.manager_id = $1
             or ($2 and not exists (select from member g where g.id = b.manager_id and g.state <> 'left')
                 and $1 = (select m.id from member m where m.state = 'active' and 'lead' = any(m.roles)
                            order by m.branch_id = b.id desc, m.id limit 1)))
      order by b.manager_id is not distinct from $1 desc, b.name, b.id limit $3`,
    [member.id, isLead, most],
  );
  const notes: BranchNote[] = [];
  for (const branch of branches) {
    const people = await loadWorkloads(sql, branch.id, member.id, today);
    const unowned = await loadUnowned(sql, branch.id);
    const overdue = await loadOverdueFeedback(sql, member, branch.id, today);
    if (people.length + unowned.length + overdue.length === 0) continue;
    notes.push({
      branch,
      needing: findMembersNeedingHelp(people, today),
      unowned,
      overdue,
      people: people.length,
    });
  }
  return notes;
}
