import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { uploadAs } from '../people/upload.ts';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { plantManifest } from '../testing/second-app.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

function manifestWithFiles() {
  const manifest = plantManifest();
  manifest.oauth_config.scopes.bot.push('files:read', 'files:write');
  return manifest;
}

describe('a file', () => {
  it('is uploaded and shared by the real client, and can be fetched with the token', async () => {
    bare = await bareSandbox({ manifest: manifestWithFiles() });
    const { sandbox } = bare;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.slackApiUrl });
    await client.filesUploadV2({
      channel_id: ana.dmChannel,
      filename: 'plants.csv',
      file: Buffer.from('name\nfern\n'),
      initial_comment: 'Your plants.',
    });
    const message = ana.messages().at(-1);
    expect(message).toMatchObject({ text: 'Your plants.', files: [{ name: 'plants.csv', size: 10 }] });
    const address = String(message?.files?.[0]?.url_private);
    const headers = { authorization: `Bearer ${sandbox.botToken}` };
    expect(await (await fetch(address, { headers })).text()).toBe('name\nfern\n');
    expect((await fetch(address)).status).toBe(403);
  });

  it('is a page to sign in to for an app without the scope', async () => {
    bare = await bareSandbox({ manifest: manifestWithFiles() });
    const { sandbox } = bare;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [ana.user.id] });
    const file = uploadAs(sandbox.world, ana.user, 'plants.csv', new TextEncoder().encode('name\nfern\n'));
    const { message } = await ana.say(channel, { files: [file.id] });
    const address = String(message?.files?.[0]?.url_private);
    (sandbox.world.manifest.scopes as Set<string>).delete('files:read');
    const page = await fetch(address, { headers: { authorization: `Bearer ${sandbox.botToken}` } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  });

  it('is refused without the scope, without bytes, with a different length than announced, and twice', async () => {
    bare = await bareSandbox();
    const announce = () => bare.call('files.getUploadURLExternal', { filename: 'a.txt', length: '3' });
    expect(await announce()).toMatchObject({ error: 'missing_scope', needed: 'files:write' });
    await bare.sandbox.close();

    bare = await bareSandbox({ manifest: manifestWithFiles() });
    const { file_id, upload_url } = (await announce()) as unknown as { file_id: string; upload_url: string };
    const complete = () => bare.call('files.completeUploadExternal', { files: [{ id: file_id }] });
    const upload = async (body: string) => (await fetch(upload_url, { method: 'POST', body })).status;
    expect(await complete()).toMatchObject({ error: 'file_not_found' });
    expect(await upload('four')).toBe(400);
    expect(await upload('abc')).toBe(200);
    expect(await complete()).toMatchObject({ ok: true, files: [{ id: file_id, title: 'a.txt' }] });
    expect(await complete()).toMatchObject({ error: 'file_not_found' });
    expect(await bare.call('files.getUploadURLExternal', { filename: 'a', length: '0' })).toMatchObject({
      error: 'missing_argument',
    });
  });
});
