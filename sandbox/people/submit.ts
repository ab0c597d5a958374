import { isObject } from '../blocks/schema.ts';
import { interactiveElements } from '../blocks/walk.ts';
import { type Answer, deliver } from '../delivery/deliver.ts';
import {
  clearStack,
  closeTop,
  pushModal,
  readView,
  topModal,
  updateView,
  viewPayload,
} from '../views/show.ts';
import type { View } from '../views/store.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { clientErrors, fillIn } from './form.ts';
import type { Typed } from './inputs.ts';
import { commonPayload } from './payload.ts';

/** What a person sees after pressing a modal's submit button. */
export type SubmitOutcome = { ms: number } & (
  | { outcome: 'closed' | 'cleared' }
  /** Errors shown under the inputs, by block_id. `byClient` if Slack's own client refused. */
  | { outcome: 'errors'; errors: Record<string, string>; byClient: boolean; view: View }
  | { outcome: 'updated' | 'pushed'; view: View }
  /** The modal stays open and keeps everything typed. */
  | { outcome: 'trouble'; text: string; reason: string; view: View }
);

const TROUBLE = 'We had some trouble connecting. Try again?';

export async function submitView(
  world: World,
  user: User,
  view: View,
  values: Readonly<Record<string, Typed>>,
): Promise<SubmitOutcome> {
  if (topModal(world, user.id)?.id !== view.id) throw new Error('only the modal on top can be submitted');
  if (!view.definition.submit) throw new Error('this modal has no submit button');
  await fillIn(world, user, view, values);
  const refused = clientErrors(view);
  if (Object.keys(refused).length > 0)
    return { outcome: 'errors', errors: refused, byClient: true, view, ms: 0 };
  const answer = await deliver(world, {
    kind: 'interaction',
    name: 'view_submission',
    path: world.manifest.interactivityPath,
    payload: {
      type: 'view_submission',
      ...commonPayload(world, user),
      trigger_id: world.triggers.issue(user.id, view.channel),
      view: viewPayload(world, view),
      response_urls: responseUrls(world, user, view),
    },
  });
  return { ...act(world, user, view, answer), ms: answer.ms };
}

type WithoutMs<T> = T extends unknown ? Omit<T, 'ms'> : never;

/** Applies the app's answer. An invalid answer leaves the modal unchanged. */
function act(world: World, user: User, view: View, answer: Answer): WithoutMs<SubmitOutcome> {
  const trouble = (reason: string): WithoutMs<SubmitOutcome> => ({
    outcome: 'trouble',
    text: TROUBLE,
    reason,
    view,
  });
  if (answer.failure) return trouble(answer.failure);
  const { body } = answer;
  if (body === undefined || (isObject(body) && Object.keys(body).length === 0)) {
    if (topModal(world, user.id)?.id === view.id) closeTop(world, user.id);
    return { outcome: 'closed' };
  }
  if (!isObject(body)) return trouble('the answer is not JSON');
  try {
    switch (body.response_action) {
      case 'errors': {
        const reason = badErrors(view, body.errors);
        if (reason) return trouble(reason);
        return { outcome: 'errors', errors: body.errors as Record<string, string>, byClient: false, view };
      }
      case 'update':
        updateView(world, view, readView(body.view, 'modal'));
        return { outcome: 'updated', view };
      case 'push':
        return { outcome: 'pushed', view: pushModal(world, user.id, readView(body.view, 'modal')) };
      case 'clear':
        clearStack(world, user.id);
        return { outcome: 'cleared' };
      default:
        return trouble(`unknown response_action ${String(body.response_action)}`);
    }
  } catch (error) {
    return trouble((error as Error).message);
  }
}

/** Returns what is wrong with the app's errors: Slack shows them only under the view's input blocks. */
function badErrors(view: View, errors: unknown): string | undefined {
  if (!isObject(errors) || Object.keys(errors).length === 0) return 'errors must name at least one block';
  for (const [blockId, text] of Object.entries(errors)) {
    const block = view.definition.blocks.find((each) => each.block_id === blockId);
    if (block?.type !== 'input') return `errors names ${blockId}, which is not an input block of the view`;
    if (typeof text !== 'string' || text === '') return `the error for ${blockId} has no text`;
  }
  return undefined;
}

/** A conversations or channels select with `response_url_enabled` lets the app answer in the chosen conversation. */
function responseUrls(world: World, user: User, view: View): Record<string, unknown>[] {
  return interactiveElements(view.definition.blocks).flatMap(({ block, element }) => {
    if (element.response_url_enabled !== true) return [];
    const held = view.state[block.block_id!]?.[element.action_id!];
    const channel = held?.selected_conversation ?? held?.selected_channel;
    if (typeof channel !== 'string') return [];
    const { path } = world.responseUrls.issue('actions', { channel, user: user.id });
    return [
      {
        block_id: block.block_id,
        action_id: element.action_id,
        channel_id: channel,
        response_url: world.url + path,
      },
    ];
  });
}

/** Closes the modal on top, or the whole stack with `all`. Tells the app if the view has `notify_on_close`. */
export async function closeModal(world: World, user: User, { all = false } = {}): Promise<void> {
  const top = topModal(world, user.id);
  if (!top) throw new Error('no modal is open');
  const clears = all || top.definition.clear_on_close === true;
  const ids = clears ? [...(world.views.stacks.get(user.id) ?? [])].reverse() : [top.id];
  const closing = ids.flatMap((id) => world.views.byId.get(id) ?? []);
  if (clears) clearStack(world, user.id);
  else closeTop(world, user.id);
  for (const view of closing.filter((each) => each.definition.notify_on_close)) {
    await deliver(world, {
      kind: 'interaction',
      name: 'view_closed',
      path: world.manifest.interactivityPath,
      payload: {
        type: 'view_closed',
        ...commonPayload(world, user),
        view: viewPayload(world, view),
        is_cleared: clears,
      },
    });
  }
}
