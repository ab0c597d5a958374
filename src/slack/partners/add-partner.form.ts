import type { AckFn, App, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { isTier, type Tier, tiers } from '../../domain/words.ts';
import { plain, section } from '../../messages/blocks.ts';
import type { HomeScreen } from '../../messages/home/home-screen.ts';
import { tierChoices, tierWords } from '../../messages/kinds.ts';
import { addedMessage, type FullTier, sameView, tierIsFull } from '../../messages/partners/partner-form.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { addPartner, findSame } from '../../store/partners/partner-edit.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, readOption } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { publishHome } from '../home/home.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { cardAfterAdding } from './card.ts';
import { fieldBlocks, plainIds, readFields } from './partner-fields.ts';
import { holderField } from './tier.form.ts';

const addModal = 'partner-add';
/** "Is it one of these?", over the form of adding. */
const sameModal = 'partner-same';
/** "Whom do you move down?", over it as well. */
const addFullModal = 'partner-add-full';

interface AddPurpose {
  reply: ReplyTo;
  /** Where in App Home it was opened, which is drawn again. */
  home: HomeScreen | null;
}

/** What a form over the form of adding remembers of it. */
interface Typed extends AddPurpose {
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
  { over = false, home = null }: { over?: boolean; home?: HomeScreen | null } = {},
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

const tierField = (initial: Tier): KnownBlock =>
  choiceField(
    'tier',
    'How close?',
    tiers.map((tier) => ({ value: tier, label: tierChoices[tier] })),
    initial,
    true,
  );

export function addPartnerListeners(app: App, context: EdgeContext): void {
  app.view(addModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const refused = whyNot(member);
    if (refused) return ack({ response_action: 'errors', errors: { name: refused } });
    const read = readFields(view, plainIds);
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
    const chosen = readOption(view, 'tier');
    const purpose = JSON.parse(view.private_metadata) as AddPurpose;
    const typed: Typed = {
      ...purpose,
      fields: read.fields,
      tier: isTier(chosen) ? chosen : 'core',
      formId: view.id,
    };
    const same = await findSame(context.db, member, typed.fields);
    if (same.length > 0)
      return ack({
        response_action: 'push',
        view: { ...sameView(typed.fields, same, JSON.stringify(typed)), callback_id: sameModal },
      });
    const added = await save(member, typed, null);
    if (added.how === 'full')
      return ack({ response_action: 'push', view: addFullView(added, typed, todayOf(context, member)) });
    const note = { text: `Added to your partners: ${tierWords[typed.tier]}.`, undo: added.traceId };
    await ack({
      response_action: 'update',
      view: await cardAfterAdding(context, member, added.partnerId, typed.home, note),
    });
    if (typed.home) await publishHome(context, member, { place: typed.home });
  });

  app.view<ViewSubmitAction>(sameModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    await finish(member, JSON.parse(view.private_metadata) as Typed, null, ack);
  });

  app.view<ViewSubmitAction>(addFullModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const down = Number(readOption(view, 'down')) || null;
    await finish(member, JSON.parse(view.private_metadata) as Typed, down, ack);
  });

  /** Adds from a form over the form, which are closed then; where the tier is full it asks (again) whom to move. */
  async function finish(
    member: Member,
    typed: Typed,
    moveDown: number | null,
    ack: AckFn<ViewResponseAction>,
  ): Promise<void> {
    const refused = whyNot(member);
    if (refused) return ack({ response_action: 'update', view: refusedView(refused) });
    const added = await save(member, typed, moveDown);
    if (added.how === 'full')
      return ack({ response_action: 'update', view: addFullView(added, typed, todayOf(context, member)) });
    await ack({ response_action: 'clear' });
    await answer(context, member, typed.reply, addedMessage(typed.fields.name, typed.tier, added.partnerId));
    if (typed.home) await publishHome(context, member, { place: typed.home });
  }

  const save = (member: Member, { fields, tier, formId }: Typed, moveDown: number | null) =>
    addPartner(
      context.db,
      member,
      { fields, tier, requestKey: `view:${formId}`, moveDown },
      { today: todayOf(context, member), now: context.now() },
    );
}

const whyNot = (member: Member): string | null =>
  mayInBranch(branchRolesOf(member, member.branch.id), 'add partners') ? null : refusedBranch('add partners');

const refusedView = (text: string): ModalView => ({
  type: 'modal',
  title: plain('Not done'),
  close: plain('Back'),
  blocks: [section(text)],
});

/** The tier that was wished for is full: whom to move down instead, the longest unseen first. */
const addFullView = (full: FullTier, typed: Typed, today: Day): ModalView => ({
  type: 'modal',
  callback_id: addFullModal,
  title: plain('One too many'),
  submit: plain('Add'),
  close: plain('Back'),
  private_metadata: JSON.stringify(typed),
  blocks: [section(tierIsFull(full)), holderField(full, today, true)],
});
