import { readable } from 'slack-sandbox/readable';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';
import { interactionBody, json, sendSigned } from '../../support/signed.ts';

const rapport = await startRapport();
const { sandbox, context, app } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

/** No listener's failure may reach the process. Vitest itself would report it only at the end of the run. */
const stray: unknown[] = [];
const note = (error: unknown) => stray.push(error);
process.on('unhandledRejection', note);
afterAll(() => {
  process.off('unhandledRejection', note);
  expect(stray).toEqual([]);
});

const expectedErrors = (count: number) =>
  expect(rapport.errors.splice(0).map((error) => error.msg)).toHaveLength(count);
const count = async (what: string) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n;
const last = () => priya.messages(rapport.channel).at(-1)!;
const shown = (text: string) => sandbox.until(() => readable(last()).includes(text));

/** A message from the bot with one button, in the branch's channel. */
async function withButton(actionId: string, more: object = {}) {
  const button = {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: 'Press' },
    value: '1',
  };
  const blocks = [{ type: 'actions', elements: [{ ...button, ...more }] }];
  const posted = await context.slack.chat.postMessage({
    channel: rapport.channel,
    text: 'a button',
    blocks,
  } as never);
  return { channel: rapport.channel, ts: posted.ts! };
}

async function openView(callbackId: string, blocks: object[]) {
  await priya.command('/touchpoint', '', rapport.channel);
  const view = {
    type: 'modal',
    callback_id: callbackId,
    title: { type: 'plain_text', text: 'A form' },
    submit: { type: 'plain_text', text: 'Save' },
    blocks,
  };
  await context.slack.views.update({ view_id: priya.view()!.id, view } as never);
  return priya.view()!;
}
const note1 = {
  type: 'input',
  block_id: 'note',
  label: { type: 'plain_text', text: 'Note' },
  element: { type: 'plain_text_input', action_id: 'note' },
};

describe('a listener that fails', () => {
  const failures: Record<string, () => unknown> = {
    throws: () => {
      throw new Error('thrown');
    },
    rejects: () => Promise.reject(new Error('rejected')),
    'throws nothing': () => {
      throw undefined;
    },
    'throws null': () => {
      throw null;
    },
    'rejects with a word': () => Promise.reject('word'),
  };
  for (const [index, [how, fail]] of Object.entries(failures).entries()) {
    test(`and ${how}: the person gets a reference, which is in the log`, async () => {
      app.action(`test.fails.${index}`, fail as never);
      const message = await withButton(`test.fails.${index}`);
      const answer = await priya.press({ message, actionId: `test.fails.${index}` });
      expect(answer).toMatchObject({ acknowledged: true });
      await shown('Something went wrong on my side (reference ');
      const reference = /reference (\w+)/.exec(last().text)![1];
      expect(rapport.errors.splice(0)).toMatchObject([
        { reference, request: { action: `test.fails.${index}` } },
      ]);
    });
  }

  test('after its answer: the person is told too, but not that nothing was saved', async () => {
    app.action('test.fails.after', async ({ ack }) => {
      await ack();
      await db.within(0).query('select 1');
    });
    const message = await withButton('test.fails.after');
    expect(await priya.press({ message, actionId: 'test.fails.after' })).toMatchObject({
      acknowledged: true,
    });
    await shown('Something went wrong on my side');
    expect(last().text).not.toContain('nothing was saved');
    expectedErrors(1);
  });

  test('behind a form: the form stays open with its text and shows the error at a field', async () => {
    app.view('test.fails.form', async () => {
      throw new Error('thrown');
    });
    const view = await openView('test.fails.form', [note1]);
    const answer = await priya.submit(view, { note: 'my words' });
    expect(answer).toMatchObject({
      outcome: 'errors',
      errors: { note: expect.stringContaining('went wrong') },
    });
    expect(readable(priya.view()!)).toContain('my words');
    await priya.closeView();
    expectedErrors(1);
  });

  test('behind a form without fields: a view on top says so', async () => {
    app.view('test.fails.bare', async () => {
      throw new Error('thrown');
    });
    const view = await openView('test.fails.bare', [
      { type: 'section', text: { type: 'plain_text', text: 'Sure?' } },
    ]);
    expect(await priya.submit(view)).toMatchObject({ outcome: 'pushed' });
    expect(readable(priya.view()!)).toContain('went wrong');
    await priya.closeView({ all: true });
    expectedErrors(1);
  });

  test('behind a button in a form: a view on top says so', async () => {
    app.action('test.fails.inside', async () => {
      throw new Error('thrown');
    });
    const button = {
      type: 'button',
      action_id: 'test.fails.inside',
      text: { type: 'plain_text', text: 'Press' },
    };
    const view = await openView('test.fails.inside', [note1, { type: 'actions', elements: [button] }]);
    await priya.type(view, { note: 'my words' });
    expect(await priya.press({ view, actionId: 'test.fails.inside' })).toMatchObject({ acknowledged: true });
    await sandbox.until(() => readable(priya.view()!).includes('went wrong'));
    await priya.closeView();
    expect(readable(priya.view()!)).toContain('my words');
    await priya.closeView();
    expectedErrors(1);
  });

  test('when nothing else works: a direct message says so', async () => {
    const button = {
      type: 'button',
      action_id: 'test.fails.inside',
      text: { type: 'plain_text', text: 'Press' },
    };
    const view = await openView('test.fails.inside', [note1, { type: 'actions', elements: [button] }]);
    sandbox.faults.inject({ method: 'views.push', kind: 'error500' });
    await priya.press({ view, actionId: 'test.fails.inside' });
    await sandbox.until(() => priya.messages().at(-1)?.text.includes('went wrong'));
    await priya.closeView();
    expectedErrors(1);
  });
});

describe('a request no listener knows, left behind by an older version', () => {
  beforeEach(() => priya.closeView({ all: true }).catch(() => {}));

  test('a button is acknowledged, with a message beside it', async () => {
    const message = await withButton('gone.since');
    const answer = await priya.press({ message, actionId: 'gone.since' });
    expect(answer).toMatchObject({ acknowledged: true });
    await shown('older version of Rapport');
  });

  test('a link opens by itself, so nothing is said', async () => {
    const message = await withButton('gone.link', { url: 'https://example.com' });
    const before = priya.messages(rapport.channel).length;
    expect(await priya.press({ message, actionId: 'gone.link' })).toMatchObject({ acknowledged: true });
    expect(priya.messages(rapport.channel)).toHaveLength(before);
  });

  test('a form stays open with its text and shows the error at a field', async () => {
    const view = await openView('gone.form', [note1]);
    const answer = await priya.submit(view, { note: 'my words' });
    expect(answer).toMatchObject({
      outcome: 'errors',
      errors: { note: expect.stringContaining('older version') },
    });
    expect(readable(priya.view()!)).toContain('my words');
  });

  test('a menu with loaded options offers nothing', async () => {
    const menu = { type: 'external_select', action_id: 'gone.menu', min_query_length: 0 };
    const view = await openView('gone.menu', [{ ...note1, block_id: 'menu', element: menu }]);
    expect(await priya.options(view, 'menu', 'dana')).toMatchObject({ asked: true, options: [] });
  });

  test('a choice in a form stays in the form, so nothing is said', async () => {
    const menu = {
      type: 'static_select',
      action_id: 'gone.choice',
      options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }],
    };
    const section = {
      type: 'section',
      block_id: 'choice',
      text: { type: 'plain_text', text: 'Which?' },
      accessory: menu,
    };
    const view = await openView('gone.choice', [section, note1]);
    const answer = await priya.press({ view, actionId: 'gone.choice', value: '1' });
    expect(answer).toMatchObject({ acknowledged: true });
    expect(priya.view()!.id).toBe(view.id);
  });

  test('a command says what to type instead; shortcuts and unknown events are acknowledged', async () => {
    const { teamId } = sandbox;
    const command = {
      team_id: teamId,
      user_id: rapport.priya.id,
      command: '/gone',
      text: '',
      trigger_id: '1.1.gone',
    };
    const response = await sendSigned(rapport, new URLSearchParams(command).toString());
    expect(await response.text()).toContain('/gone is from another version of Rapport');
    const user = { id: rapport.priya.id, team_id: teamId };
    for (const type of ['shortcut', 'message_action']) {
      const body = { type, callback_id: 'gone', team: { id: teamId }, user, trigger_id: `1.1.${type}` };
      expect((await sendSigned(rapport, interactionBody(body))).status).toBe(200);
    }
    for (const body of [
      { type: 'app_rate_limited', team_id: teamId, minute_rate_limited: 1 },
      { type: 'event_callback', team_id: teamId, event_id: 'Ev0GONE', event: { type: 'emoji_changed' } },
      { type: 'something_new', team_id: teamId },
    ]) {
      expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
    }
  });
});

describe('an event', () => {
  test('delivered again after it was answered is saved and answered once', async () => {
    sandbox.faults.inject({ event: 'message', kind: 'deliverTwice' });
    const { attempts } = await priya.dm('called Dana Lee about the fair');
    expect(attempts.map((attempt) => attempt.status)).toEqual([200, 200]);
    expect(await count('touchpoint')).toBe(1);
    expect(priya.messages().filter((message) => message.text.includes('✓'))).toHaveLength(1);
  });

  test('delivered several times at the same time is saved and answered once', async () => {
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: priya.dmChannel,
      user: rapport.priya.id,
      text: 'called Dana Lee about the auction',
      ts: '2.2',
    };
    const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: 'Ev0TWIN', event };
    const before = { saved: await count('touchpoint'), said: priya.messages().length };
    const send = () => sendSigned(rapport, JSON.stringify(body), { type: json });
    const statuses = (await Promise.all([send(), send(), send()])).map((response) => response.status);
    // One delivery is handled. The others arrive during it (500) or after it (200). They never have an effect.
    expect(statuses).toContain(200);
    expect((await send()).status).toBe(200);
    expect(await count('touchpoint')).toBe(before.saved! + 1);
    expect(priya.messages()).toHaveLength(before.said + 1);
  });

  test('that fails is not acknowledged, is logged, and is handled on the retry', async () => {
    let failures = 1;
    app.event('message', async () => {
      if (failures-- > 0) throw new Error('a listener of the same event fails');
    });
    const before = { saved: await count('touchpoint'), said: priya.messages().length };
    const { attempts } = await priya.dm('called Dana Lee about the match');
    expect(attempts.map((attempt) => attempt.status)).toEqual([500, 200]);
    expect(await count('touchpoint')).toBe(before.saved! + 1);
    expect(priya.messages()).toHaveLength(before.said + 2); // hers and one answer
    expectedErrors(1);
  });
});
