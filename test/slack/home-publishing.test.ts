import { WebClient } from '@slack/web-api';
import { readable } from 'slack-sandbox/readable';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { homeActions } from '../../src/messages/home/home-screen.ts';
import { publishHome } from '../../src/slack/home/home.ts';
import { publishView } from '../../src/slack/home/publish-view.ts';
import { webClientOptions } from '../../src/slack-client.ts';
import { forgePress } from '../support/forged.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);

/** How often `views.publish` was called since the test began, with Slack's answer to each. */
let before = 0;
const calls = () =>
  sandbox.exchanges
    .filter(({ id, name }) => id > before && name === 'views.publish')
    .map(({ payload, answer, status }) => ({
      user: (payload as { user_id: string }).user_id,
      ok: (answer as { ok?: boolean } | undefined)?.ok === true,
      status,
    }));
const published = (user = rapport.priya) => calls().filter((call) => call.ok && call.user === user.id).length;
const attemptsOf = () =>
  sandbox.exchanges.filter(
    ({ id, name, kind }) => id > before && kind === 'event' && name === 'app_home_opened',
  );
const open = async (who = priya) => readable((await who.openHome({ waitMs: 100 }))!);
const start = () => {
  before = sandbox.exchanges.at(-1)?.id ?? 0;
};

/** Presses a tab of the row that earlier versions drew on top. */
const pressTab = async (at: string) => {
  const { definition, id, hash, state } = priya.home()!;
  const tab = { type: 'button', action_id: `${homeActions.go}${at}`, value: JSON.stringify({ at }) };
  await forgePress(rapport, rapport.priya, tab, { ...definition, id, hash, state: { values: state } });
};

/** Another replica: the same database and Slack, but it knows nothing of what this one published. */
const otherReplica = (): Context => ({
  ...context,
  slack: new WebClient(sandbox.botToken, webClientOptions(context.config, context.log)),
});

beforeEach(start);
afterEach(() => sandbox.faults.clear());

describe('a Home that is unchanged', () => {
  test('is published when it is opened first, and not when it is opened again', async () => {
    const text = await open();
    expect(published()).toBe(1);
    expect(await open()).toBe(text);
    expect(await open()).toBe(text);
    expect(published()).toBe(1);
    expect(attemptsOf().every(({ status }) => status === 200)).toBe(true);
  });

  test('is not published for a press that leads to where one is', async () => {
    await open();
    start();
    await pressTab('today');
    expect(published()).toBe(0);
    await showSection(priya, 'partners');
    await showSection(priya, 'today');
    expect(published()).toBe(2);
  });

  test('is published once something has changed, and on the next day', async () => {
    await open();
    await priya.dm('called Dana Lee');
    start();
    expect(await open()).toContain('Talked');
    expect(published()).toBe(1);
    sandbox.clock.moveTo('2026-06-10T13:30:00Z');
    expect(await open()).toContain('Wed, Jun 10');
    expect(published()).toBe(2);
  });

  test('is published if another process drew last, whatever this one remembers', async () => {
    await open();
    await publishHome(otherReplica(), await rapport.member(rapport.priya), { screen: { at: 'partners' } });
    start();
    expect(await open()).toContain('Partners: 2');
    expect(published()).toBe(1);
    expect(await open()).toContain('Partners: 2');
    expect(published()).toBe(1);
    await showSection(priya, 'today');
  });

  test('is published if nobody can tell what Slack shows, because the last answer was lost', async () => {
    await open();
    await priya.dm('called Marcus Webb');
    sandbox.faults.inject({ method: 'views.publish', kind: 'reset', takesEffect: false });
    start();
    await open();
    await sandbox.until(() => published() > 0);
    expect(rapport.errors.splice(0)).toMatchObject([{ msg: 'an event failed; Slack will send it again' }]);
    expect(await open()).toContain('*Marcus Webb* · ✓ Talked today');
  });

  test('is published after a choice from a menu, which would keep showing it', async () => {
    await priya.openHome();
    await showSection(priya, 'partners');
    const find = priya.home()!;
    const { options } = await priya.options(find, homeActions.find, 'Dana');
    start();
    await priya.press({ view: find, actionId: homeActions.find, value: options[0]!.value! });
    await sandbox.until(() => published() === 1);
  });

  test('is published if a choice is still on screen, because what followed it failed', async () => {
    await priya.openHome();
    await showSection(priya, 'partners');
    const { options } = await priya.options(priya.home()!, homeActions.find, 'Dana');
    await priya.type(priya.home()!, { [homeActions.find]: options[0]!.value! }).catch(() => {});
    const menus = Object.values(priya.home()!.state).flatMap((block) => Object.values(block));
    const touched = menus.some((menu) => (menu as { selected_option?: object | null }).selected_option);
    start();
    await pressTab('partners');
    expect([touched, published()]).toEqual([true, 1]);
    await pressTab('partners');
    expect(published()).toBe(1);
  });

  test('is not published to a stranger twice either', async () => {
    const nia = sandbox.as(sandbox.addUser({ name: 'nia' }));
    await open(nia);
    await open(nia);
    expect(published(nia.user)).toBe(1);
  });
});

describe('a Home that Slack refuses for its rate', () => {
  const refuse = (count: number) =>
    sandbox.faults.inject({ method: 'views.publish', kind: 'ratelimit', retryAfter: 0.01, count });

  test('is acknowledged at once and published later, with what is true then', async () => {
    await open();
    await showSection(priya, 'today');
    await priya.dm('left a message for Dana Lee');
    start();
    refuse(1);
    await priya.openHome({ waitMs: 0 });
    // Acknowledged, so Slack does not send the event again.
    expect(attemptsOf().map(({ status }) => status)).toEqual([200]);
    expect(calls()).toMatchObject([{ ok: false, status: 429 }]);
    await priya.dm('lunch with Marcus Webb');
    await sandbox.until(() => published() === 1);
    expect(readable(priya.home()!)).toContain('*Marcus Webb* · ✓ Lunch');
    expect(calls()).toHaveLength(2);
    expect(await open()).toContain('*Marcus Webb* · ✓ Lunch');
    expect(published()).toBe(1);
  });

  test('is published on the screen that was asked for last, once', async () => {
    const member = await rapport.member(rapport.priya);
    refuse(1);
    await publishHome(context, member);
    await publishHome(context, member, { screen: { at: 'promises' } });
    await publishHome(context, member, { screen: { at: 'partners' } });
    expect(calls()).toHaveLength(1);
    await sandbox.until(() => published() > 0);
    expect(readable(priya.home()!)).toContain('Partners: 2');
    expect(calls()).toHaveLength(2);
  });

  test('makes everyone wait, and then each gets theirs', async () => {
    const [one, other] = [await rapport.member(rapport.priya), await rapport.member(rapport.sam)];
    refuse(1);
    await publishHome(context, one, { screen: { at: 'promises' } });
    await publishHome(context, other, { screen: { at: 'promises' } });
    expect(calls()).toHaveLength(1);
    await sandbox.until(() => published(rapport.sam) === 1 && published(rapport.priya) === 1);
    expect(readable(sam.home()!)).toContain('Promises');
    expect(calls()).toHaveLength(3);
  });

  test('is saved and drawn later after a tap, and nobody is told that it failed', async () => {
    sandbox.clock.moveTo('2026-07-20T13:30:00Z');
    await open();
    const told = priya.messages().length;
    refuse(1);
    const view = priya.home()!;
    const blocks = view.definition.blocks as unknown as {
      block_id: string;
      elements?: { action_id: string }[];
    }[];
    const row = blocks.find((block) => block.elements?.some((one) => one.action_id === 'digest.talked'))!;
    start();
    await priya.press({ view, actionId: 'digest.talked', blockId: row.block_id });
    await sandbox.until(() => published() === 1);
    expect(readable(priya.home()!)).toContain('✓ Talked today');
    expect(priya.messages()).toHaveLength(told);
  });

  test('is drawn for the person as they are then', async () => {
    const member = await rapport.member(rapport.sam);
    refuse(1);
    await publishHome(context, member);
    await context.db.query(`update member set state = 'left' where id = $1`, [member.id]);
    await sandbox.until(() => published(rapport.sam) === 1);
    expect(readable(sam.home()!)).toContain('/rapport branch');
  });
});

describe('two drawings at once', () => {
  const page = (text: string) => ({
    type: 'home' as const,
    blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }],
  });

  test('are published one after the other, and each is loaded only when its turn comes', async () => {
    const steps: string[] = [];
    let saved = 'old';
    const draw = (who: string, during?: () => void) => async () => {
      steps.push(`${who} loads ${saved}`);
      const text = `${who}: ${saved}`;
      during?.();
      return page(text);
    };
    const id = rapport.priya.id;
    const later: Promise<unknown>[] = [];
    await publishView(
      context,
      id,
      draw('first', () => {
        // While the first is being drawn, something is saved and three more are asked for.
        saved = 'new';
        for (const who of ['second', 'third', 'last']) later.push(publishView(context, id, draw(who)));
      }),
    );
    expect(await Promise.all(later)).toEqual([null, null, expect.any(Number)]);
    expect(steps).toEqual(['first loads old', 'last loads new']);
    expect(published()).toBe(2);
    expect(readable(priya.home()!)).toBe('last: new');
  });

  test('do not wait for another person’s, and one that fails holds up none', async () => {
    const broken = publishView(context, rapport.priya.id, () => Promise.reject(new Error('no database')));
    const next = publishView(context, rapport.priya.id, async () => page('fine'));
    const others = publishView(context, rapport.sam.id, async () => page('theirs'));
    await expect(broken).resolves.toBeNull(); // replaced before its turn
    expect([await next, await others]).toEqual([expect.any(Number), expect.any(Number)]);
    await expect(
      publishView(context, rapport.priya.id, () => Promise.reject(new Error('no database'))),
    ).rejects.toThrow('no database');
    expect(await publishView(context, rapport.priya.id, async () => page('again'))).toEqual(
      expect.any(Number),
    );
    expect(readable(priya.home()!)).toBe('again');
  });
});
