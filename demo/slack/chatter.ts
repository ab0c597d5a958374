import type { Sandbox } from 'slack-sandbox';
import type { Handle } from '../cast/people.ts';
import type { SlackIds } from './populate.ts';

/** A moment before the first message: the local Slack's clock only moves forward. */
export const chatterBegins = new Date('2026-06-08T08:05:00-04:00');

/** What people wrote on Monday and Tuesday. Times are New York's. */
const chatter: readonly [at: string, by: Handle, channel: string, text: string][] = [
  [
    '2026-06-08T08:12',
    'naomi',
    'general',
    'Morning, all. Six months of Rapport today! Thanks for every coffee you logged.',
  ],
  ['2026-06-08T08:20', 'ada', 'general', 'Luis is out through Friday. Sam’s covering for him.'],
  [
    '2026-06-08T08:31',
    'ada',
    'tampa',
    'Team lunch moved to Friday at 12:30 PM. I’m ordering, so tell me what you don’t eat.',
  ],
  ['2026-06-08T08:34', 'sam', 'tampa', 'Anything but olives'],
  [
    '2026-06-08T09:02',
    'priya',
    'tampa',
    'Dana’s workshop is on for Saturday the 20th, forty seats. Who can help at check-in?',
  ],
  [
    '2026-06-08T09:10',
    'noor',
    'tampa',
    'I can! I’m only three weeks in and would love to meet some of the agents.',
  ],
  [
    '2026-06-08T11:15',
    'grace',
    'phoenix',
    '108 by noon today. Site visits before ten, please, and bring water.',
  ],
  [
    '2026-06-08T11:22',
    'tomas',
    'phoenix',
    'Andre’s starting his walkthroughs at 6:30 AM now. Coffee’s on him.',
  ],
  [
    '2026-06-08T12:40',
    'malik',
    'chicago',
    'We slipped again in May. Let’s each pick two people we haven’t seen since winter. I’ll start: Ray Doyle and Stan Wojcik.',
  ],
  ['2026-06-08T12:48', 'hannah', 'chicago', 'Felix and Simone. Putting both on my calendar now.'],
  ['2026-06-08T14:05', 'dee', 'chicago', 'Tamara says we’re welcome at her team meeting, Tuesdays at nine.'],
  ['2026-06-09T09:05', 'ada', 'tampa', 'Chamber mixer next Tuesday at 5:30 PM. Who’s in?'],
  ['2026-06-09T09:07', 'sam', 'tampa', 'I’m in. I’ll bring the cards.'],
  [
    '2026-06-09T11:48',
    'wen',
    'phoenix',
    'Imani’s new agents would love to sit in on a closing. Do we have any Friday?',
  ],
  ['2026-06-09T13:30', 'ben', 'general', 'Hi, I’m Ben! I start Monday on the processing team in Chicago.'],
  ['2026-06-09T13:36', 'naomi', 'general', 'Welcome, Ben!'],
  ['2026-06-09T15:21', 'priya', 'tampa', 'Back from coffee with Dana. I promised her the slides by Friday.'],
];

/** Posts the messages and moves the clock along. Call it before the app is connected, which then gets no events for them. */
export async function chat(sandbox: Sandbox, { users, channels }: SlackIds): Promise<void> {
  for (const [at, by, channel, text] of chatter) {
    sandbox.clock.moveTo(`${at}:00-04:00`);
    await sandbox.as(users[by]!).say(channels[channel]!, text);
  }
}
