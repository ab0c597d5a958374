import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { type EventAnswer, eventAfterActions, eventAnswered } from '../../messages/evening/questions.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { type BranchEvent, findBranchEvents, setGoing } from '../../store/branch-events.ts';
import { noteMetNoOne } from '../../store/evening/events-to-ask.ts';
import { type AskedHere, answerAsked, seeAsked } from '../answer-asked.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';
import { openTalkedForm } from './event-talked.form.ts';

type Pressed = Press<'member', number> & { here: AskedHere };

/** An answer about an event of the member's branch. `act` returns what it is; null if a form is open for it. */
const afterButton = (
  id: string,
  act: (event: BranchEvent, press: Pressed) => Promise<Exclude<EventAnswer, 'open'> | null>,
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
      const here = await seeAsked(press, { what: 'event', id: event.id });
      const answered = await act(event, { ...press, here });
      return answered ? () => answerAsked(context, member, here, eventAnswered(event, answered)) : undefined;
    },
  });

/** The answers to the question about an event that is over: who did the member talk to? */
export const eventAfterButtons = [
  afterButton(eventAfterActions.say, async (event, { context, member, triggerId, here }) => {
    const { responseUrl, among } = here;
    const reply = { responseUrl, replace: true };
    await openTalkedForm(context, triggerId, member, event, { reply, ...(among && { askedAt: among.ts }) });
    return null;
  }),
  afterButton(eventAfterActions.nobody, async (event, { context, member }) => {
    await noteMetNoOne(context.db, event.id, member.id);
    return 'met no one';
  }),
  afterButton(eventAfterActions.stayedAway, async (event, { context, member }) => {
    await setGoing(context.db, event.id, member.id, false);
    return 'stayed away';
  }),
];
