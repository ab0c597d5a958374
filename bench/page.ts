import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { buildPage } from '../sandbox/page/build.ts';
import { plantManifest } from '../sandbox/testing/second-app.ts';
import { hasBrowser, openBrowser, openPage } from '../test/support/browser.ts';
import { type Figure, percentile } from './figures.ts';

const samples = 100;
const longChannel = 5_000;
/** One and a half frames of a screen that draws sixty a second: at least one was dropped. */
const LATE_MS = 25;
/** Steps of one screen each while scrolling through the long channel. */
const steps = 200;

/** How soon the page shows what the app posts, how smoothly a long channel scrolls, and how large the page is. */
export async function run(): Promise<Figure[]> {
  const folder = await buildPage();
  const bundle = await bundleKb(folder);
  const size: Figure = {
    what: 'the page, gzipped',
    ours: `${bundle.toFixed(0)} kB`,
    baseline: '',
    ratio: '',
    target: 'under 400 kB',
    met: bundle < 400,
  };
  if (!hasBrowser) return [size];
  const sandbox = await startSandbox({ manifest: plantManifest(), pacing: false, page: folder });
  const ana = sandbox.as(sandbox.addUser({ name: 'ana', realName: 'Ana Silva' }));
  const channel = sandbox.addChannel({ name: 'garden', members: [ana.user.id] }).id;
  const browser = await openBrowser();
  try {
    const { page } = await openPage(browser, { bypassCSP: true });
    await page.goto(sandbox.url);
    await page.getByText('Nothing has been said').waitFor();
    const { shown, streamed } = await measureLatency(sandbox, page, channel, ana.user.id);
    for (let nr = 0; nr < longChannel; nr += 1)
      await ana.say(channel, `leaf ${nr}, of a fern that is ${nr} days old`);
    await page.reload();
    await page.getByText(`leaf ${longChannel - 1}`).waitFor();
    const frames = await measureScroll(page);
    const [p50, p99] = [percentile(shown, 50), percentile(shown, 99)];
    const bare = percentile(streamed, 50);
    const longest = Math.max(...frames);
    const late = frames.filter((ms) => ms > LATE_MS).length;
    return [
      size,
      {
        what: 'a posted message on the page, p50 / p99 (baseline: the bare stream)',
        ours: `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`,
        baseline: `${bare.toFixed(1)} ms`,
        ratio: (p50 / bare).toFixed(1),
        target: 'under 100 ms',
        met: p99 < 100,
      },
      {
        what: `scrolling ${longChannel} messages, frame p50 / p99 / longest, and how many late`,
        ours: `${[percentile(frames, 50), percentile(frames, 99), longest].map((ms) => ms.toFixed(0)).join(' / ')} ms, ${late} of ${frames.length}`,
        baseline: '16.7 ms',
        ratio: (percentile(frames, 99) / 16.7).toFixed(1),
        target: 'p99 under 100 ms',
        met: percentile(frames, 99) < 100,
      },
    ];
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

/** Milliseconds from before the app's call until the text is in the page, and until a bare reader has the event. */
async function measureLatency(
  sandbox: Sandbox,
  page: Page,
  channel: string,
  user: string,
): Promise<{ shown: number[]; streamed: number[] }> {
  const stream = new AbortController();
  const response = await fetch(`${sandbox.url}/sandbox/as/${user}/stream`, { signal: stream.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const arrived = async (text: string): Promise<number> => {
    for (let seen = ''; !seen.includes(text); ) {
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      seen += value;
    }
    return Date.now();
  };
  // Both clocks are this machine's, so the page can tell by itself when it had drawn the text.
  await page.evaluate(`
    window.drawn = {};
    // Looks at what was added only: reading the whole page each time would be most of what is measured.
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          const text = /sample \\d+ end/.exec(node.textContent)?.[0];
          if (text) window.drawn[text] ??= Date.now();
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  `);
  const shown: number[] = [];
  const streamed: number[] = [];
  for (let nr = 0; nr < samples; nr += 1) {
    const text = `sample ${nr} end`;
    const began = Date.now();
    const waiting = arrived(text);
    await fetch(`${sandbox.slackApiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}` },
      body: new URLSearchParams({ channel, text }),
    });
    streamed.push((await waiting) - began);
    const drawn = await page.waitForFunction(`window.drawn[${JSON.stringify(text)}]`);
    shown.push(((await drawn.jsonValue()) as number) - began);
  }
  stream.abort();
  return { shown, streamed: streamed.map((ms) => Math.max(ms, 0.5)) };
}

/** Milliseconds of each frame while scrolling up through the channel by a screen a frame. */
async function measureScroll(page: Page): Promise<number[]> {
  // As text: what compiles this file adds helpers to functions that the page does not have.
  return page.evaluate(`
    new Promise((resolve) => {
      const list = document.querySelector('[data-testid="virtuoso-scroller"]');
      const frames = [];
      let last = performance.now();
      const step = (now) => {
        frames.push(now - last);
        last = now;
        list.scrollBy(0, -600);
        if (frames.length <= ${steps}) requestAnimationFrame(step);
        else resolve(frames.slice(1));
      };
      requestAnimationFrame(step);
    })
  `);
}

async function bundleKb(folder: string): Promise<number> {
  const assets = path.join(folder, 'assets');
  const sizes = (await readdir(assets)).map(
    async (name) => gzipSync(await readFile(path.join(assets, name))).length,
  );
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1000;
}
