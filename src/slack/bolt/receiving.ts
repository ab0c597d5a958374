import type { App, ReceiverEvent } from '@slack/bolt';
import type { Message } from '../../messages/blocks.ts';
import { poolSize } from '../../store/db/database.ts';
import { Admission, type Arrival, Busy, type Limits } from './admission.ts';
import { respond } from './answers.ts';
import { type EdgeContext, withinDeadline } from './deadline.ts';
import {
  type Answering,
  answerFailure,
  answerLate,
  answerUnknown,
  busyAnswers,
  sortFailure,
} from './failure.ts';
import { Refused } from './refused.ts';
import { rememberTriggers } from './replays.ts';
import { describeRequest, type RequestBody, teamOf, userOf } from './request.ts';
import { makeStorable } from './storable-text.ts';

/** Thrown while another delivery of the same event is being handled. It is not acknowledged, so Slack sends it again. */
export class AtWork extends Error {
  override name = 'AtWork';
}

/** Slack delivers an event once and retries it three times. */
export const lastRetry = 3;

/** Slack waits 3 s. The database gives up after 2.5 s, so this covers only what hangs elsewhere. Milliseconds. */
const answerBy = 2800;

/**
 * While half of them use the database, the others compute or wait for Slack. At a hundred requests a second and half a
 * core, those that wait do so for about a second, which leaves as long to serve them (docs/operating.md, Load).
 */
const limits: Limits = {
  places: 2 * poolSize,
  placesForViews: poolSize,
  waiting: 200,
  waitingByMember: 10,
  patienceMs: 1000,
};

/** What is at work behind the entrance. Listeners continue after they acknowledge. */
export interface Entrance {
  /** Resolves once nothing is at work. */
  idle(): Promise<void>;
  /** Ignores every request from now on: it has no effect, and no answer. */
  close(): void;
}

/**
 * Adds what Bolt lacks at its one entrance, for HTTP and Socket Mode alike:
 * - A request from another team is refused, and so is a copy of one that was answered.
 * - Only as many requests are at work as can be served in time, one for each member. The others wait for their turn, and
 *   those without a prospect of one are answered at once. An event is then left to Slack, which sends it again.
 * - An event is acknowledged only after its listener succeeded. Bolt acknowledges events before it runs listeners, and
 *   its `processBeforeResponse` would hold commands too (docs/slack.md, Events). If the listener throws, the event is not
 *   acknowledged, and Slack sends it again.
 * - A command or an interaction is answered where the person is looking when its listener fails or hangs, or when no
 *   listener knows it.
 */
export function guardEntrance(app: App, context: EdgeContext): Entrance {
  const process = app.processEvent.bind(app);
  const triggers = rememberTriggers();
  const admission = new Admission(limits);
  const answerBusy = busyAnswers(context);
  const noteRefusal = countRefusals(context);
  const atWork = new Set<Promise<void>>();
  let isClosed = false;

  app.processEvent = (event: ReceiverEvent): Promise<void> => {
    const work = take(event);
    atWork.add(work);
    const done = () => atWork.delete(work);
    work.then(done, done);
    return work;
  };
  return {
    async idle() {
      while (atWork.size > 0) await Promise.allSettled(atWork);
    },
    close() {
      isClosed = true;
    },
  };

  async function take(event: ReceiverEvent): Promise<void> {
    if (isClosed) throw new Refused(503, 'stopping');
    const team = teamOf(event.body);
    if (team !== context.team.id) {
      context.log.warn({ team }, 'refused a request from another team');
      throw new Refused(403, `team ${team}`);
    }
    makeStorable(event.body);
    if (event.body.type === 'event_callback') return takeEvent(event);
    if (triggers.isReplay(event.body.trigger_id)) {
      context.log.warn({ request: describeRequest(event.body) }, 'refused a copy of an earlier request');
      throw new Refused(409, 'a copy of an earlier request');
    }
    return takeRequest(event);
  }

  async function takeEvent(event: ReceiverEvent): Promise<void> {
    const work = () => process({ ...event, ack: async () => {} });
    try {
      await withinDeadline(context, () => inTurn(event.body, work)).catch((error) => {
        // Slack will not send it again. Its listener says so, which takes no database.
        if (error instanceof Busy && (event.retryNum ?? 0) >= lastRetry)
          return withinDeadline(context, work, 0);
        throw error;
      });
    } catch (error) {
      if (error instanceof Busy) {
        noteRefusal('event');
        throw new Refused(503, 'busy');
      }
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

  /** Slack has given up on a listener that takes longer than its 3 s, so it gives up its place too. */
  async function inTurn(body: RequestBody, work: () => Promise<void>): Promise<void> {
    const leave = await admission.enter(arrivalOf(body));
    const late = setTimeout(leave, answerBy);
    await work().finally(() => {
      clearTimeout(late);
      leave();
    });
  }

  async function takeRequest(event: ReceiverEvent): Promise<void> {
    await withinDeadline(context, async (answered) => {
      let leave = () => {};
      const answering = answerOnce(event, () => {
        answered();
        leave();
      });
      const late = setTimeout(() => {
        leave();
        void answerLate(context, event.body, answering);
      }, answerBy);
      try {
        leave = await admission.enter(arrivalOf(event.body));
        await process({ ...event, ack: answering.ack });
        if (!answering.used()) await answerUnknown(context, event.body, answering);
      } catch (error) {
        if (error instanceof Busy) {
          noteRefusal(event.body.type ?? 'command');
          await answerBusy(event.body, answering);
        } else await answerFailure(context, event.body, answering, error);
        // Nothing that Slack sends. Whoever sent it need not wait for an answer.
        if (!answering.used()) throw error;
      } finally {
        clearTimeout(late);
        leave();
      }
    });
  }
}

/** Who asks, and whether only to see something. */
const arrivalOf = (body: RequestBody): Arrival => ({
  member: userOf(body) ?? body.event?.user,
  isView: body.type === 'block_suggestion' || body.event?.type === 'app_home_opened',
});

/** Counts refusals, and logs them once a second at most: a flood of requests must not become one of log lines. */
function countRefusals({ log, meters }: EdgeContext): (type: string) => void {
  let refused = 0;
  return (type) => {
    meters.refused(type);
    if (refused++ > 0) return;
    setTimeout(() => {
      log.warn({ refused }, 'more requests than can be served');
      refused = 0;
    }, 1000).unref();
  };
}

/**
 * Slack gets the first answer. If a command's listener answers after that, because it was too late, the answer goes
 * through the response_url.
 */
function answerOnce({ body, ack }: ReceiverEvent, answered: () => void): Answering {
  let used = false;
  const guarded = async (response?: unknown): Promise<void> => {
    if (used) {
      if (body.command && response) await respond(body.response_url, false, response as Message);
      return;
    }
    used = true;
    answered();
    await ack(response as never);
  };
  return { ack: guarded, used: () => used, isLate: false };
}
