import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../context.ts';
import type { FailureCode } from '../../domain/slack-codes.ts';
import { readFailure } from '../../slack-failure.ts';

/** A trigger is good for 3 s, and Slack waits no longer than that for the answer to the request it came with. Milliseconds. */
const openMs = 2000;

/** Thrown when Slack did not open a form, or did not confirm it in time. */
export class FormNotOpened extends Error {
  override name = 'FormNotOpened';
  /** False: Slack refused the form itself. The mistake is ours, and trying again does not help. */
  readonly isSlacks: boolean;
  /** True: the trigger was too old, or used already. A new press or command brings a new one. */
  readonly isTooLate: boolean;

  constructor(cause: unknown) {
    super('the form was not opened', { cause });
    const { means, code } = readFailure(cause);
    this.isTooLate = spentTrigger.has(code);
    this.isSlacks =
      means === 'later' || means === 'in doubt' || this.isTooLate || code === 'push_limit_reached';
  }
}

const spentTrigger: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
]);

/**
 * Opens a form and returns its view id. `over`: pushes it on top of the view that contains its button.
 * @throws FormNotOpened, though the form may still appear: perhaps only the answer was lost
 */
export async function openForm(
  context: Context,
  triggerId: string,
  view: ModalView,
  { over = false }: { over?: boolean } = {},
): Promise<string> {
  let late: NodeJS.Timeout | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('no answer in time')), openMs);
  });
  try {
    const { views } = context.slack;
    const form = { trigger_id: triggerId, view };
    const opened = await Promise.race([over ? views.push(form) : views.open(form), giveUp]);
    return opened.view?.id ?? '';
  } catch (error) {
    throw new FormNotOpened(error);
  } finally {
    clearTimeout(late);
  }
}

/**
 * Returns a form with more fields to replace the one that was sent. Slack keeps what was typed where block and action ids
 * stay the same, so only new blocks are added. Its buttons are redrawn.
 */
export function drawnOver(old: ViewOutput, whole: ModalView): ModalView {
  const kept = old.blocks.filter((block) => block.type !== 'actions');
  const added = whole.blocks.filter((block) => !kept.some(({ block_id: id }) => id === block.block_id));
  return { ...whole, blocks: [...kept, ...added] as typeof whole.blocks };
}
