/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser: `CHROME_PATH`, else the first of Debian's and Google's names on the PATH or in /usr/bin. */
function findBrowser(): string | undefined {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}

const executablePath = findBrowser();

/** False if browser tests must be skipped. In CI a missing browser throws instead, because no one would notice the skip. */
export const hasBrowser = executablePath !== undefined;
if (!hasBrowser) {
  const advice = 'No browser found: apt-get install chromium, or set CHROME_PATH.';
  if (process.env.CI) throw new Error(advice);
  console.warn(`${advice} Browser tests are skipped.`);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath!, args: FLAGS });
}

export interface Watched {
  page: Page;
  /**
   * Returns and clears what must not happen: page errors, console errors and warnings, requests to other machines.
   * Complaints that match `expected` are left out.
   */
  complaints(expected?: RegExp): string[];
}

/** Opens a page in its own profile and records complaints about it. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const seen: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') seen.push(`request: ${request.url()}`);
  });
  return { page, complaints: (expected) => seen.splice(0).filter((each) => !expected?.test(each)) };
}

/** Saves a screenshot for review as `.data/screenshots/NAME.png`, with the name in kebab case. */
export async function takeShot(page: Page, name: string): Promise<void> {
  const file = (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 80);
  await mkdir('.data/screenshots', { recursive: true });
  await page.screenshot({ path: `.data/screenshots/${file}.png`, animations: 'disabled' });
}

/** Serious and critical findings of axe on the current page, a line each. */
export async function findBarriers(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's content security policy forbids foreign scripts.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

/** Names of visible controls that extend beyond the window, plus a line if the page scrolls sideways. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a')].filter(
      (element) => {
        const { left, right, width } = element.getBoundingClientRect();
        const isShown = element.checkVisibility({ visibilityProperty: true }) && width > 0;
        const isHiddenOnPurpose = element.closest('.visually-hidden') !== null;
        return isShown && !isHiddenOnPurpose && (left < -1 || right > innerWidth + 1);
      },
    );
    const names = found.map(
      (element) => element.getAttribute('aria-label') ?? element.textContent ?? element.tagName,
    );
    return document.documentElement.scrollWidth > innerWidth
      ? [...names, 'the page scrolls sideways']
      : names;
  });
}

/** Chooses a section from the menu on top of Home. */
export async function chooseSection(page: Page, label: string): Promise<void> {
  const home = page.getByRole('region', { name: 'Home', exact: true });
  await home.getByRole('combobox', { name: /^Show: / }).click();
  await page.getByRole('option', { name: label, exact: true }).click();
}
