import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerName } from '../../domain/reading/read.ts';

/** Who asks, of what book, and when. */
export interface Asking {
  context: Context;
  member: Member;
  /** The member's own partners. */
  book: readonly PartnerName[];
  today: Day;
}
