import type { App } from '@slack/bolt';
import type { Context } from '../context.ts';
import { noteUninstalled } from '../store/workspace.ts';

/**
 * The app was removed. Any replica's next wake-up closes what is still owed with that reason. There is no listener for
 * `tokens_revoked`: a token may be replaced without a removal, and until then what is owed waits for its expiry.
 */
export function uninstalled(app: App, context: Context): void {
  app.event('app_uninstalled', async () => {
    context.log.warn('the app was removed from the workspace: nothing more is sent');
    await noteUninstalled(context.db, context.now());
  });
}
