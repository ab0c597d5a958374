/** Everything opened so far, or being opened, to close it all however the demo ends. */
export interface Opened {
  add(close: () => Promise<unknown>): void;
  /** Closes in reverse order. A failure does not keep the others open. */
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
