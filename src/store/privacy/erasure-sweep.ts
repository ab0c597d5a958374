import type { Mentions, Where } from '../../domain/privacy/mentions.ts';
import type { Sql } from '../db/database.ts';
import { freeText, recordText } from './text-columns.ts';

/** Notes where rows were changed, and how many. */
export type Note = (where: string, rows: readonly unknown[]) => void;

/** In which of a table's rows to look ($1: the partners), and how. */
interface Scope {
  rows: string;
  where: Where;
}

/** May hold one of the stems ($2): letters outside ASCII are folded by rules that Postgres does not know, so those texts all may. */
const mayHold = (text: string) =>
  `(${text} ~ '[^\\x01-\\x7f]' or translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') ~ any($2::text[]))`;

const stemPatterns = ({ stems }: Mentions): string[] =>
  stems.map((stem) => stem.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** Looks for them in every text that people wrote, and puts a mark in their place. `ids`: partners whose own rows are theirs. */
export async function sweep(tx: Sql, ids: number[], mentions: Mentions, note: Note): Promise<void> {
  for (const { table, columns, isTheirs, spared, goes } of freeText)
    for (const column of columns) {
      const scopes: Scope[] = isTheirs
        ? [
            { rows: isTheirs, where: 'theirs' },
            { rows: `not (${isTheirs})`, where: 'elsewhere' },
          ]
        : [{ rows: `$1::int[] is not null${spared ? ` and not (${spared})` : ''}`, where: 'elsewhere' }];
      for (const scope of scopes)
        note(
          `${table}.${column}`,
          await takeOut(tx, { table, column, ids, isBlanked: goes === 'blanked' }, scope, mentions),
        );
    }
  note('words of the record', await blankRecordText(tx, ids, mentions));
}

async function takeOut(
  tx: Sql,
  { table, column, ids, isBlanked }: { table: string; column: string; ids: number[]; isBlanked: boolean },
  { rows, where }: Scope,
  mentions: Mentions,
): Promise<unknown[]> {
  const isList = table === 'touchpoint_note' && column === 'along';
  const texts = await tx.query<{ said: string }>(
    `select distinct said from (select ${isList ? `unnest(${column})` : column} as said from ${table} where ${rows}) s
      where ${mayHold('said')}`,
    [ids, stemPatterns(mentions)],
  );
  const before = texts.map(({ said }) => said).filter((said) => mentions.isIn(said, where));
  if (before.length === 0) return [];
  const after = before.map((said) => (isBlanked ? null : mentions.takenOut(said, where)));
  const changed = 'unnest($2::text[], $3::text[]) as x(before, after)';
  return isList
    ? tx.query(
        `update ${table} set ${column} = array(
                  select coalesce(x.after, one) from unnest(${column}) with ordinality as o(one, place)
                    left join ${changed} on x.before = one order by place)
          where ${column} && $2::text[] and ${rows} returning 1`,
        [ids, before, after],
      )
    : tx.query(
        `update ${table} set ${column} = x.after from ${changed} where ${table}.${column} = x.before and ${rows} returning 1`,
        [ids, before, after],
      );
}

/** The record keeps who paid, how much and when; its words may only be blanked, and are where it is of them alone or names them. */
async function blankRecordText(tx: Sql, ids: number[], mentions: Mentions): Promise<unknown[]> {
  const rows = await tx.query<{ id: number; texts: string[]; isTheirs: boolean; isAlone: boolean }>(
    `select x.record_id as id, array_remove(array[${recordText.map((column) => `x.${column}`).join(', ')}], null) as texts,
            r.partner_ids && $1::int[] as "isTheirs",
            r.partner_ids && $1::int[] and r.partner_ids <@ $1::int[] as "isAlone"
       from spend_record_text x join spend_record r on r.id = x.record_id
      where x.blanked_at is null
        and (r.partner_ids && $1::int[] or ${mayHold(`concat_ws(' ', ${recordText.map((column) => `x.${column}`).join(', ')})`)})`,
    [ids, stemPatterns(mentions)],
  );
  const toBlank = rows.filter(
    ({ texts, isTheirs, isAlone }) =>
      isAlone || texts.some((text) => mentions.isIn(text, isTheirs ? 'theirs' : 'elsewhere')),
  );
  return tx.query(
    `update spend_record_text set ${recordText.map((column) => `${column} = null`).join(', ')}, blanked_at = clock_timestamp()
      where record_id = any($1::int[]) returning 1`,
    [toBlank.map(({ id }) => id)],
  );
}
