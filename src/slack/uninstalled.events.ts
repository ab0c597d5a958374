import type { App } from '@slack/bolt';
import type { Context } from '../context.ts';
import { noteUninstalled } from '../store/workspace.ts';

/**
 * Somebody removed the app. What is owed is closed with that reason by the next wake-up of any replica. `tokens_revoked`
 * is not listened to: a token may be replaced without a removal, and until then what is owed waits for its expiry.
 */
export function uninstalled(app: App, context: Context): void {
  app.event('app_uninstalled', async () => {
    context.log.warn('the app was removed from the workspace: nothing is sent any more');
    await noteUninstalled(context.db, context.now());
  });
}
