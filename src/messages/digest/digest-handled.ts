import type { Button, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { HandledToday } from '../../domain/digest/shown-line.ts';
import { button, labeled, quoted, section } from '../blocks.ts';
import { captureButtons, digestActions, pressValue, row, undoButton } from './digest-buttons.ts';
import type { Drawing } from './digest-line.ts';
import { contactText, decisionText, laterText, planText, promiseText } from './digest-words.ts';

export function drawHandled(handled: HandledToday, drawing: Drawing): KnownBlock[] {
  const text = `*${quoted(handled.partnerName, 80)}* · ${textOf(handled, drawing.today)}`;
  const id = `settled-${handled.matter}-${idOf(handled)}.${handled.partnerId}.${drawing.stamp}`;
  const what = `${handled.partnerName}, ${textOf(handled, drawing.today)}`;
  return [
    section(text),
    row(
      id,
      buttonsOf(handled, drawing).map((each) => labeled(what, each)),
    ),
  ];
}

function textOf(handled: HandledToday, today: Day): string {
  switch (handled.matter) {
    case 'contact':
      return `✓ ${contactText(handled, today)}`;
    case 'later':
      return laterText(handled, today);
    case 'decision':
      return decisionText(handled, today);
    case 'promise':
      return promiseText(handled, null, today);
    case 'plan':
      return planText({ ...handled, settled: 'missed' }, today);
  }
}

function buttonsOf(handled: HandledToday, { surface }: Drawing): Button[] {
  const value = pressValue(surface, idOf(handled), handled.partnerId);
  switch (handled.matter) {
    case 'contact':
      return handled.what === 'attempt'
        ? [undoButton(surface, handled.captureId, handled.partnerId)]
        : captureButtons(surface, handled.captureId, handled.partnerId);
    case 'later':
      return [button(digestActions.undoLater, 'Undo', value)];
    case 'decision':
      return [button(digestActions.undoDecision, 'Undo', value)];
    case 'promise':
      return [button(digestActions.promiseReopen, 'Undo', value)];
    case 'plan':
      return [button(digestActions.planReopen, 'Undo', value)];
  }
}

function idOf(handled: HandledToday): number {
  switch (handled.matter) {
    case 'contact':
    case 'decision':
      return handled.captureId;
    case 'later':
      return handled.factId;
    case 'promise':
      return handled.promiseId;
    case 'plan':
      return handled.planId;
  }
}
