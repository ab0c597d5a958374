import { cut, escape } from './blocks.ts';

export type FailureSort = 'away' | 'unknown' | 'not a member' | 'other';

/**
 * What a person reads when something went wrong on our side: whether it was saved, and what to do.
 * `away`: the database could not be reached before anything was written. `unknown`: the answer to a commit was lost.
 */
export function failureText(what: FailureSort, reference: string, said?: string): string {
  const words = said ? `\nYour words: ${escape(cut(said, 2000))}` : '';
  switch (what) {
    case 'away':
      return `I can't reach my records right now, so nothing was saved. Please send it again in a minute.${words}`;
    case 'unknown':
      return `I could not tell whether that was saved; send it again, it will not count twice.${words}`;
    case 'not a member':
      return 'This is for people who work with partners in a branch. Type /touchpoint to see how to join.';
    case 'other':
      return `Something went wrong on my side (reference ${reference}). If you were logging something, send it again: it will not count twice.${words}`;
  }
}
