/// <reference lib="dom" />
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  findBarriers,
  findOverflow,
  hasBrowser,
  openBrowser,
  openPage,
  takeShot,
  type Watched,
} from '../support/browser.ts';
import { type OpenDemo, openDemo } from '../support/demo.ts';

/** A newcomer's visit to the demo in a real browser, step by step. */
describe.skipIf(!hasBrowser)('the demo’s page', () => {
  let demo: OpenDemo;
  let browser: Browser;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    // Start the browser first: if it fails, no demo is left running.
    browser = await openBrowser();
    demo = await openDemo(8130);
    await visit();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `demo ${task.name}`);
    expect(watched.complaints()).toEqual([]);
  });

  async function visit(options: BrowserContextOptions = {}, where = ''): Promise<void> {
    await page?.context().close();
    watched = await openPage(browser, options);
    page = watched.page;
    page.setDefaultTimeout(10_000);
    await page.goto(`${demo.url}/${where}`);
    await page
      .getByRole('log', { name: 'Messages' })
      .or(page.getByRole('region', { name: 'Home' }))
      .waitFor();
  }
  const composer = () => page.getByRole('combobox', { name: /^Message / });
  const lastMessage = () => page.getByRole('article').last();
  /** Whether it is entirely above the composer. */
  const isInSight = async (text: Locator) => {
    const [shown, below] = [await text.boundingBox(), await composer().boundingBox()];
    return shown !== null && below !== null && shown.y + shown.height <= below.y;
  };
  const be = (name: string) => page.getByLabel('You are').selectOption({ label: name });
  const say = async (text: string) => {
    await composer().fill(text);
    await composer().press('Enter');
  };

  test('opens as the guide’s person, with things to try', async () => {
    expect(await page.getByLabel('You are').locator('option:checked').textContent()).toBe('Priya Patel');
    await page
      .getByRole('region', { name: 'Try this' })
      .getByRole('button', { name: 'Type it for me' })
      .first()
      .click();
    expect(await composer().inputValue()).toMatch(/^\/touchpoint coffee with Dana Lee/);
    await composer().fill('');
  });

  test('completes a command, and shows the confirmation where it was typed', async () => {
    await composer().pressSequentially('/tou');
    await page.getByRole('listbox', { name: 'Commands' }).getByRole('option').first().waitFor();
    await takeShot(page, 'completion');
    await composer().press('Tab');
    await composer().pressSequentially('coffee with Dana Lee, promised the slides by Friday');
    await composer().press('Enter');
    await page.getByRole('article').filter({ hasText: '✓ Coffee with Dana Lee' }).waitFor();
    expect(await lastMessage().innerText()).toMatch(
      /Only visible to you[\s\S]*Promised: slides, by Fri, Jun 12\nNext: talk/,
    );
    expect(await findBarriers(page)).toEqual([]);
  });

  test('arrow keys choose a completion, and Esc leaves the word as typed', async () => {
    await composer().pressSequentially('Ask @');
    const list = page.getByRole('listbox', { name: 'People' });
    await list.waitFor();
    const offered = list.getByRole('option');
    const chosen = list.getByRole('option', { selected: true });
    const names = await offered.allInnerTexts();
    expect(names.length).toBeGreaterThan(2);
    expect(await chosen.allInnerTexts()).toEqual([names[0]]);
    await composer().press('ArrowDown');
    await composer().press('ArrowDown');
    await composer().press('ArrowUp');
    expect(await chosen.allInnerTexts()).toEqual([names[1]]);
    await composer().press('ArrowUp');
    await composer().press('ArrowUp');
    expect(await chosen.allInnerTexts()).toEqual([names.at(-1)]);
    await composer().press('Escape');
    await offered.first().waitFor({ state: 'hidden' });
    expect(await composer().inputValue()).toBe('Ask @');
    await composer().press('s');
    await list.getByRole('option', { name: /Sam Cole/ }).waitFor();
    await composer().press('Enter');
    expect(await composer().inputValue()).toBe('Ask @sam ');
    await composer().fill('');
  });

  test('replaces the question with the outcome of a button', async () => {
    const paid = lastMessage().getByRole('button', { name: 'Each paid their own' });
    await paid.click();
    await paid.waitFor({ state: 'hidden' });
    await lastMessage().getByText('Each paid their own').waitFor();
  });

  test('says in the conversation that a command does not exist', async () => {
    await say('/tuchpoint coffee');
    const notice = page.getByText('/tuchpoint is not a valid command.');
    await notice.waitFor();
    await expect.poll(() => isInSight(notice)).toBe(true);
  });

  test('a form shows an error under an empty field, finds a partner by a few letters, and saves', async () => {
    await say('/touchpoint');
    const form = page.getByRole('dialog', { name: 'Log a touchpoint' });
    await form.waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Please complete this required field.').first().waitFor();
    await takeShot(page, 'form-field-error');
    const who = form.getByRole('combobox', { name: 'Who?' });
    expect(await who.getAttribute('aria-invalid')).toBe('true');
    await who.pressSequentially('Marc');
    await page.getByRole('option', { name: /Marcus Webb/ }).waitFor();
    await takeShot(page, 'form-search');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: /^Remove Marcus Webb/ }).waitFor();
    await form.getByRole('combobox', { name: /^How\?/ }).click();
    await page.getByRole('option', { name: /^In-person visit/ }).click();
    await form.getByRole('textbox', { name: /^Notes/ }).fill('The second crew starts in July.');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });
    await lastMessage().getByText('Marcus Webb · today').waitFor();
  });

  test('Esc closes a form', async () => {
    await say('/touchpoint');
    const form = page.getByRole('dialog', { name: 'Log a touchpoint' });
    await form.getByRole('textbox', { name: /^Notes/ }).press('Escape');
    await form.waitFor({ state: 'hidden' });
    await expect.poll(() => composer().evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('Ctrl-K switches to another conversation by a few letters', async () => {
    await page.keyboard.press('Control+k');
    const switcher = page.getByRole('dialog', { name: 'Switch to' });
    await switcher.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type('gen');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'general' }).waitFor();
    await switcher.waitFor({ state: 'hidden' });
  });

  test('Home shows today', async () => {
    await page.getByRole('button', { name: 'Rapport Home' }).click();
    const home = page.getByRole('region', { name: 'Home', exact: true });
    await home.getByText('Today, Tue, Jun 9').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test('the digest comes the next morning, and one tap shows its outcome', async () => {
    await page.getByRole('button', { name: 'Tomorrow 8:00 AM' }).click();
    const entry = page
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('button', { name: /^Rapport 1 unread/ });
    await entry.click();
    await page.getByText('Good morning, Priya.').waitFor();
    await entry.waitFor({ state: 'hidden' });
    await takeShot(page, 'digest');
    const list = lastMessage();
    await list.getByRole('button', { name: 'Talked' }).first().click();
    await list.getByText('✓ Talked today').waitFor();
  });

  test('once that is undone, a snooze in the menu of the line shows its outcome', async () => {
    await lastMessage().getByRole('button', { name: 'Undo' }).click();
    await lastMessage().getByRole('button', { name: 'Talked' }).waitFor();
    await lastMessage().getByRole('button', { name: 'More actions', exact: true }).last().click();
    await page.getByRole('menuitem', { name: 'Snooze two days' }).click();
    await lastMessage().getByText('Snoozed until Fri, Jun 12.').waitFor();
  });

  test('Look inside shows each exchange with its payload and answer', async () => {
    await page.getByRole('button', { name: 'Look inside' }).click();
    const inside = page.getByRole('complementary', { name: 'Inside' });
    await inside.getByText('block_actions').first().click();
    await inside
      .getByText(/"actions"/)
      .first()
      .waitFor();
    await takeShot(page, 'inside');
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    await inside.getByRole('button', { name: 'Close this panel' }).click();
  });

  test('another person has their own list and does not see hers', async () => {
    await page.getByRole('button', { name: /^tampa/ }).click();
    await page.getByRole('combobox', { name: 'Message #tampa' }).fill('not sent yet');
    await be('Sam Cole');
    await page.getByRole('button', { name: /^tampa/ }).click();
    await page.getByRole('heading', { name: 'tampa' }).waitFor();
    await page.getByRole('article').first().waitFor();
    expect(await page.getByText('Coffee with Dana Lee').count()).toBe(0);
    expect(await page.getByRole('combobox', { name: 'Message #tampa' }).inputValue()).toBe('');
    await page.getByRole('button', { name: /^Rapport 1 unread/ }).click();
    await page.getByText('Good morning, Sam.').waitFor();
    expect(await page.getByText('Good morning, Priya.').count()).toBe(0);
  });

  test('one tap in Home keeps a promise', async () => {
    await be('Priya Patel');
    await page.getByRole('button', { name: 'Rapport Home' }).click();
    const home = page.getByRole('region', { name: 'Home', exact: true });
    await home.getByRole('button', { name: 'Done' }).click();
    await home
      .getByText(/✓ Done: a one-page outline/)
      .first()
      .waitFor();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)(
    'is readable %s at %i pixels, with nothing cut off and no accessibility barrier',
    async (colorScheme, width) => {
      await visit({ colorScheme, viewport: { width, height: 800 } });
      await page.getByRole('article').first().waitFor();
      const look = async (name: string) => {
        await takeShot(page, `${name}-${colorScheme}-${width}`);
        expect(await findBarriers(page), name).toEqual([]);
        expect(await findOverflow(page), name).toEqual([]);
      };
      await look('channel');
      const openMenu = async () => {
        if (width < 720) await page.getByRole('button', { name: 'Menu' }).click();
      };
      const open = async (name: RegExp) => {
        await openMenu();
        await page.getByRole('navigation', { name: 'Conversations' }).getByRole('button', { name }).click();
      };
      await open(/^Rapport( \d+ unread)?$/);
      await page.getByText('Good morning, Priya.').waitFor();
      await look('digest');
      await open(/^Rapport Home/);
      await page.getByText(/^Today, /).waitFor();
      await look('home');
      await open(/^tampa/);
      await say('/touchpoint');
      const form = page.getByRole('dialog', { name: 'Log a touchpoint' });
      await form.waitFor();
      await look('form');
      await form.getByRole('combobox', { name: 'Who?' }).pressSequentially('Marc');
      await page.getByRole('option', { name: /Marcus Webb/ }).waitFor();
      await look('form with a search open');
      await form.getByRole('button', { name: 'Close', exact: true }).click();
      await form.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Switch to' }).getByRole('option').first().waitFor();
      await look('switcher');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Look inside' }).click();
      const inside = page.getByRole('complementary', { name: 'Inside' });
      await inside.getByText('views.open').first().click();
      await inside
        .getByText(/"trigger_id"/)
        .first()
        .waitFor();
      await look('inside');
      await inside.getByRole('button', { name: 'Close this panel' }).click();
      await openMenu();
      await look('menu');
    },
  );

  test('an address with unknown ids leads to the first person', async () => {
    await visit({}, '#U404/C404');
    expect(await page.getByLabel('You are').locator('option:checked').textContent()).toBe('Priya Patel');
    // The browser's own error for the unknown person.
    expect(watched.complaints(/^console: Failed to load resource: .* 400 /)).toEqual([]);
  });

  test('dark mode stays on after a reload', async () => {
    await visit();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Light' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });
});
