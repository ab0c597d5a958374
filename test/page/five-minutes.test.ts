/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
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
import { moveClock, type OpenDemo, openDemo } from '../support/demo.ts';
import { onPhone } from '../support/phone.ts';

/** From the welcome to the first morning list, as someone new in a branch's channel. */
describe.skipIf(!hasBrowser)('the first five minutes, on a phone', () => {
  let demo: OpenDemo;
  let browser: Browser;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    demo = await openDemo(8180);
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    page = watched.page;
    page.setDefaultTimeout(20_000);
    await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
    await page.goto(demo.url);
    await page.getByRole('combobox', { name: /^Message / }).waitFor();
    const { be, goTo } = onPhone(() => page);
    await be('Noor Haddad');
    await goTo(/^Rapport/);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `five minutes ${task.name}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    expect(watched.complaints()).toEqual([]);
  });

  const message = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).last();
  const say = async (text: string) => {
    const composer = page.getByRole('combobox', { name: /^Message / });
    await composer.fill(text);
    await composer.press('Enter');
  };

  test('1. the welcome asks one thing', async () => {
    const welcome = message('On mornings when a referral partner is due, I’ll send you who, and why.');
    await welcome.getByRole('button', { name: 'I don’t', exact: true }).waitFor();
    await welcome.getByRole('button', { name: 'I do', exact: true }).waitFor();
  });

  test('2. yes, and it asks for names', async () => {
    await page.getByRole('button', { name: 'I do', exact: true }).click();
    await message('Who would you like to have lunch with this month?').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('3. and 4. names as people type them', async () => {
    await say('dana lee, lee & co\nMaria Gomez - Gomez Realty\ntom baxter kw 208-555-0199\npete');
    const answer = message('Pete who? Send the last name.');
    await answer
      .getByText(/Maria Gomez \(Gomez Realty\), Tom Baxter \(KW\)/)
      .first()
      .waitFor();
    await answer.getByRole('button', { name: 'Just Pete' }).waitFor();
  });

  test('5. the last name', async () => {
    await say('long');
    await message('✓ Pete Long. Have you seen any of them lately?').waitFor();
  });

  test('6. the first touchpoint', async () => {
    await say('lunch w maria thurs');
    // On a Tuesday, it may be either Thursday.
    await message('Lunch with Maria Gomez: which day?').getByRole('button', { name: 'Thu, Jun 4' }).click();
    await message('✓ Lunch with Maria Gomez').waitFor();
  });

  test('7. set, with the list that comes', async () => {
    const set = message('You’re set. First up: Tom, Thursday at 8:00 AM.');
    await set.getByText('At most four meetings a week.').first().waitFor();
    await set.getByRole('button', { name: 'See Thursday’s list' }).click();
    await message('as it looks now. I’ll send it at 8:00 AM.').waitFor();
    await takeShot(page, 'five minutes list ahead');
    await set.getByRole('button', { name: 'Change hour or pace…' }).click();
    const settings = page.getByRole('dialog', { name: 'My settings', exact: true });
    await settings.getByRole('radio', { name: /^Loan officer/ }).waitFor();
    await settings.getByLabel(/^How many partner meetings/).waitFor();
    await takeShot(page, 'five minutes settings');
    await settings.getByRole('button', { name: 'Close', exact: true }).first().click();
  });

  test('8. that morning, the first list', async () => {
    await moveClock(demo.url, '2026-06-11T12:00:00Z');
    await message('Good morning, Noor. One to reach.').getByText('Tom Baxter').first().waitFor();
  });
});
