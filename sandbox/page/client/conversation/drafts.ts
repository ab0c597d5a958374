import { useSyncExternalStore } from 'react';

/** What stands unsent in each composer; kept while one looks elsewhere. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

export const draftKey = (me: string, place: string): string => `${me} ${place}`;

export function setDraft(key: string, text: string): void {
  drafts.set(key, text);
  for (const listener of listeners) listener();
}

/** What could not be sent is there again, unless something else was begun meanwhile. */
export function restoreDraft(key: string, text: string): void {
  if (!drafts.get(key)) setDraft(key, text);
}

/** Writes into a composer for the person, who sends it themselves. */
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
