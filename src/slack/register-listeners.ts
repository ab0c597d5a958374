import type { App } from '@slack/bolt';
import { areaButtons, areaForm } from './areas.form.ts';
import { askingButtons } from './asking/asking.buttons.ts';
import { promiseDoneButtons } from './asking/promise-done.buttons.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { type Definition, listen } from './bolt/listen.ts';
import { callOffForm, eventForm } from './branch-events/branch-events.form.ts';
import { eventAfterButtons } from './branch-events/event-after.buttons.ts';
import { talkedForm } from './branch-events/event-talked.form.ts';
import { branchPosts } from './branch-posts.buttons.ts';
import { digestContacts } from './digest/digest-contact.buttons.ts';
import { digestFeedback } from './digest/digest-feedback.buttons.ts';
import { digestLater } from './digest/digest-later.buttons.ts';
import { digestPlans } from './digest/digest-plans.buttons.ts';
import { digestPromises } from './digest/digest-promises.buttons.ts';
import { digestYourCall } from './digest/digest-your-call.buttons.ts';
import { untilForm } from './digest/until.form.ts';
import { doubtedPosts } from './doubted-posts.buttons.ts';
import { eventButtons } from './events/events.buttons.ts';
import { feedbackButtons } from './feedback/feedback.buttons.ts';
import { feedbackForm, unfoldFeedback } from './feedback/feedback.form.ts';
import { feedbackSteps } from './feedback/feedback-steps.form.ts';
import { questionButtons } from './feedback/questions.buttons.ts';
import { wrongPartnerForm } from './feedback/wrong-partner.form.ts';
import { commandsButton } from './help.buttons.ts';
import { backlogButtons } from './home/backlog.buttons.ts';
import { homeButtons } from './home/home.buttons.ts';
import { homeOpened } from './home/home.events.ts';
import { snoozeSeveralButtons, snoozeSeveralForm } from './home/snooze-several.form.ts';
import { awayButtons } from './members/away.buttons.ts';
import { branchForm } from './members/branch.form.ts';
import { channelChanged } from './members/channel-membership.events.ts';
import { coverButtons } from './members/covering.buttons.ts';
import { firstListButtons } from './members/first-list.buttons.ts';
import { joinButtons } from './members/join.buttons.ts';
import { meButtons, meForm } from './members/me.form.ts';
import { orphanButtons, orphansForm } from './members/orphans.buttons.ts';
import { peopleForm } from './members/people.form.ts';
import { roleButtons } from './members/roles-told.buttons.ts';
import { userChanged } from './members/user-changes.events.ts';
import { zoneButton } from './members/zone-offer.buttons.ts';
import { channelMentions } from './mentions.events.ts';
import { monthButtons } from './month.buttons.ts';
import { newsButtons } from './news/news.buttons.ts';
import { entryOrderButtons } from './orders/entry-orders.buttons.ts';
import { promiseOrderButtons } from './orders/promise-orders.buttons.ts';
import { addFullForm, addPartnerForm, samePartnerForm } from './partners/add-partner.form.ts';
import { cardButtons } from './partners/card.buttons.ts';
import { editPartnerForm } from './partners/edit-partner.form.ts';
import { exportForm } from './partners/export-partners.form.ts';
import { fitForm } from './partners/fit.form.ts';
import { goodwillForms } from './partners/goodwill.form.ts';
import { importAfterButtons } from './partners/import-after.buttons.ts';
import { importArrivalButton } from './partners/import-arrival.buttons.ts';
import { columnsForm } from './partners/import-columns.form.ts';
import { importPartnersForm } from './partners/import-partners.form.ts';
import { previewForm } from './partners/import-preview.form.ts';
import { sampleButton } from './partners/import-sample.buttons.ts';
import { whoPages } from './partners/import-who.buttons.ts';
import { labelsForm, whoForm } from './partners/import-who.form.ts';
import { innerCircleForm } from './partners/inner-circle.form.ts';
import { mergeForm } from './partners/merge.form.ts';
import { namedButtons } from './partners/named.buttons.ts';
import { namesButtons } from './partners/names.buttons.ts';
import { partnerCommand } from './partners/partner.command.ts';
import { branchSearch, partnerSearches } from './partners/partner.search.ts';
import { reassignForm } from './partners/reassign.form.ts';
import { tierForm } from './partners/tier.form.ts';
import { tierQuestionButtons } from './partners/tier-questions.buttons.ts';
import { beforeMeetingButtons } from './plans/before-meeting.buttons.ts';
import { eveningButtons } from './plans/evening.buttons.ts';
import { movePlanForm } from './plans/move-plan.form.ts';
import { planForm } from './plans/plan.form.ts';
import { planOrderButtons } from './plans/plan-orders.buttons.ts';
import { holdButtons, holdForm } from './privacy/legal-hold.form.ts';
import { redactButton, redactForm } from './privacy/redact.form.ts';
import { dropPromiseForm } from './promises/drop-promise.form.ts';
import { movePromiseForm } from './promises/move-promise.form.ts';
import { promiseButtons } from './promises/promise.buttons.ts';
import { promiseForm } from './promises/promise.form.ts';
import { rapportCommand } from './rapport.command.ts';
import { correctButton, correctForm } from './record/correct-entry.form.ts';
import { recordFileButton, recordForm } from './record/expense-record.form.ts';
import { paidForm } from './record/paid.form.ts';
import { payerQuestionButtons } from './record/payer-question.buttons.ts';
import { entryForm } from './record/spend-entry.form.ts';
import { shortcuts } from './shortcuts.ts';
import { captureButtons } from './touchpoints/capture.buttons.ts';
import { colleagueEntryForm } from './touchpoints/colleague-entry.form.ts';
import { directMessages } from './touchpoints/direct-messages.events.ts';
import { draftButtons } from './touchpoints/draft.buttons.ts';
import { historyEntry, historyPages } from './touchpoints/history.form.ts';
import { touchpointCommand } from './touchpoints/touchpoint.command.ts';
import { touchpointForm, unfoldTouchpoint } from './touchpoints/touchpoint.form.ts';
import { heardForm } from './touchpoints/what-you-heard.form.ts';
import { uninstalled } from './uninstalled.events.ts';

/** Every form, button, menu, and search in the app, by subject. */
export const definitions: readonly Definition[] = [
  ...[
    ...captureButtons,
    ...draftButtons,
    ...namedButtons,
    touchpointForm,
    unfoldTouchpoint,
    heardForm,
    colleagueEntryForm,
    historyPages,
    historyEntry,
  ],
  ...[...cardButtons, addPartnerForm, samePartnerForm, addFullForm, editPartnerForm, fitForm, tierForm],
  ...[...tierQuestionButtons, innerCircleForm],
  ...[mergeForm, reassignForm, exportForm, ...goodwillForms],
  ...[
    importPartnersForm,
    importArrivalButton,
    columnsForm,
    whoForm,
    labelsForm,
    whoPages,
    previewForm,
    sampleButton,
  ],
  ...importAfterButtons,
  ...namesButtons,
  ...[...partnerSearches, branchSearch],
  ...newsButtons,
  ...[...entryOrderButtons, ...promiseOrderButtons],
  ...[...promiseButtons, movePromiseForm, dropPromiseForm, promiseForm],
  ...[...eveningButtons, ...beforeMeetingButtons, ...planOrderButtons, movePlanForm, planForm],
  ...[...feedbackButtons, feedbackForm, unfoldFeedback, ...feedbackSteps, wrongPartnerForm],
  ...questionButtons,
  ...[...digestContacts, ...digestLater, ...digestPromises, ...digestFeedback, ...digestPlans],
  ...[...digestYourCall, untilForm],
  ...[...eventButtons, eventForm, callOffForm, ...eventAfterButtons, talkedForm],
  ...[...payerQuestionButtons, recordForm, recordFileButton, correctButton, correctForm, paidForm, entryForm],
  ...[holdForm, ...holdButtons, redactForm, redactButton],
  ...[
    ...joinButtons,
    ...firstListButtons,
    ...meButtons,
    meForm,
    zoneButton,
    branchForm,
    peopleForm,
    ...orphanButtons,
    orphansForm,
    ...roleButtons,
  ],
  ...[
    ...homeButtons,
    ...backlogButtons,
    ...[snoozeSeveralForm, ...snoozeSeveralButtons],
    commandsButton,
    ...askingButtons,
    ...promiseDoneButtons,
    ...awayButtons,
    ...coverButtons,
    ...monthButtons,
    ...branchPosts,
    ...doubtedPosts,
    areaForm,
    areaButtons,
  ],
];

/**
 * Registers everything the app listens to. The few commands, events, and shortcuts go to Bolt directly. They are declared
 * in manifest.yml, and a test compares the two.
 * @throws when an id is defined twice
 */
export function registerListeners(app: App, context: EdgeContext): void {
  listen(app, context, definitions);
  touchpointCommand(app, context);
  partnerCommand(app, context);
  rapportCommand(app, context);
  shortcuts(app, context);
  directMessages(app, context);
  channelMentions(app, context);
  homeOpened(app, context);
  channelChanged(app, context);
  userChanged(app, context);
  uninstalled(app, context);
}
