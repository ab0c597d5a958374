import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { yearDay } from '../../domain/format.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { type EditableField, isEmail, parseYearDay } from '../../domain/partners/partner-fields.ts';
import { type PhoneProblem, readPhones } from '../../domain/partners/phone-numbers.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { partnerKinds } from '../../domain/words.ts';
import { capitalize } from '../../messages/blocks.ts';
import { choiceField, type FieldErrors, hasErrors, readOneOf, readText, textField } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/** A partner's fields, the same for adding and editing. */

/** Limits as in an imported file. Characters. */
const limits = { name: 120, company: 120, phone: 120, email: 254, growing: 500 } as const;

/**
 * Names the fields of a form. Slack keeps what was typed where an id stays the same, so a form with other values needs
 * other ids.
 */
export type FieldIds = (field: EditableField) => string;
export const plainIds: FieldIds = (field) => field;
export const idsOfVersion =
  (version: number): FieldIds =>
  (field) =>
    `${field}.${version}`;

export function fieldBlocks(fields: PartnerFields, at: FieldIds, more: KnownBlock[] = []): KnownBlock[] {
  return [
    textField(at('name'), 'Name', {
      initial: fields.name,
      required: true,
      placeholder: 'Dana Lee',
      max: limits.name,
    }),
    textField(at('company'), 'Company', {
      initial: fields.company,
      placeholder: 'Lee & Co',
      max: limits.company,
    }),
    textField(at('phone'), 'Phone', {
      initial: fields.phone,
      placeholder: '813-555-0142',
      max: limits.phone,
    }),
    ...more,
    textField(at('email'), 'Email', { initial: fields.email, max: limits.email }),
    choiceField(
      at('kind'),
      'What do they do?',
      partnerKinds.map((kind) => ({ value: kind, label: capitalize(kind) })),
      fields.kind,
    ),
    textField(at('growing'), 'What are they trying to grow this year?', {
      initial: fields.growing,
      multiline: true,
      placeholder: 'In their words',
      max: limits.growing,
    }),
    textField(at('birthday'), 'Birthday', {
      initial: fields.birthday && yearDay(fields.birthday),
      placeholder: 'Jun 9',
    }),
    textField(at('anniversary'), 'Business anniversary', {
      initial: fields.anniversary && yearDay(fields.anniversary),
      placeholder: 'Sep 1',
    }),
  ];
}

/** The fields, in the metadata of a form on top of the form. */
export const partnerFields = z.object({
  name: z.string(),
  company: z.string().nullable(),
  kind: z.enum(partnerKinds),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  growing: z.string().nullable(),
  birthday: z.string().nullable(),
  anniversary: z.string().nullable(),
}) satisfies z.ZodType<PartnerFields>;

const phoneErrors: Readonly<Record<PhoneProblem, string>> = {
  shortened: 'A spreadsheet shortened this number. Enter all its digits, like 813-555-0142.',
  'missing digits': 'Digits are missing. Enter the whole number, like 813-555-0142.',
  'not a phone': 'Enter a phone number, like 813-555-0142. Start one from abroad with +.',
};

/** What is wrong with a phone, or null. */
export function phoneErrorOf(phone: string): string | null {
  const { problem } = readPhones(phone);
  return problem && phoneErrors[problem];
}

/**
 * Returns the values, or every error at its field.
 * @param known what the form showed: a phone from a time with other rules stops no one from changing something else
 */
export function readFields(
  values: FormValues,
  at: FieldIds,
  known: PartnerFields | null = null,
): { fields: PartnerFields } | { errors: FieldErrors } {
  const errors: FieldErrors = {};
  const name = readText(values, at('name'), errors);
  const company = readText(values, at('company'), errors);
  const phone = readText(values, at('phone'), errors);
  const email = readText(values, at('email'), errors)?.toLowerCase() ?? null;
  const growing = readText(values, at('growing'), errors);
  if (!errors[at('name')] && (!name || nameKey(name) === ''))
    errors[at('name')] = 'Enter a name with letters.';
  const phoneError = phone && phone !== known?.phone ? phoneErrorOf(phone) : null;
  if (phoneError) errors[at('phone')] ??= phoneError;
  if (email && !isEmail(email)) errors[at('email')] ??= 'Enter an email address, like dana@example.com.';
  const days = {
    birthday: readYearDay(values, at('birthday'), errors),
    anniversary: readYearDay(values, at('anniversary'), errors),
  };
  if (hasErrors(errors) || !name) return { errors };
  const kind = readOneOf(values, at('kind'), partnerKinds) ?? 'other';
  return {
    fields: {
      name: oneLine(name),
      company: company && oneLine(company),
      kind,
      phone,
      email,
      growing,
      ...days,
    },
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

function readYearDay(values: FormValues, blockId: string, errors: FieldErrors): string | null {
  const text = readText(values, blockId, errors);
  if (!text || errors[blockId]) return null;
  const day = parseYearDay(text);
  if (!day) errors[blockId] = 'Enter a day without the year, like Jun 9.';
  return day;
}
