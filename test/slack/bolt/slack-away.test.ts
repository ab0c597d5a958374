import type { Fault } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { plainMessage } from '../../../src/messages/blocks.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { draftActions } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { startRapport } from '../../support/rapport.ts';
import { commandBody, interactionBody, sendSigned } from '../../support/signed.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { forgetTold } from '../../support/told.ts';

/** The proxy between the bot and Slack's response_urls. */
let wire!: TcpProxy;
const rapport = await startRapport({
  async prepare({ world }) {
    wire = await startTcpProxy(world.url);
    world.url = `http://127.0.0.1:${wire.port}`;
  },
});
const { sandbox, context, app } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Joan Ortiz', 'Joan Park']);
afterAll(() => wire.close());
afterEach(async () => {
  wire.pass();
  sandbox.faults.clear();
  await priya.closeView({ all: true }).catch(() => {});
  await forgetTold(context.db);
});

const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const messages = () => priya.messages(rapport.channel);
const last = () => messages().at(-1)!;
const shown = (text: string) => sandbox.until(() => readable(last()).includes(text));
const touchpoints = async () =>
  (await context.db.query('select 1 from touchpoint where withdrawn_at is null')).length;
const pick = async (query: string) => {
  const { options } = await priya.options(priya.view()!, 'partners', query);
  return String(options[0]!.value);
};

const { triggers } = sandbox.world;
const exchange = triggers.exchange.bind(triggers);
const fail = (fault: Omit<Fault, 'method'>) => () =>
  sandbox.faults.inject({ method: 'views.open', ...fault });
const troubles: Record<string, () => void> = {
  'answers with an error': fail({ kind: 'error500' }),
  'loses the connection': fail({ kind: 'reset', takesEffect: false }),
  'asks for patience': fail({ kind: 'ratelimit' }),
  'does not answer': fail({ kind: 'hang', takesEffect: false }),
  'finds the trigger expired': () => {
    triggers.exchange = () => {
      triggers.exchange = exchange;
      return { error: 'expired_trigger_id' };
    };
  },
};

describe.each(Object.entries(troubles))('when Slack opens no form because it %s', (trouble, begin) => {
  test('a sentence in doubt is kept and answered with its open questions and a Finish button', async () => {
    const before = await touchpoints();
    begin();
    const answer = await say(`coffee with Zed, when Slack ${trouble}`);
    expect(answer.ms).toBeLessThan(3000);
    expect(answer.text, 'a lock screen shows no words').toBe('Almost. I need a bit more before I save this.');
    expect(readable(answer.message!)).toContain('Almost. Who is “Zed”? I don’t know that name.');
    expect(readable(answer.message!)).toContain(`coffee with Zed, when Slack ${trouble}`);
    expect(priya.view()).toBeUndefined();

    await priya.press({ message: answer.message!, actionId: draftActions.finish });
    expect(readable(priya.view()!)).toContain(`coffee with Zed, when Slack ${trouble}`);
    await priya.submit(priya.view()!, { partners: [await pick('joan pa')] });
    await shown('✓ Coffee with Joan Park');
    expect(await touchpoints()).toBe(before + 1);
  });

  test('a command and a button say so, and say that nothing was changed', async () => {
    begin();
    const answer = await say('');
    expect(answer.ms).toBeLessThan(3000);
    const isExpired = trouble === 'finds the trigger expired';
    expect(answer.text).toContain(
      isExpired
        ? 'That took too long for Slack to open a form. Send it again.'
        : 'Slack didn’t respond when I opened the form.',
    );
    expect(priya.view()).toBeUndefined();

    await say(`lunch with Dana Lee today, when Slack ${trouble}`);
    const message = last();
    const buttons = [captureActions.edit, captureActions.heard, captureActions.paidUs];
    const actionId = buttons[Object.keys(troubles).indexOf(trouble) % buttons.length]!;
    begin();
    const before = messages().length;
    expect(await priya.press({ message, actionId })).toMatchObject({ acknowledged: true });
    await sandbox.until(() => messages().length > before);
    expect(last().text).toContain(
      isExpired ? 'That took too long for Slack to open a form. Tap it again.' : 'Nothing changed: ',
    );
  });
});

test('a form that opened without confirmation and the button beside it count once', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'views.open', kind: 'hang' });
  const answer = await say('dinner with Zed, when Slack says nothing');
  expect(answer.text).toContain('Almost.');
  await priya.submit(priya.view()!, { partners: [await pick('joan or')] });
  await shown('✓ Dinner with Joan Ortiz');
  await priya.press({ message: answer.message!, actionId: draftActions.finish });
  await sandbox.until(() => messages().some((message) => readable(message).includes('already finished')));
  expect(await touchpoints()).toBe(before + 1);
});

test('two forms for one sentence, both sent, from a phone and a desktop, count once', async () => {
  const before = await touchpoints();
  await say('breakfast with Zed, on two screens');
  await priya.submit(priya.view()!, { partners: [await pick('joan pa')] });
  await shown('✓ Breakfast with Joan Park');
  const sent = sandbox.exchanges.findLast((exchange) => exchange.name === 'view_submission')!;
  const payload = structuredClone(sent.payload) as { trigger_id: string; view: { id: string } };
  payload.view.id = 'V0OTHER';
  payload.trigger_id = '1.1.other';
  expect((await sendSigned(rapport, interactionBody(payload))).status).toBe(200);
  expect(await touchpoints()).toBe(before + 1);
});

describe('when Slack is slow', () => {
  /** A listener that goes on only when told to. */
  function gate() {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  }

  test('a form whose listener waits for Slack stays open and says so in time; sent again, it is accepted', async () => {
    const { open, opened } = gate();
    const ended: string[] = [];
    app.view('test.slow', async ({ ack, view }) => {
      if (ended.length === 0) await opened;
      ended.push(view.id);
      await ack();
      if (ended.length === 1) throw new Error('too late to matter');
    });
    await say('');
    const form = priya.view()!;
    const view = { ...form.definition, callback_id: 'test.slow' };
    await context.slack.views.update({ view_id: form.id, view } as never);
    const values = { partners: [await pick('dana')], how: 'visit', note: 'my words' };
    const answer = await priya.submit(priya.view()!, values);
    expect(answer).toMatchObject({
      outcome: 'errors',
      errors: { partners: 'This is taking longer than usual. Please send it again; it won’t count twice.' },
    });
    expect(answer.ms).toBeLessThan(3000);
    expect(readable(priya.view()!)).toContain('my words');

    const before = { here: messages().length, direct: priya.messages().length };
    open();
    await expect.poll(() => rapport.errors.length).toBe(1);
    expect(rapport.errors.splice(0)).toMatchObject([{ error: { message: 'too late to matter' } }]);
    expect(await priya.submit(priya.view()!, {})).toMatchObject({ outcome: 'closed' });
    expect({ here: messages().length, direct: priya.messages().length }).toEqual(before);
  });

  test('a slow command says so in time and answers when it is done', async () => {
    const { open, opened } = gate();
    app.command('/slow', async ({ ack }) => {
      await opened;
      await ack({ response_type: 'ephemeral', ...plainMessage('Done at last') });
    });
    const to = { channel: rapport.channel, user: rapport.priya.id };
    const { path } = sandbox.world.responseUrls.issue('commands', to);
    const body = commandBody(rapport, '', { command: '/slow', response_url: sandbox.world.url + path });
    const began = performance.now();
    const response = await sendSigned(rapport, body);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(await response.text()).toContain('This is taking longer than usual. I’ll answer here.');
    open();
    await shown('Done at last');
  });
});

describe('when a response_url accepts nothing', () => {
  const answered = (text: string) =>
    sandbox.until(() => readable(priya.messages().at(-1) ?? { text: '' }).includes(text), 10_000);

  test('because it is used up, the answer to a form is a direct message', async () => {
    await say('');
    const values = { partners: [await pick('dana')], how: 'call' };
    for (const _ of '12345') {
      const { reply } = JSON.parse(priya.view()!.definition.private_metadata ?? '{}');
      await fetch(reply.responseUrl, { method: 'POST', body: JSON.stringify(plainMessage('used')) });
    }
    expect(await priya.submit(priya.view()!, values)).toMatchObject({ outcome: 'closed' });
    await answered('✓ Talked with Dana Lee');
  });

  test('because it does not answer, the answer to a form is a direct message', async () => {
    await context.db.query('update member set dm_channel_id = null');
    await say('');
    const values = { partners: [await pick('dana')], how: 'video' };
    wire.hold();
    const answer = await priya.submit(priya.view()!, values);
    expect(answer).toMatchObject({ outcome: 'closed' });
    expect(answer.ms).toBeLessThan(3000);
    await answered('✓ Video call with Dana Lee');
  });
});
