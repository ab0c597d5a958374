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
import { type OpenDemo, openDemo } from '../support/demo.ts';
import { onPhone } from '../support/phone.ts';

const names = ['Zoe Hart', 'Al Kim', 'Mia Fox', 'Mom', 'Dr. Patel', 'Gym', 'Otto Vale'];
const more = Array.from({ length: 60 }, (_, at) => `Person ${String(at + 1).padStart(2, '0')}`);

/** As an iPhone shares it. */
const phoneBook = [...names, ...more]
  .map(
    (name, at) =>
      `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\n${at % 2 ? '' : `ORG:${name.split(' ')[0]} Realty;\n`}TEL;type=CELL:(813) 555-0${100 + at}\nEND:VCARD\n`,
  )
  .join('');

/** A phone book, shared from a phone. */
describe.skipIf(!hasBrowser)('bringing contacts, on a phone', () => {
  let demo: OpenDemo;
  let browser: Browser;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    demo = await openDemo(8160);
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    page = watched.page;
    page.setDefaultTimeout(20_000);
    await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
    await page.goto(demo.url);
    await page.getByRole('combobox', { name: /^Message / }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async ({ task }) => {
    await takeShot(page, `bring ${task.name}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(watched.complaints()).toEqual([]);
  });

  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
  const { goTo } = onPhone(() => page);

  test('1. share the contacts', async () => {
    await goTo(/^Rapport Messages|^Rapport$/);
    const buffer = Buffer.from(phoneBook);
    await page
      .getByLabel('Attach a file')
      .setInputFiles({ name: 'contacts.vcf', mimeType: 'text/vcard', buffer });
    await page.getByText('67 contacts. Who do you work with?').first().waitFor();
  });

  test('2. pick who they work with', async () => {
    await page.getByRole('button', { name: 'Choose…' }).click();
    const who = dialog('Who do you work with?');
    await who.getByText('1–50 of 67 contacts.').first().waitFor();
    await takeShot(page, 'bring who top');
    expect(await findBarriers(page)).toEqual([]);
    await who.getByRole('checkbox', { name: /^Al Kim/ }).check();
    await who.getByRole('button', { name: 'Next' }).click();
    await who.getByText('51–67 of 67 contacts. 1 picked.').first().waitFor();
    await who.getByRole('checkbox', { name: /^Zoe Hart/ }).check();
    await takeShot(page, 'bring who next');
    await who.getByRole('textbox', { name: /^Find someone/ }).fill('otto');
    await who.getByRole('button', { name: 'Find', exact: true }).click();
    await who.getByText('1 contact matching “otto”. 2 picked.').first().waitFor();
    await who.getByRole('checkbox', { name: /^Otto Vale/ }).check();
  });

  test('3. see what will change', async () => {
    await dialog('Who do you work with?').getByRole('button', { name: 'Preview' }).click();
    const preview = dialog('What will change');
    await preview
      .getByText(/1 partner to add/)
      .first()
      .waitFor();
    // Two have phones of partners in the demo. They are others.
    await preview.getByText('2 rows for you to decide.').first().waitFor();
    const others = preview.getByRole('radio', { name: 'New', exact: true });
    expect(await others.count()).toBe(2);
    for (const other of await others.all()) await other.check();
    expect(await preview.getByText('Mom').count()).toBe(0);
  });

  test('4. import', async () => {
    await dialog('What will change')
      .getByRole('button', { name: /^Import/ })
      .click();
    await page
      .getByText(/3 partners added/)
      .first()
      .waitFor();
  });

  test('5. say who to see first', async () => {
    const result = page.getByRole('article').filter({ hasText: 'Who would you like to see first?' });
    await result.getByRole('combobox').click();
    await page.getByRole('listbox').getByRole('option', { name: 'Al Kim' }).click();
    await page.keyboard.press('Escape');
    await result.getByRole('button', { name: 'Make them core' }).click();
    await page
      .getByText(/Core now: Al Kim\./)
      .first()
      .waitFor();
  });

  test('6. undo the import', async () => {
    await page.getByRole('button', { name: 'Undo import' }).click();
    const sure = dialog('Undo this import?');
    await sure
      .getByText(/Partners someone has changed or worked with since stay/)
      .first()
      .waitFor();
    await takeShot(page, 'bring undo');
    await sure.getByRole('button', { name: 'Undo', exact: true }).click();
    await page
      .getByText(/2 partners removed/)
      .first()
      .waitFor();
    await page
      .getByText(/1 stays.*: Al Kim\./)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Undo import' }).count()).toBe(0);
  });

  test('7. bring a Google export by its labels', async () => {
    await page.getByLabel('Attach a file').setInputFiles('samples/google-contacts.csv');
    await page.getByText('10 contacts. Who do you work with?').first().waitFor();
    await page.getByRole('button', { name: 'Choose…' }).last().click();
    const who = dialog('Who do you work with?');
    for (const label of ['Realtors (3)', 'Referral partners (3)']) {
      await who.getByRole('combobox', { name: /^Labels/ }).click();
      await page.getByRole('option', { name: label }).click();
    }
    await takeShot(page, 'bring by label');
    await who.getByRole('button', { name: 'Preview' }).click();
    await dialog('What will change')
      .getByText(/6 partners to add/)
      .first()
      .waitFor();
  });
});
