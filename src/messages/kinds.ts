import type { FitAnswer } from '../domain/partners/card.ts';
import type { Payer, Tier, TouchpointKind } from '../domain/words.ts';

interface TouchpointWords {
  /** In a menu. */
  label: string;
  /** Before the name, once it happened. */
  headline: string;
  /** Before "with Dana Lee": planned, or undone. */
  noun: string;
  /** What the two did. */
  past: string;
}

/** How a touchpoint of each kind is said, where no word of the person's own ("coffee") stands for it. */
export const touchpointWords: Record<TouchpointKind, TouchpointWords> = {
  meal: {
    label: 'Coffee or a meal',
    headline: 'Coffee or a meal with',
    noun: 'coffee or a meal',
    past: 'had coffee or a meal',
  },
  visit: { label: 'In-person visit', headline: 'Met', noun: 'visit', past: 'met' },
  event: { label: 'Event', headline: 'At an event with', noun: 'event', past: 'met at an event' },
  committee: {
    label: 'Committee or board meeting',
    headline: 'Committee meeting with',
    noun: 'committee meeting',
    past: 'met at a committee meeting',
  },
  video: { label: 'Video call', headline: 'Video call with', noun: 'video call', past: 'talked on video' },
  call: { label: 'Phone call', headline: 'Talked with', noun: 'call', past: 'talked' },
  message: {
    label: 'Messages back and forth',
    headline: 'Traded messages with',
    noun: 'messages',
    past: 'traded messages',
  },
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
  'each own': { button: 'Each paid their own', said: 'each paid their own' },
  'they did': { button: 'They paid', said: 'they paid' },
  'we did': { button: 'We paid…', said: 'we paid' },
};

/** The four questions of fit, as they are asked, and what a yes means in a word. */
export const fitWords: Record<FitAnswer, { question: string; short: string }> = {
  buyers: { question: 'They work with homebuyers', short: 'works with homebuyers' },
  natural: { question: 'Our paths cross naturally', short: 'our paths cross' },
  useful: { question: 'We can be useful to them', short: 'we can be useful' },
  family: { question: 'We’d send our own family to them', short: 'we’d send our family' },
};
