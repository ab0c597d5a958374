import type { App, SlashCommand } from '@slack/bolt';
import type { Context } from '../context.ts';
import { branchRolesOf, mayInBranch } from '../domain/access.ts';
import type { Member } from '../domain/members/member.ts';
import { leadingName } from '../domain/reading/leading-name.ts';
import { asTyped } from '../messages/blocks.ts';
import {
  branchFirst,
  cannotSeeChannel,
  help,
  inviteFirst,
  notHere,
  sharedChannel,
} from '../messages/help.ts';
import { areasMessage } from '../messages/leads/areas.ts';
import { branchShown } from '../messages/members/branch.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { notMember } from '../messages/touchpoints/sentence-answers.ts';
import { loadAreas } from '../store/leads/areas.ts';
import { findAnyBranch, findBranch, loadBranchSettings } from '../store/members/branches.ts';
import { findMember, findMemberWithBook } from '../store/members/members.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { named } from './bolt/named.ts';
import { typedText } from './bolt/plain-text.ts';
import { digestNow } from './digest/digest-now.ts';
import { openEvents } from './events/events.form.ts';
import { openFeedbackForm } from './feedback/feedback.form.ts';
import { openBranchModal } from './members/branch.form.ts';
import { openMeModal } from './members/me.form.ts';
import { standingsWithSlack, todayOf, whyNotWrite } from './members/members.ts';
import { openPeopleModal } from './members/people.form.ts';
import { openRecordForm } from './record/record.form.ts';

/** `/rapport feedback | record | events | digest | me | branch | areas | people | help`. */
export function rapportCommand(app: App, context: EdgeContext): void {
  app.command(named('rapport'), async ({ command, ack }) => {
    const [word = ''] = typedText(command.text).trim().toLowerCase().split(/\s+/);
    const tell = (message: { text: string }) => ack({ response_type: 'ephemeral', ...message });
    const refuse = (text: string) => tell({ text: asTyped(text) });
    const member = await findMember(context.db, command.user_id);
    switch (word) {
      case 'branch':
        return branch(command, member);
      case 'areas':
        return areas(member);
      case 'people':
        return people(member);
      case 'digest':
        return tell(whyNotWrite(member) ?? (await digestNow(context, member!)));
      case 'feedback':
        return feedback(command);
      case 'record':
        return record(command);
      case 'events': {
        const refused = whyNotWrite(member);
        if (refused) return tell(refused);
        await openEvents(context, command.trigger_id, member!, command.channel_id);
        return ack();
      }
      case 'me':
        if (member?.state !== 'active') return tell(notMember(member?.state ?? null));
        await openMeModal(context, command.trigger_id, member, {
          reply: { responseUrl: command.response_url },
          home: false,
        });
        return ack();
      default:
        return tell(help(word === '' || word === 'help' ? null : word, member));
    }

    /** The branch of the channel is edited by who may, and shown to its people; any other channel becomes one. */
    async function branch({ channel_id: channelId }: SlashCommand, asker: Member | null): Promise<void> {
      const here = /^[CG]/.test(channelId)
        ? await loadBranchSettings(context.db, { channelId })
        : asker?.state === 'active'
          ? await loadBranchSettings(context.db, { id: asker.branch.id })
          : null;
      const { standings, zone } = await standingsWithSlack(context, command.user_id, asker, here?.id ?? 0);
      if (here && !mayInBranch(standings, 'edit branch'))
        return standings.includes('member')
          ? tell(branchShown(here, todayOf(context, asker!)))
          : refuse(refusedBranch('edit branch'));
      if (!here && !mayInBranch(standings, 'set up branch')) return refuse(refusedBranch('set up branch'));
      const target = here?.channelId ?? channelId;
      if (!/^[CG]/.test(target)) return tell(notHere());
      const channel = await findChannel(context, target);
      if (!channel) return tell(cannotSeeChannel());
      if (!channel.is_member) return tell(inviteFirst());
      if (channel.is_ext_shared || channel.is_pending_ext_shared) return tell(sharedChannel());
      const countPeople = await openBranchModal(
        context,
        command.trigger_id,
        { channelId: target, responseUrl: command.response_url },
        channel.name ?? command.channel_name,
        { slackUserId: command.user_id, zone },
      );
      await ack();
      await countPeople();
    }

    /** What stands behind the word is looked up for names, and becomes the text. */
    async function feedback({ user_id, text, trigger_id, response_url }: SlashCommand): Promise<void> {
      const known = await findMemberWithBook(context.db, user_id);
      const refused = whyNotWrite(known?.member);
      if (!known || refused) return tell(refused ?? notMember(null));
      const said = typedText(text)
        .trim()
        .replace(/^\S+\s*/, '');
      const named = leadingName(said, known.book);
      const rest = named ? named.rest : said;
      await openFeedbackForm(
        context,
        trigger_id,
        {
          partners: named ? [named.partner] : [],
          text: rest === '' ? null : rest,
        },
        { reply: { responseUrl: response_url } },
      );
      return ack();
    }

    async function record({ channel_id: channelId, trigger_id }: SlashCommand): Promise<void> {
      if (member?.state !== 'active') return tell(notMember(member?.state ?? null));
      const here = await findBranch(context.db, channelId);
      const isTheirs = here && mayInBranch(branchRolesOf(member, here.id), 'read branch record');
      const branchId = isTheirs ? here.id : (member.manages[0] ?? member.branch.id);
      const refused = await openRecordForm(context, trigger_id, member, branchId);
      return refused ? refuse(refused) : ack();
    }

    async function areas(asker: Member | null): Promise<void> {
      const { standings } = await standingsWithSlack(context, command.user_id, asker, 0);
      if (!mayInBranch(standings, 'group branches')) return refuse(refusedBranch('group branches'));
      return tell(areasMessage(await loadAreas(context.db)));
    }

    async function people(asker: Member | null): Promise<void> {
      const { standings } = await standingsWithSlack(context, command.user_id, asker, 0);
      if (!mayInBranch(standings, 'name roles')) return refuse(refusedBranch('name roles'));
      const home = await findAnyBranch(context.db, command.channel_id);
      if (!home) return tell(branchFirst());
      const purpose = { responseUrl: command.response_url, branchId: home.id };
      await openPeopleModal(context, command.trigger_id, purpose);
      return ack();
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
