import type { AckFn, BlockAction, ViewOutput } from '@slack/bolt';
import type { z } from 'zod';
import { type Admitted, admit, type May } from './admit.ts';
import type { EdgeContext } from './deadline.ts';
import type { After } from './define-form.ts';

type Action = BlockAction['actions'][number];

/** What was pressed or chosen: by whom, what it carries, and where it stands. */
export type Press<Who extends May, Value> = Admitted<Who> & {
  value: Value;
  actionId: string;
  /** Another one for each press. */
  pressedAt: string;
  triggerId: string;
  /** The form, card or App Home that it stands in; undefined in a message. */
  view: ViewOutput | undefined;
  /** Answers the message that it stands in; undefined in a view. */
  responseUrl: string | undefined;
  channelId: string | undefined;
  message: BlockAction['message'];
};

/** A button or a menu as the app listens to it. */
export interface ActionDefinition {
  kind: 'action';
  /** A pattern where ids are made as they are drawn. */
  id: string | RegExp;
  handle(
    context: EdgeContext,
    request: { body: BlockAction; action: Action; ack: AckFn<void> },
  ): Promise<void>;
}

/**
 * A button or a menu. `value` reads what it carries, or the option that was chosen (undefined where a menu was cleared):
 * never more than a wish. `press` saves, or opens a form, and returns what follows once Slack has its answer: what is to
 * be said. A value that cannot be read is answered like a button that nobody knows, and so is a press that returns
 * `unknown`: what it stands in is none of ours. What `press` throws reaches the one handler of failures.
 */
export function defineAction<Schema extends z.ZodType, Who extends May>(definition: {
  /** The action id, which messages in Slack keep for good. */
  id: string | RegExp;
  may: Who;
  value: Schema;
  press(press: Press<Who, z.output<Schema>>): Promise<After | 'unknown' | undefined>;
}): ActionDefinition {
  return {
    kind: 'action',
    id: definition.id,
    async handle(context, { body, action, ack }) {
      const admitted = await admit(context, body.user.id, definition.may);
      const value = definition.value.safeParse(chosenIn(action));
      if (!value.success) return;
      const after = await definition.press({
        ...admitted,
        value: value.data,
        actionId: action.action_id,
        pressedAt: action.action_ts,
        triggerId: body.trigger_id,
        view: body.view,
        responseUrl: body.response_url || undefined,
        channelId: body.channel?.id,
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
