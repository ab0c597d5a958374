/** What was opened so far, or is about to be, so that all of it is closed however the demo ends. */
export interface Opened {
  add(close: () => Promise<unknown>): void;
  /** The last first. Nothing that fails keeps the others open. */
  close(): Promise<void>;
}

export function startOpened(): Opened {
  const closers: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void closers.push(close),
    async close() {
      for (let close = closers.pop(); close; close = closers.pop()) await close().catch(() => {});
    },
  };
}
