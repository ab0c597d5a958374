import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, openPage, takeShot } from '../testing/browser.ts';
import { mrkdwn, plain, type Running, runApp } from '../testing/second-app.ts';
import { buildPage } from './build.ts';

/** The page with a small Bolt app: shortcuts, stacked forms, menus, and an app that does not answer. */
describe.skipIf(!hasBrowser)('the page with an app', () => {
  let running: Running;
  let browser: Browser;
  let page: Page;
  let complaints: () => string[];
  const pressed: string[] = [];
  /** Lets the app send the answer that it holds back. */
  let answerAtLast: () => void = () => undefined;
  const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() });

  beforeAll(async () => {
    // Shorter than Bolt's own timeout of 3 s, which it would log.
    running = await runApp(listen, { page: await buildPage(), ackTimeoutMs: 2_000 });
    const { sandbox } = running;
    const ana = sandbox.addUser({ name: 'ana', realName: 'Ana Silva' });
    sandbox.addChannel({ name: 'garden', members: [ana.id] });
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser));
    page.setDefaultTimeout(10_000);
    await page.goto(sandbox.url);
    await page.getByRole('combobox', { name: 'Message #garden' }).waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `app ${task.name}`);
    expect(complaints()).toEqual([]);
  });

  function listen(app: App): void {
    app.shortcut('new_plant', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view: {
          type: 'modal',
          title: plain('New plant'),
          submit: plain('Plant'),
          callback_id: 'plant',
          blocks: [
            {
              type: 'input',
              block_id: 'kind',
              label: plain('Kind'),
              element: { type: 'external_select', action_id: 'kind', min_query_length: 2 },
            },
            {
              type: 'input',
              block_id: 'note',
              label: plain('Note'),
              optional: true,
              element: { type: 'plain_text_input', action_id: 'note' },
            },
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'soil', text: plain('Choose the soil') }],
            },
          ],
        },
      });
    });
    app.options('kind', async ({ ack, options }) => {
      const found = ['Fern', 'Ficus', 'Ivy'].filter((name) => name.toLowerCase().startsWith(options.value));
      await ack({ options: found.map(option) });
    });
    app.action('soil', async ({ ack, client, body }) => {
      await ack();
      const { values } = (body as { view: { state: { values: Record<string, Record<string, object>> } } })
        .view.state;
      pressed.push(JSON.stringify(values.note!.note));
      await client.views.push({
        trigger_id: (body as { trigger_id: string }).trigger_id,
        view: {
          type: 'modal',
          title: plain('Soil'),
          blocks: [{ type: 'section', text: plain('Peat, or loam.') }],
        },
      });
    });
    app.view('plant', async ({ ack, view, client, body }) => {
      const kind = view.state.values.kind!.kind!.selected_option!.value;
      // The first time, answers too late for Slack.
      if (kind === 'ivy' && !pressed.includes('ivy')) {
        pressed.push('ivy');
        await new Promise<void>((resolve) => {
          answerAtLast = resolve;
        });
      }
      await ack();
      await client.chat.postMessage({ channel: body.user.id, text: `Planted ${kind}` });
    });
    app.shortcut('about', async ({ ack, respond }) => {
      await ack();
      await respond('It is about a fern.');
    });
    app.command('/water', async ({ ack, command, client }) => {
      await ack();
      await client.chat.postMessage({
        channel: command.channel_id,
        text: 'Watered?',
        blocks: [
          { type: 'section', text: mrkdwn('*Watered* the fern?') },
          {
            type: 'actions',
            elements: [
              { type: 'button', action_id: 'silent', text: plain('Silent') },
              {
                type: 'button',
                action_id: 'sure',
                text: plain('Cut it'),
                style: 'danger',
                confirm: {
                  title: plain('Cut it?'),
                  text: plain('It grows back.'),
                  confirm: plain('Cut'),
                  deny: plain('No'),
                },
              },
              { type: 'overflow', action_id: 'more', options: [option('Repot'), option('Move')] },
              { type: 'datepicker', action_id: 'day' },
            ],
          },
        ],
      });
    });
    for (const id of ['sure', 'more', 'day']) {
      app.action(id, async ({ ack, action }) => {
        await ack();
        const { selected_option, selected_date } = action as unknown as {
          selected_option?: { value: string };
          selected_date?: string;
        };
        pressed.push(`${id} ${selected_option?.value ?? selected_date ?? ''}`.trim());
      });
    }
    app.action('silent', async () => undefined);
  }

  test('a global shortcut opens a form with a menu that the app fills as the person types', async () => {
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    await page.getByRole('menuitem', { name: /New plant/ }).click();
    const form = page.getByRole('dialog', { name: 'New plant' });
    await form.waitFor();
    const kind = form.getByRole('combobox', { name: 'Kind' });
    await kind.pressSequentially('f');
    await page.getByText('Type at least 2 letters').waitFor();
    await kind.pressSequentially('e');
    await page.getByRole('option', { name: 'Fern' }).waitFor();
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await kind.inputValue()).toBe('Fern');
  });

  test('Esc closes the open menu, not the form around it', async () => {
    const form = page.getByRole('dialog', { name: 'New plant' });
    const kind = form.getByRole('combobox', { name: 'Kind' });
    await form.getByRole('textbox', { name: /^Note/ }).fill('from a cutting');
    await kind.fill('fi');
    await page.getByRole('option', { name: 'Ficus' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    expect(await form.getByRole('textbox', { name: /^Note/ }).inputValue()).toBe('from a cutting');
    expect(await kind.inputValue()).toBe('Fern');
  });

  test('a form on top of a form knows what was typed below, and leads back to it', async () => {
    const form = page.getByRole('dialog', { name: 'New plant' });
    await form.getByRole('textbox', { name: /^Note/ }).fill('by the window');
    await form.getByRole('button', { name: 'Choose the soil' }).click();
    const soil = page.getByRole('dialog', { name: 'Soil' });
    await soil.getByText('Peat, or loam.').waitFor();
    expect(pressed.at(-1)).toContain('by the window');
    await takeShot(page, 'stacked-form');
    await soil.getByRole('button', { name: 'Back to New plant' }).click();
    expect(await form.getByRole('textbox', { name: /^Note/ }).inputValue()).toBe('by the window');
  });

  test('a form that the app answers too late stays open with its values and can be sent again', async () => {
    const form = page.getByRole('dialog', { name: 'New plant' });
    const kind = form.getByRole('combobox', { name: 'Kind' });
    await kind.fill('iv');
    await page.getByRole('option', { name: 'Ivy' }).click();
    await form.getByRole('button', { name: 'Plant', exact: true }).click();
    await form.getByText('We had some trouble connecting. Try again?').waitFor();
    expect(await form.getByRole('textbox', { name: /^Note/ }).inputValue()).toBe('by the window');
    await takeShot(page, 'form-timed-out');
    answerAtLast();
    await form.getByRole('button', { name: 'Plant', exact: true }).click();
    await form.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Plants \d unread/ }).waitFor();
  });

  test('a message’s buttons, overflow menus and date pickers reach the app; one without an answer shows a warning', async () => {
    const composer = page.getByRole('combobox', { name: 'Message #garden' });
    await composer.fill('/water the fern');
    await composer.press('Enter');
    const message = page.getByRole('article').filter({ hasText: 'Watered the fern?' });
    await message.getByRole('button', { name: 'Cut it' }).click();
    await page.getByRole('dialog', { name: 'Cut it?' }).getByRole('button', { name: 'No' }).click();
    expect(pressed).not.toContain('sure');
    await message.getByRole('button', { name: 'Cut it' }).click();
    await page
      .getByRole('dialog', { name: 'Cut it?' })
      .getByRole('button', { name: 'Cut', exact: true })
      .click();
    await message.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Move' }).click();
    await message.locator('input[type=date]').fill('2026-06-12');
    await expect.poll(() => pressed).toEqual(expect.arrayContaining(['sure', 'more move', 'day 2026-06-12']));
    await message.getByRole('button', { name: 'Silent' }).click();
    await message.getByText('This app did not respond (timeout).').waitFor();
  });

  test('a message has a menu with its shortcuts', async () => {
    const message = page.getByRole('article').filter({ hasText: 'Watered the fern?' });
    await message.hover();
    await message.getByRole('button', { name: 'More actions for this message' }).click();
    await page.getByRole('menuitem', { name: /About this/ }).click();
    await page.getByText('It is about a fern.').waitFor();
  });
});
