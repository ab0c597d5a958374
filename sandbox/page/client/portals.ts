/** Where menus and dialogs are drawn: above everything, yet inside the styles of the page. */
export const portals = (): HTMLElement => document.getElementById('portals') ?? document.body;
