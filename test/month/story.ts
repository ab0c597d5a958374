import { settingsChoice } from '../../src/messages/home/navigation.ts';
import { awayActions } from '../../src/messages/members/away.ts';
import { joinAction } from '../../src/messages/touchpoints/sentence-answers.ts';
import { homeSections } from '../support/home-menu.ts';
import { startChance } from './chance.ts';
import type { Life, Somebody } from './live.ts';

/** Sentences that people log. `NAME` is replaced by the name of one of their partners. */
export const sentences: readonly string[] = [
  'coffee with NAME, promised the slides by Friday',
  'lunch with NAME yesterday, we paid 38 dollars',
  'called NAME, left a voicemail',
  'NAME and I talked on the phone this morning',
  'met NAME at the open house on Saturday',
  'zoom with NAME, wants to grow the listings side',
  'lunch with NAME next Thursday',
  'coffee with NAME tomorrow at 10:30am',
  'coffee with NAME on Monday, she said our letters are slow',
  'texted NAME about the new program',
  'breakfast with NAME and somebody from the office',
  'stopped by NAME to drop off flyers, promised an intro to our underwriter by tomorrow',
  'golf with NAME last Friday',
  'NAME called, the closing went well',
  'board meeting with NAME',
  'tried NAME twice, no answer',
  'coffee with Zed Nobody',
  'lunch with NAME in three months',
  'NAME mentioned a client with SSN 123-45-6789',
  'coffee',
  'how am I doing?',
  'NAME',
];

/** Commands that people type. */
export const commands: readonly (readonly [string, string])[] = [
  ['/partner', 'NAME'],
  ['/partner', 'add Jules Moran, Moran Homes'],
  ['/partner', 'xyzzy'],
  ['/partner', 'export'],
  ['/touchpoint', ''],
  ['/rapport', 'digest'],
  ['/rapport', 'me'],
  ['/rapport', 'record'],
  ['/rapport', 'events'],
  ['/rapport', 'feedback NAME our appraisals take too long'],
  ['/rapport', 'feedback NAME nothing, all good'],
  ['/rapport', 'help'],
];

interface Scene {
  life: Life;
  what: string;
  who(handle: string): Somebody;
}

interface Deed {
  what: string;
  act(scene: Scene): Promise<void>;
}

/** Types a command, and answers or closes the form that opens. */
const types = (handle: string, command: string, text = '', answers = false): Deed => ({
  what: `${handle} types ${command} ${text}`,
  async act({ life, what, who }) {
    const { actor, channel } = who(handle);
    await life.transcript.deed(what, () => actor.command(command, text, channel));
    await finish(life, who(handle), what, answers);
  },
});

const writes = (handle: string, text: string): Deed => ({
  what: `${handle} writes ${text}`,
  async act({ life, what, who }) {
    await life.transcript.deed(what, () => who(handle).actor.dm(text));
  },
});

const shortcut = (handle: string, callbackId: string, onChannel?: string): Deed => ({
  what: `${handle} uses the shortcut ${callbackId}`,
  async act({ life, what, who }) {
    const { actor } = who(handle);
    const message = onChannel && actor.messages(life.slack.channels[onChannel]).find(({ bot_id }) => !bot_id);
    await life.transcript.deed(what, () => actor.shortcut(callbackId, message ? { message } : undefined));
    await finish(life, who(handle), what, true);
  },
});

/** Opens Home and each place in its menu. */
const looksAround = (handle: string): Deed => ({
  what: `${handle} opens Home`,
  async act({ life, what, who }) {
    const { actor } = who(handle);
    await life.transcript.deed(what, () => actor.openHome({ waitMs: 300 }));
    for (const { label, value } of homeSections(actor)) {
      if (value === settingsChoice) continue;
      await life.transcript.deed(`${handle} goes to [${label}]`, () =>
        actor.press({ view: actor.home()!, actionId: 'home.show', value }),
      );
    }
  },
});

/** The value by which a menu under days away names a colleague. */
function coverOption(blocks: unknown, name: string): string | undefined {
  const drawn = (blocks ?? []) as { elements?: { action_id?: string; options?: Option[] }[] }[];
  const menu = drawn
    .flatMap(({ elements = [] }) => elements)
    .find((one) => one.action_id === awayActions.cover);
  return menu?.options?.find(({ text }) => text.text === name)?.value;
}

interface Option {
  text: { text: string };
  value: string;
}

/** Something that happens to the workspace. */
const happens = (what: string, act: (life: Life, who: Scene['who']) => Promise<unknown>): Deed => ({
  what,
  act: ({ life, who }) => life.transcript.deed(what, () => act(life, who)),
});

async function finish(life: Life, { actor, hands }: Somebody, what: string, answers: boolean): Promise<void> {
  if (!actor.view()) return;
  if (answers) await hands.answerForm(startChance(life.seed, what));
  else await life.transcript.deed(`${actor.user.name} closes the form`, () => actor.closeView({ all: true }));
}

const everyWord = (handle: string): Deed[] => [
  types(handle, '/rapport'),
  types(handle, '/rapport', 'me'),
  types(handle, '/rapport', 'digest'),
  types(handle, '/rapport', 'events'),
  types(handle, '/rapport', 'record'),
  types(handle, '/rapport', 'feedback'),
  types(handle, '/rapport', 'feedback dana'),
  types(handle, '/rapport', 'branch'),
  types(handle, '/rapport', 'areas'),
  types(handle, '/rapport', 'people'),
  types(handle, '/rapport', 'xyzzy'),
  types(handle, '/partner'),
  types(handle, '/partner', 'dana'),
  types(handle, '/partner', 'add'),
  types(handle, '/partner', 'import'),
  types(handle, '/partner', 'export'),
  types(handle, '/touchpoint'),
  writes(handle, 'help'),
  writes(handle, 'coffee with Dana Lee'),
  looksAround(handle),
];

/** Scripted deeds by day of the simulation: every command for every kind of person, and events in the workspace. */
export const tour: Readonly<Record<number, readonly Deed[]>> = {
  1: [
    ...everyWord('priya'),
    happens('Priya chooses to be reminded before meetings', async (_life, who) => {
      const { actor } = who('priya');
      await actor.command('/rapport', 'me');
      const view = actor.view();
      if (view) await actor.submit(view, { reminder: ['reminded'] });
    }),
    writes('priya', 'coffee with Dana Lee tomorrow at 10:30am'),
  ],
  2: [...everyWord('ada'), types('ada', '/rapport', 'branch', true)],
  3: [
    ...everyWord('naomi'),
    happens('ada gives Ben the compliance role', async (_life, who) => {
      const { actor } = who('ada');
      await actor.command('/rapport', 'people');
      const view = actor.view();
      if (view) await actor.submit(view, { compliance: [who('ben').actor.user.id] });
    }),
  ],
  6: [...everyWord('ben'), ...everyWord('noor')],
  7: [
    shortcut('sam', 'touchpoint.log'),
    shortcut('sam', 'partner.add'),
    shortcut('sam', 'touchpoint.from-message', 'tampa'),
    shortcut('sam', 'promise.from-message', 'tampa'),
    types('sam', '/partner', 'add Jane Roe, Roe Realty', true),
    types('sam', '/partner', 'add Tessa Monroe', true),
    writes('sam', 'coffee with Tessa Monroe\nlunch with Zed\ncalled Victor Osei, voicemail'),
  ],
  8: [
    happens('a new person joins the workspace and #tampa', async ({ sandbox, slack }) => {
      const user = sandbox.addUser({ name: 'kim', realName: 'Kim Tran', email: 'kim@example.com' });
      await sandbox.as(user).join(slack.channels.tampa!);
      await sandbox.as(user).dm('hello');
    }),
    happens('Noor decides that she works with partners', async (_life, who) => {
      const { actor } = who('noor');
      const asked = actor
        .messages()
        .findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(joinAction));
      if (asked) await actor.press({ message: asked, actionId: joinAction });
      await actor.dm('Pete Quill, Quill Homes\nMarta Reyes');
    }),
  ],
  9: [
    writes('priya', 'I’m out next week'),
    happens('Priya has Sam cover', async (_life, who) => {
      const { actor } = who('priya');
      const options = actor
        .messages()
        .map((message) => ({ message, value: coverOption(message.blocks, who('sam').actor.user.realName) }));
      const saved = options.findLast(({ value }) => value);
      if (saved?.value)
        await actor.press({ message: saved.message, actionId: awayActions.cover, value: saved.value });
    }),
  ],
  10: [types('grace', '/rapport', 'feedback Imani', true), types('luis', '/rapport', 'me', true)],
  13: [
    happens('Dee’s account is deactivated', ({ sandbox }, who) =>
      sandbox.changeUser(who('dee').actor.user.id, { deleted: true }),
    ),
  ],
  15: [
    happens('#phoenix is shared with another company', ({ sandbox, slack }) =>
      sandbox.shareChannel(slack.channels.phoenix!),
    ),
    types('grace', '/rapport', 'branch'),
  ],
  17: [
    happens('#phoenix is no longer shared', ({ sandbox, slack }) =>
      sandbox.unshareChannel(slack.channels.phoenix!),
    ),
    happens('#tampa is renamed', ({ sandbox, slack }) =>
      sandbox.renameChannel(slack.channels.tampa!, 'tampa-bay'),
    ),
  ],
  20: [
    happens('Rapport is removed from #chicago', ({ slack }, who) =>
      who('malik').actor.remove(slack.channels.chicago!),
    ),
  ],
  22: [
    happens('Rapport is invited again', ({ slack }, who) =>
      who('malik').actor.invite(slack.channels.chicago!),
    ),
  ],
  24: [...everyWord('luis'), looksAround('ben'), looksAround('naomi')],
  28: [looksAround('ada'), looksAround('priya'), types('naomi', '/rapport', 'areas', true)],
};
