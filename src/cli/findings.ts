import type { TroubledNudges } from '../store/nudges/trouble.ts';

/** Something that doctor has to say: what, how often, where for example, and what to do about it. */
export interface Finding {
  kind: string;
  count?: number;
  what: string;
  examples?: string[];
  /** Null: nothing is to be done, it is only worth knowing. */
  remedy: string | null;
}

const mend = {
  token:
    'Put the bot token from "OAuth & Permissions" of your Slack app into SLACK_BOT_TOKEN, and start again.',
  scope: 'Install the app again with the scopes of: npm run rapport -- manifest',
  history: 'Add the bot scope channels:history (private channels: groups:history), install the app again.',
  invite: 'Invite the bot to the channel.',
  run: 'Is the bot running? (npm start) It sends what is owed by itself.',
  wait: 'Slack takes no more for now: it goes on by itself. Often so? Lower SLACK_MESSAGES_PER_MINUTE.',
  slack: 'Tried again each minute; the reason is what Slack or the network said.',
  name: 'Make somebody manager of the branch, or lead.',
  report: 'A fault of Rapport: report it with the lines of the log that name the nudge.',
};

/** By the reason that a nudge carries while it is owed. */
const whileOwed: Readonly<Record<string, string>> = {
  'rate limited': mend.wait,
  'could not be composed': mend.report,
  'its sender went away': mend.run,
  'not found in the history': mend.run,
  'weeks are being closed': 'It comes once they are. If it stays: the log, at "closing weeks failed".',
  missing_scope: mend.scope,
  no_permission: mend.scope,
  invalid_auth: mend.token,
  not_authed: mend.token,
  account_inactive: mend.token,
  token_revoked: mend.token,
  token_expired: mend.token,
};

/** By the code with which Slack refused for good, or the rule of ours that found nobody. */
const refused: Readonly<Record<string, string>> = {
  user_disabled: 'They are deactivated in Slack: hand their partners to somebody else.',
  user_not_found: 'Slack does not know them any more: hand their partners to somebody else.',
  users_not_found: 'Slack does not know them any more: hand their partners to somebody else.',
  messages_tab_disabled: 'Switch on the Messages Tab under "App Home" of your Slack app.',
  cannot_dm_bot: 'This is a bot, and not a person: it should be no member.',
  restricted_action: "The workspace's settings keep apps from posting there: an admin can allow it.",
  not_in_channel: mend.invite,
  channel_not_found: 'The channel is gone, or private: invite the bot, or set the branch up in another one.',
  'neither a manager nor a lead to tell': mend.name,
  'no channel, and neither a manager nor a lead to tell': mend.name,
  is_archived: 'Unarchive the channel, or set the branch up in another one.',
};

/** Codes by which Slack says that a person takes no messages. */
export const refusals = Object.keys(refused).filter((code) => /^(users?_|messages_|cannot_)/.test(code));

const unreadable = 'history unreadable: ';

/** Says of nudges that share their trouble what it is and what to do. */
export function findingOf({ trouble, reason, count, examples }: TroubledNudges): Finding {
  return {
    kind: trouble === 'gone' ? 'cancelled' : trouble,
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
      return reason ?? 'no reason was noted';
  }
}

function remedyOf(trouble: TroubledNudges['trouble'], reason: string | null): string | null {
  const why = reason ?? '';
  switch (trouble) {
    case 'late':
      return reason === null ? mend.run : (whileOwed[why] ?? mend.slack);
    case 'expired':
      return reason === null
        ? 'Lost: nobody sent it in time. Was the bot down, or Slack? The next one comes.'
        : `Lost, the next one comes. ${whileOwed[why] ?? 'Was Slack away? See the log of that time.'}`;
    case 'in doubt':
      return remedyOfDoubt(why);
    case 'failed':
      return refused[why] ?? mend.report;
    case 'gone':
      return null;
    default:
      // What is not here was cancelled by a rule of ours, and rightly.
      return refused[why] ?? null;
  }
}

function remedyOfDoubt(reason: string): string {
  if (!reason.startsWith(unreadable)) return `Looked up in the history 20 s later. ${mend.run}`;
  const code = reason.slice(unreadable.length);
  if (code === 'missing_scope') return mend.history;
  if (code in whileOwed) return whileOwed[code]!;
  if (code === 'not_in_channel' || code === 'channel_not_found') return mend.invite;
  if (code.startsWith('more than')) return 'See whether it is there, then end the doubt: docs/operating.md.';
  return 'Looked up again every 5 minutes.';
}

const channelRemedies: Readonly<Record<string, string>> = {
  archived: 'Unarchive the channel, or set the branch up in another one.',
  shared: 'It is shared with another company, which must not read names: set the branch up in another.',
  guests: 'There are guests in it, who must not read names: take them out, or use another channel.',
  'not in channel': mend.invite,
  'not found': 'It is gone, or private: invite the bot, or set the branch up in another one.',
};

/** Says of branches whose channel nothing may be posted in why, and what to do. */
export const channelFinding = (row: { problem: string; count: number; branches: string[] }): Finding => ({
  kind: 'channel',
  count: row.count,
  what: `cannot be posted in: ${row.problem}`,
  examples: row.branches,
  remedy: channelRemedies[row.problem] ?? 'Set the branch up in another channel.',
});

export const tokenRefused = (code: string): Finding => ({
  kind: 'slack',
  what: `does not take our token: ${code}`,
  remedy: whileOwed[code] ?? mend.token,
});

/** "2026-06-10 12:00Z" */
export const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ').concat('Z');
