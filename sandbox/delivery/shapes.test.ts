import { beforeAll, describe, expect, it } from 'vitest';
import { bareSandbox } from '../testing/bare.ts';
import { modal, textInput } from '../testing/modal.ts';
import { buttons, type Json } from '../testing/people.ts';
import { plain, plantManifest } from '../testing/second-app.ts';
import { differences, type Shape } from '../testing/shape.ts';
import {
  COMMAND,
  ENVELOPE,
  EVENTS,
  INTERACTIONS,
  USER_ANSWER,
  VIEW_ANSWER,
} from '../testing/slack-shapes.ts';
import { startStatuses } from '../testing/statuses.ts';

interface Sent {
  kind: string;
  payload: Json;
}

/** Payloads sent to the app, at least one of each kind, and answers to its calls. */
const sent: Sent[] = [];
const answers = new Map<string, unknown>();
const menu = {
  type: 'external_select',
  action_id: 'menu',
  min_query_length: 0,
  placeholder: plain('Plants'),
};

beforeAll(async () => {
  const manifest = plantManifest();
  manifest.settings.event_subscriptions.bot_events = Object.keys(EVENTS).map((type) =>
    type === 'message' ? 'message.im' : type,
  );
  const app = await startStatuses([]);
  const { sandbox, call } = await bareSandbox({ manifest });
  sandbox.setAppUrl(app.url);
  try {
    await live(sandbox, call);
    await sandbox.until(() => sandbox.exchanges.filter(({ name }) => name === 'team_join').length === 4);
    for (const { kind, payload } of sandbox.exchanges) sent.push({ kind, payload: payload as Json });
  } finally {
    await sandbox.close();
    await app.stop();
  }
});

/** Makes everything happen that a person or the workspace can do. */
async function live(
  sandbox: Awaited<ReturnType<typeof bareSandbox>>['sandbox'],
  call: Awaited<ReturnType<typeof bareSandbox>>['call'],
): Promise<void> {
  const ana = sandbox.as(sandbox.addUser({ name: 'ana', realName: 'Ana Diaz', guest: 'single' }));
  const bo = sandbox.as(sandbox.addUser({ name: 'bo', isAdmin: true }));
  sandbox.addUser({ name: 'robot', isBot: true });
  const { id: channel } = sandbox.addChannel({ name: 'general', members: [ana.user.id] });
  const trigger_id = () => sandbox.world.triggers.issue(ana.user.id);
  const form = modal(
    [textInput('name'), { type: 'section', block_id: 's', text: plain('x'), accessory: menu }],
    {
      notify_on_close: true,
    },
  );
  const section = { type: 'section', block_id: 'section', text: plain('x'), accessory: menu };

  await ana.command('/water', 'the fern', channel);
  await ana.dm('hello');
  await ana.openHome({ waitMs: 1 });
  const home = { type: 'home', blocks: [buttons('go')] };
  answers.set('views.publish', await call('views.publish', { user_id: ana.user.id, view: home }));
  await ana.openHome({ waitMs: 1 });
  await ana.press({ view: ana.home()!, actionId: 'go' });
  await ana.shortcut('new_plant');

  await call('chat.postMessage', { channel, text: 'x', blocks: [buttons('go'), section] });
  await call('chat.postMessage', { channel: ana.user.id, text: 'x', blocks: [section] });
  const message = sandbox.readMessages(channel).at(-1)!;
  await ana.press({ message, actionId: 'go' });
  await ana.options(message, 'menu', 'fe');
  await ana.shortcut('about', { message });
  await ana.shortcut('about', { message: (await ana.say(channel, 'mine')).message });

  answers.set('views.open', await call('views.open', { trigger_id: trigger_id(), view: form }));
  answers.set('views.push', await call('views.push', { trigger_id: trigger_id(), view: form }));
  const top = ana.view()!;
  answers.set('views.update', await call('views.update', { view_id: top.id, view: form }));
  await ana.options(top, 'menu', 'fe');
  await ana.submit(top, { name: 'Ivy' });
  await ana.closeView();
  answers.set('users.info', await call('users.info', { user: bo.user.id, include_locale: true }));

  await bo.join(channel);
  await sandbox.changeUser(bo.user.id, { realName: 'Bo' });
  await bo.leave(channel);
  const cy = sandbox.addUser({ name: 'cy' });
  await ana.invite(channel, cy.id);
  await sandbox.renameChannel(channel, 'plants');
  await sandbox.shareChannel(channel);
  await sandbox.unshareChannel(channel);
  await sandbox.archiveChannel(channel, ana.user.id);
  await sandbox.uninstall();
}

function expectAll(payloads: unknown[], shape: Shape): void {
  expect(payloads.length).toBeGreaterThan(0);
  for (const payload of payloads) expect(differences(shape, payload)).toEqual([]);
}

describe('a payload sent to the app', () => {
  it('is a command with Slack’s fields', () => {
    expectAll(ofKind('command'), COMMAND);
  });

  it.each(Object.entries(INTERACTIONS))('is a %s with Slack’s fields', (name, shape) => {
    const [type, where] = name.split(' in a ');
    const payloads = [...ofKind('interaction'), ...ofKind('options')].filter(
      (payload) =>
        payload.type === type && (!where || (payload.container as { type: string }).type === where),
    );
    expectAll(payloads, shape);
  });

  it.each(Object.entries(EVENTS))('is an event %s with Slack’s fields', (type, shape) => {
    const envelopes = ofKind('event').filter(({ event }) => (event as Json).type === type);
    expectAll(envelopes, ENVELOPE);
    expectAll(
      envelopes.map(({ event }) => event),
      shape,
    );
  });

  it('is nothing else', () => {
    const kinds = [...ofKind('interaction'), ...ofKind('options')].map(({ type }) => String(type));
    const known = Object.keys(INTERACTIONS).map((name) => name.split(' in a ')[0]);
    expect(kinds.filter((kind) => !known.includes(kind))).toEqual([]);
    const events = ofKind('event').map(({ event }) => String((event as Json).type));
    expect(events.filter((type) => !Object.hasOwn(EVENTS, type))).toEqual([]);
  });
});

describe('an answer to the app', () => {
  it.each(['views.open', 'views.push', 'views.update', 'views.publish'])('by %s is a view', (method) => {
    expectAll([answers.get(method)], VIEW_ANSWER);
  });

  it('by users.info is a person', () => {
    expectAll([answers.get('users.info')], USER_ANSWER);
  });
});

describe('a difference', () => {
  it('is a missing key, an extra key, or a value of another type', () => {
    const shape = { a: 'string', 'b?': 'number', c: [{ d: 'string|null' }] } satisfies Shape;
    expect(differences(shape, { a: 'x', c: [{ d: null }] })).toEqual([]);
    expect(differences(shape, { b: 'x', c: [{ d: 1, e: 1 }], f: 1 })).toEqual([
      '.a: missing',
      '.f: not sent by Slack',
      '.b: string, not number',
      '.c[0].e: not sent by Slack',
      '.c[0].d: number, not string|null',
    ]);
  });
});

function ofKind(kind: string): Json[] {
  return sent.filter((each) => each.kind === kind).map(({ payload }) => payload);
}
