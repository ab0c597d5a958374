import type { Context } from '../context.ts';
import { planSchedules } from '../store/schedules.ts';
import { posts } from './posts/posts.ts';

const expiresAt = new Map(Object.entries(posts).map(([name, post]) => [name, post.expiresAt]));

/** Makes the nudges that are due at the business time `now`. Returns how many are new. */
export const planNudges = (context: Context, now: Date): Promise<number> =>
  planSchedules(context.db, expiresAt, now);
