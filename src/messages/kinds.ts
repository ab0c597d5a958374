import type { FitAnswer } from '../domain/partners/card.ts';
import type { Payer, Tier, TouchpointKind } from '../domain/words.ts';

/** How a touchpoint of each kind is said in a sentence: "Coffee with Dana Lee" is a meal, and so on. */
export const touchpointWords: Record<TouchpointKind, { label: string; withWhom: string; past: string }> = {
  meal: { label: 'Coffee or a meal', withWhom: 'Coffee or a meal with', past: 'had coffee or a meal' },
  visit: { label: 'Visit, in person', withWhom: 'Met', past: 'met' },
  event: { label: 'Event', withWhom: 'At an event with', past: 'met at an event' },
  committee: { label: 'Committee or board', withWhom: 'At a committee with', past: 'met at a committee' },
  video: { label: 'Video call', withWhom: 'Video call with', past: 'talked on video' },
  call: { label: 'Phone call', withWhom: 'Talked with', past: 'talked' },
  message: { label: 'Messages, both ways', withWhom: 'Messages with', past: 'exchanged messages' },
};

export const tierWords: Record<Tier, string> = {
  inner: 'inner circle',
  core: 'core',
  keep: 'keep in touch',
  resting: 'resting',
};

/** What a tier asks, for who chooses one. */
export const tierChoices: Record<Tier, string> = {
  inner: 'Inner circle: talk every 2 weeks, meet every 4',
  core: 'Core: talk every month, meet every 2',
  keep: 'Keep in touch: talk every 3 months',
  resting: 'Resting: no reminders',
};

export const payerWords: Record<Payer, { button: string; said: string }> = {
  'each own': { button: 'Each own', said: 'each paid their own' },
  'they did': { button: 'They did', said: 'they paid' },
  'we did': { button: 'We did…', said: 'we paid' },
};

/** The four questions of fit, as they are asked, and what a yes means in a word. */
export const fitWords: Record<FitAnswer, { question: string; short: string }> = {
  buyers: { question: 'They work with people who buy homes', short: 'home buyers' },
  natural: { question: 'We meet naturally, without forcing it', short: 'we meet naturally' },
  useful: { question: 'We can be useful to them', short: 'we can be useful' },
  family: { question: 'We would send our own family to them', short: 'would send family' },
};
