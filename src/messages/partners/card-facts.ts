import type { KnownBlock, StaticSelect } from '@slack/types';
import type { Clock } from '../../domain/clocks/clocks.ts';
import { isDue, isLate } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import { isGrowthQuestionDue } from '../../domain/feedback/questions.ts';
import { count, fullDay, listOf, monthDay, shortDay, withTime } from '../../domain/format.ts';
import type { Card, CardDetails, CardFocus, CardOwner } from '../../domain/partners/card.ts';
import { suggestHelp } from '../../domain/partners/help.ts';
import { inPersonKinds } from '../../domain/words.ts';
import { capitalize, emailLink, plain, quoted, section } from '../blocks.ts';
import { contactName, planText } from '../digest/digest-words.ts';
import { bothDueWords } from '../due-words.ts';
import { tierWords } from '../kinds.ts';
import { phoneLinks } from '../phone-links.ts';
import { cardActions, cardValue, endChoices, planChoices } from './card-actions.ts';
import { helpWords } from './goodwill.ts';

/** What one should know before meeting them, above the controls of a card. Nothing empty is shown. */

const promisesMax = 4;
const plansMax = 3;
const helpMax = 2;
const quoteMax = 160;

interface Person {
  id: number;
  name: string;
}

/** "you", or a colleague's name. */
const whoIs = ({ id, name }: Person, readerId: number): string =>
  id === readerId ? 'you' : quoted(name, 60);

/** "you and Sam Cole": the reader first. A contact of no one here came with a file. */
export const whoWere = (people: readonly Person[], readerId: number): string =>
  people.length === 0
    ? 'imported'
    : listOf(
        [...people]
          .sort((a, b) => Number(b.id === readerId) - Number(a.id === readerId))
          .map((one) => whoIs(one, readerId)),
      );

export function factsText(card: Card, details: CardDetails, today: Day): string {
  const { focus } = details;
  const owner = card.owners.find((one) => one.relationshipId === focus?.relationshipId);
  return [
    headLine(card, details),
    ...(focus && owner ? standingLines(card, focus, owner, today) : ownerLines(card, today)),
    ...lastLines(details, today),
    ...otherOwners(card, owner, today),
    ...growingLines(details, today),
    ...promiseLines(details, today),
    ...helpLines(details, today),
  ].join('\n');
}

/** "*Dana Lee* · Lee & Co · realtor · 813-555-0101" */
function headLine(card: Card, { company, kind, phone, email }: CardDetails): string {
  return [
    `*${quoted(card.name, 140)}*`,
    company && quoted(company, 120),
    kind !== 'other' && kind,
    !card.readerRoles.includes('colleague') && `_${quoted(card.branch.name, 60)}_`,
    phone && phoneLinks(phone),
    email && emailLink(email),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function ownerLines(card: Card, today: Day): string[] {
  if (card.owners.length === 0) return ['No owner yet'];
  return card.owners.map(
    (owner) =>
      `Owner: *${quoted(owner.name, 60)}*${owner.lastTouchOn ? ` · last contact ${shortDay(owner.lastTouchOn, today)}` : ''}`,
  );
}

/** "Inner circle · talk by Tue, Jun 23 · in person by Tue, Jul 7", and what keeps reminders away. */
function standingLines(card: Card, { clocks }: CardFocus, owner: CardOwner, today: Day): string[] {
  const { touch, face, quietUntil, dealUntil } = clocks;
  const isQuiet = quietUntil !== null && quietUntil >= today;
  const days = bothDueWords(told(touch, today), told(face, today), today);
  const standing = [
    capitalize(tierWords[owner.tier]),
    owner.tier === 'resting' && 'no reminders',
    ...days,
    !card.readerRoles.includes('owner') && `owner: ${quoted(owner.name, 60)}`,
  ];
  return [
    standing.filter(Boolean).join(' · '),
    ...(isQuiet ? [`Quiet until ${fullDay(quietUntil, today)}: no reminders`] : []),
    ...(dealUntil && dealUntil >= today
      ? [`Working a deal until ${fullDay(dealUntil, today)}: only reminders to meet`]
      : []),
  ];
}

/** A due day has come and waits for a plan, a deal, or a quiet time: no one is to be met or called for it now. */
const told = (clock: Clock | null, today: Day): Day | null =>
  clock === null || (clock.due <= today && !isDue(clock, today) && !isLate(clock, today)) ? null : clock.due;

/** "Last: coffee yesterday (you). “Wants forty chairs by fall.”"; where it was said earlier, with its day. */
function lastLines({ touches, readerId, focus }: CardDetails, today: Day): string[] {
  const [last] = touches;
  const known = last ?? focus?.clocks.lastTouch ?? null;
  if (!known) return [];
  const said = touches.find(({ note }) => note !== null);
  const name = quoted(contactName({ word: null, ...known }), 40);
  const who = last ? ` (${whoWere(last.members, readerId)})` : '';
  const quote = said?.note
    ? ` ${said === last ? '' : `${monthDay(said.on, today)}: `}“${quoted(said.note, quoteMax)}”`
    : '';
  return [`Last: ${name}${afterNoun(known.on, today)}${who}.${quote}`];
}

/** Who else here knows them, and when they last met: the contact of a colleague is shown, and resets no clock of mine. */
function otherOwners(card: Card, focused: CardOwner | undefined, today: Day): string[] {
  if (!focused) return [];
  return card.owners
    .filter((owner) => owner !== focused)
    .map((owner) => {
      const seen = owner.lastFaceOn
        ? `, last met ${shortDay(owner.lastFaceOn, today)}`
        : owner.lastTouchOn
          ? `, last contact ${shortDay(owner.lastTouchOn, today)}`
          : '';
      return `${quoted(owner.name, 60)} also knows them (${tierWords[owner.tier]})${seen}`;
    });
}

function growingLines({ growing, growingOn }: CardDetails, today: Day): string[] {
  if (!growing) return [];
  const idea = suggestHelp(growing)?.idea;
  const isOld = isGrowthQuestionDue({ tier: 'inner', growingOn }, today);
  return [
    `Growing: ${quoted(growing, 400)}${isOld ? ' (a year ago: ask again)' : ''}${idea ? `. You could ${idea}.` : ''}`,
  ];
}

/** "Helped by teaching together, May 5 (you). “Found her a room”" */
const helpLines = ({ helped, readerId }: CardDetails, today: Day): string[] =>
  helped.slice(0, helpMax).map(({ kind, on, by, note }) => {
    const said = note ? ` “${quoted(note, quoteMax)}”` : '';
    return `Helped ${helpWords[kind].said}${afterNoun(on, today)} (${whoIs(by, readerId)}).${said}`;
  });

/** " yesterday", or ", May 5" */
function afterNoun(on: Day, today: Day): string {
  const near = shortDay(on, today);
  return near === fullDay(on, today) ? `, ${monthDay(on, today)}` : ` ${near}`;
}

function promiseLines({ promises, readerId }: CardDetails, today: Day): string[] {
  const lines = promises.slice(0, promisesMax).map(({ by, text, dueOn }) => {
    const due = dueOn ? `, ${dueOn < today ? 'was due' : 'by'} ${shortDay(dueOn, today)}` : '';
    return `${capitalize(whoIs(by, readerId))} promised: ${quoted(text, 200)}${due}`;
  });
  const left = promises.length - promisesMax;
  return left > 0 ? [...lines, `+${count(left, 'more promise')}`] : lines;
}

/** Each plan with what its maker can do about it. */
export function planBlocks(
  partnerId: number,
  { plans, touches, readerId }: CardDetails,
  today: Day,
): KnownBlock[] {
  const shown = plans.filter((plan) => plan.plannedOn >= today || !isAnswered(plan, touches));
  return shown.slice(0, plansMax).map((plan) => {
    const isMine = plan.by.id === readerId;
    if (isMine && plan.plannedOn < today)
      return {
        ...section(planText({ ...plan, settled: null }, today)),
        accessory: planMenu(partnerId, plan.id, endChoices, 'Answer'),
      };
    const what = quoted(contactName(plan), 40);
    const where = plan.place ? `, at ${quoted(plan.place, 80)}` : '';
    const who = isMine ? '' : ` (${quoted(plan.by.name, 60)})`;
    const drawn = section(
      `Planned: ${what} ${withTime(shortDay(plan.plannedOn, today), plan.at)}${where}${who}`,
    );
    return isMine
      ? { ...drawn, accessory: planMenu(partnerId, plan.id, planChoices, 'Move or cancel') }
      : drawn;
  });
}

/** A contact of its day or later that could be it. */
const isAnswered = (plan: CardDetails['plans'][number], touches: CardDetails['touches']): boolean =>
  touches.some(
    ({ on, kind, members }) =>
      on >= plan.plannedOn &&
      members.some(({ id }) => id === plan.by.id) &&
      (inPersonKinds.has(kind) || !inPersonKinds.has(plan.kind)),
  );

type PlanChoice = (typeof planChoices)[number] | (typeof endChoices)[number];

const planLabels: Record<PlanChoice, string> = {
  held: 'Yes, it did',
  missed: 'No',
  move: 'Move…',
  cancel: 'Cancel it',
};

const planMenu = (
  partnerId: number,
  planId: number,
  choices: readonly PlanChoice[],
  placeholder: string,
): StaticSelect => ({
  type: 'static_select',
  action_id: cardActions.planned,
  placeholder: plain(placeholder),
  options: choices.map((choice) => ({
    text: plain(planLabels[choice]),
    value: cardValue(partnerId, choice, planId),
  })),
});
