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

/** Slack's limit for the metadata of a view. Characters. */
const metadataMax = 3000;

/** What a form shows. Without words of its own its buttons read Save and Cancel. */
export type Drawn = Pick<ModalView, 'title' | 'blocks'> & Partial<Pick<ModalView, 'submit' | 'close'>>;

/** What was sent: by whom, with what the form remembered and what was typed. */
export type Submission<Who extends May, Metadata> = Admitted<Who> & {
  metadata: Metadata;
  values: FormValues;
  viewId: string;
  /** Makes what is saved unique: the same form sent twice is saved once. */
  requestKey: string;
};

/** What follows once Slack has its answer: it keeps nobody waiting, and is past the request's deadline. */
export type After = () => Promise<unknown>;

/**
 * What becomes of a form, by when all is saved. It stays open with errors at its fields, gives way to another view or
 * gets one over it, or closes: by itself, or with all that lie under it (`closeAll`).
 */
export type FormAnswer =
  | { errors: FieldErrors }
  | { update: ModalView; after?: After }
  | { push: ModalView }
  | { closeAll: true; after: After }
  | { after: After }
  | undefined;

/** A form as the app listens to it. */
export interface FormDefinition {
  kind: 'form';
  id: string;
  handle(
    context: EdgeContext,
    request: { body: ViewSubmitAction; view: ViewOutput; ack: AckFn<ViewResponseAction> },
  ): Promise<void>;
}

export interface Form<Metadata, Shown> extends FormDefinition {
  /** The view, for the place of another or over it. */
  draw(metadata: Metadata, shown: Shown): ModalView;
  /**
   * Opens it and returns the id of its view. `over`: over the view that its button stands in.
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
 * A form: what it remembers (`metadata`, which Slack keeps while it is open), who may send it, what it shows, and what
 * becomes of it. `submit` is handed what was read by its schema, never what merely came: a form that we did not write so,
 * or that Slack cannot have filled in so, is answered like one that nobody knows. What `submit` throws reaches the one
 * handler of failures.
 */
export function defineForm<Schema extends z.ZodType, Who extends May, Shown = void>(definition: {
  /** The callback id, which forms that are open keep over an upgrade. */
  id: string;
  metadata: Schema;
  may: Who;
  view(shown: Shown, metadata: z.input<Schema>): Drawn;
  submit(submission: Submission<Who, z.output<Schema>>): Promise<FormAnswer>;
}): Form<z.input<Schema>, Shown> {
  const { id } = definition;
  const draw = (metadata: z.input<Schema>, shown: Shown): ModalView => {
    const text = JSON.stringify(metadata);
    if (text.length > metadataMax) throw new Error(`the metadata of ${id} has ${text.length} characters`);
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
      // Without an answer it is told like a form that nobody knows.
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
