import type { App, ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { may, mayInBranch, standingsIn, standingsTo } from '../../domain/access.ts';
import type { PartnerFields } from '../../domain/card.ts';
import type { Day } from '../../domain/day.ts';
import type { Member } from '../../domain/member.ts';
import {
  changedFields,
  type EditableField,
  isEmail,
  isPhone,
  parseYearDay,
} from '../../domain/partner-fields.ts';
import { nameKey } from '../../domain/same-partner.ts';
import { findSensitive } from '../../domain/sensitive.ts';
import { partnerKinds, type Tier, tiers } from '../../domain/words.ts';
import { plain, section } from '../../messages/blocks.ts';
import { isTier } from '../../messages/card.ts';
import { refusedField } from '../../messages/hearing.ts';
import type { HomePlace } from '../../messages/home-place.ts';
import { tierWords } from '../../messages/kinds.ts';
import {
  addedMessage,
  changedMeanwhile,
  editedNote,
  type FullTier,
  sameView,
  tierIsFull,
} from '../../messages/partner-form.ts';
import { noSuchPartner, refusedBranch, refusedPartner } from '../../messages/refusals.ts';
import { yearDay } from '../../messages/year-day.ts';
import { loadCard, loadTies } from '../../store/card.ts';
import { addPartner, editPartner, findSame } from '../../store/partner-edit.ts';
import { answer, type ReplyTo } from '../answers.ts';
import type { EdgeContext } from '../deadline.ts';
import { todayOf } from '../hearing.ts';
import { publishHome } from '../home/home.ts';
import { requireMember } from '../members.ts';
import { type CardPlace, cardAfterAdding, refreshCard } from './card.ts';
import { choiceField, type FieldErrors, readOption, readText, textField } from './fields.ts';
import { openForm } from './open-form.ts';
import { holderField } from './tier.ts';

/** Adding a partner and editing one: the same fields. */
const addModal = 'partner-add';
const editModal = 'partner-edit';
/** "Is it one of these?", over the form of adding. */
const sameModal = 'partner-same';

/** "Whom do you move down?", over the form of adding. */
const addFullModal = 'partner-add-full';

/** Characters, as in a file of partners. */
const limits = { name: 120, company: 120, phone: 40, email: 254, growing: 500 } as const;

interface AddPurpose {
  reply: ReplyTo;
  /** Where in App Home it was opened, which is drawn again. */
  home: HomePlace | null;
}

interface EditPurpose {
  partnerId: number;
  version: number;
  /** What the form showed, to tell what its writer changed. */
  base: PartnerFields;
  place: CardPlace;
}

interface SamePurpose extends AddPurpose {
  fields: PartnerFields;
  tier: Tier;
  /** The view of the form, which makes the request unique. */
  formId: string;
}

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

/** Opens the form for a new partner; `typed` is what was said already: "Jane Roe, Roe Realty". */
export async function openAddForm(
  context: EdgeContext,
  triggerId: string,
  reply: ReplyTo,
  typed: string,
  { over = false, home = null }: { over?: boolean; home?: HomePlace | null } = {},
): Promise<void> {
  const [name = '', ...company] = typed.split(',');
  const fields = { ...noFields, name: name.trim(), company: company.join(',').trim() || null };
  const purpose: AddPurpose = { reply, home };
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: addModal,
      title: plain('Add a partner'),
      submit: plain('Add'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify(purpose),
      blocks: fieldBlocks(fields, plainIds, [tierField('core')]),
    },
    { over },
  );
}

/** Opens the form with what is known of a partner, over their card. False: not (any more) the reader's to edit. */
export async function openEditForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  partnerId: number,
  place: CardPlace,
): Promise<boolean> {
  const card = await loadCard(context.db, member, partnerId, todayOf(context, member));
  if (!card?.details || !may(card.standings, 'edit')) return false;
  const base = fieldsOf(card.details);
  const purpose: EditPurpose = { partnerId: card.id, version: card.details.version, base, place };
  await openForm(context, triggerId, editView(base, purpose), { over: true });
  return true;
}

const fieldsOf = ({
  name,
  company,
  kind,
  phone,
  email,
  growing,
  birthday,
  anniversary,
}: PartnerFields): PartnerFields => ({ name, company, kind, phone, email, growing, birthday, anniversary });

const editView = (fields: PartnerFields, purpose: EditPurpose, above: KnownBlock[] = []): ModalView => ({
  type: 'modal',
  callback_id: editModal,
  title: plain('Edit partner'),
  submit: plain('Save'),
  close: plain('Cancel'),
  private_metadata: JSON.stringify(purpose),
  blocks: [...above, ...fieldBlocks(fields, idsOfVersion(purpose.version))],
});

/** How the fields of a form are called. Slack keeps what was typed where an id stays, so a form of other values has others. */
type FieldIds = (field: EditableField) => string;
const plainIds: FieldIds = (field) => field;
const idsOfVersion =
  (version: number): FieldIds =>
  (field) =>
    `${field}.${version}`;

function fieldBlocks(fields: PartnerFields, at: FieldIds, more: KnownBlock[] = []): KnownBlock[] {
  return [
    textField(at('name'), 'Name', {
      initial: fields.name,
      required: true,
      placeholder: 'Dana Lee',
      max: limits.name,
    }),
    textField(at('company'), 'Company', {
      initial: fields.company,
      placeholder: 'Lee & Co',
      max: limits.company,
    }),
    textField(at('phone'), 'Phone', { initial: fields.phone, placeholder: '555-0142', max: limits.phone }),
    ...more,
    textField(at('email'), 'E-mail', { initial: fields.email, max: limits.email }),
    choiceField(
      at('kind'),
      'What do they do?',
      partnerKinds.map((kind) => ({ value: kind, label: kind.charAt(0).toUpperCase() + kind.slice(1) })),
      fields.kind,
    ),
    textField(at('growing'), 'What are they trying to grow this year?', {
      initial: fields.growing,
      multiline: true,
      placeholder: 'In their words',
      max: limits.growing,
    }),
    textField(at('birthday'), 'Birthday', {
      initial: fields.birthday && yearDay(fields.birthday),
      placeholder: 'Jun 9',
    }),
    textField(at('anniversary'), 'Business anniversary', {
      initial: fields.anniversary && yearDay(fields.anniversary),
      placeholder: 'Sep 1',
    }),
  ];
}

const tierField = (initial: Tier): KnownBlock => ({
  ...choiceField(
    'tier',
    'How close?',
    tiers.map((tier) => ({ value: tier, label: tierChoice[tier] })),
    initial,
    true,
  ),
});

const tierChoice: Record<Tier, string> = {
  inner: 'Inner circle: talk every 2 weeks, meet every 4',
  core: 'Core: talk every month, meet every 2',
  keep: 'Keep in touch: talk every 3 months',
  resting: 'Resting: no reminders',
};

/** What was typed, or every error at its field. */
function readFields(view: ViewOutput, at: FieldIds): { fields: PartnerFields } | { errors: FieldErrors } {
  const errors: FieldErrors = {};
  const name = readText(view, at('name'), errors);
  const company = readText(view, at('company'), errors);
  const phone = readText(view, at('phone'), errors);
  const email = readText(view, at('email'), errors)?.toLowerCase() ?? null;
  const growing = readText(view, at('growing'), errors);
  if (!errors[at('name')] && (!name || nameKey(name) === '')) errors[at('name')] = 'A name needs letters.';
  if (phone && !errors[at('phone')] && !isPhone(phone)) errors[at('phone')] = 'That is no phone number.';
  if (email && !isEmail(email)) errors[at('email')] = 'That is no e-mail address.';
  const days = {
    birthday: readYearDay(view, at('birthday'), errors),
    anniversary: readYearDay(view, at('anniversary'), errors),
  };
  if (Object.keys(errors).length > 0 || !name) return { errors };
  const chosen = readOption(view, at('kind'));
  const kind = partnerKinds.find((one) => one === chosen) ?? 'other';
  return {
    fields: {
      name: oneLine(name),
      company: company && oneLine(company),
      kind,
      phone,
      email,
      growing,
      ...days,
    },
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const readLine = (view: ViewOutput, blockId: string): string | null =>
  view.state.values[blockId]?.[blockId]?.value?.trim() || null;

function readYearDay(view: ViewOutput, blockId: string, errors: FieldErrors): string | null {
  const text = readLine(view, blockId);
  if (!text) return null;
  const found = findSensitive(text);
  const day = parseYearDay(text);
  if (found) errors[blockId] = refusedField(found.kind);
  else if (!day) errors[blockId] = 'A day without a year, like Jun 9.';
  return day;
}

export function partnerFormListeners(app: App, context: EdgeContext): void {
  app.view(addModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    if (!mayInBranch(standingsIn(member, member.branch.id), 'add partners'))
      return ack({ response_action: 'errors', errors: { name: refusedBranch('add partners') } });
    const read = readFields(view, plainIds);
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
    const chosen = readOption(view, 'tier');
    const tier: Tier = isTier(chosen) ? chosen : 'core';
    const { reply, home } = JSON.parse(view.private_metadata) as AddPurpose;
    const same = await findSame(context.db, member, read.fields);
    if (same.length > 0) {
      const purpose: SamePurpose = { reply, home, fields: read.fields, tier, formId: view.id };
      return ack({
        response_action: 'push',
        view: { ...sameView(read.fields, same, JSON.stringify(purpose)), callback_id: sameModal },
      });
    }
    const added = await save(context, member, read.fields, tier, view.id);
    if (added.how === 'full') {
      const purpose: SamePurpose = { reply, home, fields: read.fields, tier, formId: view.id };
      return ack({ response_action: 'push', view: addFullView(added, purpose, todayOf(context, member)) });
    }
    const note = { text: `Added to your partners: ${tierWords[tier]}.`, undo: added.traceId };
    await ack({
      response_action: 'update',
      view: await cardAfterAdding(context, member, added.partnerId, home, note),
    });
    if (home) await publishHome(context, member, { place: home });
  });

  app.view(sameModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { fields, tier, reply, home, formId } = JSON.parse(view.private_metadata) as SamePurpose;
    if (!mayInBranch(standingsIn(member, member.branch.id), 'add partners'))
      return ack({ response_action: 'clear' });
    const added = await save(context, member, fields, tier, formId);
    if (added.how === 'full') {
      const purpose: SamePurpose = { reply, home, fields, tier, formId };
      return ack({ response_action: 'update', view: addFullView(added, purpose, todayOf(context, member)) });
    }
    await ack({ response_action: 'clear' });
    await answer(context, member, reply, addedMessage(fields.name, tier, added.partnerId));
    if (home) await publishHome(context, member, { place: home });
  });

  app.view(addFullModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { fields, tier, reply, home, formId } = JSON.parse(view.private_metadata) as SamePurpose;
    const down = Number(readOption(view, 'down'));
    const added = await save(context, member, fields, tier, formId, down);
    if (added.how === 'full')
      return ack({
        response_action: 'errors',
        errors: { down: 'They are not in that tier any more. Choose again.' },
      });
    await ack({ response_action: 'clear' });
    await answer(context, member, reply, addedMessage(fields.name, tier, added.partnerId));
    if (home) await publishHome(context, member, { place: home });
  });

  app.view(editModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const purpose = JSON.parse(view.private_metadata) as EditPurpose;
    const at = idsOfVersion(purpose.version);
    const read = readFields(view, at);
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
    const today = todayOf(context, member);
    const ties = await loadTies(context.db, member, purpose.partnerId, today);
    if (!ties || !may(standingsTo(member, ties), 'edit')) {
      const why =
        ties && may(standingsTo(member, ties), 'see outline') ? refusedPartner('edit') : noSuchPartner;
      return ack({ response_action: 'errors', errors: { [at('name')]: why } });
    }
    const edit = { version: purpose.version, fields: read.fields };
    const edited = await editPartner(context.db, member, purpose.partnerId, edit, context.now());
    switch (edited.how) {
      case 'gone':
        return ack({ response_action: 'errors', errors: { [at('name')]: noSuchPartner } });
      case 'stale':
        return ack({ response_action: 'update', view: conflictView(purpose, read.fields, edited) });
      case 'same':
        return ack();
      case 'saved':
        await ack();
        return refreshCard(context, member, purpose.place, {
          text: editedNote(changedFields(purpose.base, read.fields)),
          undo: edited.traceId,
        });
    }
  });

  const save = (
    { db, now }: EdgeContext,
    member: Member,
    fields: PartnerFields,
    tier: Tier,
    formId: string,
    moveDown: number | null = null,
  ) =>
    addPartner(
      db,
      member,
      { fields, tier, requestKey: `view:${formId}`, moveDown },
      { today: todayOf(context, member), now: now() },
    );
}

/** The tier that was wished for is full: whom to move down instead, the longest unseen first. */
const addFullView = (full: FullTier, purpose: SamePurpose, today: Day): ModalView => ({
  type: 'modal',
  callback_id: addFullModal,
  title: plain('One too many'),
  submit: plain('Add'),
  close: plain('Back'),
  private_metadata: JSON.stringify(purpose),
  blocks: [section(tierIsFull(full)), holderField(full, today, true)],
});

/**
 * Two people wrote at once: what the other has changed is told, and stands in the fields that this one left alone.
 */
function conflictView(
  purpose: EditPurpose,
  mine: PartnerFields,
  { now, version, by }: { now: PartnerFields; version: number; by: string | null },
): ModalView {
  const theirs = changedFields(purpose.base, now);
  const ours = new Set(changedFields(purpose.base, mine).map(({ field }) => field));
  const fields: PartnerFields = { ...mine };
  for (const { field, after } of theirs) {
    if (!ours.has(field)) Object.assign(fields, { [field]: after });
  }
  return editView(fields, { ...purpose, version, base: now }, [section(changedMeanwhile(theirs, by))]);
}
