import { askActions } from '../../messages/asking/ask-controls.ts';
import { promisesTo } from '../../messages/asking/promise-answers.ts';
import { plainMessage } from '../../messages/blocks.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { loadOpenPromises } from '../../store/asking/own-contacts.ts';
import { keepPromise, reopenPromise } from '../../store/promises.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';

/** A button on one promise, in an answer that lists what is owed to its partner; the answer then shows what is left. */
const promiseButton = (id: string | RegExp, change: typeof keepPromise): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press({ context, member, today, now, value, responseUrl }) {
      const changed = await change(context.db, value, member, today, now);
      if (!changed)
        return () => answer(context, member, { responseUrl, replace: false }, plainMessage(goneMeanwhile));
      const { partnerId, partnerName: name, state } = changed;
      const open = await loadOpenPromises(context.db, member, partnerId);
      const message = promisesTo({ id: partnerId, name }, open, today, state === 'done' ? changed : null);
      return () => answer(context, member, { responseUrl, replace: true }, message);
    },
  });

export const promiseDoneButtons = [
  promiseButton(/^asking\.promise\.done\.\d$/, keepPromise),
  promiseButton(askActions.promiseReopen, reopenPromise),
];
