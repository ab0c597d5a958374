import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { changedFields, type EditableField, mergeEdits } from '../../domain/partners/partner-fields.ts';
import { plain, section } from '../../messages/blocks.ts';
import { changedMeanwhile, editedNote } from '../../messages/partners/partner-form.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadCard, loadTies } from '../../store/partners/card.ts';
import { editPartner } from '../../store/partners/partner-edit.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type FormAnswer } from '../bolt/define-form.ts';
import { rowId } from '../bolt/schemas.ts';
import { todayOf } from '../members/members.ts';
import { type CardLocation, cardPlace, refreshCard } from './card.ts';
import { fieldBlocks, idsOfVersion, partnerFields, readFields } from './partner-fields.ts';

/**
 * Opens the form with what is known about a partner, on top of the card. Returns false if the reader may not, or no
 * longer, edit it. `first`: the field to begin with.
 */
export async function openEditForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  partnerId: number,
  place: CardLocation,
  first?: EditableField,
): Promise<boolean> {
  const card = await loadCard(context.db, member, partnerId, todayOf(context, member));
  if (!card?.details || !may(card.readerRoles, 'edit')) return false;
  const base = fieldsOf(card.details);
  const metadata = { partnerId: card.id, version: card.details.version, base, place };
  await editPartnerForm.open(context, triggerId, metadata, { fields: base, first }, { over: true });
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

export const editPartnerForm = defineForm({
  id: 'partner-edit',
  metadata: z.object({
    partnerId: rowId,
    version: z.int(),
    /** What the form showed, to tell which fields its writer changed. */
    base: partnerFields,
    place: cardPlace,
  }),
  may: 'member',
  view: (
    {
      fields,
      above = [],
      first,
    }: { fields: PartnerFields; above?: KnownBlock[]; first?: EditableField | undefined },
    { version },
  ) => ({
    title: plain('Edit partner'),
    blocks: [
      ...above,
      ...startingAt(first && idsOfVersion(version)(first), fieldBlocks(fields, idsOfVersion(version))),
    ],
  }),
  async submit({ context, member, today, now, metadata, values }): Promise<FormAnswer> {
    const { partnerId, version, base, place } = metadata;
    const at = idsOfVersion(version);
    const read = readFields(values, at, base);
    if ('errors' in read) return read;
    const ties = await loadTies(context.db, member, partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    if (!may(standings, 'edit')) {
      const why = may(standings, 'see outline') ? refusedPartner('edit') : noSuchPartner;
      return { errors: { [at('name')]: why } };
    }
    const edited = await editPartner(context.db, member, partnerId, { version, fields: read.fields }, now);
    switch (edited.how) {
      case 'gone':
        return { errors: { [at('name')]: noSuchPartner } };
      case 'stale': {
        const next = { ...metadata, version: edited.version, base: edited.now };
        return { update: editPartnerForm.draw(next, bothEdits(base, read.fields, edited)) };
      }
      case 'same':
        return undefined;
      case 'saved': {
        const note = { text: editedNote(changedFields(base, read.fields)), undo: edited.traceId };
        return { after: () => refreshCard(context, member, place, note) };
      }
    }
  },
});

/** A form that was opened for one field has the cursor there. */
const startingAt = (blockId: string | undefined, blocks: KnownBlock[]): KnownBlock[] =>
  blocks.map((block) =>
    block.type === 'input' && block.block_id === blockId && 'multiline' in block.element
      ? { ...block, element: { ...block.element, focus_on_load: true } }
      : block,
  );

/** Two people edited at the same time: shows what the other person changed, and fills it into the fields this person left alone. */
function bothEdits(
  base: PartnerFields,
  mine: PartnerFields,
  { now, by }: { now: PartnerFields; by: string | null },
): { fields: PartnerFields; above: KnownBlock[] } {
  return {
    fields: mergeEdits({ base, mine, theirs: now }),
    above: [section(changedMeanwhile(changedFields(base, now), by))],
  };
}
