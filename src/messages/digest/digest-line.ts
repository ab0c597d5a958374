import type { Button, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { DigestLine } from '../../domain/digest/digest.ts';
import type { ShownLine } from '../../domain/digest/shown-line.ts';
import { shortDay } from '../../domain/format.ts';
import { lateShowingsMax } from '../../domain/policy.ts';
import { withoutEnd } from '../../domain/without-end.ts';
import { inPersonKinds } from '../../domain/words.ts';
import { button, capitalize, labeled, quoted, section } from '../blocks.ts';
import { growthQuestion, questionWords } from '../questions.ts';
import { clockReasons, clockText, colleagueText, isToMeet, isYourCall, personalText } from './clock-words.ts';
import {
  type ContactChoice,
  type Control,
  captureButtons,
  contactButtons,
  contactLabel,
  contactMenu,
  digestActions,
  latePromiseButtons,
  moreMenu,
  planButtons,
  pressValue,
  promiseButtons,
  row,
  type Surface,
  undoButton,
  whichDayButtons,
  yourCallMenu,
} from './digest-buttons.ts';
import {
  contactText,
  decisionText,
  laterText,
  partnerHeader,
  planText,
  promiseMovedText,
  promiseName,
  promiseText,
  waitingText,
} from './digest-words.ts';

/** Where and when lines are drawn. `stamp` is another one each time they are drawn again. */
export interface Drawing {
  surface: Surface;
  today: Day;
  stamp: string;
  /** The partner whose line has the question of the morning. */
  asks?: number | null;
  /** A contact that was tapped on the list of another day, to be saved once it is known for which day. */
  tapped?: Tapped | null;
}

export interface Tapped {
  partnerId: number;
  contact: ContactChoice;
  listedOn: Day;
}

/** One matter of a line: what it says, and the buttons that answer it. */
interface Part {
  key: string;
  texts: string[];
  buttons: Control[];
  /** Not answered yet. */
  open: boolean;
  /** What they are about, if not the partner alone. */
  whom?: string;
}

/** Of what was answered on a line, the last are shown. */
const answeredMax = 2;

/**
 * The blocks of one line: who, what was answered, and then the one matter that is first, with one row of buttons; the next
 * takes its place when it is answered. At most 6.
 */
export function drawLine(shown: ShownLine, drawing: Drawing): KnownBlock[] {
  const { partner, line } = shown;
  const all = [
    ...promiseParts(shown, drawing),
    // One tap answers it, while feedback stays for days: behind that, the question would be lost.
    ...planParts(shown, drawing),
    ...feedbackParts(shown, drawing),
    ...clockParts(shown, drawing),
    ...askedParts(shown, drawing),
  ];
  const [first, ...waiting] = all.filter(({ open }) => open);
  const parts = all.filter(({ open }) => !open).slice(-answeredMax);
  if (first) parts.push(waiting.some(({ key }) => key === clockKey) ? withContacts(first) : first);
  const header = partnerHeader(partner);
  const blocks = parts.flatMap((part, index) => {
    const texts = index === 0 ? [header, ...part.texts] : part.texts;
    const id = `${part.key}.${line.partnerId}.${drawing.stamp}`;
    const whom = part.whom ?? partner.name;
    // A name would fill a menu on a phone. The buttons before it say whom it is about.
    const buttons = part.buttons.map((control) =>
      control.type === 'button' ? labeled(whom, control) : control,
    );
    return [section(texts.join('\n')), ...(buttons.length > 0 ? [row(id, buttons)] : [])];
  });
  return blocks.length > 0 ? blocks : [section(header)];

  /** Who is met on the way to another matter can still be tapped. */
  function withContacts(part: Part): Part {
    return { ...part, buttons: [...part.buttons, contactMenu(drawing.surface, line.partnerId)] };
  }
}

const clockKey = 'clock';

function promiseParts({ line, partner, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  const parts = outcome.promises.map((promise): Part => {
    const undo = button(digestActions.promiseReopen, 'Undo', pressValue(surface, promise.id, line.partnerId));
    const moved = isMoved(line, promise);
    return {
      key: `promise-${promise.id}`,
      texts: [moved ? promiseMovedText(promise, today) : promiseText(promise, partner.coveringFor, today)],
      buttons:
        promise.state !== 'open'
          ? [undo]
          : isOftenLate(promise, surface)
            ? latePromiseButtons(surface, line.partnerId, promise.id)
            : promiseButtons(surface, line.partnerId, promise.id),
      open: promise.state === 'open' && !moved,
      whom: promiseName(partner.name, promise.text),
    };
  });
  const [first, ...more] = parts.filter(({ open }) => open);
  if (first) {
    const news = colleagueText(partner, today);
    first.texts = [[...first.texts, ...news].join(' ')];
    const others = outcome.promises.filter(({ id }) => more.some(({ key }) => key === `promise-${id}`));
    if (others.length > 0) first.texts.push(otherPromises(others, today));
  }
  return parts;
}

/** "Also: flyer, due today; slides, was due Fri, Jun 5 (+1 more)", the first due first. */
function otherPromises(others: readonly { text: string; due: Day }[], today: Day): string {
  const shown = others.toSorted((a, b) => (a.due < b.due ? -1 : 1)).slice(0, othersMax);
  const named = shown.map(({ text, due }) => {
    const when = `${due < today ? 'was due' : 'due'} ${shortDay(due, today)}`;
    return `${quoted(withoutEnd(text, '.'), 80)}, ${when}`;
  });
  const left = others.length - shown.length;
  return `Also: ${named.join('; ')}${left > 0 ? ` (+${left} more)` : ''}`;
}

const othersMax = 2;

/** Shown late for the third time, its line asks for more than a tap that moves it on. */
const isOftenLate = (
  { due, timesLate = 0 }: { due: Day; timesLate?: number },
  { shownOn }: Surface,
): boolean => due < shownOn && timesLate >= lateShowingsMax;

/** Whether the promise has another day now than when the line was decided. */
const isMoved = (line: DigestLine, promise: { id: number; due: Day; state: string }): boolean =>
  promise.state === 'open' &&
  line.reasons.some(
    (reason) => reason.code === 'promise' && reason.id === promise.id && reason.due !== promise.due,
  );

/** More than one piece of feedback from one partner is in Home. */
function feedbackParts({ line, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  const [one] = outcome.feedback;
  if (!one) return [];
  const left = outcome.feedback.length - 1;
  const value = pressValue(surface, one.id, line.partnerId);
  const buttons = {
    new: [
      button(digestActions.feedbackTakeOn, 'I’m on it', value),
      button(digestActions.feedbackAnswer, 'Write the answer…', value),
    ],
    'on it': [button(digestActions.feedbackAnswer, 'Write the answer…', value)],
    answered: [button(digestActions.feedbackTell, 'I told them…', value)],
    'loop closed': [],
    'nothing to mend': [],
  }[one.state];
  const more = left > 0 ? [`+${left} more from them in my Home tab`] : [];
  return [
    {
      key: `feedback-${one.id}`,
      texts: [waitingText(one, today), ...more],
      buttons,
      open: buttons.length > 0,
    },
  ];
}

function planParts({ line, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  return outcome.plans.slice(0, 1).map((plan) => ({
    key: `plan-${plan.id}`,
    texts: [planText(plan, today)],
    buttons: buttonsFor(plan),
    open: plan.settled === null,
  }));

  function buttonsFor({ id, settled, captureId }: (typeof outcome.plans)[number]): Button[] {
    if (settled === null) return planButtons(surface, line.partnerId, id);
    if (settled === 'held' && captureId !== null) return captureButtons(surface, captureId, line.partnerId);
    if (settled !== 'missed') return [];
    return [button(digestActions.planReopen, 'Undo', pressValue(surface, id, line.partnerId))];
  }
}

function clockParts(shown: ShownLine, drawing: Drawing): Part[] {
  const { line, outcome } = shown;
  const { surface, today, tapped } = drawing;
  const { contact, later, decision, plans } = outcome;
  // A plan answers first: whether it happened is what there is to say about meeting.
  if (plans.some((plan) => plan.settled !== 'missed')) return [];
  if (clockReasons(line).length === 0) return [];
  if (contact?.what === 'touchpoint') {
    // A call is no meeting: who was asked to meet should not think that it is done.
    const meetingStays = isToMeet(line) && !inPersonKinds.has(contact.kind ?? 'visit');
    const text = `✓ ${contactText(contact, today)}${meetingStays ? '. An in-person meeting is still due.' : ''}`;
    return answered(text, captureButtons(surface, contact.captureId, line.partnerId));
  }
  if (later) {
    const value = pressValue(surface, later.factId, line.partnerId);
    return answered(laterText(later, today), [button(digestActions.undoLater, 'Undo', value)]);
  }
  if (decision) {
    const value = pressValue(surface, decision.captureId, line.partnerId);
    return answered(decisionText(decision, today), [button(digestActions.undoDecision, 'Undo', value)]);
  }
  if (tapped?.partnerId === line.partnerId) return [{ ...whichDay(tapped, drawing), open: true }];
  const buttons = contactButtons(surface, line.partnerId);
  if (contact) {
    const undo = undoButton(surface, contact.captureId, line.partnerId);
    const text = [`✓ ${contactText(contact, today)}`, ...personalText(line, contact.on, today)].join('. ');
    return [{ key: clockKey, texts: [text], buttons: [...buttons.slice(0, 2), undo], open: true }];
  }
  // What was their call that day may have been settled since: an old list decides nothing.
  const decided = surface.shownOn !== today && isYourCall(line);
  const menu = line.coveringFor === null && !decided ? [menuFor(shown, surface)] : [];
  return [{ key: clockKey, texts: [whyToday(shown, drawing)], buttons: [...buttons, ...menu], open: true }];
}

const answered = (text: string, buttons: Button[]): Part[] => [
  { key: clockKey, texts: [text], buttons, open: false },
];

/** Why today, and on one line of the morning, what to ask. */
function whyToday({ line, partner }: ShownLine, { surface, today, asks }: Drawing): string {
  const why = clockText(line, partner, today, surface.shownOn === today);
  if (asks !== line.partnerId || surface.shownOn !== today) return why;
  const { question } = partner.toAsk;
  return `${why}\nAsk: “${question === null ? growthQuestion : questionWords[question]}”`;
}

/** A tap says nothing of the day. On yesterday's list it may be either. */
function whichDay({ partnerId, contact, listedOn }: Tapped, { surface, today }: Drawing): Omit<Part, 'open'> {
  const listed = shortDay(listedOn, today);
  return {
    key: clockKey,
    texts: [`${contactLabel[contact]}: today or ${listed}?`],
    buttons: whichDayButtons({ ...surface, shownOn: listedOn }, partnerId, contact, capitalize(listed)),
  };
}

/** Once they have met: whether the question was put. */
function askedParts({ line, partner, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  const { question, chosen } = partner.toAsk;
  const met = outcome.contact?.what === 'touchpoint' && outcome.contact.kind !== 'message';
  if (question === null || !chosen || !met || surface.shownOn !== today) return [];
  const value = pressValue(surface, line.partnerId, line.partnerId);
  const buttons = [
    button(digestActions.questionTold, 'They told us…', value),
    button(digestActions.questionNothing, 'All good', value),
    button(digestActions.questionSkip, 'Not this time', value),
  ];
  return [{ key: 'question', texts: [`Did you ask? “${questionWords[question]}”`], buttons, open: true }];
}

/** After three cadences or three snoozes, another snooze is no answer. */
const menuFor = ({ line, partner }: ShownLine, surface: Surface) =>
  isYourCall(line) && partner.tier
    ? yourCallMenu(surface, line.partnerId, partner.tier)
    : moreMenu(surface, line.partnerId);
