/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildPageApart } from '../../demo/page.ts';
import {
  findBarriers,
  findOverflow,
  hasBrowser,
  openBrowser,
  openPage,
  takeShot,
  type Watched,
} from '../support/browser.ts';
import { emptyDatabase } from '../support/database.ts';
import { onPhone } from '../support/phone.ts';
import { startRapport } from '../support/rapport.ts';

/** From an empty database to a branch with its people asked, as the admin who has just installed Rapport. */
describe.skipIf(!hasBrowser)('the first admin, on a phone', async () => {
  const page = await buildPageApart().folder;
  const { sandbox, context, admin, priya, sam } = await startRapport({ page });
  const gus = sandbox.addUser({ name: 'gus', realName: 'Gus Hill', guest: 'multi' });
  sandbox.addChannel({ name: 'boise', members: [admin.id, priya.id, sam.id, gus.id], botIn: false });
  let browser: Browser;
  let watched: Watched;
  let phone: Page;

  beforeAll(async () => {
    await emptyDatabase(context.db);
    browser = await openBrowser();
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    phone = watched.page;
    phone.setDefaultTimeout(20_000);
    await phone.goto(sandbox.url);
    await phone.getByRole('combobox', { name: /^Message / }).waitFor();
  }, 120_000);
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    await takeShot(phone, `first admin ${task.name}`);
    expect(await findOverflow(phone)).toEqual([]);
    expect(watched.complaints()).toEqual([]);
  });

  const { goTo, be } = onPhone(() => phone);
  const say = async (text: string) => {
    const composer = phone.getByRole('combobox', { name: /^Message / });
    await composer.fill(text);
    await phone.getByRole('button', { name: 'Send' }).click();
  };
  const form = () => phone.getByRole('dialog', { name: 'Set up a branch', exact: true });

  test('1. read in Home what comes first', async () => {
    await be('Ada Ruiz');
    await goTo(/^Rapport Home/);
    const home = phone.getByRole('region', { name: 'Home', exact: true });
    await home
      .getByText(/There’s no branch yet\. To set one up/)
      .first()
      .waitFor();
    await home
      .getByText(/I’ll show you who gets asked before anyone is/)
      .first()
      .waitFor();
    expect(await findBarriers(phone)).toEqual([]);
  });

  test('2. forget to invite Rapport, and be told where one looks', async () => {
    await goTo(/^boise/);
    await say('/rapport branch');
    await phone
      .getByText(/I’m not in this channel yet\. Type \/invite @Rapport here/)
      .first()
      .waitFor();
  });

  test('3. invite it', async () => {
    await say('/invite @Rapport');
    await phone
      .getByText(/Rapport joined boise/)
      .first()
      .waitFor();
  });

  test('4. see by name who gets asked, and who not', async () => {
    await say('/rapport branch');
    await form()
      .getByText(/Priya Patel, Sam Cole/)
      .first()
      .waitFor();
    await form().getByText('I won’t ask: Gus Hill (a guest)').scrollIntoViewIfNeeded();
    expect(await findBarriers(phone)).toEqual([]);
    await takeShot(phone, 'first admin who gets asked');
    expect(await context.db.query('select from nudge')).toEqual([]);
  });

  test('5. save, and read what is next', async () => {
    await form()
      .getByRole('button', { name: /^Save and invite 2/ })
      .click();
    // Ada, its manager now, is told what that means instead of being asked.
    await phone
      .getByText(/✓ Boise is a branch now\. I’ll ask 2 people at 9:00 AM/)
      .first()
      .waitFor();
    await phone
      .getByText(/Next: add partners\. Type \/partner import here/)
      .first()
      .waitFor();
  });
});
