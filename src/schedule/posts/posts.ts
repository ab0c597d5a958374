import { appeared } from './appeared.ts';
import { beforeMeetingPost } from './before-meeting.ts';
import { bookExported } from './book-exported.ts';
import { coverWantedPost } from './cover-wanted.ts';
import { digest } from './digest.ts';
import { evening } from './evening.ts';
import { feedbackPost } from './feedback.ts';
import { feedbackCorrected } from './feedback-corrected.ts';
import { firstList } from './first-list.ts';
import { handedOver } from './handed-over.ts';
import { importWelcome } from './import-welcome.ts';
import { leaderboard } from './leaderboard.ts';
import { withWhatIsBelow } from './list-with-below.ts';
import { loggedForMember } from './logged-for.ts';
import { reminder } from './midweek-reminder.ts';
import { orphans } from './orphans.ts';
import type { Post } from './post.ts';
import { roleTold } from './role-told.ts';
import { unreachable } from './unreachable.ts';
import { weekPlan } from './week-plan.ts';
import { welcome } from './welcome.ts';

/** Every message that Rapport sends by itself, keyed by its name in `schedule.post` and `nudge.post`. */
export const posts: Readonly<Record<string, Post>> = {
  appeared,
  'before meeting': beforeMeetingPost,
  'cover wanted': coverWantedPost,
  digest: withWhatIsBelow(digest),
  evening,
  exported: bookExported,
  feedback: feedbackPost('new'),
  'feedback corrected': feedbackCorrected,
  'feedback late': feedbackPost('answerer'),
  'feedback manager': feedbackPost('manager'),
  'feedback lead': feedbackPost('area lead'),
  'first list': firstList,
  'handed over': handedOver,
  imported: importWelcome,
  leaderboard,
  'logged for': loggedForMember,
  'made compliance': roleTold('compliance'),
  'made cover': roleTold('cover'),
  'made lead': roleTold('lead'),
  'made manager': roleTold('manager'),
  orphans,
  plan: weekPlan,
  reminder,
  unreachable,
  welcome,
};

export const postNames: readonly string[] = Object.keys(posts);
