import { readable } from 'slack-sandbox/readable';
import { afterEach, describe, expect, test } from 'vitest';
import type { FileRefused } from '../../../src/domain/file-refusal.ts';
import { fileRefused } from '../../../src/messages/files.ts';
import { downloadFile } from '../../../src/slack/bolt/files.ts';
import { startRapport } from '../../support/rapport.ts';
import { commandBody, sendSigned } from '../../support/signed.ts';

/** An app installed before a release that needs more of Slack: people read which permission, and who can help. */
const rapport = await startRapport({ env: { SUPPORT_ADDRESS: 'help@acme.com' } });
const { sandbox, context, app } = rapport;
const scopes = sandbox.world.manifest.scopes as Set<string>;
const all = [...scopes];
const ada = sandbox.as(rapport.admin);
const priya = sandbox.as(rapport.priya);
afterEach(() => {
  for (const scope of all) scopes.add(scope);
});

describe('a scope that the installed app lacks', () => {
  test('is named to the person', async () => {
    scopes.delete('users:read');
    const answer = await ada.command('/rapport', 'people', rapport.channel);
    expect(answer.text).toBe(
      'Rapport is missing a Slack permission (users:read). Ask a workspace admin to reinstall it.',
    );
  });

  test('is named where it came up while a form was being opened', async () => {
    scopes.delete('channels:read');
    scopes.delete('groups:read');
    const answer = await ada.command('/rapport', 'branch', rapport.channel);
    expect(answer.text).toMatch(/^Rapport is missing a Slack permission \([a-z:, ]*channels:read/);
  });

  test('is named where Slack hands out no file for want of it', async () => {
    const address = `${sandbox.url}/files/F1/partners.csv`;
    await expect(downloadFile(context, address)).rejects.toMatchObject({ refusal: { why: 'gone' } });
    scopes.delete('files:read');
    const refused = await downloadFile(context, address).catch((error: FileRefused) => error);
    expect(refused).toMatchObject({ refusal: { why: 'no scope' } });
    expect(fileRefused((refused as FileRefused).refusal)).toContain(
      'Rapport is missing a Slack permission (files:read).',
    );
  });
});

describe('where the operator helps', () => {
  test('stands in help, and in what a bug tells', async () => {
    for (const text of ['help', 'frobnicate'])
      expect(readable((await priya.command('/rapport', text, rapport.channel)).message!)).toContain(
        'Need help? help@acme.com',
      );
    await priya.dm('help');
    expect(readable(priya.messages().at(-1)!)).toContain('Need help? help@acme.com');
    app.command('/test-fails', async () => {
      throw new Error('thrown');
    });
    const sent = await sendSigned(rapport, commandBody(rapport, '', { command: '/test-fails' }));
    expect(await sent.text()).toContain('it won’t count twice. Still stuck? help@acme.com');
    rapport.errors.splice(0);
  });
});
