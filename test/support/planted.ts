import type { Sandbox } from 'slack-sandbox';
import { optionsOf } from 'slack-sandbox/blocks';
import type { Database } from '../../src/store/db/database.ts';

/** A borrower's number to type into every field. It is short enough for all of them. */
export const number = '412-33-9087';
export const planted = `ssn ${number}`;
export const refused = /^This looks like a borrower’s Social Security number/;

type Actor = ReturnType<Sandbox['as']>;

export interface Field {
  block_id: string;
  optional?: boolean;
  label: { text: string };
  element: { type: string; action_id: string; options?: object[] } & Record<string, unknown>;
}
export const inputs = (who: Actor) =>
  (who.view()!.definition.blocks as unknown as (Field & { type: string })[]).filter(
    (block) => block.type === 'input',
  );
export const isText = (field: Field) => field.element.type.endsWith('text_input');

/** Values for the other fields that Slack requires before it submits a form, by block id. */
export async function fillRest(who: Actor, today: string): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { block_id: id, element, optional } of inputs(who)) {
    const filled = Object.keys(element).some((key) => key.startsWith('initial'));
    if (optional || filled || element.type.endsWith('text_input')) continue;
    const [option] = element.type.includes('external')
      ? (await who.options(who.view()!, id, 'dana')).options
      : optionsOf(element as never);
    if (element.type.includes('select') && option)
      values[id] = element.type.startsWith('multi') ? [option.value] : option.value;
    if (element.type === 'radio_buttons' && option) values[id] = option.value;
    if (element.type === 'datepicker') values[id] = today;
  }
  return values;
}

/** All rows of all tables, as text. */
export async function everything(db: Database): Promise<string> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const texts = [];
  for (const { name } of tables)
    texts.push(...(await db.query<{ row: string }>(`select t::text as row from ${name} t`)));
  return texts.map(({ row }) => row).join('\n');
}
