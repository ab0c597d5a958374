import type { Button, KnownBlock, SectionBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { listOf, shortDay } from '../../domain/format.ts';
import { type Choice, choiceCode, type News, type OpenNews } from '../../domain/news/news.ts';
import { type AskAnswer, askAnswers } from '../../domain/partners/readiness.ts';
import { actions, button, capitalize, cut, type Message, quoted, section } from '../blocks.ts';
import { nameAndCompany } from '../names.ts';
import { cardActions } from './card-actions.ts';
import { askWords, helpWords } from './goodwill.ts';
import { changeText, type FieldChange } from './partner-form.ts';

/** The buttons under news; `slack/news/news.buttons.ts` answers them. */
export const newsActions = {
  /** Followed by traces. An erasure finds the message by the id of its block. */
  undo: 'news.undo',
  /** Followed by the place in the row, because ids in a row differ. The value begins with the draft. */
  choose: 'draft.news',
} as const;

interface Named {
  id: number;
  name: string;
}

/** One change to one partner, as it was saved. */
interface Told {
  traceId: number;
  partnerId: number;
  partnerName: string;
  action: string;
  changes: readonly FieldChange[];
}

const nameMax = 80;
const labelMax = 75;

/** An erasure finds the message by the id of its block. */
const naming = (partnerIds: readonly number[], text: string): SectionBlock => ({
  ...section(text),
  block_id: ['asked', ...new Set(partnerIds)].join('.'),
});

const openButton = ({ id, name }: Named): Button =>
  button(cardActions.open, cut(`Open ${name}`, labelMax), String(id));

const namesOf = (told: readonly Told[]): string =>
  listOf(told.map(({ partnerName }) => quoted(partnerName, nameMax)));

const noAskForNow = 'I won’t bring it up for two months.';

/** What was saved, with Undo. Its words are in the block alone: a lock screen must not show them. */
export function newsSaved(news: News, told: readonly Told[], today: Day, isAgain = false): Message {
  const [first] = told;
  const note = isAgain ? 'You already saved this:\n' : '';
  const buttons = [
    button(newsActions.undo, 'Undo', told.map(({ traceId }) => traceId).join('.')),
    ...(first ? [openButton({ id: first.partnerId, name: first.partnerName })] : []),
  ];
  const ids = told.map(({ partnerId }) => partnerId);
  return {
    text: `Saved: ${what(told)}.`,
    blocks: [naming(ids, `${note}✓ ${sentence(news, told, today)}`), actions(buttons)],
  };
}

function sentence(news: News, told: readonly Told[], today: Day): string {
  const names = namesOf(told);
  const day = 'on' in news && news.on !== today ? `, ${shortDay(news.on, today)}` : '';
  switch (news.is) {
    case 'help':
      return `You helped ${names}${news.kind === 'other' ? '' : ` ${helpWords[news.kind].said}`}${day}.`;
    case 'ask': {
      const next = news.answer === 'yes' ? `Say thank you in person. ${noAskForNow}` : noAskForNow;
      return `You asked ${names} for an introduction${day}: ${askWords[news.answer]}.\n${next}`;
    }
    case 'ask answer':
      return `${names} answered your ask: ${askWords[news.answer]}.${news.answer === 'yes' ? ` Say thank you in person.` : ''}`;
    case 'review':
      return `${names}’s public review is saved${day}. Thank them in person.`;
    case 'field': {
      if (news.field === 'growing') return `${names}’s growth goal: “${quoted(news.value, 300)}”.`;
      // Its words may have been redacted since.
      const changes = listOf((told[0]?.changes ?? []).map(changeText)) || 'changed';
      const year = news.yearLeftOut ? ' I left out the year.' : '';
      return `${names}: ${quoted(changes, 300)}.${year}`;
    }
  }
}

const fieldNouns: Record<string, string> = {
  birthday: 'birthday',
  phone: 'phone',
  email: 'email',
  company: 'company',
  growing: 'growth goal',
};

/** "your help for Dana Lee", "Dana Lee’s birthday" */
function what(told: readonly Told[]): string {
  const [first] = told;
  const names = namesOf(told);
  switch (first?.action) {
    case 'helped':
      return `your help for ${names}`;
    case 'asked':
      return `your ask of ${names}`;
    case 'ask answered':
      return `${names}’s answer`;
    case 'spoke up':
      return `${names}’s public review`;
    default:
      return `${names}’s ${fieldNouns[first?.changes[0]?.field ?? ''] ?? 'details'}`;
  }
}

export function newsUndone(told: readonly Told[]): Message {
  const change = told[0]?.action === 'edited' ? 'the change to ' : '';
  const text = `Undone: ${change}${what(told)}.`;
  return {
    text,
    blocks: [
      naming(
        told.map(({ partnerId }) => partnerId),
        text,
      ),
    ],
  };
}

/** The field says so already. */
export function sameAlready(partner: Named): Message {
  const text = `That’s already saved for ${quoted(partner.name, nameMax)}.`;
  return { text, blocks: [section(text), actions([openButton(partner)])] };
}

export function noOpenAsk(partner: Named): Message {
  const text = `Nothing saved: you have no open ask with ${quoted(partner.name, nameMax)}. Tell me that you asked, and what they said.`;
  return { text, blocks: [section(text), actions([openButton(partner)])] };
}

/** What one tap settles, or what else to write. Nothing is saved yet; the draft keeps the words. */
export function askAboutNews(
  open: OpenNews,
  people: readonly (Named & { company: string | null })[],
  draftId: number,
): Message {
  const [one] = people;
  const name = quoted(one?.name ?? '', nameMax);
  const choices = (question: string, of: readonly [label: string, choice: Choice][]): Message =>
    asked(question, people, draftId, [
      actions([
        ...of.map(([label, choice], at) =>
          button(`${newsActions.choose}.${at}`, cut(label, labelMax), `${draftId}.${choiceCode(choice)}`),
        ),
        button(`${newsActions.choose}.${of.length}`, 'Don’t save', `${draftId}.no`),
      ]),
    ]);
  switch (open.open) {
    case 'who':
      return choices(
        `Which ${quoted(open.name, nameMax)}?`,
        people.map((person) => [nameAndCompany(person), { id: person.id }]),
      );
    case 'company':
      return choices(`Is “${quoted(open.value, nameMax)}” ${name}’s new company?`, [['Yes', { yes: true }]]);
    case 'answer':
      return choices(
        `You asked ${name} for an introduction. What did they say?`,
        askAnswers.map((answer: AskAnswer) => [capitalize(askWords[answer]), { answer }]),
      );
    case 'birthday':
      return hint(
        `Nothing saved yet: I need the month and day. Send it like “${name}’s birthday is Jun 19.”`,
        one,
      );
    case 'phone':
      return hint(
        `Nothing saved yet: “${quoted(open.value, nameMax)}” isn’t a whole phone number. Send it like “${name}’s number is 813-555-0142.”`,
        one,
        `Nothing saved yet: ${name}’s phone number isn’t whole`,
      );
    case 'no review yet':
      return hint(
        `Nothing saved. I only keep reviews that partners leave for us, so tell me when ${name} has left one.`,
        one,
      );
  }
}

function asked(text: string, people: readonly Named[], draftId: number, below: KnownBlock[]): Message {
  const block_id = ['draft', draftId, ...people.map(({ id }) => id)].join('.');
  return { text, blocks: [{ ...section(text), block_id }, ...below] };
}

/** @param onLock what a lock screen shows, where the text itself has a number */
const hint = (text: string, partner: Named | undefined, onLock = text): Message => ({
  text: onLock,
  blocks: [section(text), ...(partner ? [actions([openButton(partner)])] : [])],
});

export const newsNotSaved = (): Message => {
  const text = 'OK, nothing saved.';
  return { text, blocks: [section(text)] };
};
