interface Element {
  type: string;
  action_id?: string;
  text?: { text: string };
  placeholder?: { text: string };
  accessibility_label?: string;
}
interface Block {
  type: string;
  text?: { text: string } | undefined;
  accessory?: Element;
  elements?: Element[];
}

/**
 * Controls that stand more than once on a screen and do not say whom they are about: buttons of one label without an
 * `accessibility_label`; menus of one action with the same placeholder (they have no such field), unless the section they
 * stand in says it. In a row, a named button before it says it, too: an overflow menu has neither field.
 */
export function repeatedControls(blocks: readonly unknown[]): string[] {
  const nameless = new Map<string, number>();
  let above = '';
  const said = new Map<string, Set<string>>();
  for (const block of blocks as Block[]) {
    if (block.type === 'section') above = block.text?.text ?? '';
    const inRow = block.type === 'actions' ? (block.elements ?? []) : [];
    for (const control of [...(block.accessory ? [block.accessory] : []), ...inRow]) {
      const isButton = control.type === 'button';
      const isNamed = isButton ? control.accessibility_label : control.placeholder?.text.includes(': ');
      const isAfterNamed =
        !isButton && inRow[0] !== control && !!inRow[0]?.accessibility_label && inRow.includes(control);
      if (isNamed || isAfterNamed || (!isButton && control === block.accessory)) continue;
      const heard = isButton
        ? `[${control.text?.text}]`
        : `{${control.action_id} ${control.placeholder?.text ?? ''}}`;
      // A menu may stand twice for one partner: two promises.
      const before = said.get(heard) ?? new Set();
      if (!isButton && before.has(above)) continue;
      said.set(heard, before.add(above));
      nameless.set(heard, (nameless.get(heard) ?? 0) + 1);
    }
  }
  return [...nameless].filter(([, times]) => times > 1).map(([heard, times]) => `${heard} ×${times}`);
}
