import { useSyncExternalStore } from 'react';

/** What stands unsent in each composer; kept while one looks elsewhere. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

export function setDraft(place: string, text: string): void {
  drafts.set(place, text);
  for (const listener of listeners) listener();
}

/** Writes into a composer for the person, who sends it themselves. */
export function putInComposer(place: string, text: string): void {
  setDraft(place, text);
  requestAnimationFrame(() => document.getElementById('composer')?.focus());
}

export function useDraft(place: string): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drafts.get(place) ?? '',
  );
}
