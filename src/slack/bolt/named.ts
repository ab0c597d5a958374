/**
 * Matches a command of ours by its name, also with a prefix: "/acme-touchpoint". Of two apps with one command the last
 * installed wins, so a workspace may have to rename ours, in the manifest alone.
 */
export const named = (name: string): RegExp => new RegExp(`^/(?:[a-z0-9_]+-)?${name}$`);
