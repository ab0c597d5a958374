import { mayForMember, memberRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { tappedPayer } from '../../domain/record/spend.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Payer } from '../../domain/words.ts';
import { backOn } from '../../messages/plan-orders.ts';
import { captureActions, confirmation } from '../../messages/touchpoints/confirmation.ts';
import { undoneFor } from '../../messages/touchpoints/logged-for.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findNearbyColleagues } from '../../store/members/colleagues.ts';
import { findMemberById } from '../../store/members/members.ts';
import { separateAddition } from '../../store/touchpoints/additions.ts';
import { findOwnCapture, payMeal } from '../../store/touchpoints/captures.ts';
import { fileFeedback } from '../../store/touchpoints/file-feedback.ts';
import { findSaidBy } from '../../store/touchpoints/said-by.ts';
import { takeBack } from '../../store/touchpoints/take-back.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idsValue, idValue } from '../bolt/schemas.ts';
import { todayOf } from '../members/members.ts';
import { paidForm } from '../record/paid.form.ts';
import { openTouchpointForm } from './touchpoint.form.ts';
import { formOfCapture } from './touchpoint-fields.ts';
import { heardForm } from './what-you-heard.form.ts';

/** Replaces the pressed message with the capture's current state. */
async function show(
  { context, member, responseUrl }: { context: EdgeContext; member: Member; responseUrl: string | undefined },
  capture: SavedCapture | null,
): Promise<void> {
  const message = capture ? confirmation(capture, todayOf(context, member)) : notYours();
  await answer(context, member, { responseUrl, replace: capture !== null }, message);
}

/** A button that opens a form on the capture. If the capture was undone or belongs to someone else, it says so instead. */
const formButton = (
  id: string,
  open: (press: Press<'member', number>, capture: SavedCapture, reply: ReplyTo) => Promise<unknown>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const capture = await findOwnCapture(press.context.db, press.value, press.member);
      if (!capture || capture.undone) return () => show(press, capture);
      await open(press, capture, { responseUrl: press.responseUrl, replace: true });
      return undefined;
    },
  });

const editButton = (id: string): ActionDefinition =>
  formButton(id, ({ context, triggerId }, capture, reply) =>
    openTouchpointForm(context, triggerId, formOfCapture(capture), {
      captureId: capture.id,
      hasHour: capture.what === 'plan',
      reply,
    }),
  );

const paidButton = (id: string, payer: Payer): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const paid = await payMeal(press.context.db, press.value, press.member, tappedPayer(payer));
      return () => show(press, paid);
    },
  });

/** The buttons under a confirmation. Each then shows the capture's current state. */
export const captureButtons = [
  defineAction({
    id: captureActions.undo,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, now, responseUrl, value } = press;
      const done = await takeBack(context.db, value, member, now);
      const { undone = null, before = null } = done ?? {};
      if (!before) return () => show(press, undone);
      return () => answer(context, member, { responseUrl, replace: true }, backOn(before, today));
    },
  }),
  defineAction({
    id: captureActions.undoFor,
    may: 'member',
    value: idValue,
    async press({ context, member, now, responseUrl, value }) {
      const { db } = context;
      const told = await findSaidBy(db, value);
      const colleague = told?.byId === member.id ? await findMemberById(db, told.memberId) : null;
      // Whoever told it may undo it as long as they may log for them.
      const nearby = colleague ? await findNearbyColleagues(db, member, now) : [];
      const ties = nearby.find(({ id }) => id === colleague?.id);
      const isAllowed = ties !== undefined && mayForMember(memberRolesOf(member, ties), 'log for');
      const done = colleague && isAllowed ? await takeBack(db, value, colleague, now) : null;
      const message =
        colleague && done ? undoneFor(done.undone, colleague.name, todayOf(context, colleague)) : notYours();
      return () => answer(context, member, { responseUrl, replace: done !== null }, message);
    },
  }),
  defineAction({
    id: captureActions.another,
    may: 'member',
    value: idValue,
    async press(press) {
      const separate = await separateAddition(press.context.db, press.value, press.member, press.now);
      return () => show(press, separate);
    },
  }),
  defineAction({
    id: new RegExp(`^${captureActions.whose.replaceAll('.', '\\.')}\\.\\d{1,2}$`),
    may: 'member',
    value: idsValue,
    async press(press) {
      const [captureId = 0, partnerId = 0] = press.value;
      const { context, member, now } = press;
      const filed = await fileFeedback(context.db, captureId, member, partnerId || null, now);
      return () => show(press, filed);
    },
  }),
  editButton(captureActions.edit),
  // A slip was taken for the wrong partner.
  editButton(captureActions.someoneElse),
  formButton(captureActions.heard, ({ context, triggerId }, capture, reply) =>
    heardForm.open(context, triggerId, { captureId: capture.id, from: { reply } }, capture),
  ),
  formButton(captureActions.paidUs, ({ context, today, triggerId }, capture, reply) =>
    paidForm.open(context, triggerId, { captureId: capture.id, reply }, { capture, today }),
  ),
  paidButton(captureActions.paidEachOwn, 'each own'),
  paidButton(captureActions.paidThem, 'they did'),
];
