import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Message } from '../../messages/blocks.ts';
import { eventAfterActions, eventAnswered } from '../../messages/branch-events/event-after.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { type BranchEvent, findBranchEvents, setGoing } from '../../store/branch-events.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';
import { openTalkedForm } from './event-talked.form.ts';

/** An answer about an event of the member's branch. `act` returns what replaces the question. */
const afterButton = (
  id: string,
  act: (event: BranchEvent, press: Press<'member', number>) => Promise<Message | null>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, responseUrl, value } = press;
      const [event] = await findBranchEvents(context.db, [value]);
      // Only for the member's own branches: they were asked because they said they would go.
      const isInOwnBranch = event && mayInBranch(branchRolesOf(member, event.branchId), 'add events');
      if (!isInOwnBranch) return () => answer(context, member, { responseUrl, replace: false }, notYours());
      const message = await act(event, press);
      return message ? () => answer(context, member, { responseUrl, replace: true }, message) : undefined;
    },
  });

/** The answers to the question on the morning after an event: who did the member talk to? */
export const eventAfterButtons = [
  afterButton(eventAfterActions.say, async (event, { context, member, triggerId, responseUrl }) => {
    await openTalkedForm(context, triggerId, member, event, { responseUrl, replace: true });
    return null;
  }),
  afterButton(eventAfterActions.nobody, async (event) => eventAnswered(event, 'nobody')),
  afterButton(eventAfterActions.stayedAway, async (event, { context, member, now }) => {
    await setGoing(context.db, event.id, member.id, false, now);
    return eventAnswered(event, 'stayed away');
  }),
];
