import type { Asked } from '../../domain/asking/asked.ts';
import { askActions, notUnderstood } from '../../messages/asking.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction } from '../bolt/define-action.ts';
import { textValue } from '../bolt/schemas.ts';
import { answerQuestion } from './answer-asked.ts';

/** A button that asks what could also be typed. It carries nothing: who presses it asks for themselves. */
const askButton = (id: string, asked: Asked): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: textValue,
    async press({ context, member, today, responseUrl }) {
      const message = await answerQuestion({ context, member, book: [], today }, asked);
      return () => answer(context, member, { responseUrl, replace: false }, message ?? notUnderstood());
    },
  });

export const askingButtons = [
  askButton(askActions.today, { about: 'today' }),
  askButton(askActions.next, { about: 'next' }),
  askButton(askActions.notMet, { about: 'not met', days: 90 }),
  askButton(askActions.promises, { about: 'promises', who: null }),
];
