import type { Button, SectionBlock } from '@slack/types';
import type { ComingUp } from '../domain/asking/coming-up.ts';
import type { OpenPromise, OwnContacts, SaidContact } from '../domain/asking/facts.ts';
import type { NotMet } from '../domain/asking/not-met.ts';
import type { Day } from '../domain/days/day.ts';
import { count, fullDay, monthDay, number, plural, shortDay, withTime } from '../domain/format.ts';
import { withoutEnd } from '../domain/without-end.ts';
import {
  actions,
  button,
  capitalize,
  cut,
  labeled,
  type Message,
  plainMessage,
  quoted,
  section,
  spoken,
} from './blocks.ts';
import { contactName, onDay } from './digest/digest-words.ts';
import { commandsAction } from './help.ts';
import { touchpointWords } from './kinds.ts';
import { nameAndCompany } from './names.ts';
import { cardActions } from './partners/card-actions.ts';

interface Named {
  id: number;
  name: string;
}

/** Buttons that ask what could also be typed; `slack/asking/asking.buttons.ts` answers them. */
export const askActions = {
  today: 'asking.today',
  next: 'asking.next',
  notMet: 'asking.not-met',
  promises: 'asking.promises',
} as const;

/** A button carries nothing but its action: who presses it asks for themselves. */
const askButton = (action: keyof typeof askActions, label: string): Button =>
  button(askActions[action], label, action);

export const todaysListButton = (): Button => askButton('today', 'Today’s list');

const nameMax = 80;
/** An erasure finds an answer that names partners by the id of its block. */
export const naming = (partnerIds: readonly number[], text: string): SectionBlock => ({
  ...section(text),
  block_id: ['asked', ...new Set(partnerIds)].join('.'),
});

/** Slack's limit for the label of a button. Characters. */
const labelMax = 75;

export const openButton = ({ id, name }: Named): Button =>
  button(cardActions.open, cut(`Open ${name}`, labelMax), String(id));

/** "You last met Marcus Webb on Sun, Apr 12 (open house), and talked on Wed, May 20." and the plan below. */
export function lastContact(partner: Named, contacts: OwnContacts, today: Day): Message {
  const { plan } = contacts;
  const place = plan?.place ? ` at ${quoted(plan.place, 60)}` : '';
  const next =
    plan && `Next: ${quoted(contactName(plan), 40)}${place}, ${withTime(shortDay(plan.on, today), plan.at)}.`;
  const last = lastSentence(`*${quoted(partner.name, nameMax)}*`, contacts, today);
  return {
    text: spoken(last),
    blocks: [section([last, ...(next ? [next] : [])].join('\n')), actions([openButton(partner)])],
  };
}

/** A partner by name: who they are, and when the asker last met and talked with them. */
export function partnerShown(
  partner: Named & { company: string | null },
  contacts: OwnContacts,
  today: Day,
): Message {
  const { text, blocks } = lastContact(partner, contacts, today);
  const who = `*${quoted(partner.name, nameMax)}*${partner.company ? ` · ${quoted(partner.company, nameMax)}` : ''}`;
  return { text, blocks: [section(who), ...blocks] };
}

function lastSentence(name: string, { met, talked, lastTouchOn }: OwnContacts, today: Day): string {
  if (met) {
    const how = met.kind === 'visit' && !met.word ? '' : ` (${quoted(contactName(met), 40)})`;
    const since = talked && talked.on > met.on ? `, and ${pastOf(talked)} ${onDay(talked.on, today)}` : '';
    return `You last met ${name} ${onDay(met.on, today)}${how}${since}.`;
  }
  if (talked) return `You last ${pastOf(talked)} with ${name} ${onDay(talked.on, today)}. No meeting yet.`;
  const others = lastTouchOn ? ` The branch’s last one was ${onDay(lastTouchOn, today)}.` : '';
  return `You haven’t logged a contact with ${name} yet.${others}`;
}

const pastOf = ({ kind }: SaidContact): string => touchpointWords[kind].past;

/** A line for each is still read at a glance; the card and Home have the rest. */
const promisesMax = 4;

/** What the asker owes a partner. The words of a promise are in the block alone: a lock screen must not show them. */
export function promisesTo(partner: Named, promises: readonly OpenPromise[], today: Day): Message {
  const name = quoted(partner.name, nameMax);
  const open = [actions([openButton(partner)])];
  if (promises.length === 0) {
    const none = `You have no open promises to ${name}.`;
    return { text: none, blocks: [section(none), ...open] };
  }
  const news = `${count(promises.length, 'open promise')} to ${name}`;
  const items = promises.slice(0, promisesMax).map((one) => promiseLine(one, today));
  return { text: news, blocks: [section(`${news}: ${listed(items, promises.length)}`), ...open] };
}

/** What the asker owes anyone. */
export function allPromises(promises: readonly OpenPromise[], today: Day): Message {
  const [first] = promises;
  if (!first) {
    const none = 'You have no open promises.';
    return { text: none, blocks: [section(none)] };
  }
  const news = `${count(promises.length, 'open promise')}`;
  const shown = promises.slice(0, promisesMax);
  const items = shown.map((one) => `*${quoted(one.partnerName, nameMax)}*: ${promiseLine(one, today)}`);
  return {
    text: news,
    blocks: [
      naming(
        shown.map(({ partnerId }) => partnerId),
        `${news}:\n${[...items, ...moreOf(promises.length)].join('\n')}`,
      ),
      actions([openButton({ id: first.partnerId, name: first.partnerName })]),
    ],
  };
}

const listed = (items: readonly string[], all: number): string => [...items, ...moreOf(all)].join(' · ');

const moreOf = (all: number): string[] => (all > promisesMax ? [`+${all - promisesMax} more`] : []);

/** "workshop slides, due tomorrow" */
function promiseLine({ text, dueOn }: OpenPromise, today: Day): string {
  const due = dueOn && `${dueOn < today ? 'was due' : 'due'} ${shortDay(dueOn, today)}`;
  return [quoted(withoutEnd(text, '.'), 120), ...(due ? [due] : [])].join(', ');
}

/** More than these are found faster by more of the name. */
const namesakesMax = 5;

/** Several bear the name that was asked about. Each one's card has the answer. */
export function whichPartner(asked: string, found: readonly (Named & { company: string | null })[]): Message {
  const more = found.length - namesakesMax;
  const text = `Which ${quoted(capitalize(cut(asked, 60)), 60)}?`;
  const tail = more > 0 ? [section(`+${count(more, 'more')}. Ask again with the last name.`)] : [];
  return {
    text,
    blocks: [
      section(text),
      ...found.slice(0, namesakesMax).map((one) => ({
        ...section(
          `*${quoted(one.name, nameMax)}*${one.company ? ` · ${quoted(one.company, nameMax)}` : ''}`,
        ),
        accessory: labeled(nameAndCompany(one), button(cardActions.open, 'Open', String(one.id))),
      })),
      ...tail,
    ],
  };
}

/** Today's list has no one on it. */
export function noOneToday(): Message {
  const text = 'No one’s due today. A good day to see someone you like.';
  return { text, blocks: [section(text), actions([askButton('next', 'Who’s next?')])] };
}

const nextMax = 3;

/** "Next: *Dana Lee*, meet by Fri, Jun 12 · *Joan Ortiz*, talk by Mon, Jun 15" */
export function nextUp(coming: readonly ComingUp[], today: Day): Message {
  const [first] = coming;
  if (!first) {
    const none = 'No one’s coming up: no partner of yours has a next date.';
    return { text: none, blocks: [section(none)] };
  }
  const shown = coming.slice(0, nextMax);
  const items = shown.map(
    ({ name, next }) =>
      `*${quoted(name, nameMax)}*, ${next.meet ? 'meet' : 'talk'} by ${fullDay(next.on, today)}`,
  );
  const text = `Next: ${items.join(' · ')}`;
  return {
    text: spoken(text),
    blocks: [
      naming(
        shown.map(({ partnerId }) => partnerId),
        text,
      ),
      actions([openButton({ id: first.partnerId, name: first.name })]),
    ],
  };
}

const notMetShown = 4;

/** "4 of your 22 close partners: Grant Whitfield (Feb 12), Ann Ray (not yet)". With the one who has waited longest. */
export function notMet({ close, missed }: NotMet, days: number, today: Day): Message {
  const within = `in the last ${count(days, 'day')}`;
  const all = count(close, 'close partner');
  const [first] = missed;
  if (!first) {
    const none =
      close === 0
        ? 'You have no close partners yet: no one’s in your inner circle or core.'
        : `You’ve met ${plural(close, 'your one close partner', `all ${number(close)} of your close partners`)} ${within}.`;
    return { text: none, blocks: [section(none)] };
  }
  const shown = missed.slice(0, notMetShown);
  const names = shown.map(
    ({ name, lastFaceOn }) =>
      `${quoted(name, nameMax)} (${lastFaceOn ? monthDay(lastFaceOn, today) : 'no meeting yet'})`,
  );
  const more = missed.length > notMetShown ? ` +${missed.length - notMetShown} more` : '';
  const news = `Not met ${within}: ${number(missed.length)} of your ${all}`;
  const ids = shown.map(({ partnerId }) => partnerId);
  return {
    text: news,
    blocks: [
      naming(ids, `${news}. ${names.join(', ')}${more}`),
      actions([openButton({ id: first.partnerId, name: first.name })]),
    ],
  };
}

/** Who sends business is never counted: RESPA forbids paying for it, and what is counted is soon rewarded. */
export function notCounted(): Message {
  const text =
    'I don’t count referrals or loans, on purpose. I can show who you haven’t met and what you owe; Home › Feedback has who told us the truth.';
  return {
    text,
    blocks: [section(text), actions([askButton('notMet', 'Not met'), askButton('promises', 'Promises')])],
  };
}

export const anytime = (): Message => plainMessage('Anytime.');

/** After /rapport and words that are no question we know. */
export function notUnderstood(): Message {
  const text = 'I didn’t get that, and saved nothing. To look someone up, type /partner NAME.';
  return {
    text,
    blocks: [section(text), actions([todaysListButton(), button(commandsAction, 'Commands', 'all')])],
  };
}
