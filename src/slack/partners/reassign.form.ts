import { z } from 'zod';
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
import {
  type Colleague,
  handOver,
  handOverAll,
  loadColleagues,
  loadOwned,
} from '../../store/partners/hand-over.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type FormAnswer, type Submission } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readChosenId,
  readDay,
  readOneOf,
  readText,
  textField,
} from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, type RedrawTarget, redraw } from '../digest/digest-redraw.ts';
import { todayOf } from '../members/members.ts';
import { refreshCard } from './card.ts';

/** Slack's limit for an option's label. Characters. */
const labelMax = 75;
const noteMax = 500;
const daysWithoutAway = (away: string): string =>
  `This choice hands them over for good. Clear both days, or choose “${away}.”`;

/** Opens the form, or returns the reason it cannot. */
export async function openReassignForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  { partnerId, place }: { partnerId: number; place: RedrawTarget },
): Promise<string | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  const standings = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !may(standings, 'see outline')) return noSuchPartner;
  if (!may(standings, 'reassign')) return refusedPartner('reassign');
  const fromId = (ties.ownerIds.includes(member.id) ? member.id : ties.ownerIds[0]) ?? null;
  const from = fromId === null ? null : await findMemberById(context.db, fromId);
  if (fromId !== null && !from) return notInBook;
  const colleagues = await loadColleagues(context.db, from?.branch.id ?? ties.branchId, fromId);
  if (colleagues.length === 0) return nobodyToTake;
  await reassignForm.open(
    context,
    triggerId,
    { partnerId: ties.partnerId, fromId, place },
    { name: ties.name, from, isOwn: fromId === member.id, colleagues },
    { over: place.card !== undefined },
  );
  return undefined;
}

interface Shown {
  name: string;
  /** Null: the partner has no owner, and there is nothing to choose but who it will be. */
  from: Member | null;
  isOwn: boolean;
  colleagues: readonly Colleague[];
}

const scopes = ['one', 'all', 'away'] as const;
type Scope = (typeof scopes)[number];

function scopeLabel(scope: Exclude<Scope, 'one'>, { from, isOwn }: { from: Member; isOwn: boolean }): string {
  const whose = isOwn ? 'my' : `${from.name.split(' ')[0]}’s`;
  return `All ${whose} partners${scope === 'all' ? '' : ` while ${isOwn ? 'I’m' : 'they’re'} away`}`;
}

const metadata = z.object({
  partnerId: rowId,
  /** The current owner of the relationship; null if there is none. */
  fromId: rowId.nullable(),
  place: listPlace,
});
type Sent = Submission<'member', z.output<typeof metadata>>;

/** Hands over one partner or all of a member's partners for good, or all of them while the member is away. */
export const reassignForm = defineForm({
  id: 'hand over',
  metadata,
  may: 'member',
  view: ({ from, ...shown }: Shown) => ({
    title: plain('Hand over'),
    submit: plain('Hand over'),
    blocks: [
      section(
        `*${quoted(shown.name, 100)}*: they’ll appear on your colleague’s list on the next morning with room. Promises stay with whoever made them.`,
      ),
      choiceField(
        'colleague',
        'Who takes over?',
        shown.colleagues.map(({ id, name }) => ({ value: String(id), label: cut(name, labelMax) })),
        null,
        true,
      ),
      ...(from
        ? [
            choiceField(
              'scope',
              'Which partners?',
              scopes.map((scope) => ({
                value: scope,
                label: cut(
                  scope === 'one' ? `Only ${shown.name}` : scopeLabel(scope, { ...shown, from }),
                  labelMax,
                ),
              })),
              'one',
              true,
            ),
          ]
        : []),
      textField('note', 'Note to your colleague', {
        multiline: true,
        max: noteMax,
        placeholder: 'Prefers calls before 9:00 AM',
      }),
      ...(from ? [dayField('from', 'First day away', null), dayField('to', 'Last day away', null)] : []),
    ],
  }),
  async submit(sent) {
    const { context, member, today, metadata, values } = sent;
    const { partnerId, fromId } = metadata;
    const errors: FieldErrors = {};
    const note = readText(values, 'note', errors);
    if (hasErrors(errors)) return { errors };
    const ties = await loadTies(context.db, member, partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    if (!ties || !may(standings, 'see outline')) return fail(noSuchPartner);
    // An owner may hand over only their own partners. Someone who oversees the branch may hand over anyone's there.
    const action = fromId === member.id ? 'reassign' : 'reassign for others';
    if (!may(standings, action)) return fail(refusedPartner(action));
    if (fromId === null) return giveOne(sent, ties.name, note);
    const from = await findMemberById(context.db, fromId);
    if (!from || (!ties.ownerIds.includes(fromId) && fromId !== member.id)) return fail(notInBook);
    const scope = readOneOf(values, 'scope', scopes) ?? 'one';
    if (scope === 'away') return cover(sent, from);
    if (readDay(values, 'from') || readDay(values, 'to'))
      return fail(daysWithoutAway(scopeLabel('away', { from, isOwn: from.id === member.id })), 'scope');
    return scope === 'all' ? giveAll(sent, from, note) : giveOne(sent, ties.name, note);
  },
});

const fail = (text: string, field = 'colleague') => ({ errors: { [field]: text } });

async function findTaker({ context, values }: Sent, from: Member): Promise<Colleague | undefined> {
  const toId = readChosenId(values, 'colleague');
  return (await loadColleagues(context.db, from.branch.id, from.id)).find(({ id }) => id === toId);
}

/** Hands over one partner for good. */
async function giveOne(sent: Sent, name: string, note: string | null): Promise<FormAnswer> {
  const { context, member, today, now, values, metadata } = sent;
  const { partnerId, fromId, place } = metadata;
  const toId = readChosenId(values, 'colleague');
  const gift = { partnerId, fromId, toId, note };
  const done = await handOver(context.db, member, gift, { today, now });
  if (!done.ok && done.why === 'full') return fail(noRoom(done.to));
  const text = done.ok ? handedOver(name, done.to) : notInBook;
  const undo = done.ok ? done.traceId : null;
  return {
    after: () =>
      place.card
        ? refreshCard(context, member, place.card, { text, undo })
        : redraw(context, member, place, text),
  };
}

/** Hands over all partners for good. Runs after the answer, because a large book takes longer than Slack waits. */
async function giveAll(sent: Sent, from: Member, note: string | null): Promise<FormAnswer> {
  const { context, member, today, now, requestKey, metadata } = sent;
  const to = await findTaker(sent, from);
  if (!to) return fail(notInBook);
  return {
    async after() {
      const owned = await loadOwned(context.unboundDb, from.id);
      const gifts = owned.map((one) => ({ ...one, toId: to.id }));
      const words = { note, batch: requestKey };
      const outcome = await handOverAll(context.unboundDb, member, from.id, gifts, words, { today, now });
      await redraw(context, member, metadata.place, handedOverAll(outcome, to.name));
    },
  };
}

/** Hands over all partners while their owner is away. */
async function cover(sent: Sent, away: Member): Promise<FormAnswer> {
  const { context, member, today, now, values, metadata } = sent;
  const [from, to] = [readDay(values, 'from'), readDay(values, 'to')];
  if (!from || !to) return fail('Choose the first and last day.', from ? 'to' : 'from');
  const taker = await findTaker(sent, away);
  if (!taker) return fail(notInBook);
  if (to < today) return fail('Those days are over. Choose later ones.', 'to');
  if (to < from) return fail(absenceRefused('ends before it begins'), 'from');
  const absence = { from, to, coverId: taker.id };
  const noted = await noteAbsence(context.db, away.id, absence, member.id, now);
  if ('refused' in noted) return fail(absenceRefused(noted.refused), 'from');
  const whose = away.id === member.id ? null : away.name;
  const text = coveredBy(taker.name, whose, { from, until: to, today });
  return { after: () => redraw(context, member, metadata.place, text) };
}
