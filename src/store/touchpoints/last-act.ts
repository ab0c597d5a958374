import { z } from 'zod';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';
import { dayInTrace } from '../trace.ts';

/** A change, as its trace has it. */
export interface Act {
  traceId: number;
  subject: string;
  subjectId: number;
  action: string;
  madeAt: Date;
  before: unknown;
  after: unknown;
}

/** What a member did last, as an order about it must know. */
export interface LastAct {
  /** What this same order did before: then nothing more is done. */
  done: Act | null;
  /** Their last capture that they told themselves and did not undo, and the request that made it. */
  capture: { id: number; madeAt: Date; requestKey: string | null } | null;
  /** The change that they made last, if it came after that capture and is not about it. */
  since: Act | null;
  /** Other captures of the request that made the last one: two things told in one message. */
  beside: number[];
}

/** Orders are repeated within minutes, if at all. */
const repeatedWithin = '2 days';

const act = `json_build_object('traceId', t.id, 'subject', t.subject, 'subjectId', t.subject_id, 'action', t.action,
  'madeAt', t.made_at, 'before', t.before, 'after', t.after)`;

/** Loads it in one statement, so that a repeated order sees either all that the first one did, or nothing. */
export async function findLastAct(sql: Sql, member: Member, order: string, now: Date): Promise<LastAct> {
  const [row] = await sql.query<{ done: unknown; capture: unknown; since: unknown; beside: number[] }>(
    `with done as (
       select ${act} as act from trace t
        where t.made_by = $1 and t.made_at > $3::timestamptz - interval '${repeatedWithin}' and t.after->>'order' = $2
        order by t.id limit 1),
     last as (
       select k.id, k.made_at, k.request_key from capture k
        where k.member_id = $1 and k.undone_at is null and k.source <> 'import'
          and not exists (select from trace t where t.subject = 'capture' and t.subject_id = k.id
                             and t.action = 'logged for')
          -- A canceled plan is brought back by its own Undo, and is nothing that was told last.
          and not exists (select from plan l where l.capture_id = k.id and l.settled = 'dropped')
        order by k.made_at desc, k.id desc limit 1),
     since as (
       select ${act} as act from trace t
        where t.made_by = $1 and t.made_at > coalesce((select made_at from last), '-infinity')
          and not (t.subject = 'capture' and t.subject_id = coalesce((select id from last), 0))
          and (t.after->>'captureId')::int is distinct from (select id from last)
        order by t.made_at desc, t.id desc limit 1)
     select (select act from done) as done, (select act from since) as since,
            (select json_build_object('id', id, 'madeAt', made_at, 'requestKey', request_key) from last) as capture,
            array(select k.id from capture k, last
                   where k.member_id = $1 and k.undone_at is null and k.id <> last.id
                     and k.made_at > last.made_at - interval '1 minute' and k.source in ('words', 'dm')
                     -- "event:Ev1:0" and "event:Ev1:0:1" are of one message.
                     and split_part(k.request_key, ':', 1) = split_part(last.request_key, ':', 1)
                     and split_part(k.request_key, ':', 2) = split_part(last.request_key, ':', 2)
                   order by k.id) as beside`,
    [member.id, order, now],
  );
  return loaded.parse(row);
}

const loadedAct: z.ZodType<Act> = z.object({
  traceId: z.number(),
  subject: z.string(),
  subjectId: z.number(),
  action: z.string(),
  madeAt: z.coerce.date(),
  before: z.unknown(),
  after: z.unknown(),
});
const loaded: z.ZodType<LastAct> = z.object({
  done: loadedAct.nullable(),
  capture: z
    .object({ id: z.number(), madeAt: z.coerce.date(), requestKey: z.string().nullable() })
    .nullable(),
  since: loadedAct.nullable(),
  beside: z.array(z.number()),
});

const withCapture = z.object({ captureId: z.number() });
const withDue = z.object({ dueOn: dayInTrace });
const withPlan = z.object({ plan: z.number() });

/** The capture that a change is about; null if it is about none. */
export const captureOfAct = ({ subject, subjectId, after }: Act): number | null =>
  subject === 'capture' ? subjectId : (withCapture.safeParse(after).data?.captureId ?? null);

/** From which day to which a promise was moved. */
export function moveOfAct({ before, after }: Act): { movedFrom: Day; dueOn: Day } | null {
  const [from, to] = [withDue.safeParse(before).data, withDue.safeParse(after).data];
  return from && to ? { movedFrom: from.dueOn, dueOn: to.dueOn } : null;
}

/** The plan that was settled. */
export const planOfAct = ({ before }: Act): number | null => withPlan.safeParse(before).data?.plan ?? null;

/** The change by which a capture without a contact was made. Undoing it undoes the capture. */
export async function findMaking(
  sql: Sql,
  captureId: number,
  member: Member,
): Promise<{ traceId: number; action: string; partnerName: string } | null> {
  const [row] = await sql.query<{ traceId: number; action: string; partnerName: string }>(
    `select t.id as "traceId", t.action, p.name as "partnerName"
       from capture k join trace t on t.made_by = k.member_id and t.made_at = k.made_at and t.subject = 'partner'
        and (t.after->>'captureId')::int = k.id
       join partner p on p.id = t.subject_id and p.erased_at is null
      where k.id = $1 and k.member_id = $2 order by t.id limit 1`,
    [captureId, member.id],
  );
  return row ?? null;
}
