import { useSyncExternalStore } from 'react';

/** The unsent text of each composer. Kept while the person looks elsewhere. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

export const draftKey = (me: string, place: string): string => `${me} ${place}`;

export function setDraft(key: string, text: string): void {
  drafts.set(key, text);
  for (const listener of listeners) listener();
}

/** Restores text that could not be sent, unless a new draft has been started. */
export function restoreDraft(key: string, text: string): void {
  if (!drafts.get(key)) setDraft(key, text);
}

/** Fills in the composer. The person sends the text themselves. */
export function putInComposer(key: string, text: string): void {
  setDraft(key, text);
  requestAnimationFrame(() => document.getElementById('composer')?.focus());
}

export function useDraft(key: string): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drafts.get(key) ?? '',
  );
}
