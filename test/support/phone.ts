import type { Page } from 'playwright-core';

/** Steps that tests of the page on a phone share: close all dialogs, open a conversation, become another person. */
export function onPhone(page: () => Page) {
  const closeAll = async () => {
    for (;;) {
      const close = page()
        .getByRole('dialog')
        .last()
        .getByRole('button', { name: 'Close', exact: true })
        .first();
      if (!(await close.isVisible())) return;
      // This one: the dialog below, drawn next, has a Close of its own.
      const pressed = await close.elementHandle();
      await close.click();
      await pressed?.waitForElementState('hidden').catch(() => {});
    }
  };
  /** On a phone, the list of conversations is behind a button. */
  const goTo = async (place: RegExp) => {
    await page().getByRole('button', { name: 'Menu' }).click();
    await page()
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('button', { name: place })
      .first()
      .click();
  };
  const be = async (name: string) => {
    await page().getByRole('button', { name: 'Menu' }).click();
    await page().getByLabel('You are').selectOption({ label: name });
    await page().keyboard.press('Escape');
  };
  return { closeAll, goTo, be };
}
