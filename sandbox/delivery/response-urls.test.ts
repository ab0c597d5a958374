import { describe, expect, it } from 'vitest';
import { buttons, type Json, texts, withPeople } from '../testing/people.ts';

describe('a response_url', () => {
  it('answers to one person or to everyone, and replaces or removes the original message', async () => {
    const { ana, bo, channel, post, sandbox } = await withPeople((app) => {
      app.action('say', async ({ ack, respond }) => {
        await ack();
        await respond('only you');
        await respond({ text: 'all of you', response_type: 'in_channel' });
        await respond({ text: 'changed', replace_original: true });
      });
      app.action('remove', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const message = await post([buttons('say')]);
    const other = await post([buttons('remove')]);
    await ana.press({ message, actionId: 'say' });
    await sandbox.until(() => texts(ana, channel).includes('changed'));
    expect(texts(ana, channel)).toEqual(['changed', 'x', 'only you', 'all of you']);
    expect(texts(bo, channel)).toEqual(['changed', 'x', 'all of you']);
    await bo.press({ message: other, actionId: 'remove' });
    await sandbox.until(() => !texts(bo, channel).includes('x'));
  });

  it('of a command replaces nothing: each answer is a new message', async () => {
    const { ana, channel, sandbox } = await withPeople((app) => {
      app.command('/water', async ({ ack, respond }) => {
        await ack();
        await respond('Watering…');
        await respond({ text: 'Watered.', replace_original: true });
        await respond({ text: 'Dry again.', response_type: 'in_channel' });
        await respond({ text: 'Wet again.', replace_original: true });
      });
    });
    await ana.command('/water', '', channel);
    await sandbox.until(() => texts(ana, channel).includes('Wet again.'));
    expect(texts(ana, channel)).toEqual(['Watering…', 'Watered.', 'Dry again.', 'Wet again.']);
  });

  it('is the only way to change an ephemeral message', async () => {
    let payload: Json = {};
    const { ana, channel, sandbox } = await withPeople((app) => {
      app.command('/water', async ({ ack }) => ack({ text: 'Sure?', blocks: [buttons('yes')] } as never));
      app.action('yes', async ({ ack, respond, body }) => {
        payload = body as unknown as Json;
        await ack();
        await respond({ replace_original: true, text: 'Watered.' });
      });
    });
    const { message } = await ana.command('/water', '', channel);
    await ana.press({ message: message!, actionId: 'yes' });
    await sandbox.until(() => texts(ana, channel).includes('Watered.'));
    expect(texts(ana, channel)).toEqual(['Watered.']);
    // Slack sends the place of an ephemeral message, but not its content.
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
  });

  it('makes links of an answer’s text, whatever the answer says about parsing', async () => {
    const { ana, channel, sandbox } = await withPeople((app) => {
      app.command('/water', async ({ ack, respond }) => {
        await ack({ text: 'a.example', parse: 'none' } as never);
        await respond({ text: 'b.example', parse: 'none' } as never);
      });
    });
    await ana.command('/water', '', channel);
    await sandbox.until(() => texts(ana, channel).length === 2);
    expect(texts(ana, channel)).toEqual(['<http://a.example|a.example>', '<http://b.example|b.example>']);
  });

  it('is valid for five answers within 30 minutes', async () => {
    let now = 0;
    const urls: string[] = [];
    const { ana, channel } = await withPeople(
      (app) => {
        app.command('/water', async ({ ack, command }) => {
          urls.push(command.response_url);
          await ack();
        });
      },
      { realNow: () => now },
    );
    const use = async (url: string) => {
      const body = JSON.stringify({ text: 'x' });
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return response.ok ? 'ok' : ((await response.json()) as { error: string }).error;
    };
    await ana.command('/water', '', channel);
    for (let uses = 0; uses < 5; uses += 1) expect(await use(urls[0]!)).toBe('ok');
    expect(await use(urls[0]!)).toBe('used_url');
    await ana.command('/water', '', channel);
    now = 30 * 60_000 + 1;
    expect(await use(urls[1]!)).toBe('expired_url');
    expect(await use(`${urls[1]}x`)).toBe('no_such_url');
  });

  it('checks blocks like any message, and can answer in a thread', async () => {
    const errors: unknown[] = [];
    const { ana, channel, post, sandbox } = await withPeople((app) => {
      app.action('go', async ({ ack, respond, body }) => {
        await ack();
        await respond({ blocks: [{ type: 'section' }] } as never).catch((error) => errors.push(error));
        const { message } = body as unknown as { message: { ts: string } };
        await respond({ text: 'in the thread', response_type: 'in_channel', thread_ts: message.ts });
      });
    });
    const message = await post([buttons('go')]);
    await ana.press({ message, actionId: 'go' });
    await sandbox.until(() => texts(ana, channel).includes('in the thread'));
    expect(ana.messages(channel).at(-1)).toMatchObject({ thread_ts: message.ts });
    expect(errors).toHaveLength(1);
  });
});
