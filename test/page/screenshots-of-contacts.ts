import type { Browser, Locator } from 'playwright-core';
import { openPage } from '../support/browser.ts';
import { onPhone } from '../support/phone.ts';

const phone = { width: 420, height: 720 };
/** What stands above a conversation. */
const above = 141;

/**
 * Brings the demo's Google export on a phone and takes four pictures on the way: the answer to the file, who, the preview, and
 * the result. The import is undone at the end, so that other pictures are as they were.
 */
export async function shootContacts(browser: Browser, url: string, folder: string): Promise<void> {
  const { page } = await openPage(browser, { viewport: phone, deviceScaleFactor: 1.5 });
  const shoot = async (name: string, place: Locator) => {
    await page.mouse.move(0, 0);
    await page.evaluate("document.getElementById('composer')?.blur()");
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await place.screenshot({
        path: `${folder}/contacts-${name}-${colorScheme}.png`,
        animations: 'disabled',
      });
    }
  };
  const conversation = page.getByRole('region', { name: 'Rapport', exact: true });
  const tall = { ...phone, height: phone.height + above };
  await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
  await page.goto(url);
  await onPhone(() => page).goTo(/^Rapport Messages|^Rapport$/);
  await page.getByLabel('Attach a file').setInputFiles('samples/google-contacts.csv');
  const choose = page.getByRole('button', { name: 'Choose…' });
  await choose.waitFor();
  await page.setViewportSize(tall);
  await shoot('arrival', conversation);
  await page.setViewportSize(phone);

  await choose.click();
  const who = page.getByRole('dialog', { name: 'Who do you work with?', exact: true });
  for (const label of ['Realtors (3)', 'Referral partners (3)']) {
    await who.getByRole('combobox', { name: /^Labels/ }).click();
    await page.getByRole('option', { name: label }).click();
  }
  await shoot('who', who);

  await who.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('dialog', { name: 'What will change', exact: true });
  await preview.getByText(/6 partners to add/).waitFor();
  await shoot('preview', preview);

  await preview.getByRole('button', { name: /^Import/ }).click();
  const undo = page.getByRole('button', { name: 'Undo import' });
  await undo.waitFor();
  await page.getByText('Rows to fix').waitFor();
  await page.setViewportSize(tall);
  await shoot('result', conversation);
  await undo.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true }).click();
  await undo.waitFor({ state: 'hidden' });
  await page.context().close();
}
