import type { App } from '@slack/bolt';
import { branchPosts } from './actions/branch-posts.ts';
import { captureButtons } from './actions/capture.ts';
import { digestContacts } from './actions/digest-contact.ts';
import { digestLater } from './actions/digest-later.ts';
import { digestPlans } from './actions/digest-plans.ts';
import { digestPromises } from './actions/digest-promises.ts';
import { draftButtons } from './actions/draft.ts';
import { rapportCommand } from './commands/rapport.ts';
import { touchpointCommand } from './commands/touchpoint.ts';
import type { EdgeContext } from './deadline.ts';
import { homeOpened } from './events/home-opened.ts';
import { directMessages } from './events/message.ts';
import { uninstalled } from './events/uninstalled.ts';
import { branchModalListener } from './modals/branch.ts';
import { heardModalListener } from './modals/heard.ts';
import { joining } from './modals/join.ts';
import { movePlanModalListener } from './modals/move-plan.ts';
import { movePromiseModalListener } from './modals/move-promise.ts';
import { paidModalListener } from './modals/paid.ts';
import { partnerOptions } from './modals/partner-select.ts';
import { touchpointModalListeners } from './modals/touchpoint.ts';
import { untilModalListener } from './modals/until.ts';

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
  digestContacts(app, context);
  digestLater(app, context);
  digestPromises(app, context);
  digestPlans(app, context);
  branchPosts(app, context);
  untilModalListener(app, context);
  movePromiseModalListener(app, context);
  movePlanModalListener(app, context);
  homeOpened(app, context);
  uninstalled(app, context);
}
