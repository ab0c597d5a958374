import type { KnownBlock } from '@slack/types';
import { count } from '../../domain/format.ts';
import type { Message } from '../blocks.ts';
import { type Asked, asPart } from './asked.ts';

/** Slack takes 50 blocks in a message. */
const blocksMax = 50;

/** One of the day's questions. */
export interface Question {
  asked: Asked;
  /** For the lock screen, should it be the only one. */
  news: string;
  blocks: KnownBlock[];
}

/** Something to read beside them: the week, a branch's note, the month. */
export interface Told {
  news: string;
  blocks: KnownBlock[];
  /** In their place where they no longer fit. */
  short?: KnownBlock[];
  /** In their place where Slack does not take a chart. */
  plainer?: KnownBlock[];
}

/** The evening without what Slack may not take, or null where it is the same. */
export const plainerEvening = (evening: Evening): Message | null =>
  evening.more.some((one) => one.plainer)
    ? eveningMessage({
        ...evening,
        more: evening.more.map((one) => ({ ...one, blocks: one.plainer ?? one.blocks })),
      })
    : null;

interface Evening {
  nudgeId: number;
  week: Told | null;
  questions: readonly Question[];
  more: readonly Told[];
}

/** The day's questions, and on some days what there is to read: first the week, then what is asked, then the rest. */
export function eveningMessage({ nudgeId, week, questions, more }: Evening): Message {
  const blocks = [
    ...(week?.blocks ?? []),
    ...questions.flatMap(({ asked, blocks: own }) => asPart({ asked, nudgeId }, own)),
  ];
  for (const { blocks: own, short } of more) {
    const divider: KnownBlock[] = blocks.length > 0 ? [{ type: 'divider' }] : [];
    if (blocks.length + divider.length + own.length <= blocksMax) blocks.push(...divider, ...own);
    else if (short && blocks.length + short.length <= blocksMax) blocks.push(...short);
  }
  const ofToday = questions.filter(({ asked }) => asked.what !== 'cover');
  const news = [
    ...(week ? [week.news] : []),
    ...(ofToday.length === 1 ? [ofToday[0]!.news] : []),
    ...(ofToday.length > 1 ? [`${count(ofToday.length, 'question')} about your day`] : []),
    ...questions.filter((one) => !ofToday.includes(one)).map((one) => one.news),
    ...more.map((one) => one.news),
  ];
  return { text: news.join('; '), blocks };
}
