import { dayIn, mondayOf } from '../../src/domain/days/day.ts';
import { messagesPerWeekMax } from '../../src/domain/policy.ts';
import type { Sql } from '../../src/store/db/database.ts';

/** The most that Rapport writes to anyone unasked in a day: the morning list, and one evening. */
const perDayMax = 2;

/**
 * Posts that don't count: what a colleague hands over or does in one's own book, feedback that waits for one's answer, the
 * first word to someone new, what a channel did not take, and the reminders that one has chosen.
 */
const exceptions: ReadonlySet<string> = new Set([
  'before meeting',
  'handed over',
  'orphans',
  'unreachable',
  'logged for',
  // Who oversees a branch must hear at once that a book left it.
  'exported',
  'feedback',
  'feedback late',
  'feedback manager',
  'feedback lead',
  'feedback corrected',
  'welcome',
  'imported',
  'first list',
  'made compliance',
  'made cover',
  'cover wanted',
  'made lead',
  'made manager',
  'plan',
  'reminder',
  'leaderboard',
  'appeared',
]);

interface Sent {
  name: string;
  role: string;
  post: string;
  zone: string;
  sentAt: Date;
}

/** How much Rapport wrote unasked, at most, to anyone of a role. */
export interface Unasked {
  role: string;
  people: number;
  perDay: number;
  perWeek: number;
  /** The person of the busiest week. */
  busiest: string;
  /** Posts outside working hours: after 6 PM where they are. */
  late: number;
}

export async function countUnasked(sql: Sql): Promise<Unasked[]> {
  const sent = await sql.query<Sent>(
    `select m.name, m.zone, n.post, n.sent_at as "sentAt",
            case when 'lead' = any(m.roles) then 'lead' when m.id in (select manager_id from branch) then 'manager' else m.kind end as role
       from nudge n join member m on m.dm_channel_id = n.channel_id where n.state = 'sent' and n.sent_at is not null`,
  );
  const byRole = new Map<string, Map<string, Sent[]>>();
  for (const one of sent.filter(({ post }) => !exceptions.has(post))) {
    const people = byRole.get(one.role) ?? new Map<string, Sent[]>();
    people.set(one.name, [...(people.get(one.name) ?? []), one]);
    byRole.set(one.role, people);
  }
  return [...byRole].sort().map(([role, people]) => {
    const busy = [...people].map(([name, got]) => {
      const days = got.map(({ sentAt, zone }) => dayIn(zone, sentAt));
      return { name, perDay: most(days), perWeek: most(days.map(mondayOf)), late: got.filter(isLate).length };
    });
    const busiest = busy.reduce((a, b) => (b.perWeek > a.perWeek ? b : a));
    return {
      role,
      people: people.size,
      perDay: Math.max(...busy.map(({ perDay }) => perDay)),
      perWeek: busiest.perWeek,
      busiest: busiest.name,
      late: busy.reduce((sum, { late }) => sum + late, 0),
    };
  });
}

const most = (of: readonly string[]): number =>
  Math.max(...[...new Set(of)].map((one) => of.filter((other) => other === one).length));

const isLate = ({ sentAt, zone }: Sent): boolean =>
  Number(
    new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(sentAt),
  ) >= 18;

export const isTooMuch = ({ perDay, perWeek, late }: Unasked): boolean =>
  perDay > perDayMax || perWeek > messagesPerWeekMax || late > 0;

/** "unasked: manager, 4 people: at most 2 a day and 9 a week (Grace Kim)" */
export const unaskedLine = ({ role, people, perDay, perWeek, busiest, late }: Unasked): string =>
  `unasked: ${role}, ${people} people: at most ${perDay} a day and ${perWeek} a week (${busiest}), ${late} after 6 PM`;
