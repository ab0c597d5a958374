/**
 * Matches one of our commands by its name, also with a prefix: "/acme-touchpoint". When two apps share a command, the
 * last one installed wins, so a workspace may have to rename ours. Only its manifest changes.
 */
export const named = (name: string): RegExp => new RegExp(`^/(?:[a-z0-9_]+-)?${name}$`);
