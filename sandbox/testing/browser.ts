import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

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

/** `CHROME_PATH`, or else the first of Debian's and Google's names on the PATH or in /usr/bin. */
function findBrowser(): string | undefined {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}

const executablePath = findBrowser();

/** False if browser tests must be skipped. In CI that is an error, because no one would notice. */
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
   * Returns and clears what must not happen: page errors, console errors and warnings, requests to other machines. Leaves out
   * only what matches `expected`.
   */
  complaints(expected?: RegExp): string[];
}

/** Opens a page in a new profile and watches it for what must not happen. */
export async function openPage(browser: Browser): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
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

const shots = path.join(import.meta.dirname, '../.cache/screenshots');

/** Saves a screenshot for people to look at: `.cache/screenshots/NAME.png`, with the words of `name` joined by hyphens. */
export async function takeShot(page: Page, name: string): Promise<void> {
  const file = (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 80);
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${file}.png`), animations: 'disabled' });
}
