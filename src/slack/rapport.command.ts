import type { App, SlashCommand } from '@slack/bolt';
import type { Context } from '../context.ts';
import { branchRolesOf, mayInBranch, worksWithPartners } from '../domain/access.ts';
import type { Member } from '../domain/members/member.ts';
import { leadingName } from '../domain/reading/leading-name.ts';
import { notUnderstood } from '../messages/asking/own-answers.ts';
import { type Message, plainMessage } from '../messages/blocks.ts';
import { cannotSeeChannel, help, inviteFirst, notHere, sharedChannel } from '../messages/help.ts';
import { areasMessage } from '../messages/leads/areas.ts';
import { branchShown } from '../messages/members/branch.ts';
import { firstSteps, firstStepsMessage } from '../messages/members/first-steps.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { notMember } from '../messages/touchpoints/sentence-answers.ts';
import { readFailure } from '../slack-failure.ts';
import { loadAreas } from '../store/leads/areas.ts';
import { findAnyBranch, findBranch, loadBranchSettings } from '../store/members/branches.ts';
import { findMember, findMemberWithBook } from '../store/members/members.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import type { After } from './bolt/define-form.ts';
import { named } from './bolt/named.ts';
import { typedText } from './bolt/plain-text.ts';
import { digestNow } from './digest/digest-now.ts';
import { openEvents } from './events/events-list.ts';
import { openFeedbackForm } from './feedback/feedback.form.ts';
import { openBranchForm } from './members/branch.form.ts';
import { answerStranger, firstStepsFor, writeRefusal } from './members/first-steps.ts';
import { openMeForm } from './members/me.form.ts';
import { branchRolesWithSlack, todayOf } from './members/members.ts';
import { openPeopleForm } from './members/people.form.ts';
import { openExpenseRecordForm } from './record/expense-record.form.ts';
import { answerAtOnce } from './touchpoints/answer-at-once.ts';

/** `/rapport WORD` as typed; `member` is null for someone who is not a member. */
interface Asked {
  context: EdgeContext;
  command: SlashCommand;
  member: Member | null;
}

/** The answer, which only this person sees; nothing when a form shows the rest. `after` runs once Slack has its answer. */
type Reply = Message | { after: After } | undefined;

const refuse = (text: string): Reply => plainMessage(text);

/** `/rapport feedback | record | events | digest | me | branch | areas | people | help`, a question, or an order. */
const words = new Map<string, (asked: Asked) => Promise<Reply>>([
  ['feedback', tellFeedback],
  ['record', showRecord],
  ['events', showEvents],
  ['digest', showDigest],
  ['me', showSettings],
  ['branch', showBranch],
  ['areas', showAreas],
  ['people', showPeople],
]);

export function rapportCommand(app: App, context: EdgeContext): void {
  app.command(named('rapport'), async ({ command, ack }) => {
    const [word = ''] = typedText(command.text).trim().toLowerCase().split(/\s+/);
    const show = words.get(word);
    const reply = show
      ? await show({ context, command, member: await findMember(context.db, command.user_id) })
      : await answerOrHelp(context, command, word);
    await ack(reply && 'text' in reply ? { response_type: 'ephemeral', ...reply } : undefined);
    if (reply && 'after' in reply) await reply.after();
  });
}

/** No word we know: a question, a partner's name, an order, or a call for help. */
async function answerOrHelp(context: EdgeContext, command: SlashCommand, word: string): Promise<Message> {
  const known = await findMemberWithBook(context.db, command.user_id);
  const said = typedText(command.text).trim();
  if (known?.member.state !== 'active' && word !== 'help')
    return answerStranger(context, command.user_id, known?.member);
  const steps = known ? null : await firstStepsFor(context, command.user_id);
  if (steps) return firstStepsMessage(steps);
  if (known && worksWithPartners(known.member)) {
    const asking = { context, ...known, said, today: todayOf(context, known.member) };
    const request = { now: context.now(), source: 'words', requestKey: command.trigger_id } as const;
    const answered = await answerAtOnce({ ...asking, ...request });
    if (answered) return answered;
    if (said.includes(' ')) return notUnderstood(said);
  }
  const unknown = word === '' || word === 'help' ? null : word;
  return help(unknown, known?.member ?? null, context.config.supportAddress);
}

/** A partner's name at the start of the text is looked up; the rest becomes the feedback text. */
async function tellFeedback({ context, command }: Asked): Promise<Reply> {
  const known = await findMemberWithBook(context.db, command.user_id);
  const refused = await writeRefusal(context, command.user_id, known?.member);
  if (!known || refused) return refused ?? notMember(null);
  const text = typedText(command.text)
    .trim()
    .replace(/^\S+\s*/, '');
  const named = leadingName(text, known.book);
  const rest = named ? named.rest : text;
  const form = { partners: named ? [named.partner] : [], text: rest === '' ? null : rest };
  await openFeedbackForm(context, command.trigger_id, form, { reply: { responseUrl: command.response_url } });
  return undefined;
}

async function showRecord({ context, command, member }: Asked): Promise<Reply> {
  if (member?.state !== 'active') return answerStranger(context, command.user_id, member);
  const here = await findBranch(context.db, command.channel_id);
  const isTheirs = here && mayInBranch(branchRolesOf(member, here.id), 'read branch record');
  const branchId = isTheirs ? here.id : (member.manages[0] ?? member.branch.id);
  const refused = await openExpenseRecordForm(context, command.trigger_id, member, branchId);
  return refused ? refuse(refused) : undefined;
}

async function showEvents({ context, command, member }: Asked): Promise<Reply> {
  const refused = await writeRefusal(context, command.user_id, member);
  if (!member || refused) return refused ?? notMember(null);
  await openEvents(context, command.trigger_id, member, command.channel_id);
  return undefined;
}

async function showDigest({ context, command, member }: Asked): Promise<Reply> {
  const refused = await writeRefusal(context, command.user_id, member);
  return !member || refused ? (refused ?? notMember(null)) : digestNow(context, member);
}

async function showSettings({ context, command, member }: Asked): Promise<Reply> {
  if (member?.state !== 'active') return answerStranger(context, command.user_id, member);
  const reply = { responseUrl: command.response_url };
  await openMeForm(context, command.trigger_id, member, { reply, home: null });
  return undefined;
}

const isChannel = (id: string): boolean => /^[CG]/.test(id);

/** Opens the channel's branch for those who may edit it and shows it to its people. Any other channel becomes a branch. */
async function showBranch({ context, command, member }: Asked): Promise<Reply> {
  const { channel_id: channelId, user_id: slackUserId } = command;
  const here = await findBranchHere(context, channelId, member);
  const { standings, zone } = await branchRolesWithSlack(context, slackUserId, member, here?.id ?? 0);
  if (here && !mayInBranch(standings, 'edit branch'))
    return member && standings.includes('member')
      ? branchShown(here, todayOf(context, member))
      : refuse(refusedBranch('edit branch'));
  if (!here && !mayInBranch(standings, 'set up branch')) return refuse(refusedBranch('set up branch'));
  const target = here?.channelId ?? channelId;
  if (!isChannel(target)) return notHere();
  const channel = await findChannel(context, target);
  if (!channel) return cannotSeeChannel();
  if (channel.is_ext_shared || channel.is_pending_ext_shared) return sharedChannel();
  if (!channel.is_member) return inviteFirst();
  const countPeople = await openBranchForm(
    context,
    command.trigger_id,
    { channelId: target, responseUrl: command.response_url },
    channel.name ?? command.channel_name,
    { slackUserId, zone },
  );
  return { after: countPeople };
}

/** Returns the channel's branch; in a direct message, the member's own. */
async function findBranchHere(context: EdgeContext, channelId: string, member: Member | null) {
  if (isChannel(channelId)) return loadBranchSettings(context.db, { channelId });
  return member?.state === 'active' ? loadBranchSettings(context.db, { id: member.branch.id }) : null;
}

async function showAreas({ context, command, member }: Asked): Promise<Reply> {
  const { standings } = await branchRolesWithSlack(context, command.user_id, member, 0);
  if (!mayInBranch(standings, 'group branches')) return refuse(refusedBranch('group branches'));
  return areasMessage(await loadAreas(context.db));
}

async function showPeople({ context, command, member }: Asked): Promise<Reply> {
  const { standings } = await branchRolesWithSlack(context, command.user_id, member, 0);
  if (!mayInBranch(standings, 'name roles')) return refuse(refusedBranch('name roles'));
  const home = await findAnyBranch(context.db, command.channel_id);
  if (!home) return firstStepsMessage(firstSteps(false));
  const metadata = { responseUrl: command.response_url, branchId: home.id };
  await openPeopleForm(context, command.trigger_id, metadata);
  return undefined;
}

/** Returns the channel, or null if the bot may not see it: a private channel it was not invited to. */
async function findChannel(context: Context, channel: string) {
  try {
    return (await context.slack.conversations.info({ channel })).channel ?? null;
  } catch (error) {
    if (readFailure(error).means === 'someone else') return null;
    throw error;
  }
}
