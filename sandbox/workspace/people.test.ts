import { describe, expect, it } from 'vitest';
import type { Json } from '../testing/people.ts';
import { plantManifest } from '../testing/second-app.ts';
import { withStatuses } from '../testing/statuses.ts';
import { readManifest } from './manifest.ts';

function hearingOfPeople() {
  const manifest = plantManifest();
  manifest.settings.event_subscriptions.bot_events.push('user_change', 'team_join');
  return manifest;
}

describe('a person', () => {
  it('may have no email, a long name, or one that is read from right to left', async () => {
    const { sandbox, call } = await withStatuses([]);
    const long = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2).trim();
    const people = [
      sandbox.addUser({ name: 'nomail', email: null }),
      sandbox.addUser({ name: 'long', realName: long }),
      sandbox.addUser({ name: 'rtl', realName: 'نادية حسن' }),
    ];
    const profiles = await Promise.all(
      people.map(async ({ id }) => ((await call('users.info', { user: id })).user as Json).profile as Json),
    );
    expect(profiles[0]).not.toHaveProperty('email');
    expect(profiles[1]).toMatchObject({ real_name: long, email: 'long@sandbox.example' });
    expect(profiles[2]).toMatchObject({ real_name: 'نادية حسن' });
  });

  it('becomes a guest and a member again, moves, loses their email, and leaves', async () => {
    const { sandbox, ana, heard } = await withStatuses([], { manifest: hearingOfPeople() });
    const heardUser = () => heard.at(-1)!.body.event.user as Json;
    await sandbox.changeUser(ana.user.id, { guest: 'multi' });
    expect(heardUser()).toMatchObject({ id: ana.user.id, is_restricted: true, is_ultra_restricted: false });
    await sandbox.changeUser(ana.user.id, { guest: null });
    expect(heardUser()).toMatchObject({ is_restricted: false });
    await sandbox.changeUser(ana.user.id, { tz: 'America/Chicago', email: null });
    expect(heardUser()).toMatchObject({ tz: 'America/Chicago' });
    expect(heardUser().profile).not.toHaveProperty('email');
    await sandbox.changeUser(ana.user.id, { deleted: true });
    expect(heardUser()).toMatchObject({ deleted: true });
  });
});

describe('the scopes of the token', () => {
  it('can be taken away and given back while the app runs', async () => {
    const { sandbox, ana, call, heard } = await withStatuses([], { manifest: hearingOfPeople() });
    const provided = [...readManifest(hearingOfPeople()).scopes].filter(
      (scope) => scope !== 'users:read' && scope !== 'chat:write',
    );
    sandbox.changeScopes({ remove: ['users:read', 'chat:write'] });
    expect(await call('users.info', { user: ana.user.id })).toMatchObject({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: provided.join(','),
    });
    expect(await call('chat.postMessage', { channel: ana.user.id, text: 'x' })).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
    });
    expect(await sandbox.changeUser(ana.user.id, { tz: 'UTC' })).toMatchObject({ sent: false });
    sandbox.changeScopes({ add: ['users:read'] });
    expect(await call('users.info', { user: ana.user.id })).toMatchObject({ ok: true });
    await sandbox.changeUser(ana.user.id, { tz: 'America/Chicago' });
    expect(heard.at(-1)?.body.event).toMatchObject({ type: 'user_change' });
    expect(() => sandbox.changeScopes({ remove: ['chat:write'] })).toThrow(
      'the app does not have the scope chat:write',
    );
  });
});
