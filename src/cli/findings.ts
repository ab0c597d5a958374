import { plural } from '../domain/format.ts';
import type { Unvalidated } from '../store/db/unvalidated.ts';
import type { TroubledNudges, UnknownZone } from '../store/nudges/trouble.ts';
import type { Check } from './checklist.ts';

/** Something doctor reports: what it is, how often, where for example, and what to do about it. */
export interface Finding {
  kind: string;
  count?: number;
  what: string;
  examples?: string[];
  /** Null if there is nothing to do and the finding is only informational. */
  remedy: string | null;
}

const remedies = {
  token: 'Put the bot token from "OAuth & Permissions" of your Slack app into SLACK_BOT_TOKEN, and restart.',
  scope: 'Reinstall the app with the scopes from: npm run rapport -- manifest',
  history:
    'Add the bot scope channels:history (private channels: groups:history), and reinstall the app. Until then, the branch’s manager is asked.',
  invite: 'Invite the bot to the channel.',
  run: 'Is the bot running (npm start)? It sends overdue messages by itself.',
  wait: 'Slack is limiting us. Sending resumes by itself. If this happens a lot, lower SLACK_MESSAGES_PER_MINUTE.',
  slack: 'Retried every minute. The reason is from Slack or the network.',
  name: 'Name a manager for the branch, or a program lead.',
  messagesTab: 'Turn on the Messages Tab under "App Home" of your Slack app.',
  posting: 'Workspace settings keep apps from posting there. An admin can allow it.',
  report: 'A bug in Rapport: report it with the log lines that name this message.',
};

/** By the reason a nudge carries while it is owed. */
const whileOwed: Readonly<Record<string, string>> = {
  'rate limited': remedies.wait,
  'could not be composed': remedies.report,
  'its sender went away': remedies.run,
  'not found in the history': remedies.run,
  'weeks are being closed':
    'These go out once the weeks are closed. If they stay here, look for "closing weeks failed" in the log.',
  missing_scope: remedies.scope,
  no_permission: remedies.scope,
  invalid_auth: remedies.token,
  not_authed: remedies.token,
  account_inactive: remedies.token,
  token_revoked: remedies.token,
  token_expired: remedies.token,
  access_denied: remedies.scope,
  not_allowed_token_type: remedies.token,
  team_access_not_granted: remedies.token,
  messages_tab_disabled: remedies.messagesTab,
  restricted_action: remedies.posting,
  message_limit_exceeded:
    'The workspace sends more messages than its plan allows. Sending resumes by itself.',
  'unknown code':
    'Slack refuses with an error that this release does not know: see "Slack refused with a code unknown here" in the log, and update Rapport.',
};

/** By Slack's code for a final refusal, or our reason for finding no one. */
const refused: Readonly<Record<string, string>> = {
  user_disabled: 'Their Slack account is deactivated: hand over their partners.',
  user_not_found: 'Slack doesn’t know this account: hand over their partners.',
  users_not_found: 'Slack doesn’t know this account: hand over their partners.',
  messages_tab_disabled: remedies.messagesTab,
  cannot_dm_bot: 'This is a bot. It should not be a member.',
  restricted_action: remedies.posting,
  not_in_channel: remedies.invite,
  channel_not_found:
    'The channel is gone or private: invite the bot, or set up the branch in another channel.',
  'neither a manager nor a lead to tell': remedies.name,
  'no channel, and neither a manager nor a lead to tell': remedies.name,
  is_archived: 'Unarchive the channel, or set up the branch in another channel.',
};

/** Slack's codes for people who take no messages. */
export const refusals = Object.keys(refused).filter((code) => /^(users?_|messages_|cannot_)/.test(code));

const unreadable = 'history unreadable: ';

/** The finding for nudges that share a problem. */
export function findingOf({ trouble, reason, count, examples }: TroubledNudges): Finding {
  return {
    kind: trouble === 'gone' || trouble === 'cancelled' ? 'canceled' : trouble,
    count,
    what: whatOf(trouble, reason),
    examples: examples.map(
      ({ id, post, who, dueAt }) => `${id} ${post}, ${who}, due ${minuteOf(new Date(dueAt))}`,
    ),
    remedy: remedyOf(trouble, reason),
  };
}

function whatOf(trouble: TroubledNudges['trouble'], reason: string | null): string {
  switch (trouble) {
    case 'late':
      return reason ?? 'waiting for a sender';
    case 'expired':
      return `not sent in time${reason ? `: ${reason}` : ''}`;
    case 'in doubt':
      return reason ?? 'the answer was lost';
    case 'refused':
      return `no direct messages: ${reason}`;
    case 'gone':
      return `the member has left${reason ? `: ${reason}` : ''}`;
    default:
      return reason ?? 'no reason was recorded';
  }
}

function remedyOf(trouble: TroubledNudges['trouble'], reason: string | null): string | null {
  const why = reason ?? '';
  switch (trouble) {
    case 'late':
      return reason === null ? remedies.run : (whileOwed[why] ?? remedies.slack);
    case 'expired':
      return reason === null
        ? 'Missed: not sent in time. Was the bot or Slack down? The next one will go out.'
        : `Missed; the next one will go out. ${whileOwed[why] ?? 'Was Slack down? See the log from that time.'}`;
    case 'in doubt':
      return remedyOfDoubt(why);
    case 'failed':
      return refused[why] ?? remedies.report;
    case 'gone':
      return null;
    default:
      // A rule of ours canceled what is not listed here, and rightly.
      return refused[why] ?? null;
  }
}

function remedyOfDoubt(reason: string): string {
  if (!reason.startsWith(unreadable)) return `Rapport checks the history after 20 s. ${remedies.run}`;
  const code = reason.slice(unreadable.length);
  if (code === 'missing_scope') return remedies.history;
  if (code in whileOwed) return whileOwed[code]!;
  if (code === 'not_in_channel' || code === 'channel_not_found') return remedies.invite;
  if (code.startsWith('more than'))
    return 'Check whether the message is there, then settle the doubt as the operations guide says.';
  return 'Rapport checks again every 5 minutes.';
}

const remedyOfPosting =
  'An admin can let apps post in the channel’s settings, or set up the branch in another channel. Its posts go to the branch’s manager.';

const channelRemedies: Readonly<Record<string, string>> = {
  archived: 'Unarchive the channel, or set up the branch in another channel.',
  shared:
    'It is shared with another company, which must not see names: set up the branch in another channel.',
  guests:
    'It has guests, or people from outside the workspace, who must not see names: remove them, or use another channel.',
  'not in channel': remedies.invite,
  'not found': 'It is gone or private: invite the bot, or set up the branch in another channel.',
  restricted: remedyOfPosting,
  'read only': remedyOfPosting,
  'threads only': remedyOfPosting,
  suspended:
    'An admin has suspended posting there (Enterprise Key Management), and can allow it again. Its posts go to the branch’s manager.',
};

/** The finding for branches whose channel nothing may be posted in. */
export const channelFinding = (row: { problem: string; count: number; branches: string[] }): Finding => ({
  kind: 'channel',
  count: row.count,
  what: `cannot be posted to: ${row.problem}`,
  examples: row.branches,
  remedy: channelRemedies[row.problem] ?? 'Set up the branch in another channel.',
});

const whyWeak = {
  superuser: 'is a superuser',
  owner: 'owns the tables',
  granted: 'may change rows of the expense record',
};

/** What it costs that the bot's role could change the expense record. A choice of the operator, so nothing to fix. */
export const recordFinding = ({
  role,
  because,
}: {
  role: string;
  because: keyof typeof whyWeak;
}): Finding => ({
  kind: 'record',
  what: `the bot’s role ${role} ${whyWeak[because]}, so the append-only expense record is only as strong as that role’s password. The installation guide, “Two database roles,” gives the bot one of its own.`,
  remedy: null,
});

/** Whether the bot's role could change the expense record. That it could is the operator's choice, and stops nothing. */
export const recordCheck = (weakness: { role: string; because: keyof typeof whyWeak } | null): Check =>
  weakness
    ? {
        kind: 'role',
        state: 'look',
        what: `${weakness.role} could change the expense record: it ${whyWeak[weakness.because]}`,
      }
    : { kind: 'role', state: 'fine', what: 'the bot’s role can’t change the expense record' };

export const appRemoved = (at: Date): Finding => ({
  kind: 'slack',
  what: `the app was removed from the workspace: ${minuteOf(at)}`,
  remedy: 'Nothing is sent anymore. Reinstall it, then restart the bot.',
});

export const onStandby: Finding = {
  kind: 'database',
  what: 'is a standby, which takes no writes',
  remedy: 'Point DATABASE_URL at the primary.',
};

export const tokenRefused = (code: string): Finding => ({
  kind: 'slack',
  what: `rejects our token: ${code}`,
  remedy: whileOwed[code] ?? remedies.token,
});

export const scopesLacking = (scopes: readonly string[]): Finding => ({
  kind: 'slack',
  what: `the installed app lacks ${plural(scopes.length, 'a scope', 'scopes')}: ${scopes.join(', ')}`,
  remedy: remedies.scope,
});

/** "2026-06-10 12:00Z" */
export const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ').concat('Z');

/** Old rows that a constraint of a later release does not allow. Changing one of them fails until it is fixed. */
export const unvalidatedFinding = ({ table, constraint }: Unvalidated): Finding => ({
  kind: 'database',
  what: `some old rows of ${table} violate ${constraint}, so changing them fails`,
  remedy: `Fix those rows, then run: ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraint}`,
});

/** A time zone that only a newer Node may know. Whoever is in it still lives by their branch's, but nothing is scheduled. */
export const zoneFinding = ({ zone, count, who }: UnknownZone): Finding => ({
  kind: 'time zone',
  count,
  what: `Node ${process.versions.node} doesn’t know “${zone}”, so what is scheduled in it is not sent`,
  examples: who,
  remedy: 'A member picks another in /rapport me, a branch in /rapport branch. Or run a newer Node.',
});
