import { useSyncExternalStore } from 'react';

/** The place of the app's Home tab among the conversations. */
export const HOME = 'home';

/** The person this tab plays and where they are. Kept in the address: two tabs can be two people, and a reload keeps both. */
export interface Address {
  me: string | undefined;
  place: string | undefined;
}

let current = read();
const listeners = new Set<() => void>();

function read(): Address {
  const [me, place] = location.hash.slice(1).split('/');
  return { me: me || undefined, place: place || undefined };
}

addEventListener('hashchange', () => {
  current = read();
  for (const listener of listeners) listener();
});

export function go(to: Partial<Address>): void {
  const { me, place } = { ...current, ...to };
  location.hash = [me, place].filter(Boolean).join('/');
}

export function useAddress(): Address {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
