import { z } from 'zod';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import { fullDay, withTime } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { latestPlanDay } from '../../domain/plans.ts';
import { tappedContent } from '../../domain/touchpoints/capture.ts';
import { touchpointKinds } from '../../domain/words.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { touchpointWords } from '../../messages/kinds.ts';
import { remindedBefore } from '../../messages/plan-reminders.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { loadTies } from '../../store/partners/card.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOneOf,
  readText,
  readTime,
  textField,
  timeField,
} from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, type RedrawTarget, redraw } from '../digest/digest-redraw.ts';
import { todayOf } from '../members/members.ts';
import { refreshCard } from '../partners/card.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';

const suggestedDays = 7;

/** Opens the form for a partner, or returns the reason it cannot. */
export async function openPlanForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  { partnerId, place }: { partnerId: number; place: RedrawTarget },
): Promise<string | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  const standings = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !may(standings, 'see outline')) return noSuchPartner;
  if (!may(standings, 'plan')) return refusedPartner('plan');
  const metadata = { partnerId: ties.partnerId, place };
  const over = place.card !== undefined;
  await planForm.open(
    context,
    triggerId,
    metadata,
    { name: ties.name, today, isReminded: member.remindedOfPlans },
    { over },
  );
  return undefined;
}

/** For a plan that its clocks would not wait for. */
export const tooFar = (latest: Day, today: Day): string =>
  `Choose ${fullDay(latest, today)} or earlier; a later plan won’t keep them in rhythm.`;

/** Plans a contact for a day to come. */
export const planForm = defineForm({
  id: 'plan',
  metadata: z.object({ partnerId: rowId, place: listPlace }),
  may: 'member',
  view: ({ name, today, isReminded }: { name: string; today: Day; isReminded: boolean }) => ({
    title: plain('Make a plan'),
    blocks: [
      section(
        `*${quoted(name, 100)}*: ${isReminded ? `with a time, ${remindedBefore}` : 'no reminders before then'}. That evening, I’ll ask how it went.`,
      ),
      choiceField(
        'how',
        'What?',
        touchpointKinds.map((kind) => ({ value: kind, label: touchpointWords[kind].label })),
        'meal',
        true,
      ),
      dayField('day', 'When?', addDays(today, suggestedDays), true),
      timeField('at', 'What time?', null),
      textField('place', 'Where?', { placeholder: 'Blue Door Café', max: 120 }),
      textField('note', 'What’s it about?', { multiline: true, max: 500 }),
    ],
  }),
  async submit({ context, member, today, now, metadata: { partnerId, place }, values, requestKey }) {
    const errors: FieldErrors = {};
    const ties = await loadTies(context.db, member, partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    const kind = readOneOf(values, 'how', touchpointKinds);
    const day = readDay(values, 'day');
    const at = readTime(values, 'at');
    const where = readText(values, 'place', errors);
    const note = readText(values, 'note', errors);
    if (!may(standings, 'see outline')) errors.how = noSuchPartner;
    else if (!may(standings, 'plan')) errors.how = refusedPartner('plan');
    else if (!kind) errors.how = 'Choose one.';
    if (!day || day < today) errors.day = 'Choose today or a later day.';
    if (!ties || !kind || !day || hasErrors(errors)) return { errors };
    const own = await findOwnRelationship(context.db, member, ties.partnerId);
    const calendar = await loadCalendar(context.db, member, today);
    const latest = latestPlanDay(own?.tier ?? 'resting', kind, today, calendar);
    if (day > latest) return { errors: { day: tooFar(latest, today) } };
    const { capture } = await saveOrLookUp(context, {
      requestKey,
      source: 'modal',
      member,
      content: tappedContent({
        what: 'plan',
        kind,
        word: null,
        on: day,
        at,
        today,
        partnerIds: [ties.partnerId],
        note,
        place: where,
      }),
      now,
    });
    return {
      async after() {
        await answer(context, member, {}, confirmation(capture, today));
        const text = `Planned for ${withTime(fullDay(day, today), at)}. The calendar file and Undo are in our messages.`;
        if (place.card) return refreshCard(context, member, place.card, { text });
        await redraw(context, member, place);
      },
    };
  },
});
