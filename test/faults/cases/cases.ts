import { badRows } from './bad-rows.ts';
import type { Case } from './case.ts';
import { channelPosts } from './channel-posts.ts';
import { frozenForHours, frozenReplicas } from './frozen.ts';
import { lostAnswers } from './lost-answers.ts';
import { outages } from './outages.ts';
import { processes } from './processes.ts';
import { reminders } from './reminders.ts';
import { requests } from './requests.ts';
import { together } from './together.ts';
import { welcomes } from './welcomes.ts';
import { zones } from './zones.ts';

export const cases: readonly Case[] = [
  ...together,
  ...lostAnswers,
  ...frozenReplicas,
  ...frozenForHours,
  ...outages,
  ...channelPosts,
  ...zones,
  ...badRows,
  ...processes,
  ...requests,
  ...welcomes,
  ...reminders,
];
