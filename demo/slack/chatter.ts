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
    'Morning all. Half a year of Rapport today! Thank you for every coffee you wrote down.',
  ],
  ['2026-06-08T08:20', 'ada', 'general', 'Luis is away until Friday, Sam covers for him.'],
  [
    '2026-06-08T08:31',
    'ada',
    'tampa',
    'Team lunch moved to Thursday 12:30. I order, tell me what you don’t eat.',
  ],
  ['2026-06-08T08:34', 'sam', 'tampa', 'Everything but olives'],
  [
    '2026-06-08T09:02',
    'priya',
    'tampa',
    'Dana’s workshop is on for Saturday the 20th, forty chairs. Who can help at the door?',
  ],
  [
    '2026-06-08T09:10',
    'noor',
    'tampa',
    'I can! Third week here and I would love to meet some of the agents.',
  ],
  ['2026-06-08T11:15', 'grace', 'phoenix', '108 by noon. Site visits before ten please, and take water.'],
  ['2026-06-08T11:22', 'tomas', 'phoenix', 'Andre starts his walkthroughs at 6:30 now. Coffee is on him.'],
  [
    '2026-06-08T12:40',
    'malik',
    'chicago',
    'We slipped again in May. Two names each this week, people we have not seen since winter. I go first: Ray Doyle.',
  ],
  ['2026-06-08T12:48', 'hannah', 'chicago', 'Felix and Simone. Putting both on the calendar now.'],
  ['2026-06-08T14:05', 'dee', 'chicago', 'Tamara says we are welcome at her team meeting, Tuesdays at nine.'],
  ['2026-06-09T09:05', 'ada', 'tampa', 'Chamber mixer tonight at 5:30. Who is in?'],
  ['2026-06-09T09:07', 'sam', 'tampa', 'In. I bring the cards this time.'],
  [
    '2026-06-09T11:48',
    'wen',
    'phoenix',
    'Imani’s new agents would like to sit in on a closing. Any on Friday?',
  ],
  [
    '2026-06-09T13:30',
    'ben',
    'general',
    'Hi, I’m Ben, I start with the processing team in Chicago on Monday.',
  ],
  ['2026-06-09T13:36', 'naomi', 'general', 'Welcome Ben!'],
  ['2026-06-09T15:21', 'priya', 'tampa', 'Back from coffee with Dana. The slides are mine, by Friday.'],
];

/** Posts the messages and moves the clock along. Call it before the app is connected, which then gets no events for them. */
export async function chat(sandbox: Sandbox, { users, channels }: SlackIds): Promise<void> {
  for (const [at, by, channel, text] of chatter) {
    sandbox.clock.moveTo(`${at}:00-04:00`);
    await sandbox.as(users[by]!).say(channels[channel]!, text);
  }
}
