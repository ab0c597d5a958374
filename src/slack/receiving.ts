import type { App, ReceiverEvent } from '@slack/bolt';
import { type EdgeContext, withinDeadline } from './deadline.ts';
import { answerFailure } from './failure.ts';

/** Thrown for a request that is not of the workspace we serve; the receiver refuses it with 403. */
export class ForeignTeam extends Error {
  override name = 'ForeignTeam';
}

/** Slack waits 3 s. The database is given up after 2.5 s, so this answers only for what hangs elsewhere. */
const answerBy = 2800;

/**
 * Puts what Bolt lacks around its one entrance, for HTTP and Socket Mode alike:
 * - A request of another team is refused.
 * - An event is acknowledged only after its listener ended well. Bolt acknowledges events before it runs listeners, and
 *   its `processBeforeResponse` would hold commands too (DESIGN §7). Thrown: not acknowledged, so Slack sends it again.
 * - A command or an interaction whose listener failed or hangs is answered, where the person is looking.
 */
export function guardEntrance(app: App, context: EdgeContext): void {
  const process = app.processEvent.bind(app);

  app.processEvent = async (event: ReceiverEvent): Promise<void> => {
    const team = teamOf(event.body);
    if (team !== context.team.id) {
      context.log.warn({ team }, 'refused a request of another team');
      throw new ForeignTeam(`team ${team}`);
    }

    if (event.body.type === 'event_callback') {
      await withinDeadline(context, () => process({ ...event, ack: async () => {} }));
      await event.ack();
      return;
    }

    const ack = once(event.ack);
    const late = setTimeout(() => {
      context.log.error({ request: describeRequest(event.body) }, 'a listener did not answer in time');
      void answerFailure(context, event.body, ack, new Error('no answer in time'));
    }, answerBy);
    try {
      await withinDeadline(context, () => process({ ...event, ack }));
    } catch (error) {
      await answerFailure(context, event.body, ack, error);
    } finally {
      clearTimeout(late);
    }
  };
}

/** The first answer counts: a listener that comes round after its time must not answer a second time. */
function once(ack: ReceiverEvent['ack']): ReceiverEvent['ack'] & { used(): boolean } {
  let used = false;
  const guarded = async (response?: unknown): Promise<void> => {
    if (used) return;
    used = true;
    await ack(response as never);
  };
  return Object.assign(guarded, { used: () => used }) as ReturnType<typeof once>;
}

type Body = ReceiverEvent['body'];

function teamOf(body: Body): string | undefined {
  return body.team_id ?? body.team?.id ?? body.user?.team_id;
}

export function describeRequest(body: Body): Record<string, unknown> {
  return {
    type: body.type ?? 'command',
    command: body.command,
    action: body.actions?.[0]?.action_id,
    view: body.view?.callback_id,
    user: body.user_id ?? body.user?.id,
  };
}
