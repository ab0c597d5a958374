import { describe, expect, it } from 'vitest';
import { bareSandbox } from '../testing/bare.ts';
import { modal, textInput } from '../testing/modal.ts';
import { buttons, type Json, withPeople } from '../testing/people.ts';
import { plain, plantManifest } from '../testing/second-app.ts';
import { startStatuses } from '../testing/statuses.ts';

const menu = {
  type: 'external_select',
  action_id: 'menu',
  min_query_length: 0,
  placeholder: plain('Plants'),
};
const section = { type: 'section', block_id: 'section', text: plain('x'), accessory: menu };

/** Everything that the app is sent while two people use everything once. */
async function liveOnce(options: { grid?: boolean; teamId?: string }) {
  const manifest = plantManifest();
  manifest.settings.event_subscriptions.bot_events.push('user_change');
  const app = await startStatuses([]);
  const { sandbox, call } = await bareSandbox({ manifest, ...(options.grid && { grid: true }) });
  sandbox.setAppUrl(app.url);
  try {
    const team = options.teamId === undefined ? {} : { teamId: options.teamId };
    const people = ['ana', 'bo'].map((name) => sandbox.as(sandbox.addUser({ name, ...team })));
    const channel = sandbox.addChannel({ name: 'garden', members: people.map(({ user }) => user.id) }).id;
    for (const person of people) {
      await person.command('/water', 'the fern', channel);
      await person.dm('hello');
      await person.shortcut('new_plant');
      await person.openHome({ waitMs: 1 });
      await call('views.publish', {
        user_id: person.user.id,
        view: { type: 'home', blocks: [buttons('go'), section] },
      });
      await person.openHome({ waitMs: 1 });
      await person.press({ view: person.home()!, actionId: 'go' });
      await person.options(person.home()!, 'menu', 'fe');
      await call('chat.postMessage', { channel, text: 'x', blocks: [buttons('go'), section] });
      const message = sandbox.readMessages(channel).at(-1)!;
      await person.press({ message, actionId: 'go' });
      await person.options(message, 'menu', 'fe');
      await person.shortcut('about', { message });
      await call('views.open', {
        trigger_id: sandbox.world.triggers.issue(person.user.id),
        view: modal([textInput('name')], { notify_on_close: true }),
      });
      await person.submit(person.view()!, { name: 'Ivy' });
      await call('views.open', {
        trigger_id: sandbox.world.triggers.issue(person.user.id),
        view: modal([textInput('name')], { notify_on_close: true }),
      });
      await person.closeView();
      await sandbox.changeUser(person.user.id, { realName: 'X' });
    }
    const sent = sandbox.exchanges.filter(({ kind }) => kind !== 'api');
    return {
      sandbox,
      channel,
      sent: sent.map(({ kind, name, payload }) => ({ kind, name, payload: payload as Json })),
    };
  } finally {
    await sandbox.close();
    await app.stop();
  }
}

/** The workspace that a payload names first. */
function outerOf({ kind, payload }: { kind: string; payload: Json }): unknown {
  if (kind === 'event' || kind === 'command') return payload.team_id;
  return (payload.team as Json | null)?.id ?? null;
}

describe('in an organization', () => {
  it('every delivery names another workspace or none first, and the installed one elsewhere', async () => {
    const { sandbox, sent } = await liveOnce({ grid: true });
    const { teamId } = sandbox;
    const other = sandbox.organization!.otherTeam.id;
    const org = sandbox.organization!.id;
    const kinds = new Map<string, Set<unknown>>();
    for (const each of sent) {
      const { kind, payload } = each;
      const key = `${kind} ${String(payload.type ?? '')} ${'view' in payload ? 'in a view' : ''}`.trim();
      kinds.set(key, (kinds.get(key) ?? new Set()).add(outerOf(each)));
      expect(payload).toMatchObject({ context_team_id: teamId });
      if (kind === 'event')
        expect(payload).toMatchObject({
          enterprise_id: org,
          context_enterprise_id: org,
          authorizations: [{ enterprise_id: org, team_id: teamId, is_enterprise_install: false }],
        });
      else if (kind === 'command')
        expect(payload).toMatchObject({ enterprise_id: org, is_enterprise_install: 'false' });
      else
        expect(payload).toMatchObject({
          enterprise: { id: org },
          is_enterprise_install: false,
          user: { id: expect.stringMatching(/^W/), team_id: other },
        });
      const view = (payload.view ?? (payload.event as Json | undefined)?.view) as Json | undefined;
      if (view) expect(view).toMatchObject({ team_id: other, app_installed_team_id: teamId });
    }
    expect(Object.fromEntries(kinds)).toEqual({
      command: new Set([other, teamId]),
      'event event_callback': new Set([other, null]),
      'interaction block_actions': new Set([other, null]),
      'interaction block_actions in a view': new Set([other, null]),
      'interaction message_action': new Set([other, null]),
      'interaction shortcut': new Set([other, null]),
      'interaction view_closed in a view': new Set([other, null]),
      'interaction view_submission in a view': new Set([other, null]),
      'options block_suggestion': new Set([other, null]),
      'options block_suggestion in a view': new Set([other, null]),
    });
  });

  it('an app with one token works as ever', async () => {
    const { ana, sandbox } = await withPeople(
      (app) => {
        app.command('/water', ({ ack, command }) => ack(`Watered ${command.text}.`));
        app.message(async ({ say }) => {
          await say('Hello.');
        });
      },
      { grid: true },
    );
    expect(await ana.command('/water', 'ivy')).toMatchObject({ text: 'Watered ivy.' });
    await ana.dm('hi');
    await sandbox.until(() => ana.messages().some((message) => message.text === 'Hello.'));
  });

  it('channels belong to both workspaces, and people to the organization', async () => {
    const { sandbox, call } = await bareSandbox({ grid: true });
    const { teamId, organization } = sandbox;
    const { id: orgId, otherTeam } = organization!;
    const ana = sandbox.addUser({ name: 'ana' });
    const channel = sandbox.addChannel({ name: 'garden', members: [ana.id] }).id;
    expect(await call('conversations.info', { channel })).toMatchObject({
      channel: {
        is_org_shared: true,
        is_shared: true,
        is_ext_shared: false,
        context_team_id: teamId,
        context_enterprise_id: orgId,
        shared_team_ids: [teamId, otherTeam.id],
        internal_team_ids: [teamId, otherTeam.id],
      },
    });
    const own = sandbox.addChannel({ name: 'shed', members: [ana.id], isOrgShared: false }).id;
    expect(await call('conversations.info', { channel: own })).toMatchObject({
      channel: { is_org_shared: false, is_shared: false },
    });
    expect(await call('users.info', { user: ana.id })).toMatchObject({
      user: { id: expect.stringMatching(/^W/), team_id: teamId, enterprise_user: { enterprise_id: orgId } },
    });
    expect(await call('auth.test')).toMatchObject({
      team_id: teamId,
      enterprise_id: orgId,
      is_enterprise_install: false,
    });
    await sandbox.close();
  });
});

describe('a person of another workspace', () => {
  it('is in a channel and has a profile, but is not in the list of people', async () => {
    const { sandbox, call } = await bareSandbox();
    const ana = sandbox.addUser({ name: 'ana' });
    const eve = sandbox.addUser({ name: 'eve', teamId: 'T0ELSE' });
    const channel = sandbox.addChannel({ name: 'garden', members: [ana.id, eve.id], isExtShared: true }).id;
    expect((await call('conversations.members', { channel })).members).toContain(eve.id);
    const { members } = await call('users.list');
    expect((members as Json[]).map(({ id }) => id)).toEqual([sandbox.botUserId, ana.id]);
    expect(await call('users.info', { user: eve.id })).toMatchObject({
      user: { team_id: 'T0ELSE', profile: { team: 'T0ELSE' } },
    });
    expect(await sandbox.changeUser(eve.id, { deleted: true })).toMatchObject({ sent: false });
    await sandbox.close();
  });

  it('acts in their own workspace, except on messages', async () => {
    const { sandbox, sent } = await liveOnce({ teamId: 'T0ELSE' });
    const outer = (kind: string, isView: boolean) =>
      new Set(sent.filter((each) => each.kind === kind && 'view' in each.payload === isView).map(outerOf));
    expect(outer('event', false)).toEqual(new Set(['T0ELSE']));
    expect(outer('interaction', true)).toEqual(new Set(['T0ELSE']));
    expect(outer('interaction', false)).toEqual(new Set([sandbox.teamId]));
    for (const { kind, payload } of sent) {
      if (kind === 'event')
        expect(payload).toMatchObject({
          context_team_id: sandbox.teamId,
          authorizations: [{ team_id: sandbox.teamId }],
        });
      if (kind === 'interaction') expect(payload).toMatchObject({ user: { team_id: 'T0ELSE' } });
      if (payload.view) expect(payload.view).toMatchObject({ app_installed_team_id: sandbox.teamId });
    }
  });
});
