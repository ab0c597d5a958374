import type { App, ReceiverEvent } from '@slack/bolt';
import { respond } from './answers.ts';
import { type EdgeContext, withinDeadline } from './deadline.ts';
import { type Answering, answerFailure, answerLate, answerUnknown, sortFailure } from './failure.ts';
import { rememberTriggers } from './replays.ts';
import { describeRequest, teamOf } from './request.ts';

/** Thrown for a request that must have no effect. The receiver answers with `status`. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: 403 | 409;

  constructor(status: 403 | 409, why: string) {
    super(why);
    this.status = status;
  }
}

/** Thrown while another delivery of the same event is being handled. It is not acknowledged, so Slack sends it again. */
export class AtWork extends Error {
  override name = 'AtWork';
}

/** Slack waits 3 s. The database gives up after 2.5 s, so this covers only what hangs elsewhere. Milliseconds. */
const answerBy = 2800;

/**
 * Adds what Bolt lacks at its one entrance, for HTTP and Socket Mode alike:
 * - A request from another team is refused, and so is a copy of one that was answered.
 * - An event is acknowledged only after its listener succeeded. Bolt acknowledges events before it runs listeners, and
 *   its `processBeforeResponse` would hold commands too (docs/slack.md, Events). If the listener throws, the event is not
 *   acknowledged, and Slack sends it again.
 * - A command or an interaction is answered where the person is looking when its listener fails or hangs, or when no
 *   listener knows it.
 *
 * Returns a function that waits for the listeners still running: they continue after they acknowledge.
 */
export function guardEntrance(app: App, context: EdgeContext): () => Promise<void> {
  const process = app.processEvent.bind(app);
  const triggers = rememberTriggers();
  const atWork = new Set<Promise<void>>();

  app.processEvent = (event: ReceiverEvent): Promise<void> => {
    const work = take(event);
    atWork.add(work);
    const done = () => atWork.delete(work);
    work.then(done, done);
    return work;
  };
  return async () => {
    await Promise.allSettled(atWork);
  };

  async function take(event: ReceiverEvent): Promise<void> {
    const team = teamOf(event.body);
    if (team !== context.team.id) {
      context.log.warn({ team }, 'refused a request from another team');
      throw new Refused(403, `team ${team}`);
    }
    if (event.body.type === 'event_callback') return takeEvent(event);
    if (triggers.isReplay(event.body.trigger_id)) {
      context.log.warn({ request: describeRequest(event.body) }, 'refused a copy of an earlier request');
      throw new Refused(409, 'a copy of an earlier request');
    }
    return takeRequest(event);
  }

  async function takeEvent(event: ReceiverEvent): Promise<void> {
    try {
      await withinDeadline(context, () => process({ ...event, ack: async () => {} }));
    } catch (error) {
      const level = error instanceof AtWork ? 'debug' : sortFailure(error) === 'other' ? 'error' : 'warn';
      const request = describeRequest(event.body);
      context.log[level](
        { error, request, retry: event.retryNum },
        'an event failed; Slack will send it again',
      );
      throw error;
    }
    await event.ack();
  }

  async function takeRequest(event: ReceiverEvent): Promise<void> {
    await withinDeadline(context, async (answered) => {
      const answering = answerOnce(event, answered);
      const late = setTimeout(() => void answerLate(context, event.body, answering), answerBy);
      try {
        await process({ ...event, ack: answering.ack });
        if (!answering.used()) await answerUnknown(context, event.body, answering);
      } catch (error) {
        await answerFailure(context, event.body, answering, error);
      } finally {
        clearTimeout(late);
      }
    });
  }
}

/**
 * Slack gets the first answer. If a command's listener answers after that, because it was too late, the answer goes
 * through the response_url.
 */
function answerOnce({ body, ack }: ReceiverEvent, answered: () => void): Answering {
  let used = false;
  const guarded = async (response?: unknown): Promise<void> => {
    if (used) {
      if (body.command && response) await respond(body.response_url, false, response as { text: string });
      return;
    }
    used = true;
    answered();
    await ack(response as never);
  };
  return { ack: guarded, used: () => used, isLate: false };
}
