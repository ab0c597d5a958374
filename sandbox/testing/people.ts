import type { App } from '@slack/bolt';
import { afterEach } from 'vitest';
import type { Actor } from '../index.ts';
import { plain, type Running, runApp } from './second-app.ts';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

export type Json = Record<string, unknown>;

export const buttons = (...names: string[]) => ({
  type: 'actions',
  block_id: 'row',
  elements: names.map((name) => ({ type: 'button', action_id: name, text: plain(name), value: `v-${name}` })),
});

/** Two people in a channel with the second app. `listen` adds its listeners. Stopped after each test. */
export async function withPeople(listen: (app: App) => void, options: Parameters<typeof runApp>[1] = {}) {
  running = await runApp(listen, options);
  const { sandbox, app } = running;
  const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
  const bo = sandbox.as(sandbox.addUser({ name: 'bo' }));
  const channel = sandbox.addChannel({ name: 'general', members: [ana.user.id, bo.user.id] }).id;
  const post = async (blocks: Json[]) => {
    await app.client.chat.postMessage({ channel, text: 'x', blocks: blocks as never });
    return sandbox.readMessages(channel).at(-1)!;
  };
  return { sandbox, app, ana, bo, channel, post };
}

export const texts = (actor: Actor, channel: string) =>
  actor.messages(channel).map((message) => message.text);
