import type { App, ViewOutput } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import {
  coveredBy,
  handedOver,
  handedOverAll,
  nobodyToTake,
  noRoom,
  notInBook,
} from '../../messages/digest/digest-notes.ts';
import { absenceRefused } from '../../messages/members/me.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { noteAbsence } from '../../store/members/absences.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadTies } from '../../store/partners/card.ts';
import { handOver, handOverAll, loadColleagues, loadOwned } from '../../store/partners/hand-over.ts';
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
import { refreshCard } from './card.ts';

/** One partner or all of somebody's for a colleague for good, or all of them while they are away. */
const reassignModal = 'hand over';

interface Purpose {
  partnerId: number;
  /** Whose relationship it is. */
  fromId: number;
  place: Place;
}

/** Slack's limit for the label of an option. */
const labelMax = 75;
const noteMax = 500;
const daysWithoutAway = 'That choice is for good. Leave both days empty, or choose all partners while away.';

/** Opens the form. Returns why not, where it cannot be. */
export async function openReassignModal(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  { partnerId, place }: Omit<Purpose, 'fromId'>,
): Promise<string | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  const standings = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !may(standings, 'see outline')) return noSuchPartner;
  if (!may(standings, 'reassign')) return refusedPartner('reassign');
  const fromId = ties.ownerIds.includes(member.id) ? member.id : ties.ownerIds[0];
  const from = fromId === undefined ? null : await findMemberById(context.db, fromId);
  if (!from) return notInBook;
  const colleagues = await loadColleagues(context.db, from.branch.id, from.id);
  if (colleagues.length === 0) return nobodyToTake;
  const purpose: Purpose = { partnerId: ties.partnerId, fromId: from.id, place };
  const isOwn = from.id === member.id;
  const whose = isOwn ? 'my' : `${from.name.split(' ')[0]}’s`;
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: reassignModal,
      title: plain('Hand over'),
      submit: plain('Hand over'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify(purpose),
      blocks: [
        section(
          `*${quoted(ties.name, 100)}*. They are on your colleague’s list from their next free morning on; what was promised stays with who promised it.`,
        ),
        choiceField(
          'colleague',
          'Who looks after them from now on?',
          colleagues.map(({ id, name }) => ({ value: String(id), label: cut(name, labelMax) })),
          null,
          true,
        ),
        choiceField(
          'scope',
          'Which partners?',
          [
            { value: 'one', label: cut(`Only ${ties.name}`, labelMax) },
            { value: 'all', label: cut(`All ${whose} partners`, labelMax) },
            {
              value: 'away',
              label: cut(`All ${whose} partners, while ${isOwn ? 'I am' : 'they are'} away`, labelMax),
            },
          ],
          'one',
          true,
        ),
        textField('note', 'A word to your colleague', {
          multiline: true,
          max: noteMax,
          placeholder: 'She likes to be called before nine',
        }),
        dayField('from', 'Away from', null),
        dayField('to', 'Back after', null),
      ],
    },
    { over: place.card !== undefined },
  );
  return undefined;
}

export function reassignModalListener(app: App, context: EdgeContext): void {
  app.view(reassignModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const { partnerId, fromId, place } = purpose;
    const today = todayOf(context, member);
    const when = { today, now: context.now() };
    const errors: FieldErrors = {};
    const note = readText(view, 'note', errors);
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const fail = (text: string, field = 'colleague') =>
      ack({ response_action: 'errors', errors: { [field]: text } });

    const ties = await loadTies(context.db, member, partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    if (!may(standings, 'see outline')) return fail(noSuchPartner);
    // Who only owns gives away what is theirs; whoever oversees the branch, what is anybody's there.
    const action = fromId === member.id ? 'reassign' : 'reassign for others';
    if (!may(standings, action)) return fail(refusedPartner(action));
    const from = await findMemberById(context.db, fromId);
    const toId = Number(readOption(view, 'colleague'));
    if (!from || (!ties?.ownerIds.includes(fromId) && fromId !== member.id)) return fail(notInBook);

    const scope = readOption(view, 'scope');
    if (scope === 'away') return cover(from, toId, view);
    if (readDay(view, 'from') || readDay(view, 'to')) return fail(daysWithoutAway, 'scope');
    if (scope === 'all') {
      const to = (await loadColleagues(context.db, from.branch.id, from.id)).find(({ id }) => id === toId);
      if (!to) return fail(notInBook);
      await ack();
      const gifts = (await loadOwned(context.unboundDb, fromId)).map((one) => ({ ...one, toId }));
      const words = { note, batch: `view:${view.id}` };
      const outcome = await handOverAll(context.unboundDb, member, fromId, gifts, words, when);
      return redraw(context, member, place, handedOverAll(outcome, to.name));
    }
    const done = await handOver(context.db, member, { partnerId, fromId, toId, note }, when);
    if (!done.ok && done.why === 'full') return fail(noRoom(done.to));
    await ack();
    const text = done.ok ? handedOver(ties?.name ?? 'That partner', done.to) : notInBook;
    if (place.card)
      return refreshCard(context, member, place.card, { text, undo: done.ok ? done.traceId : null });
    await redraw(context, member, place, text);

    async function cover(away: Member, coverId: number, form: ViewOutput): Promise<void> {
      const days = { from: readDay(form, 'from'), to: readDay(form, 'to') };
      if (!days.from || !days.to) return fail('From which day to which?', days.from ? 'to' : 'from');
      const to = (await loadColleagues(context.db, away.branch.id, away.id)).find(({ id }) => id === coverId);
      if (!to) return fail(notInBook);
      if (days.to < today) return fail('That is over already.', 'to');
      if (days.to < days.from) return fail(absenceRefused('ends before it begins'), 'from');
      const absence = { from: days.from, to: days.to, coverId };
      const noted = await noteAbsence(context.db, away.id, absence, member.id, context.now());
      if ('refused' in noted) return fail(absenceRefused(noted.refused), 'from');
      await ack();
      await redraw(context, member, place, coveredBy(to.name, days.from, days.to, today));
    }
  });
}
