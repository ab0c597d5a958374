import type { Redactable, TextKind } from '../../domain/privacy/redaction.ts';
import type { Sql } from '../db/database.ts';
import { lockPartners } from '../partners/partners.ts';

/** Words to destroy, and every place that has them. */
export interface Copies {
  words: string[];
  /** Names of people who came along, from a note. */
  along: string[];
  /** Names of the partners that the text is about. */
  partners: string[];
  /** When the oldest of the words was written. */
  since: Date;
  /** Ids of these partners, and of entries merged with them. */
  partnerIds: number[];
  captureIds: number[];
  /** Changes that contain one of the words. `wholeChangeIds`: changes that lose all their words. */
  changeIds: number[];
  wholeChangeIds: number[];
}

/** SQL condition: the capture is this one, what was added to it, what it was added to, or was added to the same one. */
const isTogether = (capture: string, id: string): string => {
  const told = `(select coalesce(added_to, id) from capture where id = ${id})`;
  return `(${capture}.id = ${told} or ${capture}.added_to = ${told})`;
};

/**
 * A query per kind. $1 is the text's id, $2 the ids of the partner and of entries merged with them. Returns the text's
 * capture, if any, its words, and who came along. No row: the text does not belong to this partner.
 */
const origins: Record<Redactable, string> = {
  // What was added to a touchpoint stands in its note, too.
  note: `select t.capture_id as "captureId",
                array[n.note] || array(select o.note from capture k join touchpoint x on x.capture_id = k.id
                                         join touchpoint_note o on o.touchpoint_id = x.id
                                        where k.id <> t.capture_id and ${isTogether('k', 't.capture_id')}) as words,
                n.along from touchpoint t
           join touchpoint_partner tp on tp.touchpoint_id = t.id and tp.partner_id = any($2)
           left join touchpoint_note n on n.touchpoint_id = t.id where t.id = $1`,
  attempt: `select capture_id as "captureId", array[note] as words, null::text[] as along from attempt where id = $1 and partner_id = any($2)`,
  plan: `select capture_id as "captureId", array[note, place] as words, null::text[] as along from plan where id = $1 and partner_id = any($2)`,
  promise: `select capture_id as "captureId", array[text] as words, null::text[] as along from promise where id = $1 and partner_id = any($2)`,
  feedback: `select capture_id as "captureId", array[text, answer, untold_reason] as words, null::text[] as along from feedback
              where id = $1 and partner_id = any($2)`,
  // The id is the capture's.
  growing: `select capture_id as "captureId", array[said] as words, null::text[] as along from growing_text where capture_id = $1 and partner_id = any($2)`,
  // The words of all the capture's entries and counter-entries.
  record: `select r.capture_id as "captureId",
                  array(select word from spend_record o join spend_record_text x on x.record_id = o.id,
                          unnest(array[x.purpose, x.attendees, x.what]) word where o.capture_id = r.capture_id) as words,
                  null::text[] as along
             from spend_record r where r.id = $1 and r.partner_ids && $2::int[]`,
  // Facts about the person (a name, a phone) are corrected on the card itself, so those words are not looked for elsewhere.
  change: `select coalesce((t.after->>'captureId')::int,
                           (select capture_id from ask where id = (t.after->>'askId')::int)) as "captureId",
                  array(select word from trace_text x, unnest(array[x.before, x.after]) word
                    where x.trace_id = t.id
                      and x.field <> all('{name,company,kind,phone,email,birthday,anniversary}'::text[])) as words,
                  null::text[] as along
             from trace t left join relationship r on t.subject = 'relationship' and r.id = t.subject_id
            where t.id = $1 and ((t.subject = 'partner' and t.subject_id = any($2)) or r.partner_id = any($2))`,
};

/** Finds the words of a partner's text, and their copies. Null if the partner has no such text. */
export async function findCopies(
  sql: Sql,
  partnerId: number,
  kind: Redactable,
  id: number,
): Promise<Copies | null> {
  const entries = await sql.query<{ id: number }>(
    'select id from partner where id = $1 or merged_into = $1',
    [partnerId],
  );
  const partnerIds = entries.map((entry) => entry.id);
  const [origin] = await sql.query<{
    captureId: number | null;
    words: (string | null)[];
    along: string[] | null;
  }>(origins[kind], [id, partnerIds]);
  if (!origin) return null;
  const words = [...new Set(origin.words.filter((word): word is string => Boolean(word)))];
  const captures = await sql.query<{ id: number }>(
    `select k.id from capture k where ${isTogether('k', '$1')} order by k.id`,
    [origin.captureId],
  );
  const captureIds = captures.map((capture) => capture.id);
  return followCopies(sql, { words, along: origin.along ?? [], partnerIds, captureIds }, [{ kind, id }]);
}

/**
 * Finds every copy of the words: in the same capture (an edit keeps the old version, a promise to two partners is two rows,
 * the cost of help repeats what it was), in growth goals, and in changes. `rows`: the rows that contain the words.
 */
export async function followCopies(
  sql: Sql,
  told: Pick<Copies, 'words' | 'along' | 'partnerIds' | 'captureIds'>,
  rows: readonly { kind: TextKind; id: number }[],
): Promise<Copies> {
  const { words } = told;
  const idsOf = (kind: TextKind) => rows.flatMap((row) => (row.kind === kind ? [row.id] : []));
  const grown = await sql.query<{ captureId: number; partnerId: number }>(
    `select capture_id as "captureId", partner_id as "partnerId" from growing_text
      where (partner_id = any($1) or capture_id = any($2)) and (said = any($3) or before = any($3))`,
    [told.partnerIds, told.captureIds, words],
  );
  const partnerIds = [...new Set([...told.partnerIds, ...grown.map((row) => row.partnerId)])];
  const captureIds = [...new Set([...told.captureIds, ...grown.map((row) => row.captureId)])];
  const [changes] = await sql.query<{
    some: number[];
    whole: number[];
    since: Date | null;
    partners: string[];
  }>(
    `with tied as (
       select id from trace where subject = 'partner' and subject_id = any($1)
       union select t.id from relationship r join trace t on t.subject = 'relationship' and t.subject_id = r.id where r.partner_id = any($1)
       union select t.id from promise o join trace t on t.subject = 'promise' and t.subject_id = o.id where o.capture_id = any($2)
       union select t.id from feedback o join trace t on t.subject = 'feedback' and t.subject_id = o.id where o.capture_id = any($2)
       -- A promise to several partners has its change stored with one of them.
       union select t.id from promise o join trace t on t.subject = 'partner' and t.subject_id = o.partner_id
          and (t.after->>'captureId')::int = o.capture_id where o.capture_id = any($2)
       -- A note to the next owner of several partners is stored with each of them.
       union select b.id from trace a join trace b on b.made_by = a.made_by and b.made_at = a.made_at and b.action = a.action
          and b.after->>'batch' = a.after->>'batch' where a.id = any($4::int[]))
     select array(select distinct t.id from tied t join trace_text x on x.trace_id = t.id
                   where x.before = any($3) or x.after = any($3)) as some,
            -- Reasons for moving a promise and answers to feedback repeat it.
            array(select unnest($4::int[])
                  union select t.id from promise o join trace t on t.subject = 'promise' and t.subject_id = o.id
                   where (o.capture_id = any($2) and o.text = any($3)) or o.id = any($5::int[])
                  union select t.id from feedback o join trace t on t.subject = 'feedback' and t.subject_id = o.id
                   where (o.capture_id = any($2) and o.text = any($3)) or o.id = any($6::int[])) as whole,
            least((select min(made_at) from capture where id = any($2)),
                  (select min(made_at) from trace where id = any($4::int[]))) as since,
            array(select distinct p.name from partner p where p.id = any($1)
                     or p.id in (select partner_id from promise where capture_id = any($2) union select partner_id from feedback where capture_id = any($2)
                                 union select tp.partner_id from touchpoint t join touchpoint_partner tp on tp.touchpoint_id = t.id
                                        where t.capture_id = any($2))) as partners`,
    [partnerIds, captureIds, words, idsOf('change'), idsOf('promise'), idsOf('feedback')],
  );
  return {
    words,
    along: told.along,
    partners: changes!.partners,
    // Changes and captures have a date. Without either, search all of history.
    since: changes!.since ?? new Date(0),
    partnerIds,
    captureIds,
    changeIds: changes!.some,
    wholeChangeIds: changes!.whole,
  };
}

/** The ids that must be free of legal holds before the copies may be destroyed. */
export const legalHoldScope = ({ partnerIds, captureIds, changeIds, wholeChangeIds }: Copies) => ({
  partnerIds,
  captureIds,
  changeIds: [...changeIds, ...wholeChangeIds],
});

/** Text columns of a capture's rows, and the SQL that replaces destroyed words. */
const columns = {
  attempt: { note: 'null' },
  plan: { note: 'null', place: 'null' },
  promise: { text: `''` },
  feedback: { text: `''`, answer: 'null', untold_reason: 'null' },
  help: { note: 'null' },
  ask: { note: 'null' },
  advocate: { occasion: 'null' },
  growing_text: { before: 'null', said: 'null' },
};
/** Minimum length, in characters, of words to look for in drafts. Shorter ones could occur in any sentence. */
const shortestInSentence = 8;

/**
 * Lets those who destroy texts take turns: each blanks many rows of many tables, and two of them could deadlock. Taken before
 * any row is locked.
 */
export const lockDestruction = (tx: Sql) => tx.query(`select pg_advisory_xact_lock(hashtext('destruction'))`);

/**
 * Destroys all copies. The expense record keeps who paid, how much and when. An entry with one of the words loses all its
 * words. The caller has called `lockDestruction`.
 */
export async function blankCopies(tx: Sql, copies: Copies): Promise<void> {
  const { words, along, partnerIds, captureIds, changeIds, wholeChangeIds } = copies;
  await lockPartners(tx, partnerIds);
  for (const [table, blanks] of Object.entries(columns))
    for (const [column, blank] of Object.entries(blanks))
      await tx.query(
        `update ${table} set ${column} = ${blank} where capture_id = any($1) and ${column} = any($2)`,
        [captureIds, words],
      );
  await tx.query(
    `update touchpoint_note n set note = case when n.note = any($2) then null else n.note end,
            along = array(select one from unnest(n.along) one where one <> all($3))
       from touchpoint t where t.id = n.touchpoint_id and t.capture_id = any($1) and (n.note = any($2) or n.along && $3)`,
    [captureIds, words, along],
  );
  // The new version keeps a form that was opened earlier from restoring the words.
  await tx.query(
    'update partner set growing = null, version = version + 1 where id = any($1) and growing = any($2)',
    [partnerIds, words],
  );
  await tx.query(
    `update spend_record_text x set purpose = null, attendees = null, what = null, blanked_at = clock_timestamp()
       from spend_record r where r.id = x.record_id and r.capture_id = any($1) and x.blanked_at is null
        and (x.purpose = any($2) or x.attendees = any($2) or x.what = any($2))`,
    [captureIds, [...words, ...along]],
  );
  await tx.query(
    `update trace_text set before = case when trace_id = any($2) or before = any($3) then null else before end,
            after = case when trace_id = any($2) or after = any($3) then null else after end
      where trace_id = any($1) or trace_id = any($2)`,
    [changeIds, wholeChangeIds, words],
  );
  await tx.query(
    `update draft d set said = null from unnest($3::text[]) word
      where length(word) >= $4 and position(lower(word) in lower(d.said)) > 0
        and (d.member_id in (select member_id from capture where id = any($1))
             or d.member_id in (select made_by from trace where id = any($2)))`,
    [captureIds, [...changeIds, ...wholeChangeIds], words, shortestInSentence],
  );
}
