import { z } from 'zod';
import { addDays, type Day, daysBetween } from '../../domain/days/day.ts';
import { plain } from '../../messages/blocks.ts';
import { promiseSaved } from '../../messages/partners/goodwill.ts';
import { savePromise } from '../../store/partners/goodwill.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { answer } from '../bolt/answers.ts';
import { defineForm } from '../bolt/define-form.ts';
import {
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOptions,
  readText,
  textField,
} from '../bolt/fields.ts';
import { type ChosenPartner, partnerInput, partnerSelect, readChoice } from '../partners/partner.search.ts';

/** A promise without a due day is due in a week, as with promises in words. A day more than a year away is a typo. Days. */
const promiseDays = 7;
const daysMax = 366;
const textMax = 500;

/** What was understood from the message. */
interface Shown {
  partners: ChosenPartner[];
  text: string;
  dueOn: Day | null;
  today: Day;
}

/** The "I promised…" form on a message: the partner, the promise, and the due day. */
export const promiseForm = defineForm({
  id: 'promise',
  metadata: z.object({}),
  may: 'member',
  view: ({ partners, text, dueOn, today }: Shown) => ({
    title: plain('I promised…'),
    blocks: [
      partnerInput(partners),
      textField('promise', 'What did you promise?', {
        initial: text,
        required: true,
        multiline: true,
        max: textMax,
      }),
      dayField('due', 'By when?', dueOn && dueOn >= today ? dueOn : addDays(today, promiseDays), true),
    ],
  }),
  async submit({ context, member, today, now, values, requestKey }) {
    const errors: FieldErrors = {};
    const chosen = readChoice(readOptions(values, partnerSelect.blockId, partnerSelect.actionId));
    const text = readText(values, 'promise', errors);
    const due = readDay(values, 'due');
    const known = await findBranchPartners(context.db, member, chosen.partnerIds);
    const [first] = known;
    if (!first || known.length < new Set(chosen.partnerIds).size || chosen.newPartners.length > 0)
      errors[partnerSelect.blockId] =
        'Choose partners who are already in Rapport. To add someone new, type /partner add.';
    if (!text) errors.promise ??= 'Say what you promised.';
    if (!due || due < today) errors.due = 'Choose today or a later day.';
    else if (daysBetween(today, due) > daysMax) errors.due = 'Choose a day within a year.';
    if (hasErrors(errors) || !first || !text || !due) return { errors };
    const partnerIds = known.map((partner) => partner.id);
    await savePromise(context.db, {
      requestKey,
      member,
      partnerId: first.id,
      partnerIds,
      text,
      dueOn: due,
      now,
    });
    const names = known.map((partner) => partner.name);
    return { after: () => answer(context, member, {}, promiseSaved(names, text, due, today)) };
  },
});
