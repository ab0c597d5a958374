import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../context.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { editPromise } from '../../domain/promise-edit.ts';
import type { CaptureContent, SavedCapture } from '../../domain/touchpoints/capture.ts';
import {
  closedPromise,
  confirmation,
  droppedByButton,
  feedbackTaken,
  movedByButton,
} from '../../messages/touchpoints/confirmation.ts';
import { findColleagues } from '../../store/members/members.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { editCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import type { FieldErrors } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { refreshCard } from '../partners/card.ts';
import { partnerSelect } from '../partners/partner.search.ts';
import { saveHeard } from './hearing.ts';
import {
  emptyForm,
  type FormPurpose,
  readForm,
  readPurpose,
  type Submitted,
  type TouchpointForm,
  touchpointModal,
  touchpointView,
  unfold,
  unfoldAny,
} from './touchpoint-fields.ts';

/** @throws FormNotOpened */
export async function openTouchpointModal(
  context: Context,
  triggerId: string,
  form: TouchpointForm,
  purpose: FormPurpose,
): Promise<void> {
  await openForm(context, triggerId, touchpointView(form, purpose), { over: purpose.card !== undefined });
}

export function touchpointModalListeners(app: App, context: EdgeContext): void {
  app.view(touchpointModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const today = todayOf(context, member);
    const purpose = readPurpose(view);
    const read = readForm(view, today);
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
    const content = await toContent(context, member, read.form, today, purpose);
    if ('errors' in content) return ack({ response_action: 'errors', errors: content.errors });

    const capture = await save(context, member, view.id, content, read.form, purpose);
    await ack();
    if (capture) await answer(context, member, purpose.reply, confirmation(capture, today));
    if (purpose.card)
      await refreshCard(context, member, purpose.card, {
        text: 'Logged. Undo and Edit are in our messages.',
      });
  });

  // Slack keeps what was typed where block and action ids stay the same, so only what is new needs to be drawn.
  app.action({ action_id: unfoldAny, type: 'block_actions' }, async ({ action, body, ack }) => {
    const { view } = body;
    if (view) {
      const member = await requireMember(context, body.user.id);
      const empty = emptyForm(todayOf(context, member));
      const drawn = (purpose: FormPurpose): ModalView => {
        const unfolded = touchpointView(empty, purpose);
        const added = unfolded.blocks.filter(
          (block) => !view.blocks.some((old) => old.block_id === block.block_id),
        );
        const kept = view.blocks.filter((block) => block.type !== 'actions');
        return { ...unfolded, blocks: [...kept, ...added] as typeof unfolded.blocks };
      };
      const purpose = unfold(readPurpose(view), action.action_id);
      const { views } = context.slack;
      await views.update({ view_id: view.id, hash: view.hash, view: drawn(purpose) }).catch((error) => {
        if ((error as { data?: { error?: string } }).data?.error !== 'hash_conflict') throw error;
        // The other part was unfolded at the same moment: with both, nothing that was typed there is lost.
        const both = { ...purpose, moreUnfolded: true, paidUnfolded: true };
        return views.update({ view_id: view.id, view: drawn(both) });
      });
    }
    await ack();
  });
}

async function save(
  context: Context,
  member: Member,
  viewId: string,
  content: CaptureContent,
  form: Submitted,
  purpose: FormPurpose,
): Promise<SavedCapture | null> {
  if (purpose.captureId) {
    return editCapture(context.db, purpose.captureId, member, content, form.meal, context.now());
  }
  const outcome = await saveHeard(context, {
    // One kept sentence is one touchpoint, in however many forms it was opened.
    requestKey: purpose.draftId ? `draft:${purpose.draftId}` : `view:${viewId}`,
    source: 'modal',
    member,
    content,
    meal: content.kind === 'meal' && content.what === 'touchpoint' ? form.meal : null,
    ...(purpose.draftId ? { draftId: purpose.draftId } : {}),
    now: context.now(),
  });
  return outcome.capture;
}

/** Checks what a form cannot know: that the partners are of the branch, and who of those along is a member. */
async function toContent(
  context: Context,
  member: Member,
  form: Submitted,
  today: Day,
  purpose: FormPurpose,
): Promise<CaptureContent | { errors: FieldErrors }> {
  const known = await findBranchPartners(context.db, member, form.partnerIds);
  if (known.length < new Set(form.partnerIds).size) {
    return {
      errors: { [partnerSelect.blockId]: 'One of them is not in your branch any more. Please choose again.' },
    };
  }
  const before = purpose.captureId ? await findOwnCapture(context.db, purpose.captureId, member) : null;
  const kept = before && refusedChanges(before, form, member, today);
  if (kept && Object.keys(kept).length > 0) return { errors: kept };
  const colleagues = await findColleagues(context.db, form.along);
  // Who has left since was there all the same; who is no member has only a name, which the form cannot show.
  const wereAlong = (before?.along ?? []).filter(
    ({ slackUserId }) => slackUserId && form.along.includes(slackUserId),
  );
  const named = (before?.along ?? []).filter(({ memberId }) => memberId === null).map(({ name }) => name);
  const members = [...wereAlong, ...colleagues];
  const strangers = form.along.filter((id) => !members.some(({ slackUserId }) => slackUserId === id));
  const alongIds = [
    ...wereAlong.flatMap(({ memberId }) => memberId ?? []),
    ...colleagues.map(({ id }) => id),
  ];
  return {
    what: form.how === 'attempt' ? 'attempt' : form.on > today ? 'plan' : 'touchpoint',
    kind: form.how === 'attempt' ? null : form.how,
    // The word they used stays as long as the kind does: a coffee edited to another day is still a coffee.
    word: before ? (before.kind === form.how ? before.word : null) : keptWord(form, purpose),
    on: form.on,
    today,
    partnerIds: known.map((partner) => partner.id),
    newPartners: form.newPartners,
    alongIds: [...new Set(alongIds)].filter((id) => id !== member.id),
    alongNames: [...new Set([...named, ...(await namesOf(context, strangers))])],
    note: form.note,
    place: before?.place ?? null,
    promises: form.promise ? [form.promise] : [],
    feedback: form.feedback,
    growing: form.growing,
  };
}

/** What is done with it by its own buttons by now, since they ask what that takes. */
function refusedChanges(before: SavedCapture, form: Submitted, member: Member, today: Day): FieldErrors {
  const errors: FieldErrors = {};
  const [promise] = before.promises;
  const isSameDay = dayIn(member.timeZone, before.madeAt) === today;
  const edit = promise ? editPromise(promise, form.promise, { isSameDay }) : 'same';
  if (edit === 'closed') errors.promise = closedPromise;
  if (edit === 'takes a word') errors.promise = droppedByButton;
  if (edit === 'takes a reason') errors.promise_due = movedByButton;
  if (before.feedbackTaken && !form.feedback) errors.feedback = feedbackTaken;
  return errors;
}

const keptWord = (form: Submitted, { word }: FormPurpose): string | null =>
  word?.kind === form.how ? word.text : null;

async function namesOf(context: Context, slackUserIds: string[]): Promise<string[]> {
  const users = await Promise.all(slackUserIds.map((user) => context.slack.users.info({ user })));
  return users.map(({ user }) => user?.profile?.display_name || user?.real_name || 'a colleague');
}
