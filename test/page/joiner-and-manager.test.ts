/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { buildPage } from 'slack-sandbox/page/build';
import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { saveBranch } from '../../src/store/members/branches.ts';
import {
  findBarriers,
  findOverflow,
  hasBrowser,
  openBrowser,
  openPage,
  takeShot,
  type Watched,
} from '../support/browser.ts';
import { onPhone } from '../support/phone.ts';
import { startRapport } from '../support/rapport.ts';

/** Who joins a branch's channel, and who is made its manager, on a phone: the first minute of each. */
describe.skipIf(!hasBrowser)('people who join, and people given a role, on a phone', async () => {
  const rapport = await startRapport({
    env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
    page: await buildPage(),
  });
  const { sandbox, context } = rapport;
  const { db } = context;
  const nia = sandbox.addUser({ name: 'nia', realName: 'Nia Reed', tz: 'America/New_York' });
  const kim = sandbox.addUser({ name: 'kim', realName: 'Kim Park', tz: 'America/New_York' });
  const ocala = sandbox.addChannel({ name: 'ocala', members: [rapport.admin.id], botIn: true });
  const saved = (channelId: string, name: string, manager: { id: string; realName: string }) =>
    saveBranch(
      db,
      { channelId, name, timeZone: 'America/New_York', region: 'FL' },
      { slackUserId: manager.id, name: manager.realName, email: null, timeZone: null },
      context.now(),
    );
  const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });

  let browser: Browser;
  let watched: Watched;
  let page: Page;
  beforeAll(async () => {
    await saved(ocala.id, 'Ocala', rapport.admin);
    await rapport.book(rapport.priya, ['Joan Ortiz', 'Marcus Webb'], 'inner');
    browser = await openBrowser();
    watched = await openPage(browser, { viewport: { width: 400, height: 860 } });
    page = watched.page;
    page.setDefaultTimeout(10_000);
    await page.goto(sandbox.url);
    await page.getByRole('combobox', { name: /^Message / }).waitFor();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    await takeShot(page, `joining ${task.name}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(watched.complaints()).toEqual([]);
  });
  const { goTo, be } = onPhone(() => page);

  test('the joiner is asked the next morning, and says yes and where in one tap', async () => {
    await sandbox.as(nia).join(rapport.channel);
    await sandbox.as(nia).join(ocala.id);
    const welcomes = () => db.query(`select 1 from nudge where post = 'welcome'`);
    await expect.poll(async () => (await welcomes()).length).toBe(1);
    sandbox.clock.moveTo('2026-06-10T13:00:00Z');
    await ticking();
    await be('Nia Reed');
    await goTo(/^Rapport(?! Home)/);
    await page.getByText('which branch is yours?').first().waitFor();
    await takeShot(page, 'joining joiner asked');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Yes, in Ocala' }).click();
    const home = () =>
      db.query(`select b.name from member m join branch b on b.id = m.branch_id where m.slack_user_id = $1`, [
        nia.id,
      ]);
    await expect.poll(home).toEqual([{ name: 'Ocala' }]);
  });

  test('the named manager reads what it means, previews Monday’s plan, and opens the branch', async () => {
    await saved(rapport.channel, 'Tampa', kim);
    await ticking();
    await page.reload();
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    await be('Kim Park');
    await goTo(/^Rapport(?! Home)/);
    await page.getByText('You don’t need partners of your own.').first().waitFor();
    await takeShot(page, 'joining manager told');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Preview Monday’s plan, only to me' }).click();
    await page.getByText('Only you see this.').first().waitFor();
    await takeShot(page, 'joining manager preview');
    await page.getByRole('button', { name: 'Open…' }).click();
    await page.getByText('It’s open in my Home tab now.').first().waitFor();
    await expect.poll(() => readable(sandbox.as(kim).home()!)).toContain('Priya Patel');
    await goTo(/^Rapport Home/);
    await page.getByRole('region', { name: 'Home', exact: true }).getByText('Priya Patel').first().waitFor();
  });
});
