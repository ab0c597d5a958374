import { App, type Receiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { plain } from '../../../src/messages/blocks.ts';
import type { EdgeContext } from '../../../src/slack/bolt/deadline.ts';
import { defineAction } from '../../../src/slack/bolt/define-action.ts';
import { defineForm } from '../../../src/slack/bolt/define-form.ts';
import { defineSearch } from '../../../src/slack/bolt/define-search.ts';
import { listen } from '../../../src/slack/bolt/listen.ts';
import { rowId, textValue } from '../../../src/slack/bolt/schemas.ts';

const reached: string[] = [];
const button = (id: string | RegExp, name = String(id)) =>
  defineAction({
    id,
    may: 'anyone',
    value: textValue,
    press: async () => void reached.push(name),
  });
const form = (id: string) =>
  defineForm({
    id,
    metadata: z.object({ partnerId: rowId }),
    may: 'anyone',
    view: () => ({ title: plain('A form'), blocks: [] }),
    submit: async ({ metadata }) => void reached.push(`${id} ${metadata.partnerId}`),
  });
const search = (id: string) => defineSearch({ id, may: () => true, find: async () => [] });

const receiver: Receiver = { init: () => {}, start: async () => undefined, stop: async () => undefined };
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-none', botUserId: 'UBOT' }) });
/** A database without members. */
const context = { db: { query: async () => [] }, now: () => new Date() } as unknown as EdgeContext;
listen(app, context, [button('one'), button('two'), button(/^many\./, 'many'), form('form'), search('menu')]);
app.action('by.hand', async ({ ack }) => {
  reached.push('by hand');
  await ack();
});

const deliver = async (body: object): Promise<{ reached: string[]; answers: unknown[] }> => {
  reached.length = 0;
  const answers: unknown[] = [];
  const user = { id: 'UPRIYA' };
  const team = { id: 'TBENCH' };
  const ack = async (answer: unknown) => void answers.push(answer);
  await app.processEvent({ body: { user, team, ...body }, ack });
  return { reached: [...reached], answers };
};
const press = (id: string, more: object = {}) => ({
  type: 'block_actions',
  actions: [{ type: 'button', action_id: id, block_id: 'b', ...more }],
});
const send = (metadata: string, values: object = {}) => ({
  type: 'view_submission',
  view: { callback_id: 'form', type: 'modal', private_metadata: metadata, state: { values }, blocks: [] },
});

test.each(['one', 'two'])('a press of %s reaches only its own definition', async (id) => {
  expect(await deliver(press(id))).toEqual({ reached: [id], answers: [undefined] });
});

test('an id generated while drawing is found by its pattern', async () => {
  expect((await deliver(press('many.things'))).reached).toEqual(['many']);
});

test('a listener registered with Bolt directly still works', async () => {
  expect((await deliver(press('by.hand'))).reached).toEqual(['by hand']);
});

test('a submitted form reaches its definition with its metadata; a closed one does not', async () => {
  const sent = send('{"partnerId":12}');
  expect(await deliver(sent)).toEqual({ reached: ['form 12'], answers: [undefined] });
  expect((await deliver({ ...sent, type: 'view_closed' })).reached).toEqual([]);
});

test('a request for a menu’s options is answered', async () => {
  const request = { type: 'block_suggestion', action_id: 'menu', block_id: 'b', value: 'dana' };
  expect((await deliver(request)).answers).toEqual([{ options: [] }]);
});

test.each(['constructor', 'unknown', ''])('an undefined id reaches no definition: "%s"', async (id) => {
  expect(await deliver(press(id))).toEqual({ reached: [], answers: [] });
});

test.each(['', 'null', '[]', '{', '{"partnerId":1.5}', '{"partnerId":null}', '{"partnerId":2147483648}'])(
  'a form with metadata we never wrote stays unanswered: %s',
  async (metadata) => {
    expect(await deliver(send(metadata))).toEqual({ reached: [], answers: [] });
  },
);

test.each([
  { selected_option: 'x' },
  { selected_date: '2026-02-30' },
  { selected_time: '25:00' },
  { value: 1.5 },
  { selected_users: [null] },
])('a form with values Slack cannot produce stays unanswered: %j', async (value) => {
  const values = { block: { action: value } };
  expect(await deliver(send('{"partnerId":12}', values))).toEqual({ reached: [], answers: [] });
});

test('an id is defined once per kind', () => {
  expect(() => listen(app, context, [button('one'), button('one')])).toThrow('two definitions of one');
  expect(() => listen(app, context, [form('one'), form('one')])).toThrow('two definitions of one');
  expect(() => listen(app, context, [search('one'), search('one')])).toThrow('two definitions of one');
  expect(() => listen(app, context, [form('one'), button('one'), search('one')])).not.toThrow();
});

test('an incomplete definition does not compile', () => {
  const view = () => ({ title: plain('A form'), blocks: [] });
  const whole = { id: 'one', metadata: z.object({ partnerId: rowId }), view, submit: async () => undefined };
  // @ts-expect-error: who may send it?
  defineForm(whole);
  // @ts-expect-error: who may press it?
  defineAction({ id: 'one', value: textValue, press: async () => undefined });
  // @ts-expect-error: who is offered anything?
  defineSearch({ id: 'one', find: async () => [] });
  const known = defineForm({ ...whole, may: 'member' });
  // @ts-expect-error: of which partner?
  known.draw({}, undefined);
  // @ts-expect-error: an id is a number
  known.draw({ partnerId: '12' }, undefined);
  expect(known.draw({ partnerId: 12 }, undefined).private_metadata).toBe('{"partnerId":12}');
});

test('a form’s metadata stays within Slack’s limit', () => {
  const long = defineForm({
    id: 'long',
    metadata: z.object({ text: z.string() }),
    may: 'anyone',
    view: () => ({ title: plain('A form'), blocks: [] }),
    submit: async () => undefined,
  });
  expect(() => long.draw({ text: 'x'.repeat(3000) }, undefined)).toThrow('the metadata of long');
});
