import { randomUUID } from 'node:crypto';
import type { BlockAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { plain, plainMessage } from '../../messages/blocks.ts';
import {
  type FailureSort,
  failureText,
  formLate,
  missingScopeText,
  optionsAway,
  optionsBusy,
  stillAtIt,
  unknownText,
} from '../../messages/failure.ts';
import { missingScopes } from '../../slack-client.ts';
import { CommitUnknown, isDatabaseAway } from '../../store/db/database.ts';
import { NotMember, ReadsOnly } from '../members/members.ts';
import { noticeOption } from '../partners/partner.search.ts';
import { NotAllowed } from './admit.ts';
import { respond } from './answers.ts';
import { FormNotOpened } from './open-form.ts';
import { unescapeSlack } from './plain-text.ts';
import { Refused } from './refused.ts';
import { describeRequest, type RequestBody, userOf } from './request.ts';

/** One request's answer to Slack. `used` turns true once it was given; `isLate` is true when the listener did not give it. */
export interface Answering {
  ack(response?: unknown): Promise<void>;
  used(): boolean;
  isLate: boolean;
}

/**
 * The only error handler: logs what went wrong and tells the person something true, where they are looking. A modal stays
 * open with its text, because the answer is an error at its first field.
 */
export async function answerFailure(
  context: Context,
  body: RequestBody,
  answering: Answering,
  error: unknown,
): Promise<void> {
  if (error instanceof NotAllowed) return tell(context, body, answering, error.message, null);
  const reference = randomUUID().slice(0, 8);
  const missing = missingScopes(error);
  if (missing) context.log.warn({ needed: missing, reference }, 'the app lacks a scope of its manifest');
  const sort = sortRequest(error, answering.used());
  context.log[sort === 'other' && !missing ? 'error' : 'warn'](
    { error, reference, request: describeRequest(body) },
    'a request failed',
  );
  // The form is still open and has already said to send it again.
  if (answering.isLate && body.type === 'view_submission') return;
  const text = missing
    ? missingScopeText(missing)
    : failureText(sort, reference, typedIn(body), context.config.supportAddress);
  await tell(context, body, answering, text, optionsAway).catch((second) =>
    context.log.error({ error: second, reference }, 'could not tell the person about the failure'),
  );
}

/** The words of a command, to give back. */
const typedIn = (body: RequestBody): string | undefined =>
  body.command ? unescapeSlack(body.text ?? '') : undefined;

/** Answers by a call to Slack that are under way at a time. Each costs about as much as serving a request. */
const callsMax = 20;

/**
 * Answers requests that can't be served, as cheaply as possible: where the answer to Slack is not enough to tell the person,
 * with one call, and one per member at a time. What is not acknowledged, Slack itself marks as failed.
 */
export function busyAnswers(context: Context): (body: RequestBody, answering: Answering) => Promise<void> {
  const beingTold = new Set<string | undefined>();
  return async (body, answering) => {
    const answer = () =>
      tell(context, body, answering, failureText('busy', '', typedIn(body)), optionsBusy).catch((error) =>
        context.log.warn({ error }, 'could not tell a person that there are too many requests'),
      );
    if (body.type === 'view_closed') return answering.ack();
    if (body.command || body.type === 'view_submission' || body.type === 'block_suggestion') return answer();
    const user = userOf(body);
    if (beingTold.has(user) || beingTold.size >= callsMax) throw new Refused(503, 'busy');
    beingTold.add(user);
    await answer();
    beingTold.delete(user);
  };
}

/**
 * Answers before Slack stops waiting. The listener keeps running: a button shows its own outcome, a command is answered
 * later.
 */
export async function answerLate(context: Context, body: RequestBody, answering: Answering): Promise<void> {
  if (answering.used()) return;
  answering.isLate = true;
  context.log.warn({ request: describeRequest(body) }, 'a listener did not answer in time');
  try {
    if (body.type === 'block_actions') return await answering.ack();
    await tell(context, body, answering, body.command ? stillAtIt : formLate, optionsAway);
  } catch (error) {
    context.log.warn({ error }, 'could not answer a request whose listener is late');
  }
}

/** Answers what no definition knows or can read: a button or a form left behind by an older version of the app. */
export async function answerUnknown(
  context: Context,
  body: RequestBody,
  answering: Answering,
): Promise<void> {
  context.log.warn({ request: describeRequest(body) }, 'no listener knows this request');
  if (isSilent(body)) return answering.ack();
  await tell(context, body, answering, unknownText(body.command), null);
}

/**
 * True for requests that need no answer: a link that opens by itself, a choice kept in a form until it is sent, a closed
 * view.
 */
function isSilent(body: RequestBody): boolean {
  const [action] = (body as Partial<BlockAction>).actions ?? [];
  if (action) return 'url' in action || (body.view?.type === 'modal' && action.type !== 'button');
  return !['view_submission', 'block_suggestion', 'shortcut', 'message_action', undefined].includes(
    body.type,
  );
}

/**
 * Once the answer was given, only showing the result can have failed, because everything is saved before it is
 * acknowledged. "Nothing was saved" would no longer be true.
 */
function sortRequest(error: unknown, wasAnswered: boolean): FailureSort {
  const sort = sortFailure(error);
  return wasAnswered && sort === 'away' ? 'other' : sort;
}

export function sortFailure(error: unknown): FailureSort {
  if (error instanceof NotMember) return 'not a member';
  if (error instanceof ReadsOnly) return 'reads only';
  if (error instanceof CommitUnknown) return 'unknown';
  if (error instanceof FormNotOpened && error.isTooLate) return 'too late for a form';
  if (error instanceof FormNotOpened && error.isSlacks) return 'no form';
  return isDatabaseAway(error) ? 'away' : 'other';
}

async function tell(
  context: Context,
  body: RequestBody,
  answering: Answering,
  text: string,
  option: string | null,
): Promise<void> {
  if (answering.used()) return notifySeparately(context, body, text);
  if (body.command) return answering.ack({ response_type: 'ephemeral', ...plainMessage(text) });
  if (body.type === 'view_submission') return answering.ack(viewAnswer(body, text));
  // Empty options read "No results", as if the partner did not exist.
  if (body.type === 'block_suggestion')
    return answering.ack({ options: option ? [noticeOption(option)] : [] });
  await answering.ack();
  await notifySeparately(context, body, text);
}

/** Slack shows errors only at inputs, so a modal without inputs gets a separate view. */
function viewAnswer(body: RequestBody, text: string): object {
  const input = body.view.blocks?.find((block: { type: string }) => block.type === 'input');
  if (input) return { response_action: 'errors', errors: { [input.block_id]: text } };
  return { response_action: 'push', view: notice(text) };
}

/**
 * Shows the text beside the message that was acted on, on top of the form whose button was pressed, or as a direct
 * message.
 */
async function notifySeparately(context: Context, body: RequestBody, text: string): Promise<void> {
  if (body.response_url && (await respond(body.response_url, false, plainMessage(text)))) return;
  const user = userOf(body);
  try {
    if (body.type !== 'block_actions' || !body.view) throw new Error('no view to show the text on');
    const open = { trigger_id: body.trigger_id, view: notice(text) };
    await (body.view.type === 'modal' ? context.slack.views.push(open) : context.slack.views.open(open));
  } catch {
    if (user) await context.slack.chat.postMessage({ channel: user, ...plainMessage(text) });
  }
}

const notice = (text: string) => ({
  type: 'modal' as const,
  title: plain('That didn’t work'),
  close: plain('Close'),
  blocks: [{ type: 'section' as const, text: plain(text) }],
});
