import type { App } from '@slack/bolt';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { partnerHelp } from '../../messages/partners/partner-command.ts';
import { findBranch } from '../../store/members/branches.ts';
import { findMember } from '../../store/members/members.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { named } from '../bolt/named.ts';
import { typedText } from '../bolt/plain-text.ts';
import { answerStranger, writeRefusal } from '../members/first-steps.ts';
import { openAddForm } from './add-partner.form.ts';
import { openCard, openChooser } from './card.ts';
import { openExportForm } from './export-partners.form.ts';
import { openImportForm } from './import-partners.form.ts';
import { answerNobody } from './nobody-found.ts';

/** `/partner NAME | add [NAME, COMPANY] | import | export`. */
export function partnerCommand(app: App, context: EdgeContext): void {
  app.command(named('partner'), async ({ command, ack }) => {
    const text = typedText(command.text).trim();
    const tell = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    const member = await findMember(context.db, command.user_id);
    if (member?.state !== 'active') return tell(await answerStranger(context, command.user_id, member));
    const refused = await writeRefusal(context, command.user_id, member);
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
        return why ? tell(plainMessage(why)) : ack();
      }
      default:
        return find();
    }

    async function find(): Promise<void> {
      const found = await searchPartners(context.db, member!, text);
      const [first] = found;
      if (!first) return tell(await answerNobody({ context, member: member! }, text));
      if (found.length > 1) await openChooser(context, command.trigger_id, text, found);
      else await openCard(context, member!, { triggerId: command.trigger_id }, first.id);
      return ack();
    }
  });
}
