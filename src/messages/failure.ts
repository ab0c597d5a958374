import { choiceOf } from '../domain/format.ts';
import { cut } from './blocks.ts';
import { readsOnlyText } from './touchpoints/sentence-answers.ts';

export type FailureSort =
  | 'away'
  | 'busy'
  | 'unknown'
  | 'not a member'
  | 'reads only'
  | 'no form'
  | 'too late for a form'
  | 'other';

/**
 * What a person reads when something went wrong on our side: whether it was saved, and what to do. Plain text.
 * `away`: the database could not be reached before anything was written. `busy`: more requests than can be served.
 * `unknown`: the answer to a commit was lost. `no form`: Slack did not open one, or did not say so. `support`: where the
 * operator helps.
 */
export function failureText(what: FailureSort, reference: string, said?: string, support?: string): string {
  const words = said ? `\nYou wrote: ${cut(said, 2000)}` : '';
  switch (what) {
    case 'away':
      return `I can’t reach my records right now, so nothing was saved. Please send it again in a minute.${words}`;
    case 'busy':
      return `I can’t keep up right now, so nothing was saved. Please send it again in a minute.${words}`;
    case 'unknown':
      return `I couldn’t tell whether that was saved. Send it again; it won’t count twice.${words}`;
    case 'not a member':
      return 'This is for people in a branch who work with partners. Type /touchpoint to see how to join.';
    case 'reads only':
      return readsOnlyText;
    case 'no form':
      return `Nothing changed: Slack didn’t respond when I opened the form. If you don’t see it, try again.${words}`;
    case 'too late for a form':
      return `That took too long for Slack to open a form. ${said === undefined ? 'Tap it' : 'Send it'} again.${words}`;
    case 'other':
      return `Something went wrong on my side (reference ${reference}). If you were logging something, send it again; it won’t count twice.${support ? ` Still stuck? ${support}` : ''}${words}`;
  }
}

/** The installed app may do less than this release needs. `scopes` as Slack names them. */
export const missingScopeText = (scopes: readonly string[]): string =>
  `Rapport is missing a Slack permission (${choiceOf(scopes)}). Ask a workspace admin to reinstall it.`;

/** A command whose answer would come too late for Slack; the answer follows in the same place. */
export const stillAtIt = 'This is taking longer than usual. I’ll answer here.';

/** At a field of a form that stays open, so that nothing typed is lost. */
export const formLate = 'This is taking longer than usual. Please send it again; it won’t count twice.';

/** In the place of options that could not be looked up; 75 characters at most. */
export const optionsAway = 'I can’t reach my records right now. Try again in a minute.';

/** The same, when there are more requests than can be served. */
export const optionsBusy = 'I can’t keep up right now. Try again in a minute.';

/** What an older version of the app has left behind: a button, a form, a command. */
export function unknownText(command: string | undefined): string {
  return command
    ? `${command} is from another version of Rapport and doesn’t work here. Type /rapport help to see what I can do.`
    : 'Nothing changed: this is from an older version of Rapport and no longer works. Type /rapport help to see what I can do.';
}
