/** The parent of menus and dialogs: above everything, but within the page's styles. */
export const portals = (): HTMLElement => document.getElementById('portals') ?? document.body;
