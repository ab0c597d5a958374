import { randomUUID } from 'node:crypto';
import type { AckFn, ReceiverEvent } from '@slack/bolt';
import type { Context } from '../context.ts';
import { type FailureSort, failureText } from '../messages/failure.ts';
import { CommitUnknown, isDatabaseAway } from '../store/database.ts';
import { NotMember } from './members.ts';
import { unescapeSlack } from './plain-text.ts';
import { describeRequest } from './receiving.ts';

type Body = ReceiverEvent['body'];

/**
 * The one error handler: logs what went wrong and tells the person something true, where they are looking. A modal
 * stays open with its text, because the answer is an error at its first field.
 */
export async function answerFailure(
  context: Context,
  body: Body,
  ack: AckFn<unknown> & { used(): boolean },
  error: unknown,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  context.log[sortOf(error) === 'other' ? 'error' : 'warn'](
    { error, reference, request: describeRequest(body) },
    'a request failed',
  );

  const text = failureText(
    sortOf(error),
    reference,
    body.command ? unescapeSlack(body.text ?? '') : undefined,
  );
  try {
    if (ack.used()) await tellLater(body, text);
    else if (body.command) await ack({ response_type: 'ephemeral', text });
    else if (body.type === 'view_submission') await ack(viewAnswer(body, text));
    else if (body.type === 'block_suggestion') await ack({ options: [] });
    else {
      await ack();
      await tellLater(body, text);
    }
  } catch (second) {
    context.log.error({ error: second, reference }, 'could not tell the person about the failure');
  }
}

function sortOf(error: unknown): FailureSort {
  if (error instanceof NotMember) return 'not a member';
  if (error instanceof CommitUnknown) return 'unknown';
  return isDatabaseAway(error) ? 'away' : 'other';
}

/** Slack shows errors at inputs only; a modal without inputs is told in a view of its own. */
function viewAnswer(body: Body, text: string): object {
  const input = body.view.blocks.find((block: { type: string }) => block.type === 'input');
  if (input) return { response_action: 'errors', errors: { [input.block_id]: text } };
  return {
    response_action: 'push',
    view: {
      type: 'modal',
      title: { type: 'plain_text', text: 'Not done' },
      close: { type: 'plain_text', text: 'Back' },
      blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
    },
  };
}

async function tellLater(body: Body, text: string): Promise<void> {
  if (!body.response_url) return;
  await fetch(body.response_url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
    signal: AbortSignal.timeout(5000),
  });
}
