import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { eventAfterActions, eventAnswered } from '../../messages/branch-events/event-after.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { type BranchEvent, findBranchEvents, setGoing } from '../../store/branch-events.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { requireMember } from '../members/members.ts';
import { openTalkedForm } from './event-talked.form.ts';

/** The morning after: whom did they talk to? */
export function eventAfterButtons(app: App, context: EdgeContext): void {
  onPress(eventAfterActions.say, async ({ member, event, reply, triggerId }) => {
    await openTalkedForm(context, triggerId, member, event, reply);
    return null;
  });
  onPress(eventAfterActions.nobody, async ({ event }) => eventAnswered(event, 'nobody'));
  onPress(eventAfterActions.stayedAway, async ({ member, event }) => {
    await setGoing(context.db, event.id, member.id, false, context.now());
    return eventAnswered(event, 'stayed away');
  });

  interface Press {
    member: Member;
    event: BranchEvent;
    reply: ReplyTo;
    triggerId: string;
  }

  function onPress(
    actionId: string,
    act: (press: Press) => Promise<ReturnType<typeof eventAnswered> | null>,
  ): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const [event] = await findBranchEvents(context.db, [Number(action.value) || 0]);
        const reply = { responseUrl: body.response_url || undefined, replace: true };
        // Only of a branch that is theirs: whoever was asked said that they would go.
        const theirs =
          event && mayInBranch(branchRolesOf(member, event.branchId), 'add events') ? event : null;
        const message = theirs
          ? await act({ member, event: theirs, reply, triggerId: body.trigger_id })
          : notYours();
        await ack();
        if (message) await answer(context, member, { ...reply, replace: theirs !== null }, message);
      },
    );
  }
}
