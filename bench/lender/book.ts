import { cadences } from '../../src/domain/policy.ts';
import { fullSize, historyDays, places, today } from './size.ts';

/**
 * A number from 0 to 1 that looks random but is the same in every build for each `n` and purpose. Computed in SQL, a set at
 * a time: row by row, the full size would take hours.
 */
export const chanceFunction = `
  create function pg_temp.chance(n bigint, purpose int) returns float8 immutable parallel safe
    return (hashint8extended(n, purpose) & 1048575) / 1048576.0`;

const list = (values: readonly string[]) => `(array[${values.map((value) => `'${value}'`).join(', ')}])`;
const pick = (values: string, count: number, n: string, purpose: number) =>
  `${values}[1 + floor(pg_temp.chance(${n}, ${purpose}) * ${count})::int]`;

const given = list(
  'Dana Marcus Joan Robert Mary Shawn José Helen Peter Sofía Oscar Ingrid Grace Will May Chris'.split(' '),
);
const surnames = list('Lee Webb Ortiz Parker Smith García Chen Nowak Vance Petrov Menon Cole'.split(' '));
const kinds = list(['realtor', 'realtor', 'builder', 'financial planner', 'accountant', 'title officer']);
const growing = list(['first-time buyers', 'a second office', 'relocations', 'new construction']);

/** Branches, members and their books. Each book has as many inner circle and core partners as the caps allow. */
export const bookSql = (scale: number): string[] => {
  const branches = Math.round(fullSize.branches * scale);
  const members = Math.round(fullSize.members * scale);
  const zones = list(places.map(([zone]) => zone));
  const regions = list(places.map(([, region]) => region));
  return [
    `insert into branch (id, channel_id, name, zone, region, closed_through)
     select b, 'CLEND' || lpad(b::text, 5, '0'), 'Branch ' || b, ${zones}[1 + b % 4], ${regions}[1 + b % 4],
            date '${today}' - 14
       from generate_series(1, ${branches}) b`,
    `insert into member (id, slack_user_id, branch_id, name, zone, state, joined_at, dm_channel_id)
     select m, 'ULEND' || lpad(m::text, 5, '0'), b.id, ${pick(given, 16, 'm', 20)} || ' ' || ${pick(surnames, 12, 'm', 21)},
            b.zone, 'active', timestamptz '${today} 13:00Z' - interval '${historyDays} days', 'DLEND' || lpad(m::text, 5, '0')
       from generate_series(1, ${members}) m join branch b on b.id = 1 + (m - 1) % ${branches}`,
    `update branch set manager_id = id`,
    `update member m set roles = '{member,manager}' from branch b where b.manager_id = m.id`,
    `insert into partner (id, branch_id, name, company, kind, phone, growing, name_key, company_key, entered_on)
     select p.id, m.branch_id, p.name, 'Office ' || p.id % 997, ${pick(kinds, 6, 'p.id', 24)},
            '813-555-' || lpad((p.id % 10000)::text, 4, '0'),
            case when pg_temp.chance(p.id, 25) < 0.3 then ${pick(growing, 4, 'p.id', 26)} end,
            lower(p.name), 'office ' || p.id % 997, date '${today}' - ${historyDays}
       from (select n as id, 1 + (n - 1) / ${fullSize.partnersEach} as member,
                    ${pick(given, 16, 'n', 22)} || ' ' || ${pick(surnames, 12, 'n', 23)} || ' ' || n % 100 as name
               from generate_series(1, ${members * fullSize.partnersEach}) n) p
       join member m on m.id = p.member order by p.id`,
    `insert into relationship (id, partner_id, owner_id, branch_id, tier, entered_on)
     select p.id, p.id, m.id, m.branch_id,
            case when nr <= 10 then 'inner' when nr <= 24 then 'core' when nr <= 80 then 'keep' else 'resting' end,
            p.entered_on
       from (select *, 1 + (id - 1) % ${fullSize.partnersEach} as nr, 1 + (id - 1) / ${fullSize.partnersEach} as member
               from partner) p join member m on m.id = p.member order by p.id`,
    // One in twenty started in keep in touch and moved to the present tier later.
    `insert into relationship_fact (relationship_id, kind, on_day, tier)
     select id, 'entered', entered_on, case when pg_temp.chance(id, 30) < 0.05 then 'keep' else tier end
       from relationship order by id`,
    `insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day)
     select id, 'first due', entered_on, entered_on + 20, case when tier in ('inner', 'core') then entered_on + 30 end
       from relationship where tier <> 'resting' order by id`,
    `insert into relationship_fact (relationship_id, kind, on_day, tier)
     select id, 'tier', entered_on + 700, tier from relationship where pg_temp.chance(id, 30) < 0.05 order by id`,
    `insert into relationship_fact (relationship_id, kind, on_day, until_day, made_by)
     select id, 'later', date '${today}' - 250, date '${today}' - 243, owner_id
       from relationship where pg_temp.chance(id, 31) < 0.03 order by id`,
    // One in thirty is away this Monday. A colleague in the branch covers.
    `insert into absence (member_id, from_day, to_day, cover_id)
     select m.id, date '${today}' - 3, date '${today}' + 4,
            (select c.id from member c where c.branch_id = m.branch_id and c.id <> m.id order by c.id limit 1)
       from member m where pg_temp.chance(m.id, 32) < 0.033`,
  ];
};

/** Days between touches by tier, with an occasional touch for resting partners. At full size this makes 16 million in five years. */
export const paceOf = `case r.tier when 'inner' then ${cadences.inner.touchDays} when 'core' then ${cadences.core.touchDays}
  when 'keep' then ${cadences.keep.touchDays} + 1 else 130 end`;
