import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Sandbox, startSandbox } from '../index.ts';
import { hasBrowser, openBrowser, openPage, takeShot, type Watched } from '../testing/browser.ts';
import { plantManifest } from '../testing/second-app.ts';
import { buildPage } from './build.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const RTL = 'نادية حسن';
const LONG = 'Wolfeschlegelsteinhausenbergerdorff Wolfeschlegelsteinhausenbergerdorff';

/** What people do with messages, and how texts look. */
describe.skipIf(!hasBrowser)('a conversation', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let page: Page;
  let complaints: Watched['complaints'];
  let ana: Actor;
  let bo: Actor;
  let channel: string;
  const post = async (args: Record<string, unknown>, method = 'chat.postMessage') => {
    const response = await fetch(sandbox.slackApiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel, ...args }),
    });
    const answer = (await response.json()) as { ok: boolean; ts: string };
    expect(answer).toMatchObject({ ok: true });
    return answer.ts;
  };
  const article = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).first();
  const choose = async (text: string, item: string) => {
    await article(text).hover();
    await article(text).getByRole('button', { name: 'More actions for this message' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const bothWidths = async (name: string) => {
    for (const width of [400, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      await takeShot(page, `${name} ${width}`);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
    }
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ manifest: plantManifest(), pacing: false, page: await buildPage() });
    ana = sandbox.as(sandbox.addUser({ name: 'ana', realName: 'Ana Silva' }));
    bo = sandbox.as(sandbox.addUser({ name: 'bo', realName: RTL }));
    const long = sandbox.addUser({ name: 'long', realName: LONG });
    channel = sandbox.addChannel({ name: 'garden', members: [ana.user.id, bo.user.id, long.id] }).id;
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser));
    page.setDefaultTimeout(10_000);
    await page.goto(sandbox.url);
    await page.getByText('No messages in #garden yet.').waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });
  afterEach(() => expect(complaints()).toEqual([]));

  test('keeps replies in their thread, unless they go to the channel as well', async () => {
    const { message } = await bo.say(channel, 'Who waters the fern?');
    await article('Who waters the fern?').waitFor();
    await ana.say(channel, { text: 'I do, on Mondays.', thread: message });
    await article('Who waters the fern?').getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('I do, on Mondays.').waitFor();
    expect(await page.getByRole('log', { name: 'Messages' }).getByText('on Mondays').count()).toBe(0);

    const reply = thread.getByRole('combobox', { name: 'Reply in thread' });
    await reply.fill('And on Fridays');
    await reply.press('Enter');
    await thread.getByText('And on Fridays').waitFor();
    await reply.fill('/water');
    await reply.press('Enter');
    await page.getByText('/water is not supported in threads. Sorry!').waitFor();
    await reply.fill('Every day, then.');
    await thread.getByLabel('Also send to #garden').check();
    await reply.press('Enter');
    const inChannel = page.getByRole('log', { name: 'Messages' }).getByText('Every day, then.');
    await inChannel.waitFor();
    await page.getByRole('button', { name: '3 replies' }).waitFor();
    expect(ana.messages(channel).at(-1)).toMatchObject({
      subtype: 'thread_broadcast',
      thread_ts: message.ts,
    });
    await bothWidths('thread');
    await thread.getByRole('button', { name: 'Close thread' }).click();
    await page.getByRole('button', { name: 'Replied to a thread' }).click();
    await thread.getByText('And on Fridays').waitFor();
    await thread.getByRole('button', { name: 'Close thread' }).click();
  });

  test('lets people edit and delete what they wrote, and nothing else', async () => {
    const { message } = await ana.say(channel, 'Thanks @bo & the fren');
    await choose('the fren', 'Edit message');
    const field = page.getByRole('textbox', { name: 'Edit message' });
    expect(await field.inputValue()).toBe('Thanks @bo & the fren');
    await field.fill('Thanks @bo & the fern');
    await takeShot(page, 'edit');
    await field.press('Enter');
    await article('Thanks').getByText('(edited)').waitFor();
    expect(ana.messages(channel).find(({ ts }) => ts === message.ts)).toMatchObject({
      text: `Thanks <@${bo.user.id}> &amp; the fern`,
    });
    await choose('Thanks', 'Delete message');
    await article('Thanks').waitFor({ state: 'hidden' });
    await article('Who waters').hover();
    await article('Who waters').getByRole('button', { name: 'More actions for this message' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).not.toContain('Edit message');
    await page.keyboard.press('Escape');
  });

  test('shows clips, forwarded messages, and what is left of a deleted message', async () => {
    const { message } = await bo.say(channel, 'The ivy is dry.');
    await ana.say(channel, { forward: message, text: 'See' });
    await ana.say(channel, { clip: 'audio' });
    const { message: asked } = await bo.say(channel, 'Anyone?');
    await ana.say(channel, { text: 'Me.', thread: asked });
    await bo.delete(asked);
    await article('Slack Conversation').getByText('The ivy is dry.').waitFor();
    await article('audio_message.m4a').waitFor();
    await article('This message was deleted.').getByRole('button', { name: '1 reply' }).waitFor();
    await bothWidths('messages of all kinds');
  });

  test('shows a menu that was cleared, and the app hears of it', async () => {
    const options = ['Ivy', 'Fern'].map((name) => ({ text: plain(name), value: name.toLowerCase() }));
    const menu = { type: 'static_select', action_id: 'kind', placeholder: plain('Kind'), options };
    const [first] = options;
    const section = {
      type: 'section',
      text: plain('Which one?'),
      accessory: { ...menu, initial_option: first },
    };
    await post({ text: 'x', blocks: [section] });
    const asked = article('Which one?');
    const field = asked.getByRole('combobox', { name: 'Kind' });
    await expect.poll(() => field.inputValue()).toBe('Ivy');
    await asked.getByRole('button', { name: 'Clear Kind' }).click();
    await expect.poll(() => field.inputValue()).toBe('');
    await sandbox.until(() => sandbox.exchanges.some(({ name }) => name === 'block_actions'));
    const { payload } = sandbox.exchanges.findLast(({ name }) => name === 'block_actions')!;
    expect(payload).toMatchObject({ actions: [{ action_id: 'kind', selected_option: null }] });
    await asked.getByRole('button', { name: 'Clear Kind' }).waitFor({ state: 'hidden' });
    await takeShot(page, 'cleared menu');
  });

  test('draws links, emphasis, and emoji as Slack does, so that one sees whether names are inert', async () => {
    const name = 'evil.example/login *Bold* :herb:';
    const text = (type: string, verbatim?: boolean) => ({
      type,
      text: `From ${type}: ${name}`,
      ...(verbatim && { verbatim }),
    });
    await post({ text: `As text: ${name}` });
    await post({ text: `Unparsed: ${name}`, parse: 'none' });
    await post({ text: `Unmarked: ${name}`, mrkdwn: false });
    await post({
      text: 'x',
      blocks: [
        { type: 'section', text: text('mrkdwn') },
        { type: 'section', text: { ...text('mrkdwn', true), text: `Verbatim: ${name}` } },
        {
          type: 'context',
          elements: [text('plain_text'), { ...text('mrkdwn'), text: `In context: ${name}` }],
        },
        { type: 'actions', elements: [{ type: 'button', text: plain(`Press ${name}`), action_id: 'go' }] },
      ],
    });
    const drawn = async (words: string | RegExp) => {
      const element = page.locator('.kit-mrkdwn').filter({ hasText: words }).first();
      await element.waitFor();
      return {
        link: await element.getByRole('link').count(),
        bold: await element.locator('b').count(),
        emoji: (await element.innerText()).includes('🌿'),
      };
    };
    expect(await drawn('As text')).toEqual({ link: 1, bold: 1, emoji: true });
    expect(await drawn('Unparsed')).toEqual({ link: 0, bold: 1, emoji: true });
    expect(await drawn('Unmarked')).toEqual({ link: 0, bold: 0, emoji: false });
    expect(await drawn('From mrkdwn')).toEqual({ link: 1, bold: 1, emoji: true });
    expect(await drawn('Verbatim')).toEqual({ link: 0, bold: 1, emoji: true });
    expect(await drawn('In context')).toEqual({ link: 1, bold: 1, emoji: true });
    expect(await drawn('From plain_text')).toEqual({ link: 0, bold: 0, emoji: true });
    const link = page.getByRole('link', { name: 'evil.example/login' }).first();
    expect(await link.getAttribute('href')).toBe('http://evil.example/login');
    await bothWidths('inert names');
  });

  test('shows tables with empty cells, and rich text that leaves out what Slack fills in', async () => {
    const cell = (words: string) => ({ type: 'raw_text', text: words });
    const rows = [
      [cell('Plant'), cell('Leaves')],
      [cell('Ivy'), null],
      [cell('Fern'), { type: 'raw_number', value: 12 }],
    ];
    const item = { type: 'rich_text_section', elements: [{ type: 'text', text: 'Water it' }] };
    const day = { type: 'date', timestamp: '1780000000', format: '{date_num}', fallback: 'then' };
    await post({
      text: 'x',
      blocks: [
        { type: 'table', rows, column_settings: [null, { align: 'right' }] },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_list', elements: [item] },
            { type: 'rich_text_section', elements: [day] },
          ],
        },
      ],
    });
    const message = article('Water it');
    await message.getByText('12', { exact: true }).waitFor();
    await message.getByText('2026-05-28').waitFor();
    await bothWidths('tables');
  });

  test('shows long names, and names that are read from right to left', async () => {
    const long = sandbox.as([...sandbox.world.users.values()].find(({ realName }) => realName === LONG)!);
    await long.say(channel, `Thanks @bo`);
    await article(/^.*Thanks/).waitFor();
    await article(LONG).getByText(`@${RTL}`).waitFor();
    const name = page
      .getByRole('article', { name: new RegExp(RTL) })
      .locator('b')
      .first();
    expect(await name.getAttribute('dir')).toBe('auto');
    await bothWidths('names');
  });
});
