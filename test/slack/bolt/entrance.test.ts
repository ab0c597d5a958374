import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';
import { commandBody, type Flaws, form, interactionBody, json, sendSigned } from '../../support/signed.ts';
import { forgetTold } from '../../support/told.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

afterEach(() => forgetTold(context.db));

/** Everything a request can leave behind: rows, and calls to the Web API. */
async function effects() {
  const [rows] = await context.db.query<object>(
    `select (select count(*)::int from capture) as captures, (select count(*)::int from draft) as drafts,
            (select count(*)::int from slack_event) as events, (select count(*)::int from partner) as partners,
            (select count(*)::int from capture where undone_at is not null) as undone`,
  );
  return { ...rows, calls: sandbox.exchanges.filter((exchange) => exchange.kind === 'api').length };
}

/** Returns the status of the answer and checks that nothing changed. */
async function refusal(body: string, flaws: Flaws = {}): Promise<number> {
  const before = await effects();
  const { status } = await sendSigned(rapport, body, flaws);
  expect(await effects()).toEqual(before);
  return status;
}

const event = (more: object = {}) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: sandbox.teamId,
    event_id: 'Ev0FORGED',
    event: {
      type: 'message',
      channel_type: 'im',
      channel: priya.dmChannel,
      user: rapport.priya.id,
      text: 'called Dana Lee',
      ts: '1.1',
    },
    ...more,
  });

test('a correctly signed command is accepted, so what is refused below is refused for its flaw', async () => {
  const response = await sendSigned(rapport, commandBody(rapport, 'called Dana Lee about the fair'));
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('✓ Talked with Dana Lee');
});

describe('not signed by Slack', () => {
  const flaws: Record<string, Flaws> = {
    'signed with another secret': { secret: 'another secret' },
    'without a signature': { without: 'x-slack-signature' },
    'without a timestamp': { without: 'x-slack-request-timestamp' },
    'with an empty signature': { headers: { 'x-slack-signature': '' } },
    'with another version of signature': { headers: { 'x-slack-signature': 'v1=00' } },
    'with a timestamp that is not a number': { headers: { 'x-slack-request-timestamp': 'soon' } },
    'with a timestamp other than the signed one': {
      headers: { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000) - 10) },
    },
    'older than five minutes': { agoSeconds: 302 },
    'more than five minutes ahead': { agoSeconds: -302 },
    'far in the future': { agoSeconds: -1e9 },
  };
  for (const [flaw, how] of Object.entries(flaws)) {
    test(`a request ${flaw} is answered 401 and changes nothing`, async () => {
      expect(await refusal(commandBody(rapport, 'called Dana Lee, forged'), how)).toBe(401);
      expect(await refusal(event(), { ...how, type: json })).toBe(401);
    });
  }

  test('a signature is not valid for another body', async () => {
    const changed = commandBody(rapport, 'called Dana Lee, changed on the way');
    expect(await refusal(changed, { signed: commandBody(rapport, 'called Dana Lee') })).toBe(401);
  });

  test('clocks may differ by up to five minutes in either direction', async () => {
    for (const agoSeconds of [290, -290]) {
      const body = commandBody(rapport, `called Dana Lee, clock off by ${agoSeconds}`);
      expect((await sendSigned(rapport, body, { agoSeconds })).status).toBe(200);
    }
  });
});

describe('signed, but from another workspace', () => {
  test('a command is refused', async () => {
    expect(await refusal(commandBody(rapport, 'called Dana Lee', { team_id: 'T0OTHER' }))).toBe(403);
  });

  test('an event is refused', async () => {
    expect(await refusal(event({ team_id: 'T0OTHER' }), { type: json })).toBe(403);
  });

  test('a button is refused', async () => {
    await priya.command('/touchpoint', 'called Dana Lee about the other workspace', rapport.channel);
    const message = priya.messages(rapport.channel).at(-1)!;
    await priya.press({ message, actionId: 'capture.edit' });
    const { payload } = sandbox.exchanges.findLast((exchange) => exchange.kind === 'interaction')!;
    const press = payload as { actions: { action_id: string }[] };
    press.actions[0]!.action_id = 'capture.undo';
    const other = { team: { id: 'T0OTHER', domain: 'other' }, trigger_id: '9.9.other' };
    expect(await refusal(interactionBody({ ...press, ...other }))).toBe(403);
    expect(
      await refusal(interactionBody({ ...press, ...other, team: undefined, user: { id: rapport.priya.id } })),
    ).toBe(403);
    await priya.closeView();
  });
});

describe('not what Slack sends', () => {
  test('a body that cannot be read is answered 400', async () => {
    expect(await refusal('{"type": "event_call', { type: json })).toBe(400);
    expect(await refusal('payload=%7B%22type', { type: form })).toBe(400);
    expect(await refusal(commandBody(rapport, 'called Dana Lee'), { type: json })).toBe(400);
    expect(await refusal(commandBody(rapport, 'called Dana Lee'), { type: 'text/plain' })).toBe(400);
  });

  test('a body without a type or a sender is refused', async () => {
    for (const body of ['null', '[]', '7', '"text"', '{}', '{"team":null,"user":null}']) {
      expect(await refusal(body, { type: json })).toBe(403);
      expect(await refusal(`payload=${encodeURIComponent(body)}`)).toBe(403);
    }
    for (const type of ['nonsense', 'block_actions', 'view_submission']) {
      expect(await refusal(JSON.stringify({ type }), { type: json })).toBe(403);
    }
  });

  test('a body over 4 MB is answered 413', async () => {
    const long = commandBody(rapport, `called Dana Lee ${'x'.repeat(4 * 1024 * 1024)}`);
    expect(await refusal(long)).toBe(413);
  });

  test('other paths and methods return 404', async () => {
    const body = commandBody(rapport, 'called Dana Lee');
    for (const path of [
      '/',
      '/slack',
      '/slack/events/',
      '/slack/install',
      '/Slack/Events',
      '//slack/events',
    ]) {
      expect(await refusal(body, { path })).toBe(404);
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
      expect((await fetch(`${rapport.url}/slack/events`, { method })).status).toBe(404);
    }
  });

  test('a sender who hangs up halfway does no harm', async () => {
    await new Promise<void>((resolve) => {
      const half = request(`${rapport.url}/slack/events`, {
        method: 'POST',
        headers: { 'content-type': form, 'content-length': 1000 },
      });
      half.on('error', () => resolve());
      half.write('command=', () => half.destroy());
    });
    expect((await fetch(`${rapport.url}/healthz`)).status).toBe(200);
  });
});

describe('Slack’s own checks', () => {
  test('a URL is verified only when Slack signed the challenge', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' });
    const response = await sendSigned(rapport, body, { type: json });
    expect(await response.json()).toEqual({ challenge: 'abc' });
    expect(await refusal(body, { type: json, secret: 'another secret' })).toBe(401);
  });

  test('ssl_check is answered unsigned, and a command smuggled along with it is ignored', async () => {
    const smuggled = `ssl_check=1&${commandBody(rapport, 'called Dana Lee, smuggled')}`;
    expect(await refusal(smuggled, { secret: 'another secret' })).toBe(200);
    const press = interactionBody({ type: 'block_actions', team: { id: sandbox.teamId } });
    expect(await refusal(`${press}&ssl_check=1`, { without: 'x-slack-signature' })).toBe(200);
    expect(await refusal('ssl_check=1&ssl_check=1&command=x', { secret: 'another secret' })).toBe(401);
  });
});
