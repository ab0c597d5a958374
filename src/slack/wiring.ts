import type { App } from '@slack/bolt';
import { captureButtons } from './actions/capture.ts';
import { draftButtons } from './actions/draft.ts';
import { rapportCommand } from './commands/rapport.ts';
import { touchpointCommand } from './commands/touchpoint.ts';
import type { EdgeContext } from './deadline.ts';
import { directMessages } from './events/message.ts';
import { branchModalListener } from './modals/branch.ts';
import { heardModalListener } from './modals/heard.ts';
import { joining } from './modals/join.ts';
import { paidModalListener } from './modals/paid.ts';
import { partnerOptions } from './modals/partner-select.ts';
import { touchpointModalListeners } from './modals/touchpoint.ts';

/** Every listener of the app, one line each. What stands here is declared in manifest.yml; a test compares the two. */
export function wire(app: App, context: EdgeContext): void {
  touchpointCommand(app, context);
  rapportCommand(app, context);
  directMessages(app, context);
  captureButtons(app, context);
  draftButtons(app, context);
  joining(app, context);
  branchModalListener(app, context);
  touchpointModalListeners(app, context);
  partnerOptions(app, context);
  heardModalListener(app, context);
  paidModalListener(app, context);
}
