/// <reference lib="dom" />
import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { findBarriers, findOverflow } from './browser.ts';

/** A person without a mouse who hears the page: what has the focus, how it reads, and whether its ring can be seen. */
export async function openKeyboard(page: Page) {
  const tree = await page.context().newCDPSession(page);
  const scale = await page.context().newPage();
  await page.bringToFront();

  /** What a screen reader says of the control in use: "button Met: Marcus Webb". */
  const focused = async () => {
    const { role, name } = await read(tree);
    return `${role} ${name}`;
  };

  /** Tab, or another key, until the control is reached. Each stop on the way has a name and a ring, in reading order. */
  const to = async (wanted: RegExp, { key = 'Tab', most = 80 } = {}) => {
    await page.evaluate(markStop);
    let turns = 0;
    const passed: string[] = [];
    for (let stops = 0; stops <= most; stops++) {
      if (stops > 0) {
        await page.keyboard.press(key);
        const { goesOn, leaves } = await page.evaluate(moveOn, key === 'Shift+Tab');
        if (!goesOn) turns++;
        expect(leaves, `after ${passed.at(-1)}, the focus leaves what is on top`).toBe(false);
        await checkStop();
      }
      const here = await focused();
      passed.push(here);
      if (wanted.test(here)) {
        expect(turns, `reading order: ${passed.join(' → ')}`).toBeLessThan(2);
        return;
      }
    }
    throw new Error(`${wanted} is not reached: ${passed.join(' → ')}`);
  };

  const checkStop = async () => {
    const here = await focused();
    if (here === 'none ') return; // the browser's own controls come before and after the page
    expect(here).toMatch(/^\S+ \S/);
    expect(await isRingDrawn(page, scale), `a ring around ${here}`).toBe(true);
  };

  /** Waits until the focus has come where it belongs, without a key. */
  const comesTo = async (wanted: RegExp) => {
    await expect.poll(focused, { timeout: 10_000 }).toMatch(wanted);
    await checkStop();
  };

  /** Nothing that a screen reader stumbles over, in light and in dark. */
  const look = async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await checkStop();
      expect(await findBarriers(page), colorScheme).toEqual([]);
    }
    expect(await findOverflow(page)).toEqual([]);
    expect(await findSameNames(page)).toEqual([]);
  };

  return { to, comesTo, look };
}

/** The role and the name of what has the focus, or, in a list, of the choice that the arrow keys are at. */
async function read(tree: CDPSession): Promise<{ role: string; name: string }> {
  const { result } = await tree.send('Runtime.evaluate', {
    expression: `document.getElementById(document.activeElement.getAttribute('aria-activedescendant')) ?? document.activeElement`,
  });
  const { nodes } = await tree.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId!,
    fetchRelatives: false,
  });
  const [node] = nodes;
  return { role: String(node?.role?.value), name: String(node?.name?.value ?? '') };
}

declare global {
  var lastStop: Element | null;
}

function markStop(): void {
  globalThis.lastStop = document.activeElement;
}

/** Whether this stop comes after the last one, in the page and for the eye, and whether it lies behind a dialog. */
function moveOn(isBack: boolean): { goesOn: boolean; leaves: boolean } {
  const [before, now] = [globalThis.lastStop, document.activeElement];
  globalThis.lastStop = now;
  const isOpen = document.querySelector('[role="dialog"]') !== null;
  const leaves = isOpen && now !== document.body && now?.closest('[role="dialog"], #portals') == null;
  if (!before?.isConnected || !now || before === now || before.contains(now) || now.contains(before))
    return { goesOn: true, leaves };
  const [first, second] = isBack ? [now, before] : [before, now];
  const isAfter = (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const [above, below] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
  const isBelow = below.bottom > above.top && (below.top >= above.bottom || below.left >= above.left);
  return { goesOn: isAfter && isBelow, leaves };
}

/** Compares what is around the control with and without its outline: at least half of a ring stands out 3 to 1. */
async function isRingDrawn(page: Page, scale: Page): Promise<boolean> {
  const { clip, isChoice, around } = await page.evaluate(() => {
    const active = document.activeElement!;
    const ringed = active.closest('.composer textarea, .attach input')?.parentElement ?? active;
    const { x, y, width, height } = ringed.getBoundingClientRect();
    const [left, top] = [Math.max(0, x - 5), Math.max(0, y - 5)];
    const [right, bottom] = [Math.min(innerWidth, x + width + 5), Math.min(innerHeight, y + height + 5)];
    return {
      clip: { x: left, y: top, width: right - left, height: bottom - top },
      around: 2 * (right - left + bottom - top - 20),
      isChoice: document.querySelector('[data-active-item]') !== null,
    };
  });
  // In an open list, the choice itself is marked.
  if (isChoice) return true;
  const shoot = async () =>
    (await page.screenshot({ clip, animations: 'disabled', caret: 'hide' })).toString('base64');
  const withRing = await shoot();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { outline-color: transparent !important }');
    document.adoptedStyleSheets = [sheet];
  });
  const without = await shoot();
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  const changed = await scale.evaluate(countContrast, [withRing, without] as const);
  return changed >= around / 2;
}

async function countContrast(shots: readonly [string, string]): Promise<number> {
  const [one, other] = await Promise.all(
    shots.map(async (shot) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      canvas.drawImage(image, 0, 0);
      return canvas.getImageData(0, 0, image.width, image.height).data;
    }),
  );
  const lightness = (data: Uint8ClampedArray, at: number) => {
    const [r, g, b] = [0, 1, 2].map((channel) => {
      const value = data[at + channel]! / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  let count = 0;
  for (let at = 0; at < one!.length; at += 4) {
    const [dark, light] = [lightness(one!, at), lightness(other!, at)].sort((a, b) => a - b);
    if ((light! + 0.05) / (dark! + 0.05) >= 3) count++;
  }
  return count;
}

/** Slack's menus carry no label of their own: these follow a button that says whom they are about. */
const unnamed = /^(button More actions|combobox Move)$/;

/** Controls in one message or view that read the same. */
async function findSameNames(page: Page): Promise<string[]> {
  const parts = page.locator('[data-kit]');
  const found: string[] = [];
  for (const part of await parts.all()) {
    const names = [
      ...(await part.ariaSnapshot()).matchAll(/^\s*- '?(button|combobox|textbox) "([^"]*)"/gm),
    ].map(([, role, name]) => `${role} ${name}`);
    found.push(...names.filter((name, index) => names.indexOf(name) !== index && !unnamed.test(name)));
  }
  return found;
}
