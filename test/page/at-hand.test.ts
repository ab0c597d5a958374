/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  chooseSection,
  findBarriers,
  findOverflow,
  hasBrowser,
  openBrowser,
  openPage,
  takeShot,
  type Watched,
} from '../support/browser.ts';
import { type OpenDemo, openDemo } from '../support/demo.ts';
import { onPhone } from '../support/phone.ts';

/** The most common tasks, on a phone in portrait, in the order of a day. */
describe.skipIf(!hasBrowser)('partners at hand, on a phone', () => {
  let demo: OpenDemo;
  let browser: Browser;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    demo = await openDemo(8150);
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    page = watched.page;
    page.setDefaultTimeout(10_000);
    await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
    await page.goto(demo.url);
    await composer().waitFor();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `at hand ${task.name}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(watched.complaints()).toEqual([]);
  });

  const composer = () => page.getByRole('combobox', { name: /^Message / });
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
  const home = () => page.getByRole('region', { name: 'Home', exact: true });
  const say = async (text: string) => {
    await composer().fill(text);
    await composer().press('Enter');
  };
  const { closeAll, goTo, be } = onPhone(() => page);
  const openCard = async (name: string): Promise<Locator> => {
    await closeAll();
    await say(`/partner ${name}`);
    const card = dialog('Partner');
    await card.waitFor();
    return card;
  };
  const chooseFromMore = async (choice: string) => {
    await dialog('Partner').getByRole('combobox', { name: 'More', exact: true }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
  };

  test('1. open a partner’s card by name', async () => {
    const card = await openCard('dana lee');
    await card.getByText('Lee & Co').first().waitFor();
    await card
      .getByText(/warmth: /)
      .first()
      .waitFor();
    await card
      .getByText(/Growing: /)
      .first()
      .waitFor();
    expect(await card.getByRole('link', { name: /813/ }).getAttribute('href')).toMatch(/^tel:/);
    expect(await findBarriers(page)).toEqual([]);
  });

  test('2. log a meeting from the card', async () => {
    await dialog('Partner').getByRole('button', { name: 'Log', exact: true }).click();
    const form = dialog('Log a touchpoint');
    await form.getByRole('combobox', { name: /How\?/ }).click();
    await page.getByRole('option', { name: 'Coffee or a meal' }).click();
    await form.getByRole('textbox', { name: /^Notes/ }).fill('wants two more agents by fall');
    await form.getByRole('button', { name: 'Save' }).click();
    await dialog('Partner')
      .getByText(/“wants two more agents by fall”/)
      .first()
      .waitFor();
  });

  test('3. edit a phone number, and undo it', async () => {
    await chooseFromMore('Edit…');
    const form = dialog('Edit partner');
    await form.getByRole('textbox', { name: /^Phone/ }).fill('(813) 555-0188');
    await form.getByRole('button', { name: 'Save' }).click();
    const card = dialog('Partner');
    await card.getByRole('link', { name: '813-555-0188' }).waitFor();
    await card.getByRole('button', { name: 'Undo' }).click();
    await card.getByText('Undone.').first().waitFor();
  });

  test('4. plan the next meeting', async () => {
    await dialog('Partner').getByRole('button', { name: 'Plan', exact: true }).click();
    const form = dialog('Make a plan');
    await form.getByRole('textbox', { name: /Where\?/ }).fill('Blue Door Café');
    await form.getByRole('button', { name: 'Save' }).click();
    await dialog('Partner')
      .getByText(/Planned:.*Blue Door Café/)
      .first()
      .waitFor();
  });

  test('5. read the history', async () => {
    await dialog('Partner').getByRole('button', { name: 'History' }).click();
    const history = dialog('History');
    await history.getByText('wants two more agents by fall').first().waitFor();
    await closeAll();
  });

  test('6. add a partner', async () => {
    await say('/partner add Nora Quist, Quist Homes');
    const form = dialog('Add a partner');
    await form.getByRole('textbox', { name: /^Phone/ }).fill('555-0161');
    await takeShot(page, 'at hand add form');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog('Partner')
      .getByText(/Added to your partners/)
      .first()
      .waitFor();
    await closeAll();
  });

  test('7. filter my partners in Home, and open one', async () => {
    await goTo(/^Rapport Home/);
    await chooseSection(page, 'My partners');
    await home()
      .getByText(/^Partners: \d+/)
      .first()
      .waitFor();
    await takeShot(page, 'at hand partners');
    await home().getByRole('button', { name: 'Filter' }).click();
    await home().getByRole('combobox', { name: 'Any tier' }).click();
    await page.getByRole('option', { name: 'Inner circle' }).click();
    await home()
      .getByText(/^Partners: \d+ of \d+/)
      .first()
      .waitFor();
    await home().getByRole('button', { name: 'Open' }).first().click();
    await dialog('Partner').waitFor();
    await closeAll();
  });

  test('8. set my hour', async () => {
    await chooseSection(page, 'Settings…');
    const form = dialog('My settings');
    await form.locator('input[type=time]').fill('07:30');
    await takeShot(page, 'at hand settings');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });
  });

  test('9. as a manager, see the branch by person', async () => {
    await be('Ada Ruiz');
    await goTo(/^Rapport Home/);
    await chooseSection(page, 'My branch');
    await home()
      .getByText(/in rhythm/)
      .first()
      .waitFor();
    await takeShot(page, 'at hand branch');
    await home()
      .getByRole('button', { name: /^Open: / })
      .first()
      .click();
    await home()
      .getByRole('button', { name: /Back to Tampa/ })
      .waitFor();
  });

  test('10. as a lead, see all branches', async () => {
    await be('Naomi Brooks');
    await goTo(/^Rapport Home/);
    await chooseSection(page, 'All branches');
    await home().getByText('All branches: 3').first().waitFor();
    await home().getByText('Coast and Desert').first().waitFor();
  });
});
