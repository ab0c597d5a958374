import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { moveClock } from '../support/demo.ts';

/** What people in Tampa log in the week that the pictures show. */
const deeds: readonly { at: string; who: string; told: string }[] = [
  { at: '2026-06-10T17:00:00-04:00', who: 'priya', told: 'coffee with Marcus Webb' },
  { at: '2026-06-15T17:00:00-04:00', who: 'priya', told: 'lunch with Joan Ortiz, she speaks in July' },
  { at: '2026-06-16T16:30:00-04:00', who: 'priya', told: 'called Elena Vasquez' },
  { at: '2026-06-16T17:10:00-04:00', who: 'sam', told: 'coffee with Tessa Monroe' },
];

/** The posts of a branch's week: the picture's name, when the post is there, and a text in it. */
export const weekPosts = [
  { name: 'plan', at: '2026-06-15T08:30:00-04:00', reads: 'week of Jun 15' },
  { name: 'reminder', at: '2026-06-17T09:00:00-04:00', reads: 'so far this week' },
  // Friday is Juneteenth, so the leaderboard comes on Monday.
  { name: 'leaderboard', at: '2026-06-22T15:00:00-04:00', reads: 'Most improved' },
] as const;

/** Plays the deeds between two instants, with the clock moved along, so that Rapport posts what is due by `to`. */
export async function liveUntil(url: string, from: string, to: string): Promise<void> {
  for (const { at, who, told } of deeds) {
    if (Date.parse(at) <= Date.parse(from) || Date.parse(at) > Date.parse(to)) continue;
    await moveClock(url, at);
    await tell(url, who, told);
  }
  await moveClock(url, to);
}

/** Someone tells Rapport something in a direct message. */
export async function tell(url: string, who: string, text: string): Promise<void> {
  const { users } = (await (await fetch(`${url}/sandbox/workspace`)).json()) as {
    users: { id: string; name: string }[];
  };
  const { id } = users.find(({ name }) => name === who)!;
  await fetch(`${url}/sandbox/as/${id}/dm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  await sleep(1_000);
}

/** Finds the last message with the text `reads` and scrolls it into view. */
export async function findPost(page: Page, reads: string) {
  const post = page.getByRole('article').filter({ hasText: reads }).last();
  await post.waitFor({ timeout: 30_000 });
  await post.scrollIntoViewIfNeeded();
  return post;
}
