import type { ModalView } from '@slack/types';
import type { ListedPartner } from '../../domain/asking/facts.ts';
import type { ListAsked } from '../../domain/asking/list-asked.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number } from '../../domain/format.ts';
import type { Tier } from '../../domain/words.ts';
import {
  actions,
  button,
  capitalize,
  cut,
  labeled,
  type Message,
  plain,
  quoted,
  section,
} from '../blocks.ts';
import { dueWords } from '../due-words.ts';
import { tierWords } from '../kinds.ts';
import { nameAndCompany, someOf } from '../names.ts';
import { cardActions, cardModal } from '../partners/card-actions.ts';
import { listButton, nameMax, naming, openButton, planMenu } from './ask-controls.ts';

/** The partners that a question is answered with, and of how many close ones, where it is about those. */
export interface PartnerList {
  asked: ListAsked;
  found: readonly ListedPartner[];
  /** The inner circle and core. */
  close?: number;
}

const shownMax = 4;

/** "Not met in the last 90 days: 4 of your 22 close partners. Grant Whitfield (Feb 12), Ann Ray (no meeting yet)" */
export function listAnswer(list: PartnerList, today: Day): Message {
  const { asked, found } = list;
  const [first] = found;
  if (!first) {
    const none = noneText(list);
    return { text: cut(none, 200), blocks: [section(none)] };
  }
  const shown = found.slice(0, shownMax);
  const names = shown.map((one) => {
    const note = noteOf(asked, one, today);
    return `${quoted(one.name, nameMax)}${note ? ` (${note})` : ''}`;
  });
  const more = found.length > shownMax ? ` +${found.length - shownMax} more` : '';
  const partners = shown.map(({ partnerId: id, name }) => ({ id, name }));
  const isCallToMeet = asked.about === 'not met' || asked.about === 'late' || asked.about === 'never asked';
  return {
    text: newsOf(list),
    blocks: [
      naming(
        partners.map(({ id }) => id),
        `${newsOf(list)}${asked.about === 'not met' || asked.about === 'never asked' ? '. ' : ': '}${names.join(', ')}${more}`,
      ),
      actions([
        ...(isCallToMeet ? [planMenu(partners)] : [openButton({ id: first.partnerId, name: first.name })]),
        ...(found.length > 1 || isCallToMeet ? [listButton(asked)] : []),
      ]),
    ],
  };
}

/** Most partners in the modal: Slack takes a hundred blocks. */
const listMax = 60;

/** All of them, each with its card. `metadata` travels with the view, as with a chooser of partners. */
export function listView(list: PartnerList, today: Day, metadata: string): ModalView {
  const { asked, found } = list;
  const more = found.length - listMax;
  return {
    type: 'modal',
    callback_id: cardModal,
    title: plain('Partners'),
    close: plain('Close'),
    private_metadata: metadata,
    blocks: [
      section(found.length > 0 ? newsOf(list) : noneText(list)),
      ...found.slice(0, listMax).map((one) => {
        const facts = [one.company && quoted(one.company, nameMax), noteOf(asked, one, today)].filter(
          Boolean,
        );
        return {
          ...section(`*${quoted(one.name, nameMax)}*${facts.length > 0 ? `\n${facts.join(' · ')}` : ''}`),
          accessory: labeled(
            nameAndCompany({ name: one.name, company: one.company ?? null }),
            button(cardActions.open, 'Open', String(one.partnerId)),
          ),
        };
      }),
      ...(more > 0 ? [section(`+${number(more)} more in my Home tab`)] : []),
    ],
  };
}

/** "Keller Williams" also has the offices of it. */
const shortestOf = (found: PartnerList['found']): string | undefined =>
  found.flatMap(({ company }) => company ?? []).toSorted((a, b) => a.length - b.length)[0];

/** For a lock screen, too: counts alone. */
function newsOf({ asked, found, close = 0 }: PartnerList): string {
  const n = number(found.length);
  const ofClose = `${n} of your ${count(close, 'close partner')}`;
  switch (asked.about) {
    case 'late':
      return `${n} overdue`;
    case 'not met':
      return `Not met in the last ${count(asked.days, 'day')}: ${ofClose}`;
    case 'never asked':
      return `Never asked for feedback: ${ofClose}`;
    case 'kind':
      return found.length === 1 ? `Your ${asked.kind}` : `Your ${count(found.length, asked.kind)}`;
    case 'tier':
      return `${capitalize(tierWords[asked.tier])} (${n})`;
    case 'company':
      return `${count(found.length, 'partner')} at ${quoted(shortestOf(found) ?? asked.name, 60)}`;
  }
}

function noneText({ asked, close = 0 }: PartnerList): string {
  switch (asked.about) {
    case 'late':
      return 'No one’s overdue. Everyone’s in rhythm.';
    case 'not met':
      if (close === 0) return noClose;
      return `You’ve met ${allClose(close)} in the last ${count(asked.days, 'day')}.`;
    case 'never asked':
      return close === 0 ? noClose : `You’ve heard from ${allClose(close)}.`;
    case 'kind':
      return `You have no ${asked.kind}s yet.`;
    case 'tier':
      return `No one’s ${asked.tier === 'resting' ? '' : 'in '}${tierPlaces[asked.tier]} yet.`;
    case 'company':
      return `I can’t find anyone at “${quoted(asked.name, 60)}.”`;
  }
}

const tierPlaces: Record<Tier, string> = { ...tierWords, inner: 'your inner circle', core: 'your core' };
const noClose = 'You have no close partners yet: no one’s in your inner circle or core.';
const allClose = (close: number): string => someOf(close, close);

/** What stands behind a name. Of a colleague's partner, that they are a colleague's and nothing else. */
function noteOf(asked: ListAsked, one: ListedPartner, today: Day): string {
  switch (asked.about) {
    case 'late':
    case 'tier':
      return one.next ? dueWords(one.next, today) : '';
    case 'not met':
      return one.lastFaceOn ? monthDay(one.lastFaceOn, today) : 'no meeting yet';
    case 'never asked':
      return '';
    case 'kind':
      return one.tier ? tierWords[one.tier] : '';
    case 'company':
      return one.isColleagues ? 'not in your book' : '';
  }
}
