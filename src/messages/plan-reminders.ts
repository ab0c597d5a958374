import { planReminderMinutes } from '../domain/policy.ts';

/** Said of a plan to a member who chose it. */
export const remindedBefore = `I’ll remind you ${planReminderMinutes} minutes before`;
