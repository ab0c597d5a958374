import type { Browser, Locator } from 'playwright-core';
import { chooseSection, openPage } from '../support/browser.ts';
import { onPhone } from '../support/phone.ts';

const phone = { width: 420, height: 960 };
/** What stands above and below a conversation, and more. */
const around = 320;

/** Takes pictures of what one person sees on a phone at some moment. Nothing is pressed that changes anything. */
export async function openPhone(browser: Browser, url: string, folder: string) {
  const { page } = await openPage(browser, { viewport: phone, deviceScaleFactor: 1.5 });
  const { be, goTo } = onPhone(() => page);
  await page.addInitScript("sessionStorage.setItem('sandbox.guide', 'folded')");
  await page.goto(url);
  const shoot = async (name: string, place: Locator) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.mouse.move(0, 0);
      await place.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' });
    }
  };
  const region = page.getByRole('region', { name: 'Home', exact: true });
  return {
    close: () => page.context().close(),

    /** The newest message with these words, whole. */
    async message(who: string, reads: string, name: string) {
      await be(who);
      await goTo(/^Rapport Messages|^Rapport(?! Home)/);
      const message = page.getByRole('article').filter({ hasText: reads }).last();
      await message.waitFor({ timeout: 30_000 });
      const { height } = (await message.boundingBox())!;
      // The list shows no more of it than fits.
      await page.setViewportSize({ ...phone, height: Math.ceil(height) + around });
      await message.scrollIntoViewIfNeeded();
      await shoot(name, message);
      await page.setViewportSize(phone);
    },

    /** A section of someone's Home; without one, where it begins. */
    async home(who: string, section: string | null, reads: RegExp, name: string) {
      await be(who);
      await goTo(/^Rapport Home/);
      if (section) await chooseSection(page, section);
      await region.getByText(reads).first().waitFor();
      await shoot(name, region);
    },
  };
}
