import type { Button, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { Settled } from '../../domain/digest/shown-line.ts';
import { button, quoted, section } from '../blocks.ts';
import { digestActions, pressValue, row } from './digest-buttons.ts';
import { captureButtons, type Drawing, undoButton } from './digest-line.ts';
import { contactText, decisionText, laterText, planText, promiseText } from './digest-words.ts';

export function drawSettled(settled: Settled, drawing: Drawing): { blocks: KnownBlock[]; text: string } {
  const text = `*${quoted(settled.partnerName, 80)}* · ${textOf(settled, drawing.today)}`;
  const id = `settled-${settled.matter}-${idOf(settled)}.${settled.partnerId}.${drawing.stamp}`;
  return { blocks: [section(text), row(id, buttonsOf(settled, drawing))], text };
}

function textOf(settled: Settled, today: Day): string {
  switch (settled.matter) {
    case 'contact':
      return `✓ ${contactText(settled, today)}`;
    case 'later':
      return laterText(settled, today);
    case 'decision':
      return decisionText(settled, today);
    case 'promise':
      return promiseText({ ...settled, state: 'done' }, null, today);
    case 'plan':
      return planText({ ...settled, settled: 'missed' }, today);
  }
}

function buttonsOf(settled: Settled, { surface }: Drawing): Button[] {
  const value = pressValue(surface, idOf(settled), settled.partnerId);
  switch (settled.matter) {
    case 'contact':
      return settled.what === 'attempt'
        ? [undoButton(surface, settled.captureId, settled.partnerId)]
        : captureButtons(surface, settled.captureId, settled.partnerId);
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

function idOf(settled: Settled): number {
  switch (settled.matter) {
    case 'contact':
    case 'decision':
      return settled.captureId;
    case 'later':
      return settled.factId;
    case 'promise':
      return settled.promiseId;
    case 'plan':
      return settled.planId;
  }
}
