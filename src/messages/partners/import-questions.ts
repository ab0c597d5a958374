import type { InputBlock, KnownBlock } from '@slack/types';
import { choiceOf, count, listOf, yearDay } from '../../domain/format.ts';
import type { Dispute } from '../../domain/partners/known-partner.ts';
import { answerColumn } from '../../domain/partners/partner-columns.ts';
import type { RefusedRow } from '../../domain/partners/refused-row.ts';
import type { AskedRow, RowQuestion } from '../../domain/partners/row-question.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { cut, plain, section } from '../blocks.ts';
import { nameAndCompany } from '../names.ts';

/** What an import asks about rows that may be partners who are known, or differ from them. */

/** More would be a form that no one fills in; the rest comes back as rows to fix. */
const shownMax = 25;

export interface ShownQuestion {
  /** The block of its input. */
  id: string;
  asked: AskedRow;
}

/** Each with its answers. Nothing is chosen: without an answer, the row is left out. */
export function questionBlocks(questions: readonly ShownQuestion[]): KnownBlock[] {
  if (questions.length === 0) return [];
  const more = questions.length - shownMax;
  return [
    section(`*${count(questions.length, 'row')} for you to decide.* I’ll leave out what you don’t answer.`),
    ...questions.slice(0, shownMax).map(input),
    ...(more > 0 ? [section(`I’ll send you ${more} more as a file, to answer and import.`)] : []),
  ];
}

const input = ({ id, asked: { line, question } }: ShownQuestion): InputBlock => ({
  type: 'input',
  block_id: id,
  optional: true,
  label: plain(cut(`Line ${line}: ${questionText(question)}`, 2000)),
  element: {
    type: 'radio_buttons',
    action_id: id,
    options: answersOf(question).map(({ label, value }) => ({ text: plain(cut(label, 75)), value })),
  },
});

/** `value`: `new`, or what becomes of the candidate at a place. */
function answersOf({ candidates, disputes, mayBeNew }: RowQuestion): { label: string; value: string }[] {
  const another = mayBeNew ? [{ label: 'New', value: 'new' }] : [];
  if (candidates.length > 1)
    return [
      ...candidates.map((one, at) => ({ label: nameAndCompany(one), value: `same.${at}` })),
      ...another,
    ];
  if (disputes.length === 0) return [{ label: 'Same', value: 'same.0' }, ...another];
  const same = mayBeNew ? 'Same: ' : '';
  return [
    { label: same ? 'Same: keep' : 'Keep', value: 'same.0' },
    { label: same ? 'Same: replace' : 'Replace', value: 'replace.0' },
    ...another,
  ];
}

/** "Danna Leigh has Dana Lee’s phone." Plain text. */
function questionText(question: RowQuestion): string {
  const { candidates, disputes } = question;
  const [first] = candidates;
  if (!first) return '';
  const who = nameAndCompany(question);
  if (candidates.length > 1)
    return `${who} may be ${candidates.length > 2 ? 'one of these' : 'one of these two'}.`;
  const isNamesake = nameKey(first.name) === nameKey(question.name);
  const isEarlier = first.id === null;
  const said =
    disputes.length > 0
      ? `${first.name}’s ${listOf(disputes.map((one) => disputeText(one, isEarlier)))}.`
      : '';
  if (isNamesake && said) return said;
  const alike =
    first.because !== 'name'
      ? `${who} has ${first.name}’s ${first.because}.`
      : nameAndCompany(first) === who
        ? `${who} is already here. Is it the same person?`
        : `${who} may be ${nameAndCompany(first)}.`;
  return said ? `${alike} ${said}` : alike;
}

function disputeText({ field, here, file }: Dispute, isEarlier: boolean): string {
  const shown = field === 'birthday' || field === 'anniversary' ? yearDay : (text: string) => text;
  return isEarlier
    ? `${field} is ${shown(here)} in an earlier row, ${shown(file)} in this one`
    : `${field} is ${shown(here)} here, ${shown(file)} in the file`;
}

/** A row without an answer, as one to fix: the answer goes into a column of its own. */
export function rowToDecide({ question, ...row }: AskedRow): RefusedRow {
  const { candidates, disputes, mayBeNew } = question;
  const ids = candidates.flatMap((one) => (one.id === null ? [] : [`${one.id} for ${nameAndCompany(one)}`]));
  const answers =
    candidates.length > 1
      ? [...(ids.length > 0 ? ids : ['the partner’s id']), ...(mayBeNew ? ['no for a new partner'] : [])]
      : disputes.length > 0
        ? ['keep', 'replace', ...(mayBeNew ? ['no for a new partner'] : [])]
        : ['yes', 'no'];
  const reason = `${questionText(question)} Write ${choiceOf(answers)} here, and import it`;
  return { ...row, column: answerColumn, reason };
}
