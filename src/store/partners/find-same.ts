import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type KnownPartner, partnersLike } from '../../domain/partners/known-partner.ts';
import { type Because, type Identity, type Likeness, likenessOf } from '../../domain/partners/likeness.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import type { Sql } from '../db/database.ts';
import { emptyBook } from './partner-book.ts';
import { loadAlike } from './partners-alike.ts';

/** A partner who may be the same person as the one being added. */
export interface SameCandidate {
  id: number;
  name: string;
  company: string | null;
  /** Whether they surely are, or a person has to say. */
  is: Likeness['is'];
  /** What agrees, as far as the asker may know. */
  because: 'phone' | 'email' | 'name and company' | 'name' | 'alike';
  owners: string[];
  /** Already in the asker's book. */
  own: boolean;
}

const candidatesMax = 5;

/** Finds partners of the member's branch who are, or may be, the same person (docs/design.md, Data), the likeliest first. */
export async function findSame(
  sql: Sql,
  member: Member,
  person: Identity,
  today: Day,
): Promise<SameCandidate[]> {
  const book = emptyBook();
  await loadAlike(sql, book, member.branch.id, [person], { reader: { member, today } });
  const found = partnersLike(book, person)
    .flatMap((partner) => {
      const likeness = likenessOf(person, partner.identity);
      return likeness ? [{ partner, id: partner.id!, ...likeness }] : [];
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || a.id - b.id)
    .slice(0, candidatesMax);
  if (found.length === 0) return [];
  const owners = await sql.query<{ partnerId: number; name: string; own: boolean }>(
    `select r.partner_id as "partnerId", m.name, m.id = $2 as own from relationship r join member m on m.id = r.owner_id
      where r.partner_id = any($1::int[]) and r.archived_on is null order by m.name, m.id`,
    [found.map(({ id }) => id), member.id],
  );
  return found.map(({ partner, id, is, because }) => {
    const theirs = owners.filter(({ partnerId }) => partnerId === id);
    const { name, company } = partner.fields;
    return {
      ...{ id, name, company, is, because: shownBecause(person, partner, because) },
      owners: theirs.map((owner) => owner.name),
      own: theirs.some(({ own }) => own),
    };
  });
}

const ranks: Record<Because, number> = { phone: 1, email: 2, name: 3 };
const rankOf = ({ is, because }: Likeness): number => (is === 'sure' ? 0 : ranks[because]);

function shownBecause(
  person: Identity,
  { identity, isOpen }: KnownPartner,
  because: Because,
): SameCandidate['because'] {
  if (isOpen && because !== 'name') return because;
  const named = identity.names.filter(({ name }) => nameKey(name) === nameKey(person.name));
  if (named.length === 0) return 'alike';
  const company = nameKey(person.company ?? '');
  return company !== '' && named.some((one) => nameKey(one.company ?? '') === company)
    ? 'name and company'
    : 'name';
}
