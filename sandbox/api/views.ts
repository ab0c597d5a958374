import { openModal, publishHome, pushModal, readView, updateView, viewPayload } from '../views/show.ts';
import type { View } from '../views/store.ts';
import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { type Method, TIER } from './method.ts';
import { Refusal, refusalWith } from './refusal.ts';

const open: Method = {
  perMinute: TIER.four,
  run(world, args) {
    // Checks the view first, so that a broken one does not use up the trigger.
    const definition = readView(args.json('view', 'invalid_arguments'), 'modal');
    const { user, channel } = exchange(world, args);
    return { view: viewPayload(world, openModal(world, user, definition, channel)) };
  },
};

const push: Method = {
  perMinute: TIER.four,
  run(world, args) {
    const definition = readView(args.json('view', 'invalid_arguments'), 'modal');
    const { user } = exchange(world, args);
    return { view: viewPayload(world, pushModal(world, user, definition)) };
  },
};

const update: Method = {
  perMinute: TIER.four,
  run(world, args) {
    const view = findView(world, args);
    const definition = readView(args.json('view', 'invalid_arguments'), view.definition.type);
    updateView(world, view, definition, args.text('hash'));
    return { view: viewPayload(world, view) };
  },
};

const publish: Method = {
  perMinute: TIER.four,
  run(world, args) {
    const user = world.users.get(args.required('user_id'));
    if (!user) throw new Refusal('user_not_found');
    if (!world.manifest.homeTab) throw new Refusal('not_enabled');
    const definition = readView(args.json('view', 'invalid_arguments'), 'home');
    return { view: viewPayload(world, publishHome(world, user.id, definition, args.text('hash'))) };
  },
};

function exchange(world: World, args: Arguments): { user: string; channel: string | undefined } {
  const outcome = world.triggers.exchange(args.required('trigger_id'));
  if ('error' in outcome) throw new Refusal(outcome.error);
  return outcome;
}

function findView(world: World, args: Arguments): View {
  const id = args.text('view_id');
  const externalId = args.text('external_id');
  if (id !== undefined && externalId !== undefined) {
    throw refusalWith('invalid_arguments', ['Cannot provide both `view_id` and `external_id`']);
  }
  const view =
    id !== undefined
      ? world.views.byId.get(id)
      : [...world.views.byId.values()].find(
          (each) => externalId !== undefined && each.definition.external_id === externalId,
        );
  if (!view) throw new Refusal('not_found');
  return view;
}

export const VIEWS: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
