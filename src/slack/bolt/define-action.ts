import type { AckFn, BlockAction, ViewOutput } from '@slack/bolt';
import type { z } from 'zod';
import { seenIn } from '../home/seen-view.ts';
import { type Admitted, admit, type May } from './admit.ts';
import type { EdgeContext } from './deadline.ts';
import type { After } from './define-form.ts';
import { type FormValues, readValues } from './form-values.ts';

type Action = BlockAction['actions'][number];

/** A press or a choice: who made it, the value it carries, and where the button is. */
export type Press<Who extends May, Value> = Admitted<Who> & {
  value: Value;
  actionId: string;
  /** Different for each press. */
  pressedAt: string;
  triggerId: string;
  /** The form, card or App Home that contains it; undefined in a message. */
  view: ViewOutput | undefined;
  /** The hash of the Home that contains it, if it still shows what was published. */
  seen: string | undefined;
  /** Answers the message that contains it; undefined in a view. */
  responseUrl: string | undefined;
  channelId: string | undefined;
  /** What was typed and chosen in the message that contains it. */
  values: FormValues | null;
  message: BlockAction['message'];
};

/** A button or a menu, in the form the app registers. */
export interface ActionDefinition {
  kind: 'action';
  /** A pattern if drawing the view generates the ids. */
  id: string | RegExp;
  handle(
    context: EdgeContext,
    request: { body: BlockAction; action: Action; ack: AckFn<void> },
  ): Promise<void>;
}

/**
 * A button or a menu. `value` reads what it carries, or the chosen option. Treat it
 * as a request, never as proof. `press` saves, or opens a form, and returns what runs once Slack has its answer, such as
 * a message. A value that cannot be read is answered like an unknown button. So is a press that returns `unknown`,
 * because its view is not one of ours. Anything `press` throws reaches the single failure handler.
 */
export function defineAction<Schema extends z.ZodType, Who extends May>(definition: {
  /** The action id. Messages in Slack keep it forever. */
  id: string | RegExp;
  may: Who;
  value: Schema;
  /** The value that a cleared menu stands for, such as no filter. Without it, clearing the menu does nothing. */
  cleared?: string;
  press(press: Press<Who, z.output<Schema>>): Promise<After | 'unknown' | undefined>;
}): ActionDefinition {
  return {
    kind: 'action',
    id: definition.id,
    async handle(context, { body, action, ack }) {
      const admitted = await admit(context, body.user.id, definition.may);
      const isCleared = 'selected_option' in action && !action.selected_option;
      if (isCleared && definition.cleared === undefined) return ack();
      const value = definition.value.safeParse(isCleared ? definition.cleared : chosenIn(action));
      if (!value.success) return;
      const after = await definition.press({
        ...admitted,
        value: value.data,
        actionId: action.action_id,
        pressedAt: action.action_ts,
        triggerId: body.trigger_id,
        view: body.view,
        seen: seenIn(body.view),
        responseUrl: body.response_url || undefined,
        channelId: body.channel?.id,
        values: readValues({ state: body.state, blocks: body.message?.blocks }),
        message: body.message,
      });
      if (after === 'unknown') return;
      await ack();
      await after?.();
    },
  };
}

function chosenIn(action: Action): string | undefined {
  if ('selected_option' in action) return action.selected_option?.value ?? undefined;
  return 'value' in action ? (action.value ?? undefined) : undefined;
}
