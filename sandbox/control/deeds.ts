import type { Actor } from '../people/actor.ts';
import type { Typed } from '../people/inputs.ts';
import type { Press } from '../people/pressed.ts';
import type { MessageRef, Said } from '../people/say.ts';

/** A request body, unchecked: the library reports what does not fit. */
export type Body = Record<string, unknown>;

/**
 * What a person can be made to do, by the last part of the address. The body has the arguments of the matching `Actor` method
 * by name.
 */
export const DEEDS: Readonly<Record<string, (actor: Actor, body: Body) => unknown>> = {
  command: (actor, body) =>
    actor.command(text(body, 'name'), maybe(body, 'text') ?? '', maybe(body, 'channel')),
  // Resolves after the first attempt. Retries continue in the background; no one should wait minutes for the answer.
  dm: (actor, body) => firstAttempt((onAttempt) => actor.dm(body as Said, onAttempt)),
  say: (actor, body) =>
    firstAttempt((onAttempt) => actor.say(text(body, 'channel'), body as Said, onAttempt)),
  edit: (actor, body) => actor.edit(body.message as MessageRef, text(body, 'text')),
  delete: (actor, body) => actor.delete(body.message as MessageRef),
  press: (actor, body) => actor.press({ ...(body as unknown as Press), ...target(body) }),
  type: (actor, body) => actor.type(viewOf(actor, body), (body.values ?? {}) as Record<string, Typed>),
  submit: (actor, body) => actor.submit(viewOf(actor, body), (body.values ?? {}) as Record<string, Typed>),
  'close-view': (actor, body) => actor.closeView({ all: body.all === true }),
  options: (actor, body) =>
    actor.options(
      (body.message as MessageRef | undefined) ?? viewOf(actor, body),
      text(body, 'key'),
      maybe(body, 'query') ?? '',
    ),
  shortcut: (actor, body) =>
    actor.shortcut(
      text(body, 'callbackId'),
      body.message ? { message: body.message as MessageRef } : undefined,
    ),
  home: (actor) => actor.openHome(),
  join: (actor, body) => actor.join(text(body, 'channel')),
  leave: (actor, body) => actor.leave(text(body, 'channel')),
  invite: (actor, body) => actor.invite(text(body, 'channel'), maybe(body, 'user')),
  remove: (actor, body) => actor.remove(text(body, 'channel'), maybe(body, 'user')),
};

function firstAttempt<T>(write: (onAttempt: (answer: unknown) => void) => Promise<T>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    write((attempt) => resolve({ sent: true, attempt })).then(resolve, reject);
  });
}

function target(body: Body) {
  const view = body.view;
  return {
    ...(body.message !== undefined && { message: body.message as MessageRef }),
    ...(view !== undefined && { view: typeof view === 'string' ? { id: view } : (view as { id: string }) }),
  };
}

function viewOf(actor: Actor, body: Body): { id: string } {
  const { view } = target(body);
  const found = view ?? actor.view();
  if (!found) throw new Error(`${actor.user.name} has no modal open`);
  return found;
}

function text(body: Body, key: string): string {
  const value = body[key];
  if (typeof value !== 'string') throw new Error(`${key} is missing`);
  return value;
}

function maybe(body: Body, key: string): string | undefined {
  return body[key] === undefined ? undefined : text(body, key);
}
