import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';
import { hasBrowser, openBrowser, openPage, takeShot, type Watched } from '../testing/browser.ts';
import { plantManifest } from '../testing/second-app.ts';
import { buildPage } from './build.ts';

/** The page while no app is connected. Messages are posted with the bot's token. */
describe.skipIf(!hasBrowser)('the page without an app', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let page: Page;
  let complaints: Watched['complaints'];
  let ana: string;
  let channel: string;
  const start = async (port = 0) => {
    sandbox = await startSandbox({ manifest: plantManifest(), pacing: false, page: await buildPage(), port });
    ana = sandbox.addUser({ name: 'ana', realName: 'Ana Silva' }).id;
    channel = sandbox.addChannel({ name: 'garden', members: [ana] }).id;
  };
  const api = async (method: string, args: Record<string, unknown>) => {
    const response = await fetch(sandbox.slackApiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return (await response.json()) as { ok: boolean; error?: string };
  };

  beforeAll(async () => {
    await start();
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
  afterEach(async ({ task }) => {
    await takeShot(page, `sandbox ${task.name}`);
    expect(complaints()).toEqual([]);
  });

  test('says that no app is connected, and that a command fails', async () => {
    await page.getByText('No app is connected').waitFor();
    const composer = page.getByRole('combobox', { name: 'Message #garden' });
    await composer.fill('/water the fern');
    await composer.press('Enter');
    await page.getByText('/water failed with the error "dispatch_failed"').waitFor();
  });

  test('shows what the app posts, and marks other channels as unread', async () => {
    const elsewhere = sandbox.addChannel({ name: 'shed', members: [ana] }).id;
    const entry = page.getByRole('button', { name: /^shed/ });
    await entry.waitFor();
    const began = performance.now();
    expect(await api('chat.postMessage', { channel, text: 'The ivy is dry.' })).toMatchObject({ ok: true });
    const answered = performance.now();
    await page.getByRole('article').filter({ hasText: 'The ivy is dry.' }).waitFor();
    const [posted, shown] = [answered - began, performance.now() - answered];
    console.log(`posted in ${posted.toFixed(0)} ms, visible ${shown.toFixed(0)} ms after the answer`);
    await api('chat.postMessage', { channel: elsewhere, text: 'The shears are back.' });
    await page.getByRole('button', { name: /^shed 1 unread$/ }).click();
    await page.getByText('The shears are back.').waitFor();
    await page.getByRole('button', { name: /^shed$/ }).waitFor();
    await page.getByRole('button', { name: /^garden/ }).click();
    await page.getByText('The ivy is dry.').waitFor();
  });

  test('shows a message that arrives while its conversation is loading', async () => {
    const pond = sandbox.addChannel({ name: 'pond', members: [ana] }).id;
    // Holds back the loaded page until a newer message has arrived.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(`**/messages/${pond}`, async (route) => {
      const response = await route.fetch();
      await api('chat.postMessage', { channel: pond, text: 'A frog, just now.' });
      await held;
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: /^pond/ }).click();
    await expect.poll(() => sandbox.readMessages(pond).length).toBe(1);
    // The current channel has no unread mark. A later message's mark shows that the earlier message has arrived.
    await api('chat.postMessage', { channel, text: 'The ivy is wet.' });
    await page.getByRole('button', { name: /^garden 1 unread$/ }).waitFor();
    release();
    await page.getByRole('article').filter({ hasText: 'A frog, just now.' }).waitFor();
    await page.unroute(`**/messages/${pond}`);
    await page.getByRole('button', { name: /^garden/ }).click();
    await page.getByText('The ivy is wet.').waitFor();
  });

  test('shows typed text literally, never as HTML', async () => {
    await api('chat.postMessage', {
      channel,
      text: 'AT&amp;T &lt;b&gt;fern&lt;/b&gt; <https://a.example|a link>',
    });
    const message = page.getByRole('article').last();
    await message.getByText('AT&T').waitFor();
    expect(await message.innerText()).toMatch(/AT&T <b>\s?fern<\/b>\s+a link/);
    expect(await message.getByRole('link', { name: 'a link' }).getAttribute('rel')).toBe('noreferrer');
  });

  test('loads no pictures from other machines', async () => {
    const image = { type: 'image', image_url: 'https://plants.example/fern.png', alt_text: 'A fern' };
    expect(await api('chat.postMessage', { channel, text: 'fern', blocks: [image] })).toMatchObject({
      ok: true,
    });
    await page.getByRole('img', { name: 'A fern' }).waitFor();
  });

  test('every kind of input can be filled in, and the app gets the values', async () => {
    const plain = (text: string) => ({ type: 'plain_text', text });
    const options = ['Ivy', 'Fern'].map((name) => ({ text: plain(name), value: name.toLowerCase() }));
    const input = (block_id: string, element: object, more: object = {}) => ({
      type: 'input',
      block_id,
      label: plain(block_id),
      element: { action_id: 'a', ...element },
      optional: true,
      ...more,
    });
    const { openModal, readView } = await import('../views/show.ts');
    openModal(
      sandbox.world,
      ana,
      readView(
        {
          type: 'modal',
          title: plain('Everything'),
          submit: plain('Save'),
          blocks: [
            input('text', { type: 'plain_text_input' }, { optional: false }),
            input('lines', { type: 'plain_text_input', multiline: true }),
            input('number', { type: 'number_input', is_decimal_allowed: false }),
            input('email', { type: 'email_text_input' }),
            input('one', { type: 'static_select', options }),
            input('some', { type: 'multi_static_select', options }),
            input('person', { type: 'users_select' }),
            input('people', { type: 'multi_users_select' }),
            input('place', { type: 'conversations_select' }),
            input('boxes', { type: 'checkboxes', options }),
            input('radio', { type: 'radio_buttons', options }),
            input('day', { type: 'datepicker' }),
            input('time', { type: 'timepicker' }),
            input('file', { type: 'file_input' }),
          ],
        },
        'modal',
      ),
    );
    const form = page.getByRole('dialog', { name: 'Everything' });
    await form.waitFor();
    const field = (role: 'textbox' | 'combobox' | 'group', name: string) =>
      form.getByRole(role, { name: `${name} (optional)`, exact: true });
    const pick = async (name: string, label: string) => {
      await field('combobox', name).click();
      await page.getByRole('listbox').getByRole('option', { name: label }).first().click();
    };
    await form.getByRole('textbox', { name: 'text', exact: true }).fill('Ivy & fern');
    await field('textbox', 'lines').fill('one\ntwo');
    await field('textbox', 'number').fill('12');
    await field('textbox', 'email').fill('ivy@example.com');
    await pick('one', 'Fern');
    await pick('some', 'Ivy');
    await pick('person', 'Ana Silva');
    await pick('people', 'Ana Silva');
    await pick('place', '#garden');
    await field('group', 'boxes').getByLabel('Ivy').check();
    await field('group', 'radio').getByLabel('Fern').check();
    await form.getByLabel('day (optional)').fill('2026-06-12');
    await form.getByLabel('time (optional)').fill('09:30');
    await form
      .getByLabel('file (optional)')
      .setInputFiles({ name: 'ivy.txt', mimeType: 'text/plain', buffer: Buffer.from('green') });
    await form.getByRole('button', { name: 'Remove ivy.txt' }).waitFor();
    await takeShot(page, 'every-input');
    await form.getByRole('button', { name: 'Save' }).click();
    // Without an app, the form stays open with everything typed and shows the failure.
    await form.getByText('We had some trouble connecting. Try again?').waitFor();
    expect(await form.getByRole('textbox', { name: 'text', exact: true }).inputValue()).toBe('Ivy & fern');
    const { payload } = sandbox.exchanges.findLast((exchange) => exchange.name === 'view_submission')!;
    const { values } = (payload as { view: { state: { values: Record<string, { a: object }> } } }).view.state;
    const held = Object.fromEntries(Object.entries(values).map(([block, { a }]) => [block, a]));
    expect(held).toMatchObject({
      text: { value: 'Ivy & fern' },
      lines: { value: 'one\ntwo' },
      number: { value: '12' },
      email: { value: 'ivy@example.com' },
      one: { selected_option: { value: 'fern' } },
      some: { selected_options: [{ value: 'ivy' }] },
      person: { selected_user: ana },
      people: { selected_users: [ana] },
      place: { selected_conversation: channel },
      boxes: { selected_options: [{ value: 'ivy' }] },
      radio: { selected_option: { value: 'fern' } },
      day: { selected_date: '2026-06-12' },
      time: { selected_time: '09:30' },
      file: { files: [{ name: 'ivy.txt', size: 5 }] },
    });
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
  });

  test('a channel of 5,000 messages scrolls to its beginning and draws only what is visible', async () => {
    const actor = sandbox.as(ana);
    for (let nr = 0; nr < 5_000; nr += 1) await actor.say(channel, `leaf ${nr}`);
    await page.reload();
    await page.getByText('leaf 4999').waitFor();
    const list = page.getByTestId('virtuoso-scroller');
    let mostDrawn = 0;
    await expect
      .poll(
        async () => {
          await list.evaluate((element) => element.scrollTo(0, 0));
          mostDrawn = Math.max(mostDrawn, await page.getByRole('article').count());
          return page.getByText('leaf 0', { exact: true }).count();
        },
        { timeout: 80_000, interval: 20 },
      )
      .toBe(1);
    expect(mostDrawn).toBeLessThan(100);
  }, 90_000);

  test('says that the server is gone, and reconnects automatically', async () => {
    const { port } = new URL(sandbox.url);
    await sandbox.close();
    await page.getByRole('alert').filter({ hasText: 'is not responding' }).waitFor();
    await start(Number(port));
    await page.getByText('is not responding').waitFor({ state: 'hidden' });
    await api('chat.postMessage', { channel, text: 'I am back.' });
    await page.getByText('I am back.').waitFor();
    // The browser's own messages about the lost connection and the failed requests.
    expect(complaints(/^console: Failed to load resource: net::ERR_/)).toEqual([]);
  });
});
