import type { App } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { addDays } from '../../domain/days/day.ts';
import { latestPlanDay } from '../../domain/plans.ts';
import { tappedContent } from '../../domain/touchpoints/capture.ts';
import { type TouchpointKind, touchpointKinds } from '../../domain/words.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { fullDay } from '../../messages/days.ts';
import { touchpointWords } from '../../messages/kinds.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { loadTies } from '../../store/partners/card.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  readDay,
  readOption,
  readText,
  textField,
} from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { refreshCard } from '../partners/card.ts';
import { saveHeard } from '../touchpoints/hearing.ts';

/** A contact for a day to come. */
const planModal = 'plan';

interface Purpose {
  partnerId: number;
  place: Place;
}

const suggestedDays = 7;

/** Opens the form on a partner. Returns why not, where it cannot be. */
export async function openPlanModal(
  context: EdgeContext,
  triggerId: string,
  member: Parameters<typeof loadTies>[1],
  purpose: Purpose,
): Promise<string | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, purpose.partnerId, today);
  const standings = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !may(standings, 'see outline')) return noSuchPartner;
  if (!may(standings, 'plan')) return refusedPartner('plan');
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: planModal,
      title: plain('Plan'),
      submit: plain('Save'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify({ ...purpose, partnerId: ties.partnerId } satisfies Purpose),
      blocks: [
        section(
          `*${quoted(ties.name, 100)}*. Until then I keep quiet, and in the evening I ask whether it happened.`,
        ),
        choiceField(
          'how',
          'What?',
          touchpointKinds.map((kind) => ({ value: kind, label: touchpointWords[kind].label })),
          'meal',
          true,
        ),
        dayField('day', 'When?', addDays(today, suggestedDays), true),
        textField('place', 'Where?', { placeholder: 'Blue Door Café', max: 120 }),
        textField('note', 'What about?', { multiline: true, max: 500 }),
      ],
    },
    { over: purpose.place.card !== undefined },
  );
  return undefined;
}

export function planModalListener(app: App, context: EdgeContext): void {
  app.view(planModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { partnerId, place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const errors: FieldErrors = {};
    const ties = await loadTies(context.db, member, partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    const kind = touchpointKinds.find((one) => one === readOption(view, 'how'));
    const day = readDay(view, 'day');
    const where = readText(view, 'place', errors);
    const note = readText(view, 'note', errors);
    if (!may(standings, 'see outline')) errors.how = noSuchPartner;
    else if (!may(standings, 'plan')) errors.how = refusedPartner('plan');
    else if (!kind) errors.how = 'Choose what.';
    if (!day || day < today) errors.day = 'Pick today or a day to come.';
    if (!ties || !kind || !day || Object.keys(errors).length > 0)
      return ack({ response_action: 'errors', errors });
    const latest = await latestDay(member, ties.partnerId, kind);
    if (day > latest)
      return ack({
        response_action: 'errors',
        errors: {
          day: `By ${fullDay(latest, today)} at the latest: a plan further away keeps nobody in rhythm.`,
        },
      });
    const { capture } = await saveHeard(context, {
      requestKey: `view:${view.id}`,
      source: 'modal',
      member,
      content: tappedContent({
        what: 'plan',
        kind,
        word: null,
        on: day,
        today,
        partnerIds: [ties.partnerId],
        note,
        place: where,
      }),
      now: context.now(),
    });
    await ack();
    await answer(context, member, {}, confirmation(capture, today));
    const text = `Planned for ${fullDay(day, today)}. Calendar file and Undo are in our messages.`;
    if (place.card) return refreshCard(context, member, place.card, { text });
    await redraw(context, member, place);
  });

  async function latestDay(member: Parameters<typeof loadTies>[1], partnerId: number, kind: TouchpointKind) {
    const today = todayOf(context, member);
    const own = await findOwnRelationship(context.db, member, partnerId);
    return latestPlanDay(own?.tier ?? 'resting', kind, today, await loadCalendar(context.db, member, today));
  }
}
