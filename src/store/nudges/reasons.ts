import type { FailureCode } from '../../domain/slack-codes.ts';

/**
 * Why a nudge waits, is in doubt, or was closed: `nudge.reason`. Our own words and Slack's codes, never text that someone
 * else wrote; a check in the database holds the shape.
 */
export type Reason =
  | FailureCode
  | ClosedBecause
  | WaitsBecause
  | `history unreadable: ${FailureCode | 'more than 1000 messages since'}`
  | `the channel could not be checked: ${FailureCode}`
  | `${typeof appRemoved}; whether it was sent is not known`;

export const appRemoved = 'the app was removed from the workspace';
/** A welcome: they left the branch's channel before it went out. Who joins one again is asked. */
export const inNoBranchChannel = 'in no branch channel';

/** A post in a channel whose history is closed to us. */
export const unanswered = 'no one said whether it was sent';

/** Rules of ours: there is nothing to say, or no one to tell. */
export type ClosedBecause =
  | typeof appRemoved
  | typeof unanswered
  | typeof inNoBranchChannel
  | 'answered'
  | 'back again'
  | 'day off'
  | 'enough for this week'
  | 'erased'
  | 'handed over, or archived'
  | 'has answered already'
  | 'asked at their first word'
  | 'neither a manager nor a lead to ask'
  | 'neither a manager nor a lead to tell'
  | 'no channel, and neither a manager nor a lead to tell'
  | 'no one to tell'
  | 'no week is closed yet'
  | 'not a member anymore'
  | 'not in that role anymore'
  | 'not chosen anymore'
  | 'not late anymore'
  | 'on it'
  | 'reads the record only'
  | 'taken back'
  | 'the branch is gone'
  | 'the day or the answerer changed'
  | 'the doubt has ended'
  | 'the plan has changed'
  | 'undone'
  | 'undone, or not theirs to read';

type WaitsBecause =
  | 'could not be composed'
  | 'did not appear'
  | 'its sender went away'
  | 'not found in the history'
  | 'perhaps sent by two senders'
  | 'weeks are being closed';
