import { type Day, dayIn, parseIsoDay } from '../../domain/days/day.ts';
import { needsReason } from '../../domain/promises.ts';
import type { Message } from '../../messages/blocks.ts';
import {
  dropAsked,
  moveByForm,
  promiseBroken,
  promiseGone,
  promiseKeptOpen,
  promiseMoved,
  promiseNow,
  promiseOrderActions,
} from '../../messages/orders/promises.ts';
import { inDoubt, notYours } from '../../messages/touchpoints/sentence-answers.ts';
import {
  dropPromise,
  findPromise,
  keepPromise,
  moveBack,
  movePromise,
  type OwnPromise,
  reopenPromise,
} from '../../store/promises.ts';
import { findDraft, finishDraft } from '../../store/touchpoints/drafts.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idsValue } from '../bolt/schemas.ts';
import { requireMemberWithBook } from '../members/members.ts';
import { movePromiseForm } from '../promises/move-promise.form.ts';
import { askAbout } from '../touchpoints/answer-sentence.ts';
import { understandKept } from '../touchpoints/understand-sentence.ts';

type Pressed = Press<'member', number[]>;

/** An action id, perhaps followed by its place in the row. */
const placed = (action: string): RegExp => new RegExp(`^${action.replaceAll('.', '\\.')}(?:\\.\\d)?$`);

/** A button on a promise of the member's own. `act` returns what replaces the message; null if a form opened instead. */
const promiseButton = (
  action: string,
  act: (press: Pressed, promise: OwnPromise) => Promise<Message | null>,
): ActionDefinition =>
  defineAction({
    id: placed(action),
    may: 'member',
    value: idsValue,
    async press(press) {
      const { context, member, today, responseUrl, value } = press;
      const promise = await findPromise(context.db, value[0] ?? 0, member, today);
      if (!promise) return () => answer(context, member, { responseUrl }, notYours());
      const message = await act(press, promise);
      return message ? () => answer(context, member, { responseUrl, replace: true }, message) : undefined;
    },
  });

/** What a change of a promise came to. */
const now = (
  promise: OwnPromise | null,
  state: OwnPromise['state'],
  today: Day,
  isUntold = false,
): Message => (promise?.state === state ? promiseNow(promise, today, isUntold) : promiseGone());

const dropButton = (action: string, told: boolean): ActionDefinition =>
  promiseButton(action, async ({ context, member, today, now: at }, { id }) =>
    now(
      await dropPromise(context.db, id, member, { told, reason: null }, today, at),
      'dropped',
      today,
      !told,
    ),
  );

/** "20260612", as a button carries a day. */
const dayOf = (value: number | undefined): Day | null =>
  parseIsoDay(String(value ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));

/** Opens the form that moves a promise; its answer replaces the message. */
async function openMove(
  { context, triggerId, today, responseUrl }: Pressed,
  promise: OwnPromise,
): Promise<null> {
  const place = { surface: { nudgeId: null, shownOn: today }, responseUrl, promiseId: promise.id };
  await movePromiseForm.open(context, triggerId, { promiseId: promise.id, place }, { promise });
  return null;
}

/** The buttons under answers about open promises. */
export const promiseOrderButtons = [
  promiseButton(promiseOrderActions.kept, async ({ context, member, today, now: at, value }, { id }) => {
    const kept = await keepPromise(context.db, id, member, today, at);
    const draftId = value[1] ?? 0;
    // The words told of this and nothing else.
    if (kept && (await findDraft(context.db, draftId, member))) await finishDraft(context.db, draftId, at);
    return now(kept, 'done', today);
  }),

  // The words may tell of something else, then: they are read like any others.
  defineAction({
    id: promiseOrderActions.notKept,
    may: 'member',
    value: idsValue,
    async press({ context, member, responseUrl, slackUserId, today, value: [draftId = 0] }) {
      const reply = { responseUrl, replace: true };
      const draft = await findDraft(context.db, draftId, member);
      if (!draft || draft.finished) return () => answer(context, member, reply, promiseKeptOpen());
      const { book } = await requireMemberWithBook(context, slackUserId);
      const saidOn = dayIn(member.timeZone, draft.madeAt);
      const part = await understandKept(context, member, book, draft.said, saidOn);
      const asked =
        askAbout(part, draft.id, today) ?? inDoubt(part.reading, part.book, draft.id, part.said, today);
      return () => answer(context, member, reply, asked);
    },
  }),

  dropButton(promiseOrderActions.droppedTold, true),
  dropButton(promiseOrderActions.dropped, false),
  promiseButton(promiseOrderActions.choose, async ({ today }, promise) =>
    promise.state === 'open' ? dropAsked(promise, today) : promiseGone(),
  ),
  promiseButton(promiseOrderActions.show, async ({ today }, promise) =>
    promise.state === 'open' ? promiseBroken(promise, today) : promiseGone(),
  ),
  defineAction({
    id: promiseOrderActions.no,
    may: 'member',
    value: idsValue,
    async press({ context, member, responseUrl }) {
      return () => answer(context, member, { responseUrl, replace: true }, promiseKeptOpen());
    },
  }),

  promiseButton(promiseOrderActions.moveTo, async (press, promise) => {
    const { context, member, today, now: at, value } = press;
    const dueOn = dayOf(value[1]);
    if (promise.state !== 'open' || dueOn === null || dueOn < today) return promiseGone();
    if (needsReason(promise)) return moveByForm(promise, 'reason', today);
    const moved = await movePromise(context.db, promise.id, member, { dueOn, reason: null }, today, at);
    return moved?.dueOn === dueOn ? promiseMoved(moved, promise.dueOn, today) : promiseGone();
  }),
  promiseButton(promiseOrderActions.moveBack, async ({ context, member, today, now: at, value }, { id }) => {
    const [dueOn, movedFrom] = [dayOf(value[1]), dayOf(value[2])];
    if (dueOn === null || movedFrom === null) return promiseGone();
    const moved = await moveBack(context.db, { id, dueOn, movedFrom }, member, today, at);
    return moved?.dueOn === movedFrom ? now(moved, 'open', today) : promiseGone();
  }),
  promiseButton(promiseOrderActions.changeDay, async (press, promise) =>
    promise.state === 'open' ? openMove(press, promise) : promiseGone(),
  ),
  promiseButton(promiseOrderActions.reopen, async ({ context, member, today, now: at }, { id }) =>
    now(await reopenPromise(context.db, id, member, today, at), 'open', today),
  ),
];
