/** A change that a person looking at the workspace would see. */
export type Change =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'ephemeral'; channel: string; user: string; ts: string }
  | { kind: 'view'; user: string }
  | { kind: 'home'; user: string }
  | { kind: 'channel'; channel: string }
  | { kind: 'user'; user: string }
  | { kind: 'clock'; now: string }
  | { kind: 'exchange'; id: number }
  | { kind: 'connection' }
  | { kind: 'read'; channel: string; user: string }
  | { kind: 'guide' };

export interface Changes {
  announce(change: Change): void;
  listen(listener: (change: Change) => void): () => void;
  /** Calls `look` after every change until it finds something. Rejects after `timeoutMs` of real time. */
  until<T>(look: () => T | undefined | null | false, timeoutMs?: number): Promise<T>;
}

export function startChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    announce(change) {
      for (const listener of listeners) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    until(look, timeoutMs = 5000) {
      return new Promise((resolve, reject) => {
        const tryNow = () => {
          const found = look();
          if (found === undefined || found === null || found === false) return false;
          stop();
          resolve(found);
          return true;
        };
        const attempt = () => {
          try {
            return tryNow();
          } catch (error) {
            stop();
            reject(error);
            return true;
          }
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`the expected change did not happen within ${timeoutMs} ms`));
        }, timeoutMs);
        const stop = () => {
          clearTimeout(timer);
          listeners.delete(attempt);
        };
        listeners.add(attempt);
        attempt();
      });
    },
  };
}
