import type { Context } from '../../context.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { editPromise } from '../../domain/promises.ts';
import type { CaptureContent, SavedCapture } from '../../domain/touchpoints/capture.ts';
import { withWhose } from '../../domain/touchpoints/whose-words.ts';
import {
  closedPromise,
  confirmation,
  droppedByButton,
  feedbackTaken,
  movedByButton,
} from '../../messages/touchpoints/confirmation.ts';
import { readFailure } from '../../slack-failure.ts';
import { findColleagues } from '../../store/members/members.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { editCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors } from '../bolt/fields.ts';
import { drawnOver } from '../bolt/open-form.ts';
import { readMetadata, textValue } from '../bolt/schemas.ts';
import { findUser } from '../members/people.ts';
import { refreshCard } from '../partners/card.ts';
import { partnerSelect } from '../partners/partner.search.ts';
import { saveOrLookUp } from './save-or-look-up.ts';
import {
  emptyForm,
  readForm,
  type Submitted,
  type TouchpointForm,
  type TouchpointMetadata,
  touchpointMetadata,
  touchpointView,
  unfold,
  unfoldAny,
  unfoldedIn,
} from './touchpoint-fields.ts';

/** A touchpoint, an attempt, or a plan: the form for what a sentence can say. */
export const touchpointForm = defineForm({
  id: 'touchpoint',
  metadata: touchpointMetadata,
  may: 'member',
  view: touchpointView,
  async submit({ context, member, today, now, metadata, values, requestKey }) {
    const { captureId } = metadata;
    const before = captureId ? await findOwnCapture(context.db, captureId, member) : null;
    const read = readForm(values, today, before?.on);
    if ('errors' in read) return read;
    const content = await toContent(context, member, read.form, today, { metadata, before });
    if ('errors' in content) return content;
    const capture = await save({ context, member, now, metadata, requestKey }, content, read.form);
    return {
      async after() {
        // What the card's timeline edits, it shows.
        if (captureId && metadata.card)
          return refreshCard(context, member, metadata.card, { text: 'Saved.' });
        if (capture) await answer(context, member, metadata.reply, confirmation(capture, today));
        const note = { text: 'Logged. You can undo or edit it in our messages.' };
        if (metadata.card) await refreshCard(context, member, metadata.card, note);
      },
    };
  },
});

/** @throws FormNotOpened */
export const openTouchpointForm = (
  context: Context,
  triggerId: string,
  form: TouchpointForm,
  metadata: TouchpointMetadata,
): Promise<string> =>
  touchpointForm.open(context, triggerId, unfoldedIn(form, metadata), form, {
    over: metadata.card !== undefined,
  });

/** The buttons that draw the collapsed fields. */
export const unfoldTouchpoint = defineAction({
  id: unfoldAny,
  may: 'member',
  value: textValue,
  async press({ context, today, view, actionId }) {
    const known = view && readMetadata(touchpointMetadata, view.private_metadata);
    if (!known) return 'unknown';
    const metadata = unfold(known, actionId);
    const { views } = context.slack;
    const draw = (unfolded: TouchpointMetadata) =>
      drawnOver(view, touchpointForm.draw(unfolded, emptyForm(today)));
    await views.update({ view_id: view.id, hash: view.hash, view: draw(metadata) }).catch((error) => {
      if (readFailure(error).code !== 'hash_conflict') throw error;
      // The other part was unfolded at the same moment. Drawing both loses nothing that was typed there.
      return views.update({
        view_id: view.id,
        view: draw({ ...metadata, moreUnfolded: true, paidUnfolded: true }),
      });
    });
    return undefined;
  },
});

async function save(
  {
    context,
    member,
    now,
    metadata: { captureId, draftId },
    requestKey,
  }: { context: Context; member: Member; now: Date; metadata: TouchpointMetadata; requestKey: string },
  content: CaptureContent,
  form: Submitted,
): Promise<SavedCapture | null> {
  if (captureId) return editCapture(context.db, captureId, member, content, form.meal, now);
  const outcome = await saveOrLookUp(context, {
    // One kept sentence is one touchpoint, however many forms were opened for it.
    requestKey: draftId ? `draft:${draftId}` : requestKey,
    source: 'modal',
    member,
    content,
    meal: content.kind === 'meal' && content.what === 'touchpoint' ? form.meal : null,
    ...(draftId ? { draftId } : {}),
    now,
  });
  return outcome.capture;
}

/** Checks what a form cannot know: that the partners are in the branch, and which of the people along are members. */
async function toContent(
  context: Context,
  member: Member,
  form: Submitted,
  today: Day,
  { metadata, before }: { metadata: TouchpointMetadata; before: SavedCapture | null },
): Promise<CaptureContent | { errors: FieldErrors }> {
  const known = await findBranchPartners(context.db, member, form.partnerIds);
  if (known.length < new Set(form.partnerIds).size) {
    return {
      errors: { [partnerSelect.blockId]: 'One of them isn’t in your branch anymore. Please choose again.' },
    };
  }
  const kept = before && refusedChanges(before, form, member, today);
  if (kept && hasErrors(kept)) return { errors: kept };
  const colleagues = await findColleagues(context.db, form.along);
  // A colleague who has left since was still there. Someone who is not a member has only a name, which the form cannot
  // show.
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
  const content: CaptureContent = {
    what: form.how === 'attempt' ? 'attempt' : form.on > today ? 'plan' : 'touchpoint',
    kind: form.how === 'attempt' ? null : form.how,
    // The person's word stays as long as the kind does: a coffee moved to another day is still a coffee.
    word: before ? (before.kind === form.how ? before.word : null) : keptWord(form, metadata),
    on: form.on,
    today,
    partnerIds: known.map((partner) => partner.id),
    newPartners: form.newPartners,
    alongIds: [...new Set(alongIds)].filter((id) => id !== member.id),
    alongNames: [...new Set([...named, ...(await namesOf(context, strangers))])],
    note: form.note,
    at: metadata.hasHour ? form.at : (before?.at ?? null),
    place: before?.place ?? null,
    promises: form.promise ? [form.promise] : [],
    feedback: form.feedback,
    growing: form.growing,
  };
  // An edit leaves each partner's words under that partner.
  return metadata.captureId ? content : withWhose(content, '', known);
}

/** Returns errors for edits that belong to other buttons, which ask for what the change needs. */
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

const keptWord = (form: Submitted, { word }: TouchpointMetadata): string | null =>
  word?.kind === form.how ? word.text : null;

async function namesOf(context: Context, slackUserIds: string[]): Promise<string[]> {
  const users = await Promise.all(slackUserIds.map((id) => findUser(context, id)));
  return users.map((user) => user?.profile?.display_name || user?.real_name || 'a colleague');
}
