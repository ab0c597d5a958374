import path from 'node:path';
import { defineConfig } from 'vitest/config';
import sandbox from './sandbox/package.json' with { type: 'json' };

/**
 * The sandbox by its sources, also for test builds, which lie outside of what tsconfig.json includes: without this they would
 * take what happens to be built.
 */
const sandboxSources = Object.entries(sandbox.exports).map(([name, built]) => ({
  find: new RegExp(`^${path.posix.join('slack-sandbox', name)}$`),
  replacement: path.resolve('sandbox', built.replace('./dist/', '').replace(/\.js$/, '.ts')),
}));

export default defineConfig({
  resolve: { alias: sandboxSources },
  test: {
    include: ['test/**/*.test.ts', 'sandbox/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    // Every file gets its own database and port; two cores, so two files at a time.
    maxWorkers: 2,
    // As every program does (src/utc.ts).
    env: { TZ: 'UTC' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
