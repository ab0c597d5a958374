import type { Button, KnownBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types';
import { may, type PartnerAction } from '../../domain/access.ts';
import type { Clock, Clocks } from '../../domain/clocks/clocks.ts';
import { isLate } from '../../domain/clocks/state.ts';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { isOpen } from '../../domain/feedback/feedback.ts';
import { isGrowthQuestionDue } from '../../domain/feedback/questions.ts';
import { count, fullDay, listOf, monthDay, shortDay, withTime, yearDay } from '../../domain/format.ts';
import type { Card, CardDetails, CardFocus, CardOwner, CardTouch } from '../../domain/partners/card.ts';
import { helpKinds, suggestHelp } from '../../domain/partners/help.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  context,
  cut,
  emailLink,
  lowerFirst,
  plain,
  quoted,
  section,
} from '../blocks.ts';
import { laterChoices, laterLabel } from '../digest/digest-buttons.ts';
import { contactNoun, contactText, onDay, plannedNoun } from '../digest/digest-words.ts';
import { feedbackActions, feedbackBlocks, standingBlock } from '../feedback.ts';
import { fitWords, tierWords } from '../kinds.ts';
import { phoneLinks } from '../phone-links.ts';
import { expenseRecordActions } from '../record/expense-record.ts';
import { whoReadsNotes } from '../who-reads-notes.ts';
import { type CardNote, cardActions, cardModal, type MoreChoice, moreChoices } from './card-actions.ts';
import { askWords, goBackYears, helpWords, readinessText } from './goodwill.ts';

const touchNoteMax = 220;
const linesMax = 5;

/** The card of a partner, as far as its reader may see it. `metadata` travels with the view. */
export function cardView(
  card: Card,
  drawing: {
    today: Day;
    stamp: string;
    metadata: string;
    note?: CardNote | undefined;
  },
): ModalView {
  const { today, note } = drawing;
  const blocks: KnownBlock[] = [
    ...(note ? [noteBlock(note)] : []),
    { type: 'header', text: plain(cut(card.name, 140)) },
    ...(card.details ? detailed(card, card.details, today, drawing.stamp) : outline(card, today)),
  ];
  return {
    type: 'modal',
    callback_id: cardModal,
    title: plain('Partner'),
    close: plain('Close'),
    private_metadata: drawing.metadata,
    blocks,
  };
}

function noteBlock({ text, undo }: CardNote): KnownBlock {
  const block = section(asTyped(text));
  return undo ? { ...block, accessory: button(cardActions.undo, 'Undo', String(undo)) } : block;
}

/** For who may see no more than name, company, owner and day of last contact; and for compliance. */
function outline(card: Card, today: Day): KnownBlock[] {
  const can = (action: PartnerAction) => may(card.readerRoles, action);
  const id = String(card.id);
  if (!can('see outline')) {
    return [
      section(
        'You can see the expense record, history, and exports. Notes, phone numbers, and promises stay with the branch.',
      ),
      actions([
        button(cardActions.history, 'History', id),
        ...(can('place legal hold')
          ? [button(expenseRecordActions.placeLegalHold, 'Place a legal hold…', id)]
          : []),
      ]),
    ];
  }
  const buttons = [
    button(cardActions.log, 'Log…', id, { style: 'primary' }),
    button(cardActions.plan, 'Plan…', id),
    ...(can('take on') ? [button(cardActions.takeOn, takeOnLabel(card), id)] : []),
  ];
  return [
    section(
      [card.company && quoted(card.company, 120), `_${quoted(card.branch.name, 60)}_`]
        .filter(Boolean)
        .join(' · '),
    ),
    section(ownerLines(card, today)),
    actions(buttons),
    context(
      'Notes, phone numbers, and promises are visible to the owner, their cover, the branch manager, and program leads.',
    ),
  ];
}

const takeOnLabel = (card: Card): string => {
  if (card.ownArchivedOn) return 'Bring back';
  return card.owners.length > 0 ? 'Add to my book' : 'Take over';
};

function ownerLines(card: Card, today: Day): string {
  if (card.owners.length === 0) return 'No owner yet.';
  return card.owners
    .map((owner) => `Owner: *${quoted(owner.name, 60)}* · ${lastSeen(owner.lastTouchOn, today)}`)
    .join('\n');
}

const lastSeen = (on: Day | null, today: Day): string =>
  on ? `last contact ${shortDay(on, today)}` : 'no contact logged yet';

function detailed(card: Card, details: CardDetails, today: Day, stamp: string): KnownBlock[] {
  const { focus } = details;
  const owner = card.owners.find((one) => one.relationshipId === focus?.relationshipId);
  const isOwn = card.readerRoles.includes('owner');
  return [
    section(reachText(card, details)),
    ...(focus && owner
      ? [section(relationshipText(focus, owner, isOwn, details.touches, today))]
      : [section(ownerLines(card, today))]),
    ...buttonRows(card, focus, today, stamp),
    ...facts(details, isOwn, today).map(section),
    ...heardBlocks(card, details, today, stamp),
    ...touchBlocks(details.touches, today),
    ...others(card, owner, today),
    context(whoReadsNotes),
  ];
}

/** "Lee & Co · realtor", then phone and email as links. */
function reachText(card: Card, details: CardDetails): string {
  const where = [
    details.company && quoted(details.company, 120),
    details.kind !== 'other' && details.kind,
    !card.readerRoles.includes('colleague') && `_${quoted(card.branch.name, 60)}_`,
  ];
  const reach = [details.phone && phoneLinks(details.phone), details.email && emailLink(details.email)];
  const lines = [where, reach]
    .map((parts) => parts.filter(Boolean).join(' · '))
    .filter((line) => line !== '');
  return lines.length > 0 ? lines.join('\n') : 'No company, phone, or email yet. Add them with Edit.';
}

/** Tier and state, both clocks with their days, warmth with its reasons. */
function relationshipText(
  focus: CardFocus,
  owner: CardOwner,
  isOwn: boolean,
  touches: readonly CardTouch[],
  today: Day,
): string {
  const { clocks, state } = focus;
  const tier = capitalize(tierWords[owner.tier]);
  const whose = isOwn ? '' : ` · owner: ${quoted(owner.name, 60)}`;
  const lines = [`*${tier}*${owner.tier === 'resting' ? ': no reminders' : ` · ${state}`}${whose}`];
  if (clocks.touch)
    lines.push(clockLine(clockWords.touch, clocks.touch, clocks.lastTouch?.on ?? null, today));
  if (clocks.face) lines.push(clockLine(clockWords.face, clocks.face, clocks.lastFace?.on ?? null, today));
  if (clocks.quietUntil && clocks.quietUntil >= today)
    lines.push(`Quiet until ${fullDay(clocks.quietUntil, today)}: no reminders`);
  if (clocks.dealUntil && clocks.dealUntil >= today)
    lines.push(`Working a deal until ${fullDay(clocks.dealUntil, today)}: only reminders to meet`);
  const because = focus.warmthReasons.map((contact) => {
    const word =
      touches.find((touch) => touch.on === contact.on && touch.kind === contact.kind)?.word ?? null;
    return lowerFirst(contactNoun({ ...contact, word }, today));
  });
  lines.push(because.length > 0 ? `Warmth: *${focus.warmth}* (${listOf(because)})` : 'Warmth: none yet');
  return lines.join('\n');
}

const clockWords = {
  touch: { label: 'Talk', last: 'last talked', never: 'no contact logged yet' },
  face: { label: 'Meet', last: 'last met', never: 'no meeting logged yet' },
} as const;
type ClockWords = (typeof clockWords)[keyof typeof clockWords];

/** "Talk by Tue, Jun 23 (in 14 days) · last talked Jun 9" */
function clockLine(words: ClockWords, { due, graceEnds }: Clock, last: Day | null, today: Day): string {
  const when =
    due > today
      ? ` by ${fullDay(due, today)} (${inDays(due, today)})`
      : graceEnds >= today
        ? `: due ${shortDay(due, today)}; still in rhythm through ${shortDay(graceEnds, today)}`
        : `: overdue since ${fullDay(due, today)} (${count(daysBetween(due, today), 'day')})`;
  return `${words.label}${when} · ${last ? `${words.last} ${monthDay(last, today)}` : words.never}`;
}

function inDays(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  return distance === 1 ? 'tomorrow' : `in ${count(distance, 'day')}`;
}

function buttonRows(card: Card, focus: CardFocus | null, today: Day, stamp: string): KnownBlock[] {
  const can = (action: PartnerAction) => may(card.readerRoles, action);
  const id = String(card.id);
  const when = <Part>(is: boolean, ...parts: Part[]): Part[] => (is ? parts : []);
  const yourCall = focus?.state === 'your call' && can('set tier') ? focus.clocks : null;
  const first: (Button | StaticSelect)[] = [
    button(cardActions.log, 'Log…', id, { style: 'primary' }),
    button(cardActions.plan, 'Plan…', id),
    ...when(can('later') && focus !== null && focus.clocks.touch !== null, laterMenu(id)),
    ...when(
      can('take on') && !card.readerRoles.includes('owner'),
      button(cardActions.takeOn, takeOnLabel(card), id),
    ),
  ];
  const second: (Button | StaticSelect)[] = [
    ...when(can('edit'), button(cardActions.edit, 'Edit…', id)),
    ...when(can('reassign') && focus !== null, button(cardActions.reassign, 'Hand over…', id)),
    ...when(can('see history'), button(cardActions.history, 'History', id)),
    ...when<Button | StaticSelect>(can('edit'), moreMenu(id, focus !== null)),
  ];
  const third: (Button | StaticSelect)[] = [
    button(cardActions.promise, 'Promise…', id),
    helpMenu(id),
    button(feedbackActions.add, 'Feedback…', id),
    ...when(focus !== null, button(cardActions.ask, 'Asked for an intro…', id)),
  ];
  const call: Button[] = [
    button(cardActions.recommit, 'Keep going', id),
    button(cardActions.tier, 'Change tier…', id),
    button(cardActions.archive, 'Archive', id),
  ];
  return [
    ...(yourCall
      ? [
          section(
            `*Your call:* ${whyYourCall(yourCall, card.readerRoles.includes('owner'), today)}. Keep going, slow down, hand over, or archive?`,
          ),
          { ...actions(call), block_id: `call.${stamp}` },
        ]
      : []),
    { ...actions(first), block_id: `first.${stamp}` },
    ...(can('look after') ? [{ ...actions(third), block_id: `third.${stamp}` }] : []),
    ...(second.length > 0 ? [{ ...actions(second), block_id: `second.${stamp}` }] : []),
  ] as KnownBlock[];
}

/** With nothing late, snoozes made it their call; with something late, its day says it all. */
function whyYourCall(clocks: Clocks, isOwn: boolean, today: Day): string {
  const late = [clocks.touch, clocks.face].find((clock) => isLate(clock, today));
  if (late) return `it’s been overdue since ${monthDay(late.due, today)}`;
  const times = count(clocks.postponementsRunning, 'time');
  return isOwn ? `you’ve snoozed them ${times}` : `they’ve been snoozed ${times}`;
}

const laterMenu = (id: string): StaticSelect => ({
  type: 'static_select',
  action_id: cardActions.later,
  placeholder: plain('Snooze'),
  // Plan is a button of its own here.
  options: laterChoices
    .filter((choice) => choice !== 'plan')
    .map((choice) => ({ text: plain(laterLabel(choice)), value: `${id}.${choice}` })),
});

const helpMenu = (id: string): StaticSelect => ({
  type: 'static_select',
  action_id: cardActions.help,
  placeholder: plain('Helped'),
  options: [
    ...helpKinds.map((kind) => ({ text: plain(helpWords[kind].label), value: `${id}.${kind}` })),
    { text: plain('With a note or a cost…'), value: `${id}.details` },
  ],
});

const moreLabels: Record<MoreChoice, string> = {
  tier: 'Change tier…',
  advocate: 'Add a public review…',
  'hard closing': 'We had a rough closing',
  fit: 'Fit: four questions…',
  record: 'Add an expense…',
  merge: 'Merge duplicates…',
  archive: 'Archive',
};

/** A menu, for three dots take no more than five choices (Slack). */
function moreMenu(id: string, hasOwner: boolean): StaticSelect {
  const choices = moreChoices.filter((choice) => hasOwner || (choice !== 'tier' && choice !== 'archive'));
  return {
    type: 'static_select',
    action_id: cardActions.more,
    placeholder: plain('More'),
    options: choices.map(
      (choice): PlainTextOption => ({ text: plain(moreLabels[choice]), value: `${id}.${choice}` }),
    ),
  };
}

/** What is known of them beside contacts: growing, promises, plans, days, fit, former names. */
function facts(details: CardDetails, isOwn: boolean, today: Day): string[] {
  const { promises, plans } = details;
  const lines: string[] = [];
  if (details.growing) {
    const idea = suggestHelp(details.growing)!;
    const isOld = isGrowthQuestionDue({ tier: 'inner', growingOn: details.growingOn }, today);
    const old = isOld ? ' (a year ago: ask again)' : '';
    lines.push(`*Trying to grow:* ${quoted(details.growing, 400)}${old}\n_You could ${idea.idea}._`);
  } else lines.push('*Trying to grow:* not asked yet. A great opening question.');
  if (details.advocate) {
    const { on, occasion } = details.advocate;
    lines.push(`*Public review:* ${occasion ? `${quoted(occasion, 160)}, ` : ''}${monthDay(on, today)}`);
  }
  for (const help of details.helped)
    lines.push(
      `*Helped* ${helpWords[help.kind].said} ${onDay(help.on, today)} (${quoted(help.by, 40)})${help.note ? `: ${quoted(help.note, 160)}` : ''}`,
    );
  for (const promise of promises.slice(0, linesMax)) {
    const who = isOwn ? 'Promised' : `${quoted(promise.by, 60)} promised`;
    lines.push(
      `*${who}:* ${quoted(promise.text, 200)}${promise.dueOn ? `, ${dueWords(promise.dueOn, today)}` : ''}`,
    );
  }
  if (promises.length > linesMax) lines.push(`+${count(promises.length - linesMax, 'more promise')}`);
  if (details.promisesMade > 0)
    lines.push(
      `Promises kept: ${details.promisesKept} of ${details.promisesMade}${details.promisesLate > 0 ? ` on time, ${details.promisesLate} late` : ''}`,
    );
  for (const plan of plans.slice(0, linesMax)) {
    const what = plan.word ? quoted(plan.word, 40) : plannedNoun(plan.kind);
    const where = plan.place ? `, at ${quoted(plan.place, 80)}` : '';
    lines.push(`*Planned:* ${what} ${withTime(onDay(plan.plannedOn, today), plan.at)}${where}`);
  }
  const days = [
    details.birthday && `birthday ${yearDay(details.birthday)}`,
    details.anniversary && `business anniversary ${yearDay(details.anniversary)}`,
  ].filter((day) => typeof day === 'string');
  if (days.length > 0) lines.push(`*Dates:* ${listOf(days)}`);
  if (details.fitOn) {
    const yes = details.fit.map((answer) => fitWords[answer].short);
    lines.push(`*Fit:* ${yes.length} of 4${yes.length > 0 ? ` (${yes.join('; ')})` : ''}`);
  }
  if (details.mergedNames.length > 0)
    lines.push(`Also entered as ${listOf(details.mergedNames.map((name) => quoted(name, 60)))}`);
  return lines.length > 0 ? [lines.join('\n')] : [];
}

const dueWords = (due: Day, today: Day): string =>
  `${due < today ? 'was due' : 'due'} ${shortDay(due, today)}`;

const openShown = 2;

/** What they told us, as a sum and what is open, and whether it is time to ask for an introduction. */
function heardBlocks(card: Card, details: CardDetails, today: Day, stamp: string): KnownBlock[] {
  const { feedback, ask, notYet } = details;
  const open = feedback.filter((one) => isOpen(one.state));
  const left = open.length - openShown;
  const id = String(card.id);
  const asked = ask ? `\n${quoted(ask.by, 40)} asked ${onDay(ask.on, today)}: ${askWords[ask.answer]}` : '';
  const mayGoBackYears = may(card.readerRoles, 'edit');
  const readiness = section(`${readinessText(notYet, today, { mayGoBackYears })}${asked}`);
  const isNew = notYet.some(({ why }) => why === 'few meetings');
  return [
    { type: 'divider' },
    standingBlock(feedback, today),
    ...open
      .slice(0, openShown)
      .flatMap((one) => feedbackBlocks(one, { id: details.readerId }, today, stamp, 'on the card')),
    ...(left > 0 ? [context(`+${left} more in my Home tab`)] : []),
    ask?.answer === 'open'
      ? { ...readiness, accessory: button(cardActions.answerAsk, 'Their answer…', `${id}.${ask.id}`) }
      : readiness,
    ...(isNew && mayGoBackYears ? [actions([button(cardActions.knownYears, goBackYears, id)])] : []),
  ];
}

function touchBlocks(touches: readonly CardTouch[], today: Day): KnownBlock[] {
  if (touches.length === 0)
    return [context('No touchpoints yet. Log the first one, or send me a line like “coffee with NAME.”')];
  return [
    { type: 'divider' },
    ...touches.map((touch) => {
      const how = contactText({ ...touch, what: 'touchpoint' }, today);
      const who = listOf(touch.members.map((name) => quoted(name, 40)));
      const said = touch.note ? `\n“${quoted(touch.note, touchNoteMax)}”` : '';
      return section(`*${how}* · ${who}${said}`);
    }),
  ];
}

/** Who else here knows them, and when they last met: the contact of a colleague is shown, and resets no clock of mine. */
function others(card: Card, focused: CardOwner | undefined, today: Day): KnownBlock[] {
  const rest = card.owners.filter((owner) => owner !== focused);
  if (rest.length === 0) return [];
  const lines = rest.map((owner) => {
    const met = owner.lastFaceOn
      ? `last met ${shortDay(owner.lastFaceOn, today)}`
      : owner.lastTouchOn
        ? `last contact ${shortDay(owner.lastTouchOn, today)}`
        : 'no contact logged yet';
    return `*${quoted(owner.name, 60)}* also knows them (${tierWords[owner.tier]}), ${met}`;
  });
  return [{ type: 'divider' }, section(lines.join('\n'))];
}
