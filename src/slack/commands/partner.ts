import type { App } from '@slack/bolt';
import { notMember } from '../../messages/hearing.ts';
import { nobodyFound, partnerHelp } from '../../messages/partner-command.ts';
import { findBranch } from '../../store/branches.ts';
import { findMember } from '../../store/members.ts';
import { searchPartners } from '../../store/partner-search.ts';
import type { EdgeContext } from '../deadline.ts';
import { whyNotWrite } from '../members.ts';
import { openAddForm } from '../modals/add-partner.ts';
import { openCard, openChooser } from '../modals/card.ts';
import { openExportForm } from '../modals/export-partners.ts';
import { openImportForm } from '../modals/import-partners.ts';
import { typedText } from '../plain-text.ts';
import { named } from './named.ts';

/** `/partner NAME | add [NAME, COMPANY] | import | export`. */
export function partnerCommand(app: App, context: EdgeContext): void {
  app.command(named('partner'), async ({ command, ack }) => {
    const text = typedText(command.text).trim();
    const tell = (message: { text: string }) => ack({ response_type: 'ephemeral', ...message });
    const member = await findMember(context.db, command.user_id);
    if (member?.state !== 'active') return tell(notMember(member?.state ?? null));
    const refused = whyNotWrite(member);
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
    switch (word.toLowerCase()) {
      case '':
      case 'help':
        return tell(partnerHelp());
      case 'add':
        if (refused) return tell(refused);
        await openAddForm(context, command.trigger_id, { responseUrl: command.response_url }, rest);
        return ack();
      case 'import':
        if (refused) return tell(refused);
        await openImportForm(context, command.trigger_id, member, command.channel_id);
        return ack();
      case 'export': {
        const here = await findBranch(context.db, command.channel_id);
        const why = await openExportForm(
          context,
          command.trigger_id,
          member,
          { responseUrl: command.response_url },
          here?.id ?? member.branch.id,
        );
        return why ? tell({ text: why }) : ack();
      }
      default:
        return find();
    }

    async function find(): Promise<void> {
      const found = await searchPartners(context.db, member!, text);
      const [first] = found;
      if (!first) return tell(nobodyFound(text, member!.branch.name));
      if (found.length > 1) await openChooser(context, command.trigger_id, text, found);
      else await openCard(context, member!, { triggerId: command.trigger_id }, first.id);
      return ack();
    }
  });
}
