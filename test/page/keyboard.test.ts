import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, openPage, takeShot, type Watched } from '../support/browser.ts';
import { moveClock, type OpenDemo, openDemo } from '../support/demo.ts';
import { openKeyboard } from '../support/keyboard.ts';

/** The ten commonest paths on a phone's width, by keyboard alone, in the order of a day. */
describe.skipIf(!hasBrowser)('by keyboard and screen reader', () => {
  let demo: OpenDemo;
  let browser: Browser;
  let watched: Watched;
  let page: Page;
  let keyboard: Awaited<ReturnType<typeof openKeyboard>>;

  beforeAll(async () => {
    browser = await openBrowser();
    demo = await openDemo(8160);
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    page = watched.page;
    page.setDefaultTimeout(10_000);
    await page.goto(demo.url);
    await page.getByRole('combobox', { name: 'Message #tampa' }).waitFor();
    keyboard = await openKeyboard(page);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `keyboard ${task.name}`);
    expect(watched.complaints()).toEqual([]);
  });

  const press = (key: string) => page.keyboard.press(key);
  const type = (text: string) => page.keyboard.type(text);
  const log = () => page.getByRole('log', { name: 'Messages' });
  /** By the switcher, as Slack's own users do without a mouse. */
  const goTo = async (place: 'Rapport messages' | 'Rapport Home', arrivesAt: RegExp) => {
    await press('Control+k');
    await keyboard.comesTo(/^option /);
    await type(place.replace(' messages', ''));
    await keyboard.comesTo(new RegExp(`^option ${place}`));
    await press('Enter');
    await keyboard.comesTo(arrivesAt);
  };
  const say = async (text: string) => {
    await keyboard.to(/^combobox Message /);
    await type(text);
    await press('Enter');
  };

  test('1. a touchpoint in plain words, and Undo', async () => {
    // The menu on a phone leads there, too, and gives the focus back.
    await keyboard.to(/^button Menu/, { key: 'Shift+Tab' });
    await press('Enter');
    await keyboard.comesTo(/^button tampa/);
    await keyboard.look();
    await press('Escape');
    await keyboard.comesTo(/^button Menu/);
    await goTo('Rapport messages', /^combobox Message Rapport/);
    await say('called Elena Vasquez, promised the rate sheet by Friday');
    // The log tells it: the focus stays where the next line is typed.
    await log()
      .getByText(/✓ .*Elena Vasquez/)
      .waitFor();
    await keyboard.comesTo(/^combobox Message Rapport/);
    await keyboard.to(/^button Undo/, { key: 'Shift+Tab' });
    await keyboard.look();
    await press('Enter');
    await log()
      .getByText(/^Undone: /)
      .last()
      .waitFor();
    // No control is left in that message: the next is where one writes.
    await keyboard.comesTo(/^button Shortcuts/);
    await say('lunch with Colin Barr tomorrow at noon at Oxford Exchange');
    await log()
      .getByText(/Planned: lunch with Colin Barr|✓ .*Colin Barr/)
      .last()
      .waitFor();
  });

  test('2. the form of a touchpoint: what is missing is said at the field, and it is saved', async () => {
    await say('/touchpoint');
    await keyboard.comesTo(/^combobox Who\?/);
    await keyboard.look();
    await keyboard.to(/^button Save/);
    await press('Enter');
    // The first field with an error has the focus, and is described by it.
    await keyboard.comesTo(/^combobox Who\?/);
    const who = page.getByRole('combobox', { name: 'Who?' });
    expect(await who.getAttribute('aria-invalid')).toBe('true');
    const described = await who.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).innerText()).toContain(
      'Please complete this required field.',
    );
    await keyboard.look();
    await type('Grant');
    await keyboard.comesTo(/^option Grant Whitfield/);
    await keyboard.look();
    await press('Enter');
    await keyboard.to(/^combobox How\?/);
    await keyboard.to(/^option Phone call/, { key: 'ArrowDown' });
    await press('Enter');
    await keyboard.to(/^textbox Notes/);
    await type('The second crew starts in July.');
    await keyboard.to(/^button Save/);
    await press('Enter');
    await log()
      .getByText('Grant Whitfield · today')
      .or(log().getByText(/✓ .*Grant Whitfield/))
      .last()
      .waitFor();
    await keyboard.comesTo(/^combobox Message Rapport/);
    // Esc leaves a form, and nothing is lost but the form.
    await say('/touchpoint');
    await keyboard.comesTo(/^combobox Who\?/);
    await keyboard.to(/^button Cancel/, { key: 'Shift+Tab' });
    await press('Escape');
    await keyboard.comesTo(/^combobox Message Rapport/);
  });

  test('3. the morning’s list, read from its top', async () => {
    await moveClock(demo.url, '2026-06-10T12:00:00Z');
    await log().getByText('Good morning, Priya.').waitFor();
    // A menu that was opened and left by Esc gives the focus back.
    await keyboard.to(/^button Shortcuts/, { key: 'Shift+Tab' });
    await press('Enter');
    await keyboard.comesTo(/^menuitem /);
    await keyboard.look();
    await press('Escape');
    await keyboard.comesTo(/^button Shortcuts/);
    // Read from its top: the meeting before the people.
    await keyboard.to(/^log Messages/, { key: 'Shift+Tab' });
    await keyboard.to(/^button Move…: Lunch with Colin Barr/);
    await keyboard.look();
  });

  test('4. [Move…] of the brief', async () => {
    await press('Enter');
    await keyboard.comesTo(/^(textbox|Date|group) /);
    await keyboard.look();
    await keyboard.to(/^button (Save|Move)/);
    await press('Escape');
    await keyboard.comesTo(/^button Move…: Lunch with Colin Barr/);
  });

  test('5. [Met], and the one question after it', async () => {
    await keyboard.to(/^button Met: Marcus Webb/);
    await press('Enter');
    await log().getByText('✓ Met today').waitFor();
    // What was pressed is gone: the focus goes on in the same line.
    await keyboard.comesTo(/^button .*: Marcus Webb/);
    await keyboard.to(/^button Add notes…: Marcus Webb/);
    await press('Enter');
    await keyboard.comesTo(/^textbox /);
    await keyboard.look();
    await type('Wants to meet in July.');
    await keyboard.to(/^button Save/);
    await press('Enter');
    await keyboard.comesTo(/^button Add notes…: Marcus Webb/);
  });

  test('6. a snooze from [⋯], and Undo', async () => {
    await keyboard.to(/^button Voicemail: Grant Whitfield/);
    await keyboard.to(/^button More actions/, { most: 1 });
    await press('Enter');
    await keyboard.comesTo(/^menuitem Snooze two days/);
    await keyboard.look();
    await press('Enter');
    await log().getByText('Snoozed until Fri, Jun 12.').waitFor();
    await keyboard.comesTo(/^button Undo: Grant Whitfield/);
    await press('Space');
    await keyboard.comesTo(/^button Met: Grant Whitfield/);
  });

  test('7. a promise is done', async () => {
    await keyboard.to(/^button Done: Dana Lee/, { key: 'Shift+Tab' });
    await press('Enter');
    await log()
      .getByText(/✓ Done: a one-page outline/)
      .waitFor();
    await keyboard.comesTo(/^button Undo: Dana Lee/);
    await keyboard.look();
  });

  test('8. feedback is answered', async () => {
    await keyboard.to(/^button Write the answer…: Joan Ortiz/, { key: 'Shift+Tab' });
    await press('Enter');
    await keyboard.comesTo(/^textbox /);
    await keyboard.look();
    await type('We wrote one for clients.');
    await keyboard.to(/^button Save/);
    await press('Enter');
    await keyboard.comesTo(/^button I told them…: Joan Ortiz/);
  });

  test('9. Home, my partners, a card, its timeline, and back', async () => {
    await goTo('Rapport Home', /^region Home/);
    await keyboard.look();
    await keyboard.to(/^combobox Show: today/);
    await keyboard.to(/^option My partners/, { key: 'ArrowDown' });
    await press('Enter');
    await keyboard.comesTo(/^combobox Show: my partners/);
    await keyboard.look();
    await keyboard.to(/^button Open: Dana Lee/);
    await press('Enter');
    // A card is read from its top.
    await keyboard.comesTo(/^region Content/);
    await keyboard.look();
    await keyboard.to(/^combobox More/);
    await keyboard.to(/^button More actions/);
    await press('Enter');
    await keyboard.comesTo(/^menuitem Edit…/);
    await press('Enter');
    await keyboard.comesTo(/^(combobox|textbox) /);
    await keyboard.look();
    await keyboard.to(/^textbox Notes/);
    await type('Sends the list on Monday. ');
    await keyboard.to(/^button Save/);
    await press('Enter');
    // The card is back, at its timeline, and says what became of it.
    await keyboard.comesTo(/^button More actions/);
    await expect.poll(() => page.getByRole('dialog').getByRole('status').innerText()).toBe('Saved.');
    await press('Escape');
    await keyboard.comesTo(/^button Open: Dana Lee/);
  });

  test('10. a lead: all branches, a branch, and someone’s list', async () => {
    await press('Control+k');
    await keyboard.comesTo(/^option /);
    await type('Naomi');
    await keyboard.comesTo(/^option Naomi Brooks/);
    await press('Enter');
    await keyboard.comesTo(/^(region Home|combobox Message)/);
    await goTo('Rapport Home', /^region Home/);
    await keyboard.to(/^combobox Show: /);
    await keyboard.to(/^option All branches/, { key: 'ArrowDown' });
    await press('Enter');
    await keyboard.comesTo(/^combobox Show: all branches/);
    await keyboard.look();
    await keyboard.to(/^button Open: Tampa/);
    await press('Enter');
    await keyboard.comesTo(/^(button|combobox) /);
    await keyboard.to(/^button Open .*: Priya Patel|^button Open: Priya Patel/);
    await keyboard.look();
    await press('Enter');
    await keyboard.to(/^button .*Back to Tampa/);
    await keyboard.look();
  });
});
