import type { App } from '@slack/bolt';
import type { Context } from '../context.ts';

/** Every listener of the app, one line each. What stands here is declared in manifest.yml; a test compares the two. */
export function wire(_app: App, _context: Context): void {}
