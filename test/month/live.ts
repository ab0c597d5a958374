import type { Actor, Message, Sandbox } from 'slack-sandbox';
import { people } from '../../demo/cast/people.ts';
import type { SlackIds } from '../../demo/slack/populate.ts';
import { startChance } from './chance.ts';
import { type Hands, handsOf } from './hands.ts';
import { commands, sentences, tour } from './story.ts';
import type { Transcript } from './transcript.ts';

export interface Life {
  sandbox: Sandbox;
  slack: SlackIds;
  transcript: Transcript;
  seed: number;
  days: number;
  /** Every third choice in a menu is cleared again. */
  real: boolean;
  /** Plans and delivers what is due. */
  tick(): Promise<void>;
  /** The daily check of channels and people. */
  look(): Promise<void>;
  /** Names of the partners in a member's book. */
  namesOf(slackUserId: string): Promise<string[]>;
}

/** A person in the simulation. */
export interface Somebody {
  actor: Actor;
  hands: Hands;
  /** Id of their branch's channel, or of #general. */
  channel: string;
}

/** Wake-up times in minutes of the UTC day, from morning in New York to evening in Phoenix. */
const wakings = { from: 11 * 60, to: 25 * 60, each: 30 };
/** When people start to act, in minutes of the UTC day: after everyone's digest. */
const deedsBegin = 16 * 60 + 1;

/** Simulates one day after another: a wake-up every half hour, with people's deeds in between. */
export async function liveMonth(life: Life): Promise<void> {
  const { sandbox, transcript, seed, days } = life;
  const first = Date.parse(sandbox.clock.now().toISOString().slice(0, 10)) + 86_400_000;
  const everybody = people.map(({ handle, channels }) =>
    meet(life, handle, channels[0]?.toLowerCase() ?? 'general'),
  );

  for (let index = 0; index < days; index++) {
    const midnight = first + index * 86_400_000;
    const day = new Date(midnight).toISOString().slice(0, 10);
    transcript.heading(weekday(day));
    let minute = deedsBegin;
    const wakeUpTo = async (until: number) => {
      for (let at = wakings.from; at <= until; at += wakings.each) {
        const moment = new Date(midnight + at * 60_000);
        if (moment <= sandbox.clock.now()) continue;
        sandbox.clock.moveTo(moment);
        await transcript.deed('wake', life.tick);
      }
    };
    /** Moves to the next minute that is not a wake-up's. Each deed has its own minute. */
    const nextMinute = async () => {
      minute += (minute + 1) % wakings.each === 0 ? 2 : 1;
      await wakeUpTo(minute);
      sandbox.clock.moveTo(new Date(midnight + minute * 60_000));
    };

    await wakeUpTo(deedsBegin);
    await transcript.deed('the daily look', life.look);
    for (const { what, act } of tour[index + 1] ?? []) {
      await nextMinute();
      await act({ life, what, who: (handle) => everybody.find(({ actor }) => actor.user.name === handle)! });
    }
    for (const somebody of everybody) await liveDay(life, somebody, day, nextMinute);
    await wakeUpTo(wakings.to);
  }

  async function liveDay(
    { sandbox, transcript, namesOf }: Life,
    { actor, hands, channel }: Somebody,
    day: string,
    nextMinute: () => Promise<void>,
  ): Promise<void> {
    const isWeekend = /^S/.test(weekday(day));
    const { name } = actor.user;
    const chance = (what: string) => startChance(seed, day, name, what);
    const happens = (what: string, share: number) =>
      chance('day').of(what) < (isWeekend ? share / 5 : share) && !actor.user.deleted;

    for (const nth of [1, 2, 3]) {
      const message = newest(actor.messages(), nth);
      if (!message || !happens(`press ${nth}`, 0.6)) continue;
      await nextMinute();
      await hands.press(message, chance(`press ${nth}`));
    }
    const post = channel === life.slack.channels.general ? undefined : newest(actor.messages(channel), 1);
    if (post && happens('post', 0.2)) {
      await nextMinute();
      await hands.press(post, chance('post'));
    }
    if (happens('says', 0.6)) {
      await nextMinute();
      const sentence = chance('says').pick(sentences)!;
      const names = await namesOf(actor.user.id);
      const partner = chance('partner').pick(names) ?? 'Dana Lee';
      const text = sentence.replaceAll('NAME', partner);
      const inWords = chance('says').of('how') < 0.5;
      await transcript.deed(`${name} ${inWords ? 'types /touchpoint' : 'writes'} ${text}`, () =>
        inWords ? actor.command('/touchpoint', text, channel) : actor.dm(text),
      );
      await answerFormAfter(chance('says'));
    }
    if (happens('command', 0.35)) {
      await nextMinute();
      const [command, text] = chance('command').pick(commands, String)!;
      const typed = text.replaceAll('NAME', chance('partner').pick(await namesOf(actor.user.id)) ?? 'Dana');
      await transcript.deed(`${name} types ${command} ${typed}`, () =>
        actor.command(command, typed, channel),
      );
      await answerFormAfter(chance('command'));
    }
    if (happens('home', 0.4)) {
      await nextMinute();
      await transcript.deed(`${name} opens Home`, () => actor.openHome({ waitMs: 300 }));
      for (const nth of [1, 2, 3]) {
        const home = actor.home();
        if (home) await hands.press(home, chance(`home ${nth}`));
      }
    }

    async function answerFormAfter(how: ReturnType<typeof startChance>): Promise<void> {
      await sandbox.until(() => actor.view(), 1).catch(() => {});
      await hands.answerForm(how);
    }
  }
}

function meet({ sandbox, slack, transcript, real }: Life, handle: string, channel: string): Somebody {
  const actor = sandbox.as(slack.users[handle]!);
  const today = () => sandbox.clock.now().toISOString().slice(0, 10);
  return { actor, hands: handsOf(actor, today, transcript, real ? 3 : 0), channel: slack.channels[channel]! };
}

/** The nth newest message from the app with something to press. */
function newest(messages: readonly Message[], nth: number): Message | undefined {
  const minute = ({ ts }: Message) => Math.floor(Number(ts) / 60);
  return (
    messages
      .filter(({ bot_id, blocks }) => bot_id && JSON.stringify(blocks ?? []).includes('action_id'))
      // Messages of one minute may come in any order: a post that went elsewhere first comes later or sooner.
      .sort((a, b) => minute(a) - minute(b) || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .at(-nth)
  );
}

const weekday = (day: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day));
