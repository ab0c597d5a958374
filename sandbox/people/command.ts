import { readBlocks } from '../api/message-content.ts';
import { isObject } from '../blocks/schema.ts';
import type { Block } from '../blocks/shapes.ts';
import { type Answer, deliver } from '../delivery/deliver.ts';
import { joinChannel } from '../delivery/membership-events.ts';
import type { Channel } from '../workspace/channels.ts';
import { type Message, postAsBot, showEphemeral } from '../workspace/messages.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { channelLabel, typedText } from './payload.ts';

/** What a person sees after a slash command. */
export interface CommandOutcome {
  /** HTTP status of the app's answer, if there was one. */
  status?: number;
  /** The text shown: the app's, or Slack's if something failed. Absent if the app has not said anything yet. */
  text?: string;
  blocks?: Block[];
  /** The message shown, if the app answered with one. */
  message?: Message;
  /** Slack's name for what went wrong. */
  error?:
    | 'operation_timeout'
    | 'dispatch_failed'
    | 'invalid_command_response'
    | 'not_a_command'
    | 'user_not_found';
  ms: number;
}

/** Types a slash command. */
export async function runCommand(
  world: World,
  user: User,
  channel: Channel,
  name: string,
  text: string,
): Promise<CommandOutcome> {
  if (name === '/invite') return invite(world, user, channel, text);
  const command = world.manifest.commands.get(name);
  if (!command) return { error: 'not_a_command', text: `${name} is not a valid command.`, ms: 0 };
  const { teamId, teamDomain, appId, verificationToken } = world.identity;
  const responseUrl = world.responseUrls.issue('commands', { channel: channel.id, user: user.id });
  const answer = await deliver(world, {
    kind: 'command',
    name,
    path: command.path,
    payload: {
      token: verificationToken,
      team_id: teamId,
      team_domain: teamDomain,
      channel_id: channel.id,
      channel_name: channelLabel(channel),
      user_id: user.id,
      user_name: user.name,
      command: name,
      text: command.shouldEscape ? withNames(world, typedText(world, text)) : escapeOnly(text),
      api_app_id: appId,
      is_enterprise_install: 'false',
      response_url: world.url + responseUrl.path,
      trigger_id: world.triggers.issue(user.id, channel.id),
    },
  });
  return show(world, user, channel, name, answer);
}

/** Slack's own command: adds people or apps to a channel, by their handles. */
async function invite(world: World, user: User, channel: Channel, text: string): Promise<CommandOutcome> {
  const handles = text
    .split(/[\s,]+/)
    .map((handle) => handle.replace(/^@/, '').toLowerCase())
    .filter(Boolean);
  const invited = [...world.users.values()].filter((one) => handles.includes(one.name.toLowerCase()));
  if (channel.kind === 'im' || handles.length === 0 || invited.length < handles.length)
    return {
      error: 'user_not_found',
      text: 'Slack can’t add that here. Try /invite @name in a channel.',
      ms: 0,
    };
  for (const one of invited) await joinChannel(world, channel, one.id, user.id);
  const names = invited.map(({ realName }) => realName).join(', ');
  return { text: `${names} joined ${channelLabel(channel)}.`, ms: 0 };
}

function show(world: World, user: User, channel: Channel, name: string, answer: Answer): CommandOutcome {
  const base = { ms: answer.ms, ...(answer.status !== undefined && { status: answer.status }) };
  const failed = (error: NonNullable<CommandOutcome['error']>): CommandOutcome => ({
    ...base,
    error,
    text: `${name} failed with the error "${error}"`,
  });
  if (answer.failure) return failed(answer.failure === 'timeout' ? 'operation_timeout' : 'dispatch_failed');

  const said = isObject(answer.body) ? answer.body : { text: String(answer.body ?? '').trim() };
  let blocks: Block[] | undefined;
  try {
    blocks = readBlocks(said.blocks, 'msg_too_long');
  } catch {
    return failed('invalid_command_response');
  }
  const text = typeof said.text === 'string' ? said.text : '';
  if (text === '' && !blocks && !Array.isArray(said.attachments)) return base;
  const content = { text, blocks, attachments: said.attachments as unknown[] | undefined };
  const message =
    said.response_type === 'in_channel'
      ? postAsBot(world, channel, content)
      : showEphemeral(world, channel, user.id, content);
  return { ...base, text, message, ...(message.blocks && { blocks: message.blocks }) };
}

function escapeOnly(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** With `should_escape`, mentions in commands include the name. */
function withNames(world: World, text: string): string {
  return text.replace(/<@(\w+)>/g, (whole, id: string) => {
    const name = world.users.get(id)?.name;
    return name === undefined ? whole : `<@${id}|${name}>`;
  });
}
