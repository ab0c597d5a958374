import { spawnSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { chooseSection, openBrowser, openPage } from '../support/browser.ts';
import { moveClock, openDemo } from '../support/demo.ts';
import { shootContacts } from './screenshots-of-contacts.ts';
import { openPhone } from './screenshots-of-days.ts';
import { findPost, liveUntil, tell, weekPosts } from './week.ts';

/** Retakes the pictures in `docs/images` from the current demo: `npm run screenshots`. */
const folder = 'docs/images';
const size = { width: 1000, height: 760 };

await mkdir(folder, { recursive: true });
// Start the browser first: if it fails, no demo is left running.
const browser = await openBrowser();
const demo = await openDemo(8140);
try {
  const open = async (colorScheme: 'light' | 'dark', place: string): Promise<Page> => {
    const { page } = await openPage(browser, { colorScheme, viewport: size, deviceScaleFactor: 1.5 });
    await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
    await page.goto(demo.url);
    await page
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('button', { name: place })
      .first()
      .click();
    return page;
  };
  const shoot = async (page: Page, name: string, colorScheme: string) => {
    await leaveComposer(page);
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' });
  };
  /** A ring would be what one sees first. */
  const leaveComposer = (page: Page) => page.evaluate("document.getElementById('composer')?.blur()");
  const leave = (dialog: Locator) => dialog.locator('.modal-body').evaluate((body) => body.blur());
  const take = async (page: Page, name: string, colorScheme: string) => {
    await shoot(page, name, colorScheme);
    await page.context().close();
  };
  const say = async (page: Page, text: string) => {
    const composer = page.getByRole('combobox', { name: 'Message #tampa' });
    await composer.fill(text);
    await composer.press('Enter');
  };

  const first = await open('light', 'tampa');
  await say(first, '/touchpoint coffee with Dana Lee, promised the slides by Friday');
  await first.getByText('✓ Coffee with Dana Lee').waitFor();
  await take(first, 'confirmation', 'light');
  const second = await open('dark', 'tampa');
  await second.getByText('✓ Coffee with Dana Lee').waitFor();
  await take(second, 'confirmation', 'dark');

  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open(colorScheme, 'tampa');
    await say(page, '/touchpoint');
    await page.getByRole('combobox', { name: 'Who?' }).pressSequentially('Mar');
    await page.getByRole('option', { name: /Marcus Webb/ }).waitFor();
    await shoot(page, 'touchpoint-form', colorScheme);
    // Close the form: the person would see it in every other window.
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.context().close();
  }
  // Portrait phone. The docs show three such pictures side by side.
  const phone = { width: 420, height: 960 };
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open(colorScheme, 'tampa');
    await say(page, '/partner dana lee');
    const card = page.getByRole('dialog', { name: 'Partner', exact: true });
    await card.waitFor();
    await page.setViewportSize(phone);
    await leave(card);
    await card.screenshot({ path: `${folder}/card-${colorScheme}.png`, animations: 'disabled' });
    await card.getByRole('button', { name: 'Close', exact: true }).first().click();
    await card.waitFor({ state: 'hidden' });
    await page.context().close();
  }
  // Feedback from Joan Ortiz is waiting. The lead's month is May.
  for (const [who, place, shown, name, height] of [
    ['Priya Patel', 'My partners', /^Partners: \d/, 'home-member', 960],
    ['Naomi Brooks', 'All branches', /^All branches: \d/, 'home-lead', 960],
    ['Priya Patel', 'Feedback', /^Feedback: \d/, 'feedback', 560],
    ['Naomi Brooks', 'Month', 'May 2026', 'month', 996],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(colorScheme, 'tampa');
      await page.getByLabel('You are').selectOption({ label: who });
      await page
        .getByRole('navigation', { name: 'Conversations' })
        .getByRole('button', { name: /^Rapport Home/ })
        .click();
      const home = page.getByRole('region', { name: 'Home', exact: true });
      await chooseSection(page, place);
      await home.getByText(shown).first().waitFor();
      await page.setViewportSize({ ...phone, height });
      await page.mouse.move(0, 0);
      await home.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' });
      await page.context().close();
    }
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open(colorScheme, 'tampa');
    await page.getByLabel('You are').selectOption({ label: 'Priya Patel' });
    await say(page, '/partner grant whitfield');
    const card = page.getByRole('dialog', { name: 'Partner', exact: true });
    await card.waitFor();
    await card.getByRole('combobox', { name: 'More', exact: true }).click();
    await page.getByRole('option', { name: 'Ask for an introduction…', exact: true }).click();
    const ask = page.getByRole('dialog', { name: 'Ask for an intro', exact: true });
    await ask.getByText(/Not ready to ask yet/).waitFor();
    await page.setViewportSize(phone);
    await leave(ask);
    await ask.screenshot({ path: `${folder}/ready-${colorScheme}.png`, animations: 'disabled' });
    for (const dialog of [ask, card]) {
      await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
      await dialog.waitFor({ state: 'hidden' });
    }
    await page.context().close();
  }
  await shootContacts(browser, demo.url, folder);
  const onPhone = async (
    at: string,
    take: (phone: Awaited<ReturnType<typeof openPhone>>) => Promise<void>,
  ) => {
    await moveClock(demo.url, at);
    const opened = await openPhone(browser, demo.url, folder);
    await take(opened);
    await opened.close();
  };
  await onPhone('2026-06-09T17:30:00-04:00', (seen) =>
    seen.message('Priya Patel', 'Elena Vasquez', 'evening'),
  );
  await tell(demo.url, 'priya', 'coffee with Marcus Webb tomorrow at 10am at Blue Door');
  await onPhone('2026-06-10T08:00:00-04:00', async (seen) => {
    await seen.message('Priya Patel', 'Good morning, Priya.', 'brief');
    await seen.home('Priya Patel', null, /^Today, /, 'home-today');
    await seen.home('Ada Ruiz', 'My branch', /in rhythm/, 'home-manager');
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open(colorScheme, 'Rapport');
    await page.getByText('Good morning, Priya.').waitFor();
    // High enough for the meeting and all partners, and for nothing said before. Only the conversation, so that they are legible.
    await page.setViewportSize({ ...size, height: 800 });
    // Scroll to its end, whether or not it was read before.
    await page.getByTestId('virtuoso-scroller').evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await leaveComposer(page);
    await page
      .getByRole('region', { name: 'Rapport', exact: true })
      .screenshot({ path: `${folder}/digest-${colorScheme}.png`, animations: 'disabled' });
    await page.context().close();
  }

  let from = '2026-06-10T12:00:00Z';
  const fridayEvening = '2026-06-12T17:30:00-04:00';
  await liveUntil(demo.url, from, fridayEvening);
  from = fridayEvening;
  await onPhone(fridayEvening, (seen) => seen.message('Priya Patel', 'My week', 'my-week'));
  for (const { name, at, reads } of weekPosts) {
    await liveUntil(demo.url, from, at);
    from = at;
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(colorScheme, 'tampa');
      await page.setViewportSize(phone);
      await page.mouse.move(0, 0);
      const post = await findPost(page, reads);
      await post.screenshot({ path: `${folder}/week-${name}-${colorScheme}.png`, animations: 'disabled' });
      await page.context().close();
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}

// A third smaller, pixel for pixel, where it is installed.
const taken = (await readdir(folder))
  .filter((name) => name.endsWith('.png'))
  .map((name) => `${folder}/${name}`);
spawnSync('optipng', ['-quiet', '-o2', '-strip', 'all', ...taken], { stdio: 'inherit' });
