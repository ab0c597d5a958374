import type { AckFn, ViewOutput, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { plain } from '../../messages/blocks.ts';
import { type Admitted, admit, type May } from './admit.ts';
import type { EdgeContext } from './deadline.ts';
import type { FieldErrors } from './fields.ts';
import { type FormValues, readValues } from './form-values.ts';
import { openForm } from './open-form.ts';
import { readMetadata } from './schemas.ts';

/** Slack's limit for a view's metadata. Characters. */
export const metadataMax = 3000;

/** What a form shows. The buttons read Save and Cancel unless it sets its own. */
export type Drawn = Pick<ModalView, 'title' | 'blocks'> & Partial<Pick<ModalView, 'submit' | 'close'>>;

/** A submission: who sent it, the metadata the form carried, and what was typed. */
export type Submission<Who extends May, Metadata> = Admitted<Who> & {
  metadata: Metadata;
  values: FormValues;
  viewId: string;
  /** Makes the save unique: a form sent twice is saved once. */
  requestKey: string;
};

/** Runs once Slack has its answer: no user is waiting any more, and the request's deadline no longer applies. */
export type After = () => Promise<unknown>;

/**
 * What happens to a form once everything is saved. It stays open with errors at its fields, is replaced by another view,
 * gets one on top, or closes: alone, or with all views below it (`closeAll`).
 */
export type FormAnswer =
  | { errors: FieldErrors }
  | { update: ModalView; after?: After }
  | { push: ModalView }
  | { closeAll: true; after: After }
  | { after: After }
  | undefined;

/** A form, in the form the app registers. */
export interface FormDefinition {
  kind: 'form';
  id: string;
  handle(
    context: EdgeContext,
    request: { body: ViewSubmitAction; view: ViewOutput; ack: AckFn<ViewResponseAction> },
  ): Promise<void>;
}

export interface Form<Metadata, Shown> extends FormDefinition {
  /** Draws the view, to replace another or to go on top of it. */
  draw(metadata: Metadata, shown: Shown): ModalView;
  /**
   * Opens the form and returns its view id. `over`: on top of the view that contains its button.
   * @throws FormNotOpened
   */
  open(
    context: Context,
    triggerId: string,
    metadata: Metadata,
    shown: Shown,
    where?: { over?: boolean },
  ): Promise<string>;
}

/**
 * A form: what it remembers (`metadata`, which Slack keeps while the form is open), who may send it, what it shows, and
 * what happens next. `submit` gets only what its schema could read, never the raw request. A form that we did not write
 * this way, or that Slack cannot have filled in this way, is answered like an unknown form. Anything `submit` throws
 * reaches the single failure handler.
 */
export function defineForm<Schema extends z.ZodType, Who extends May, Shown = void>(definition: {
  /** The callback id. Open forms keep it across an upgrade. */
  id: string;
  metadata: Schema;
  may: Who;
  view(shown: Shown, metadata: z.input<Schema>): Drawn;
  submit(submission: Submission<Who, z.output<Schema>>): Promise<FormAnswer>;
}): Form<z.input<Schema>, Shown> {
  const { id } = definition;
  const draw = (metadata: z.input<Schema>, shown: Shown): ModalView => {
    const text = JSON.stringify(metadata);
    if (text.length > metadataMax) throw new Error(`the metadata of ${id} is ${text.length} characters long`);
    return {
      submit: plain('Save'),
      close: plain('Cancel'),
      ...definition.view(shown, metadata),
      type: 'modal',
      callback_id: id,
      private_metadata: text,
    };
  };
  return {
    kind: 'form',
    id,
    draw,
    open: (context, triggerId, metadata, shown, where) =>
      openForm(context, triggerId, draw(metadata, shown), where),
    async handle(context, { body, view, ack }) {
      const admitted = await admit(context, body.user.id, definition.may);
      const metadata = readMetadata(definition.metadata, view.private_metadata);
      const values = readValues(view);
      // Left unanswered, it is reported to the person like an unknown form.
      if (metadata === null || values === null) return;
      const answer = await definition.submit({
        ...admitted,
        metadata,
        values,
        viewId: view.id,
        requestKey: `view:${view.id}`,
      });
      await ack(responseOf(answer));
      if (answer && 'after' in answer) await answer.after?.();
    },
  };
}

function responseOf(answer: FormAnswer): ViewResponseAction | undefined {
  if (!answer) return undefined;
  if ('errors' in answer) return { response_action: 'errors', errors: answer.errors };
  if ('update' in answer) return { response_action: 'update', view: answer.update };
  if ('push' in answer) return { response_action: 'push', view: answer.push };
  return 'closeAll' in answer ? { response_action: 'clear' } : undefined;
}
