import { App, type BlockAction, type Receiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import { findListenersById } from '../../../src/slack/bolt/listeners-by-id.ts';

const receiver: Receiver = { init: () => {}, start: async () => undefined, stop: async () => undefined };
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-none', botUserId: 'UBOT' }) });
findListenersById(app);

const heard: string[] = [];
const listen = (name: string) => async () => void heard.push(name);
app.action<BlockAction>({ action_id: 'one', type: 'block_actions' }, listen('one'));
app.action<BlockAction>({ action_id: 'two', type: 'block_actions' }, listen('two'));
app.action<BlockAction>({ action_id: /^many\./, type: 'block_actions' }, listen('many'));
app.view('form', listen('form'));

const said = async (body: object): Promise<string[]> => {
  heard.length = 0;
  const user = { id: 'UPRIYA' };
  const team = { id: 'TBENCH' };
  await app.processEvent({ body: { user, team, ...body }, ack: async () => {} });
  return [...heard];
};
const press = (id: string) => ({
  type: 'block_actions',
  actions: [{ type: 'button', action_id: id, block_id: 'b' }],
});

test.each(['one', 'two'])('a press of %s reaches its listener, and no other', async (id) => {
  expect(await said(press(id))).toEqual([id]);
});

test('an id by pattern stays with Bolt', async () => {
  expect(await said(press('many.things'))).toEqual(['many']);
});

test('a form that was sent reaches its listener; one that was closed does not', async () => {
  const view = { callback_id: 'form', type: 'modal' };
  expect(await said({ type: 'view_submission', view })).toEqual(['form']);
  expect(await said({ type: 'view_closed', view })).toEqual([]);
});

test.each(['constructor', 'unknown', ''])('an id that nobody listens to reaches nobody: "%s"', async (id) => {
  expect(await said(press(id))).toEqual([]);
});

test('an id is given to one listener', () => {
  const again = { action_id: 'one', type: 'block_actions' } as const;
  expect(() => app.action<BlockAction>(again, listen('again'))).toThrow('two listeners for one');
  expect(() => app.view('form', listen('again'))).toThrow('two listeners for form');
});
