import type { Day } from '../../domain/days/day.ts';
import type { NameSearch } from '../../domain/privacy/mentions.ts';
import { type TextKind, textKinds } from '../../domain/privacy/redaction.ts';
import type { Sql } from '../db/database.ts';

/** The words of one row, and what they belong to. */
export interface RowText {
  kind: TextKind;
  id: number;
  captureId: number | null;
  words: string[];
  /** The author's name. Null if there is no particular author, as in an import. */
  by: string | null;
  partnerIds: number[];
  on: Day | null;
}

/** The query for a table whose rows belong to a capture, one partner and one member. */
const small = (table: string, columns: string[], day: string): string =>
  `select id, capture_id as capture, array[${columns.join(', ')}] as words, member_id as by, array[partner_id] as partners, ${day}::date as day
     from ${table}`;

/** A query per kind, for the rows that can contain words. */
const sources: Record<TextKind, string> = {
  note: `select t.id, t.capture_id as capture, array_append(n.along, n.note) as words, k.member_id as by,
                array(select partner_id from touchpoint_partner where touchpoint_id = t.id) as partners, t.occurred_on as day
           from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id join capture k on k.id = t.capture_id`,
  attempt: small('attempt', ['note'], 'tried_on'),
  plan: small('plan', ['note', 'place'], 'planned_on'),
  promise: small('promise', ['text'], 'made_on'),
  feedback: small('feedback', ['text', 'answer', 'untold_reason'], 'heard_on'),
  help: small('help', ['note'], 'helped_on'),
  ask: small('ask', ['note'], 'asked_on'),
  advocate: small('advocate', ['occasion'], 'spoke_on'),
  growing: `select g.capture_id as id, g.capture_id as capture, array[g.said, g.before] as words, k.member_id as by,
                   array[g.partner_id] as partners, k.made_at::date as day
              from growing_text g join capture k on k.id = g.capture_id`,
  record: `select r.id, r.capture_id as capture, array[x.purpose, x.attendees, x.what] as words, r.recorded_by as by,
                  r.partner_ids as partners, r.occurred_on as day
             from spend_record r join spend_record_text x on x.record_id = r.id`,
  change: `select t.id, coalesce((t.after->>'captureId')::int, (select capture_id from ask where id = (t.after->>'askId')::int)) as capture,
                  array(select word from trace_text x, unnest(array[x.before, x.after]) word where x.trace_id = t.id) as words,
                  t.made_by as by,
                  array(select t.subject_id where t.subject = 'partner'
                        union all select partner_id from relationship where t.subject = 'relationship' and id = t.subject_id
                        union all select partner_id from promise where t.subject = 'promise' and id = t.subject_id
                        union all select partner_id from feedback where t.subject = 'feedback' and id = t.subject_id) as partners,
                  t.made_at::date as day
             from trace t where exists (select from trace_text x where x.trace_id = t.id)`,
  word: `select c.id, c.id as capture, array[o.word] as words, c.member_id as by, '{}'::int[] as partners, c.made_at::date as day
           from (select capture_id, word from touchpoint union all select capture_id, word from plan) o join capture c on c.id = o.capture_id`,
  card: `select id, null::int as capture, array[growing] as words, null::int as by, array[id] as partners, growing_on as day from partner`,
  company: `select id, null::int as capture, array[company] as words, null::int as by, array[id] as partners, null::date as day from partner`,
  draft: `select id, null::int as capture, array[said] as words, member_id as by, '{}'::int[] as partners, made_at::date as day from draft`,
  event: `select id, null::int as capture, array[name, place] as words, made_by as by, '{}'::int[] as partners, on_day as day from branch_event`,
  hold: `select id, null::int as capture, array[reason] as words, placed_by as by, '{}'::int[] as partners, placed_at::date as day from hold`,
  area: `select id, null::int as capture, array[name] as words, null::int as by, '{}'::int[] as partners, null::date as day from area`,
};

type Row = Omit<RowText, 'kind' | 'words'> & { words: (string | null)[] };

const rowsWhere = (kind: TextKind, condition: string): string =>
  `select x.id, x.capture as "captureId", x.words, (select m.name from member m where m.id = x.by) as by,
          x.partners as "partnerIds", x.day as "on"
     from (${sources[kind]}) x where ${condition} order by x.id`;

/** Joins the rows about several partners with the same id: they are one text. Leaves out those without words. */
function textsOf(kind: TextKind, rows: readonly Row[]): RowText[] {
  const texts = new Map<number, RowText>();
  for (const { words, ...row } of rows) {
    const known = texts.get(row.id) ?? { ...row, kind, words: [], partnerIds: [] };
    known.words.push(...words.filter((word): word is string => Boolean(word)));
    known.partnerIds.push(...row.partnerIds);
    texts.set(row.id, known);
  }
  return [...texts.values()].filter((text) => text.words.length > 0);
}

/** Loads these rows, if they have words. */
export async function loadTexts(sql: Sql, kind: TextKind, ids: readonly number[]): Promise<RowText[]> {
  return textsOf(kind, await sql.query<Row>(rowsWhere(kind, 'x.id = any($1::int[])'), [ids]));
}

/** Loads the texts about these partners in these captures and changes. */
export async function loadTextsAbout(
  sql: Sql,
  { partnerIds, captureIds, changeIds }: Record<'partnerIds' | 'captureIds' | 'changeIds', number[]>,
): Promise<RowText[]> {
  const texts = await loadTexts(sql, 'change', changeIds);
  for (const kind of textKinds)
    if (kind !== 'change' && kind !== 'word')
      texts.push(
        ...textsOf(kind, await sql.query<Row>(rowsWhere(kind, 'x.capture = any($1::int[])'), [captureIds])),
      );
  return texts.filter((text) => text.partnerIds.some((id) => partnerIds.includes(id)));
}

/** Finds every text that contains a name, by any author, about anyone. */
export async function findMentions(sql: Sql, search: NameSearch): Promise<RowText[]> {
  if (search.prefilter === null) return [];
  const found: RowText[] = [];
  for (const kind of textKinds)
    found.push(
      ...textsOf(
        kind,
        await sql.query<Row>(rowsWhere(kind, `array_to_string(x.words, ' ') ~* $1`), [search.prefilter]),
      ),
    );
  return found.filter(({ words }) => words.some((text) => search.isIn(text)));
}
