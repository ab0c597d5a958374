import type { Button, KnownBlock, StaticSelect } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { DigestLine } from '../../domain/digest/digest.ts';
import type { ShownLine } from '../../domain/digest/shown-line.ts';
import type { QuestionWording } from '../../domain/feedback/questions.ts';
import { count } from '../../domain/format.ts';
import { inPersonKinds } from '../../domain/words.ts';
import { button, labeled, plain, section } from '../blocks.ts';
import { questionChoices, questionWords } from '../questions.ts';
import {
  contactButtons,
  digestActions,
  laterMenu,
  planButtons,
  pressValue,
  promiseButtons,
  row,
  type Surface,
  yourCallMenu,
} from './digest-buttons.ts';
import {
  clockReasons,
  clockText,
  contactText,
  decisionText,
  laterText,
  partnerHeader,
  personalText,
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
}

/** More promises to one partner than this are work for a meeting, not for a line. */
const promisesMax = 2;

/** One matter of a line: what it says, and the buttons that answer it. */
interface Part {
  key: string;
  texts: string[];
  buttons: (Button | StaticSelect)[];
  /** What they are about, if not the partner alone. */
  whom?: string;
}

/** The blocks of one line: who, then each matter with its buttons. At most 12. */
export function drawLine(shown: ShownLine, drawing: Drawing): KnownBlock[] {
  const { partner, line } = shown;
  const parts = [
    ...promiseParts(shown, drawing),
    ...feedbackParts(shown, drawing),
    ...planParts(shown, drawing),
    ...clockParts(shown, drawing),
    ...questionParts(shown, drawing),
  ];
  const header = partnerHeader(partner);
  const blocks = parts.flatMap((part, index) => {
    const texts = index === 0 ? [header, ...part.texts] : part.texts;
    const id = `${part.key}.${line.partnerId}.${drawing.stamp}`;
    const buttons = part.buttons.map((control) => labeled(part.whom ?? partner.name, control));
    return [section(texts.join('\n')), ...(buttons.length > 0 ? [row(id, buttons)] : [])];
  });
  return blocks.length > 0 ? blocks : [section(header)];
}

function promiseParts({ line, partner, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  const parts = outcome.promises.slice(0, promisesMax).map((promise): Part => {
    const undo = button(digestActions.promiseReopen, 'Undo', pressValue(surface, promise.id, line.partnerId));
    return {
      key: `promise-${promise.id}`,
      texts: [
        isMoved(line, promise)
          ? promiseMovedText(promise, today)
          : promiseText(promise, partner.coveringFor, today),
      ],
      buttons: promise.state !== 'open' ? [undo] : promiseButtons(surface, line.partnerId, promise.id),
      whom: promiseName(partner.name, promise.text),
    };
  });
  const left = outcome.promises.length - promisesMax;
  if (left > 0) parts.at(-1)?.texts.push(`+${count(left, 'more promise')}`);
  return parts;
}

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
  return [{ key: `feedback-${one.id}`, texts: [waitingText(one, today), ...more], buttons }];
}

function planParts({ line, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  return outcome.plans.slice(0, 1).map((plan) => ({
    key: `plan-${plan.id}`,
    texts: [planText(plan, today)],
    buttons: buttonsFor(plan),
  }));

  function buttonsFor({ id, settled, captureId }: (typeof outcome.plans)[number]): Button[] {
    if (settled === null) return planButtons(surface, line.partnerId, id);
    if (settled === 'held' && captureId !== null) return captureButtons(surface, captureId, line.partnerId);
    if (settled !== 'missed') return [];
    return [button(digestActions.planReopen, 'Undo', pressValue(surface, id, line.partnerId))];
  }
}

function clockParts(shown: ShownLine, { surface, today }: Drawing): Part[] {
  const { line, partner, outcome } = shown;
  const { contact, later, decision, plans } = outcome;
  // A plan answers first: whether it happened is what there is to say about meeting.
  if (plans.some((plan) => plan.settled !== 'missed')) return [];
  if (clockReasons(line).length === 0) return [];
  const key = 'clock';
  if (contact?.what === 'touchpoint') {
    // A call is no meeting: who was asked to meet should not think that it is done.
    const meetingStays =
      clockReasons(line).some((reason) => reason.clock === 'face') &&
      !inPersonKinds.has(contact.kind ?? 'visit');
    const texts = [
      `✓ ${contactText(contact, today)}${meetingStays ? '. An in-person meeting is still due.' : ''}`,
    ];
    return [{ key, texts, buttons: captureButtons(surface, contact.captureId, line.partnerId) }];
  }
  if (later) {
    const value = pressValue(surface, later.factId, line.partnerId);
    return [
      { key, texts: [laterText(later, today)], buttons: [button(digestActions.undoLater, 'Undo', value)] },
    ];
  }
  if (decision) {
    const value = pressValue(surface, decision.captureId, line.partnerId);
    const undo = button(digestActions.undoDecision, 'Undo', value);
    return [{ key, texts: [decisionText(decision, today)], buttons: [undo] }];
  }
  // What a button logs is of today; on the list of another day it would be logged wrong.
  const live = surface.shownOn === today;
  const [met, talked, attempt] = contactButtons(surface, line.partnerId) as [Button, Button, Button];
  if (contact) {
    const undo = undoButton(surface, contact.captureId, line.partnerId);
    const texts = [`✓ ${contactText(contact, today)}`, ...personalText(line)];
    return [{ key, texts, buttons: live ? [met, talked, undo] : [undo] }];
  }
  const buttons = [met, talked, attempt, ...(line.coveringFor === null ? [menuFor(shown, surface)] : [])];
  const texts = [clockText(line, partner, today), ...personalText(line, partner)];
  return [{ key, texts, buttons: live ? buttons : [] }];
}

/**
 * What we could do better, on the back of a meeting that is due anyway: which way to put it, then, once they have met, whether it
 * was put.
 */
function questionParts({ line, partner, outcome }: ShownLine, { surface, today }: Drawing): Part[] {
  const { question } = partner.toAsk;
  if (question === null || surface.shownOn !== today) return [];
  const value = pressValue(surface, line.partnerId, line.partnerId);
  const met = outcome.contact?.what === 'touchpoint' && outcome.contact.kind !== 'message';
  if (met && question !== 'due') {
    const buttons = [
      button(digestActions.questionTold, 'They told us…', value),
      button(digestActions.questionNothing, 'All good', value),
      button(digestActions.questionSkip, 'Not this time', value),
    ];
    return [{ key: 'question', texts: [`Did you ask? “${questionWords[question]}”`], buttons }];
  }
  if (met || clockReasons(line).length === 0) return [];
  const chosen = question === 'due' ? null : question;
  const texts = [
    chosen
      ? `Ask them: “${questionWords[chosen]}”`
      : '_Good moment to ask for honest feedback. Pick a question:_',
  ];
  return [{ key: 'question', texts, buttons: [questionMenu(surface, line.partnerId, chosen)] }];
}

const questionMenu = (surface: Surface, partnerId: number, chosen: QuestionWording | null): StaticSelect => ({
  type: 'static_select',
  action_id: digestActions.questionChoose,
  placeholder: plain(chosen ? 'Ask it another way' : 'Choose a question'),
  options: questionChoices(chosen).map(({ choice, label }) => ({
    text: plain(label),
    value: pressValue(surface, partnerId, partnerId, choice),
  })),
});

/** After three cadences or three snoozes, another snooze is no answer. */
const menuFor = ({ line, partner }: ShownLine, surface: Surface): StaticSelect =>
  line.state === 'your call' && partner.tier
    ? yourCallMenu(surface, line.partnerId, partner.tier)
    : laterMenu(surface, line.partnerId);

export const undoButton = (surface: Surface, captureId: number, partnerId: number): Button =>
  button(digestActions.undo, 'Undo', pressValue(surface, captureId, partnerId));

export const captureButtons = (surface: Surface, captureId: number, partnerId: number): Button[] => [
  button(digestActions.heard, 'Add notes…', pressValue(surface, captureId, partnerId)),
  undoButton(surface, captureId, partnerId),
];
