import { commandsAction, commandsView } from '../messages/help.ts';
import { defineAction } from './bolt/define-action.ts';
import { openForm } from './bolt/open-form.ts';
import { textValue } from './bolt/schemas.ts';

/** [Commands] under the help: in a command's answer, in a direct message, or in App Home. */
export const commandsButton = defineAction({
  id: commandsAction,
  may: 'anyone',
  value: textValue,
  async press({ context, triggerId, view }) {
    await openForm(context, triggerId, commandsView(), { over: view?.type === 'modal' });
    return undefined;
  },
});
