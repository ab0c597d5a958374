import { listOf } from '../../domain/format.ts';
import type { Cleaned } from '../../domain/privacy/sensitive.ts';
import { type SensitiveKind, sensitiveKinds } from '../../domain/privacy/sensitive-words.ts';
import { actions, asTyped, button, context, cut, type Message, section } from '../blocks.ts';
import { draftActions } from './sentence-answers.ts';

/** What was refused, in words that can follow "a borrower's". */
const sensitiveWords: Record<SensitiveKind, string> = {
  ssn: 'Social Security number',
  card: 'card number',
  account: 'account number',
  'loan number': 'loan number',
  license: 'driver’s license number',
  passport: 'passport number',
  'credit score': 'credit score',
  income: 'income',
  'date of birth': 'date of birth',
};

const inWords = (kinds: readonly SensitiveKind[]): string =>
  listOf(kinds.map((kind) => sensitiveWords[kind]));

/** A full date of birth may be a partner's: what can be kept of it is said. */
const dateOfBirth = 'date of birth. The month and day of a partner’s birthday are fine';

/** Why the text of a field is refused; the field keeps it. */
export const refusedField = (kind: SensitiveKind): string =>
  kind === 'date of birth'
    ? `This looks like a ${dateOfBirth}.`
    : `This looks like a borrower’s ${sensitiveWords[kind]}. Please remove it: borrower data doesn’t belong here.`;

/**
 * A typed line that was refused, without what must not be kept. `draftId`: where the rest is kept, for the buttons; null if
 * nothing is. `canEdit` is false for a line that only its own words can save, such as one told for a colleague.
 */
export function refusedLine(
  { rest, kinds }: Cleaned,
  draftId: number | null,
  { canEdit = true }: { canEdit?: boolean } = {},
): Message {
  const [kind] = kinds;
  const what =
    kinds.length === 1 && kind === 'date of birth' ? `a ${dateOfBirth}` : `a borrower’s ${inWords(kinds)}`;
  const text = `Not saved: that’s ${what}.${draftId ? '' : ' Please send the rest again.'}`;
  return {
    text: asTyped(text),
    blocks: [
      section(asTyped(text)),
      section(`>${asTyped(cut(rest, 2800)).replaceAll('\n', '\n>')}`),
      ...(draftId
        ? [
            actions([
              button(draftActions.saveWithout, 'Save without it', [draftId, ...kinds].join('.')),
              ...(canEdit ? [button(draftActions.finish, 'Edit…', String(draftId))] : []),
            ]),
          ]
        : []),
    ],
  };
}

/** What came of a line that was saved without a part of it. */
export const savedWithout = (message: Message, kinds: readonly SensitiveKind[]): Message =>
  kinds.length === 0
    ? message
    : { ...message, blocks: [...message.blocks, context(asTyped(`Left out: ${inWords(kinds)}.`))] };

/** The kinds in the value of the button. */
export const readKinds = (codes: readonly string[]): SensitiveKind[] =>
  codes.flatMap((code) => sensitiveKinds.find((kind) => kind === code) ?? []);
