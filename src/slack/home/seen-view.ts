/** A view as Slack describes it in a request. Bolt's types of views leave out parts of it, depending on the request. */
interface View {
  type?: string;
  hash?: string;
  blocks?: readonly { block_id?: string; accessory?: Menu; elements?: readonly Menu[] }[];
  state?: { values?: Record<string, Record<string, { selected_option?: Option | null }>> };
}
interface Menu {
  action_id?: string;
  initial_option?: Option;
}
interface Option {
  value?: string;
}

/**
 * The hash of the Home that a person sees; undefined if they chose something from a menu in it. Slack shows a choice until
 * the view is published again.
 */
export function seenIn(given: unknown): string | undefined {
  const view = (given ?? {}) as View;
  if (view.type !== 'home' || typeof view.hash !== 'string') return undefined;
  const chosen = view.state?.values ?? {};
  const isTouched = (view.blocks ?? []).some(({ block_id: block = '', accessory, elements = [] }) =>
    [...elements, ...(accessory ? [accessory] : [])].some(
      ({ action_id: action = '', initial_option: initial }) => {
        const menu = chosen[block]?.[action];
        return menu !== undefined && menu.selected_option?.value !== initial?.value;
      },
    ),
  );
  return isTouched ? undefined : view.hash;
}
