import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { notMember } from '../../messages/hearing.ts';
import {
  adminsOnly,
  cannotSeeChannel,
  help,
  inviteFirst,
  notHere,
  sharedChannel,
} from '../../messages/help.ts';
import { findMember } from '../../store/members.ts';
import { digestNow } from '../actions/digest-now.ts';
import type { EdgeContext } from '../deadline.ts';
import { openBranchModal } from '../modals/branch.ts';
import { typedText } from '../plain-text.ts';
import { named } from './named.ts';

/** `/rapport branch | digest | help`. */
export function rapportCommand(app: App, context: EdgeContext): void {
  app.command(named('rapport'), async ({ command, ack }) => {
    const [word = ''] = typedText(command.text).trim().toLowerCase().split(/\s+/);
    const tell = (message: { text: string }) => ack({ response_type: 'ephemeral', ...message });
    switch (word) {
      case 'branch':
        return setUpBranch();
      case 'digest':
        return showDigest();
      default:
        return tell(help(word === '' || word === 'help' ? null : word));
    }

    async function setUpBranch(): Promise<void> {
      const { user } = await context.slack.users.info({ user: command.user_id });
      if (!user?.is_admin && !user?.is_owner) return tell(adminsOnly());
      if (!/^[CG]/.test(command.channel_id)) return tell(notHere());
      const channel = await findChannel(context, command.channel_id);
      if (!channel) return tell(cannotSeeChannel());
      if (!channel.is_member) return tell(inviteFirst());
      if (channel.is_ext_shared || channel.is_pending_ext_shared) return tell(sharedChannel());
      const countPeople = await openBranchModal(
        context,
        command.trigger_id,
        { channelId: command.channel_id, responseUrl: command.response_url },
        channel.name ?? command.channel_name,
        { slackUserId: command.user_id, zone: user.tz ?? 'America/New_York' },
      );
      await ack();
      await countPeople();
    }

    async function showDigest(): Promise<void> {
      const member = await findMember(context.db, command.user_id);
      if (member?.state !== 'active') return tell(notMember(member?.state ?? null));
      return tell(await digestNow(context, member));
    }
  });
}

/** The channel, or null where the bot may not see it: a private channel that it was not invited to. */
async function findChannel(context: Context, channel: string) {
  try {
    return (await context.slack.conversations.info({ channel })).channel ?? null;
  } catch (error) {
    if ((error as { data?: { error?: string } }).data?.error === 'channel_not_found') return null;
    throw error;
  }
}
