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
import { moveClock, type OpenDemo, openDemo } from '../support/demo.ts';
import { onPhone } from '../support/phone.ts';

/** A month with one partner, on a phone: promise, feedback, answer, ask, and expense, and the month that the lead reads. */
describe.skipIf(!hasBrowser)('the concierge loop, on a phone', () => {
  let demo: OpenDemo;
  let browser: Browser;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    demo = await openDemo(8160);
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    page = watched.page;
    page.setDefaultTimeout(15_000);
    await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
    await page.goto(demo.url);
    await composer().waitFor();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `concierge ${task.name}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(watched.complaints()).toEqual([]);
  });

  const composer = () => page.getByRole('combobox', { name: /^Message / });
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
  const home = () => page.getByRole('region', { name: 'Home', exact: true });
  const messages = () => page.getByRole('article');
  const say = async (text: string) => {
    await composer().fill(text);
    await composer().press('Enter');
  };
  /** A button that stands more than once is also called by whom it is about: "Done: Joan Ortiz, the checklist". */
  const press = (where: Locator | Page, name: string) =>
    where
      .getByRole('button', { name: new RegExp(`^${name}(?:: .*)?$`) })
      .last()
      .click();
  const choose = async (form: Locator, field: RegExp, option: string | RegExp) => {
    await form.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: option }).click();
  };
  const { closeAll, goTo, be } = onPhone(() => page);
  const chooseFromMore = async (choice: string) => {
    await dialog('Partner').getByRole('combobox', { name: 'More', exact: true }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
  };
  const openCard = async (): Promise<Locator> => {
    await closeAll();
    await say('/partner colin barr');
    const card = dialog('Partner');
    await card.getByText('Barr Tax').first().waitFor();
    return card;
  };

  test('1. log a coffee with a promise and a complaint in one line', async () => {
    await say(
      '/touchpoint coffee with Colin Barr, promised the checklist for the self-employed by Thursday, he said our letters take too long',
    );
    const told = messages().last();
    await told
      .getByText(/Promised: checklist for the self-employed/)
      .first()
      .waitFor();
    await told
      .getByText(/Feedback: “he said our letters take too long”/)
      .first()
      .waitFor();
  });

  test('2. record who paid for the coffee, and its purpose', async () => {
    await press(messages().last(), 'We paid…');
    const form = dialog('We paid');
    await form.getByRole('textbox', { name: /How much did we pay/ }).fill('$18.50');
    await form.getByRole('textbox', { name: /Business purpose/ }).fill('An evening for the self-employed');
    await form.getByRole('checkbox', { name: /not in exchange for referrals/ }).check();
    await takeShot(page, 'concierge the record form');
    await press(form, 'Save');
    await messages()
      .last()
      .getByText(/We paid \$18\.50 · Purpose: An evening for the self-employed/)
      .first()
      .waitFor();
  });

  test('3. say who answers the complaint, and how serious it is', async () => {
    await press(messages().last(), 'Choose who answers…');
    const form = dialog('Feedback details');
    await choose(form, /How serious/, 'Serious');
    await takeShot(page, 'concierge the details form');
    await press(form, 'Save');
    await messages()
      .last()
      .getByText(/speed, serious/)
      .first()
      .waitFor();
  });

  test('4. read, about to ask, why it is not yet the time', async () => {
    await openCard();
    await chooseFromMore('Ask for an introduction…');
    const form = dialog('Ask for an intro');
    await form
      .getByText(/Not ready to ask yet/)
      .first()
      .waitFor();
    await form
      .getByText(/their feedback is still open/)
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test('5. keep the promise on the morning it leads the list', async () => {
    await closeAll();
    await moveClock(demo.url, '2026-06-10T12:01:00Z');
    await goTo(/^Rapport(?! Home)/);
    await page.getByText('Good morning, Priya.').first().waitFor();
    await page
      .getByText(/You promised: checklist for the self-employed, due tomorrow/)
      .first()
      .waitFor();
    await goTo(/^Rapport Home/);
    await chooseSection(page, 'Promises');
    await home()
      .getByText(/checklist for the self-employed/)
      .first()
      .waitFor();
    await press(home(), 'Done');
    await home()
      .getByText(/✓ Done: checklist/)
      .first()
      .waitFor();
  });

  test('6. answer the complaint, tell him, and close the loop', async () => {
    await chooseSection(page, 'Feedback');
    await home()
      .getByText(/he said our letters take too long/)
      .first()
      .waitFor();
    await press(home(), 'Write the answer…');
    const answer = dialog('Write the answer');
    await answer
      .getByRole('textbox', { name: /What are we doing about it/ })
      .fill('Letters asked for by three go out the same day');
    await press(answer, 'Save');
    await press(home(), 'I told them…');
    const told = dialog('I told them');
    await choose(told, /How\?/, 'By phone');
    await press(told, 'Save');
    await home()
      .getByText(/he said our letters take too long/)
      .first()
      .waitFor({ state: 'hidden' });
  });

  test('7. ask now that it is time, and save the ask with its answer', async () => {
    await goTo(/^tampa/);
    const card = await openCard();
    await card
      .getByText(/promises kept: \d+ of \d+/)
      .first()
      .waitFor();
    await chooseFromMore('Ask for an introduction…');
    const form = dialog('Ask for an intro');
    await form
      .getByText(/Ready to ask/)
      .first()
      .waitFor();
    await choose(form, /What did they say/, 'Yes');
    await form.getByRole('textbox', { name: /What did you ask for/ }).fill('The lawyer next door');
    await press(form, 'Save');
    await dialog('Partner')
      .getByText(/^Got it\. Say thank you in person\./)
      .first()
      .waitFor();
    await chooseFromMore('Ask for an introduction…');
    await form
      .getByText(/You asked today: yes/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: 'Close', exact: true }).click();
  });

  test('8. note help', async () => {
    await chooseFromMore('Help with their business…');
    const form = dialog('Log help');
    await choose(form, /What did you help with/, 'Teaching together');
    await press(form, 'Save');
    const card = dialog('Partner');
    await card.getByText('Logged: you helped.').first().waitFor();
    await card
      .getByText(/Helped by teaching together today \(you\)/)
      .first()
      .waitFor();
    await closeAll();
  });

  test('9. read the record, and get it as a file', async () => {
    await say('/rapport record');
    const form = dialog('Expense record');
    await press(form, 'Show');
    await dialog('Expense record')
      .getByText(/\$18\.50/)
      .first()
      .waitFor();
    await takeShot(page, 'concierge the record');
    await press(dialog('Expense record'), 'Send as CSV');
    await closeAll();
    await goTo(/^Rapport(?! Home)/);
    await page
      .getByText(/Expense record: \d+ entr/)
      .last()
      .waitFor();
  });

  test('10. as a lead on the first evening of a month, read the last one and what to act on', async () => {
    for (const at of ['2026-06-15', '2026-06-22', '2026-06-29']) {
      await moveClock(demo.url, `${at}T18:00:00Z`);
      // The demo's bot checks once a second whether something is due.
      await page.waitForTimeout(1_500);
    }
    await moveClock(demo.url, '2026-07-01T22:31:00Z');
    await be('Naomi Brooks');
    await goTo(/^Rapport(?! Home)/);
    const month = messages().filter({ hasText: 'June 2026' }).last();
    await month.waitFor({ timeout: 30_000 });
    await month.scrollIntoViewIfNeeded();
    await month
      .getByText(/Coast and Desert/)
      .first()
      .waitFor();
    await month
      .getByText(/things? to act on/)
      .first()
      .waitFor();
    await takeShot(page, 'concierge the month as a message');
    await press(month, 'See branches in Home');
    await goTo(/^Rapport Home/);
    await home().getByText('June 2026', { exact: true }).first().waitFor();
    await home()
      .getByText(/All areas/)
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
