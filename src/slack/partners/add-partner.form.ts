import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { readTypedPartner } from '../../domain/partners/typed-partner.ts';
import { type Tier, tiers } from '../../domain/words.ts';
import { asTyped, context as contextBlock, plain, section } from '../../messages/blocks.ts';
import type { HomeScreen } from '../../messages/home/home-screen.ts';
import { tierChoices, tierWords } from '../../messages/kinds.ts';
import { addedMessage, type FullTier, sameView, tierIsFull } from '../../messages/partners/partner-form.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findSame } from '../../store/partners/find-same.ts';
import { addPartner } from '../../store/partners/partner-edit.ts';
import { answer, type ReplyTo, replyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type FormAnswer, type Submission } from '../bolt/define-form.ts';
import { choiceField, readChosenId, readOneOf } from '../bolt/fields.ts';
import { homePlace, publishHome } from '../home/home.ts';
import { cardAfterAdding } from './card.ts';
import { fieldBlocks, partnerFields, phoneErrorOf, plainIds, readFields } from './partner-fields.ts';
import { holderField } from './tier.form.ts';

const addMetadata = z.object({
  reply: replyTo,
  /** The App Home screen it was opened from, which must be redrawn. */
  home: homePlace.nullable(),
});

/** What a form on top of the add form remembers about it. */
const typedMetadata = addMetadata.extend({
  fields: partnerFields,
  tier: z.enum(tiers),
  /** The add form's view id, which makes the request unique. */
  formId: z.string(),
});
type Typed = z.output<typeof typedMetadata>;

const noFields: PartnerFields = {
  name: '',
  company: null,
  kind: 'other',
  phone: null,
  email: null,
  growing: null,
  birthday: null,
  anniversary: null,
};

/** Opens the form for a new partner. `typed` is what was already said: "Jane Roe, Roe Realty, 813-555-0142". */
export async function openAddForm(
  context: EdgeContext,
  triggerId: string,
  reply: ReplyTo,
  typed: string,
  { over = false, home = null }: { over?: boolean; home?: HomeScreen | null } = {},
): Promise<void> {
  const fields = { ...noFields, ...readTypedPartner(typed) };
  await addPartnerForm.open(context, triggerId, { reply, home }, fields, { over });
}

/** Slack shows an error at a field only once the form is sent. A typed number that can't be dialed is told of at once. */
function phoneWarning(phone: string | null): KnownBlock[] {
  const error = phone && phoneErrorOf(phone);
  return error ? [contextBlock(asTyped(`${phone}: ${error}`))] : [];
}

const tierField = (initial: Tier): KnownBlock =>
  choiceField(
    'tier',
    'Tier',
    tiers.map((tier) => ({ value: tier, label: tierChoices[tier] })),
    initial,
    true,
  );

export const addPartnerForm = defineForm({
  id: 'partner-add',
  metadata: addMetadata,
  may: 'member',
  view: (fields: PartnerFields) => ({
    title: plain('Add a partner'),
    submit: plain('Add'),
    blocks: [...phoneWarning(fields.phone), ...fieldBlocks(fields, plainIds, [tierField('core')])],
  }),
  async submit(request) {
    const { context, member, today, metadata, values, viewId } = request;
    const refused = additionRefusal(member);
    if (refused) return { errors: { name: refused } };
    const read = readFields(values, plainIds);
    if ('errors' in read) return read;
    const tier = readOneOf(values, 'tier', tiers) ?? 'core';
    const typed: Typed = { ...metadata, fields: read.fields, tier, formId: viewId };
    const same = await findSame(context.db, member, typed.fields, today);
    if (same.length > 0) return { push: samePartnerForm.draw(typed, same) };
    const added = await save(request, typed, null);
    if (added.how === 'full') return { push: addFullForm.draw(typed, { full: added, today }) };
    const note = { text: `Added to your partners (${tierWords[tier]}).`, undo: added.traceId };
    const { home } = metadata;
    return {
      update: await cardAfterAdding(context, member, added.partnerId, home, note),
      after: async () => home && (await publishHome(context, member, { screen: home })),
    };
  },
});

/** "Is it one of these?", on top of the add form. */
export const samePartnerForm = defineForm({
  id: 'partner-same',
  metadata: typedMetadata,
  may: 'member',
  view: (same: Awaited<ReturnType<typeof findSame>>, { fields }) => sameView(fields, same),
  submit: (request) => finish(request, null),
});

/** The chosen tier is full: asks which partner to move down instead, longest unseen first. */
export const addFullForm = defineForm({
  id: 'partner-add-full',
  metadata: typedMetadata,
  may: 'member',
  view: ({ full, today }: { full: FullTier; today: Day }) => ({
    title: plain('This tier is full'),
    submit: plain('Add'),
    close: plain('Back'),
    blocks: [section(tierIsFull(full)), holderField(full, today, true)],
  }),
  submit: (request) => finish(request, readChosenId(request.values, 'down') || null),
});

type Asked<Metadata> = Submission<'member', Metadata>;

/** Adds the partner from a form on top of the add form, and closes both. If the tier is full, asks (again) which partner to move down. */
async function finish(request: Asked<Typed>, moveDown: number | null): Promise<FormAnswer> {
  const { context, member, today, metadata: typed } = request;
  const refused = additionRefusal(member);
  if (refused) return { update: refusedView(refused) };
  const added = await save(request, typed, moveDown);
  if (added.how === 'full') return { update: addFullForm.draw(typed, { full: added, today }) };
  return {
    closeAll: true,
    async after() {
      const message = addedMessage(typed.fields.name, typed.tier, added.partnerId);
      await answer(context, member, typed.reply, message);
      if (typed.home) await publishHome(context, member, { screen: typed.home });
    },
  };
}

const save = (
  { context, member, today, now }: Pick<Asked<unknown>, 'context' | 'member' | 'today' | 'now'>,
  { fields, tier, formId }: Typed,
  moveDown: number | null,
) => addPartner(context.db, member, { fields, tier, requestKey: `view:${formId}`, moveDown }, { today, now });

const additionRefusal = (member: Member): string | null =>
  mayInBranch(branchRolesOf(member, member.branch.id), 'add partners') ? null : refusedBranch('add partners');

const refusedView = (text: string): ModalView => ({
  type: 'modal',
  title: plain('Nothing changed'),
  close: plain('Back'),
  blocks: [section(text)],
});
