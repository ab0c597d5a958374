import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { changedFields, mergeEdits } from '../../domain/partners/partner-fields.ts';
import { plain, section } from '../../messages/blocks.ts';
import { changedMeanwhile, editedNote } from '../../messages/partners/partner-form.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadCard, loadTies } from '../../store/partners/card.ts';
import { editPartner } from '../../store/partners/partner-edit.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type CardPlace, refreshCard } from './card.ts';
import { fieldBlocks, idsOfVersion, readFields } from './partner-fields.ts';

const editModal = 'partner-edit';

interface EditPurpose {
  partnerId: number;
  version: number;
  /** What the form showed, to tell what its writer changed. */
  base: PartnerFields;
  place: CardPlace;
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
  if (!card?.details || !may(card.readerRoles, 'edit')) return false;
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

export function editPartnerListener(app: App, context: EdgeContext): void {
  app.view(editModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const purpose = JSON.parse(view.private_metadata) as EditPurpose;
    const at = idsOfVersion(purpose.version);
    const read = readFields(view, at);
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
    const today = todayOf(context, member);
    const ties = await loadTies(context.db, member, purpose.partnerId, today);
    if (!ties || !may(partnerRolesOf(member, ties), 'edit')) {
      const why =
        ties && may(partnerRolesOf(member, ties), 'see outline') ? refusedPartner('edit') : noSuchPartner;
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
}

/**
 * Two people wrote at once: what the other has changed is told, and stands in the fields that this one left alone.
 */
function conflictView(
  purpose: EditPurpose,
  mine: PartnerFields,
  { now, version, by }: { now: PartnerFields; version: number; by: string | null },
): ModalView {
  const fields = mergeEdits({ base: purpose.base, mine, theirs: now });
  const changed = changedFields(purpose.base, now);
  return editView(fields, { ...purpose, version, base: now }, [section(changedMeanwhile(changed, by))]);
}
