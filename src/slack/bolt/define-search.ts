import type { AckFn, BlockSuggestion } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import type { Member } from '../../domain/members/member.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { findMember } from '../../store/members/members.ts';
import type { EdgeContext } from './deadline.ts';
import { unescapeSlack } from './plain-text.ts';

/** Options under one heading. */
export interface OptionGroup {
  label: string;
  options: PlainTextOption[];
}

/** Slack takes one of the two lists, never both. */
type Options =
  | { options: PlainTextOption[] }
  | { option_groups: { label: ReturnType<typeof plain>; options: PlainTextOption[] }[] };

/** A menu that loads its options while someone types, in the form the app registers. */
export interface SearchDefinition {
  kind: 'search';
  id: string;
  handle(context: EdgeContext, request: { body: BlockSuggestion; ack: AckFn<Options> }): Promise<void>;
}

/**
 * A menu that is filled while someone types. `may` decides which members are offered options; anyone who is not an active
 * member gets none. `find` returns matches for the text as typed, grouped under headings. Groups without options are left
 * out.
 */
export function defineSearch(definition: {
  /** The action id of the menu. */
  id: string;
  may(member: Member): boolean;
  find(search: {
    context: EdgeContext;
    member: Member;
    typed: string;
    /** Of the block that the menu is in. */
    blockId: string;
  }): Promise<OptionGroup[]>;
}): SearchDefinition {
  return {
    kind: 'search',
    id: definition.id,
    async handle(context, { body, ack }) {
      const member = await findMember(context.db, body.user.id);
      if (member?.state !== 'active' || !definition.may(member)) return ack({ options: [] });
      const typed = typeof body.value === 'string' ? unescapeSlack(body.value).trim() : '';
      const groups = (await definition.find({ context, member, typed, blockId: body.block_id })).filter(
        ({ options }) => options.length > 0,
      );
      // Slack refuses empty groups. With no options at all it shows "No results".
      return ack(groups.length > 0 ? { option_groups: groups.map(drawn) } : { options: [] });
    },
  };
}

const drawn = ({ label, options }: OptionGroup) => ({ label: plain(cut(label, 75)), options });
