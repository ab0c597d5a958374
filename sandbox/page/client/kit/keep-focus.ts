/**
 * Keeps the keyboard's place. The app redraws a message or a view after a press, and what was pressed is often gone; a form
 * covers it, or the one below comes back. Without this, the next Tab would begin at the top of the page.
 */
interface Spot {
  /** Index of its block. */
  block: number;
  /** The words of the control. */
  name: string;
  /** What stands in bold before it, such as whom the line is about. */
  about: string | undefined;
}

const spots = new Map<string, Spot>();
/** The blocks that had the focus last; undefined once the person has tapped elsewhere. */
let lastIn: string | undefined;

const CONTROLS = 'button:enabled, input:enabled, textarea:enabled, select:enabled';

addEventListener('focusin', ({ target }) => {
  const kit = target instanceof Element ? target.closest<HTMLElement>('[data-kit]') : null;
  if (!kit || !(target instanceof HTMLElement)) return;
  lastIn = kit.dataset.kit!;
  const blocks = [...kit.children];
  const block = blocks.findIndex((each) => each.contains(target));
  spots.set(lastIn, { block, name: nameOf(target), about: aboutOf(blocks, block) });
});
addEventListener('pointerdown', ({ target }) => {
  if (target instanceof Element && !target.closest('[data-kit]')) lastIn = undefined;
});

/** The key of the blocks that have the focus, or had it before what was focused went away. */
export const focusedKit = (): string | undefined => lastIn;

/** Whether nothing has the focus: what had it is gone. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** After a redraw of the blocks: if that took the focus away, it goes on from where it was. */
export function refocus(key: string): void {
  if (key === lastIn && isLost()) returnTo(key);
}

/** Puts the focus where it was in these blocks, if it ever was. Returns whether it did. */
export function returnTo(key: string): boolean {
  const kit = document.querySelector<HTMLElement>(`[data-kit="${CSS.escape(key)}"]`);
  const spot = spots.get(key);
  if (!kit || !spot) return false;
  const control = controlAt(kit, spot) ?? controlAfter(kit);
  control?.focus();
  return control !== undefined;
}

/** The nearest control with the same name in the same line; or else the first in that line, or in the next line with one. */
function controlAt(kit: HTMLElement, { block, name, about }: Spot): HTMLElement | undefined {
  const blocks = [...kit.children];
  const nearest = (indexes: number[], to: number) =>
    indexes.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0];
  const controlsIn = (index: number) => [...(blocks[index]?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
  const all = blocks.map((_, index) => index);
  const same = nearest(
    all.filter(
      (index) =>
        aboutOf(blocks, index) === about && controlsIn(index).some((control) => nameOf(control) === name),
    ),
    block,
  );
  if (same !== undefined) return controlsIn(same).find((control) => nameOf(control) === name);
  const line = nearest(
    all.filter((index) => about !== undefined && boldOf(blocks[index]!) === about),
    block,
  );
  const from = line ?? Math.min(block, blocks.length - 1);
  const next = all.slice(from).find((index) => controlsIn(index).length > 0);
  const before = all.findLast((index) => controlsIn(index).length > 0);
  return controlsIn(next ?? before ?? 0)[0];
}

/** If no control is left in the blocks. */
const controlAfter = (kit: HTMLElement): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(CONTROLS)].find(
    (each) =>
      (kit.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && each.checkVisibility(),
  );

const nameOf = (control: HTMLElement): string => control.getAttribute('aria-label') ?? control.textContent;

const boldOf = (block: Element): string | undefined => block.querySelector('b')?.textContent;

const aboutOf = (blocks: readonly Element[], index: number): string | undefined =>
  blocks
    .slice(0, index + 1)
    .reverse()
    .map(boldOf)
    .find(Boolean);
