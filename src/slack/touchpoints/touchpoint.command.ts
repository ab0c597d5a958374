import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import {
  alreadySaved,
  inDoubt,
  noContact,
  notMember,
  refusedNumber,
} from '../../messages/touchpoints/sentence-answers.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { keepDraft } from '../../store/touchpoints/drafts.ts';
import { named } from '../bolt/named.ts';
import { FormNotOpened } from '../bolt/open-form.ts';
import { typedText } from '../bolt/plain-text.ts';
import { openFeedbackForm } from '../feedback/feedback.form.ts';
import { todayOf, whyNotWrite } from '../members/members.ts';
import { feedbackAlone, hear, saveHeard } from './hearing.ts';
import { openTouchpointModal } from './touchpoint.form.ts';
import { emptyForm, formOf } from './touchpoint-fields.ts';

/** `/touchpoint coffee with Dana Lee…` saves; in doubt or without words it opens the form. */
export function touchpointCommand(app: App, context: Context): void {
  app.command(named('touchpoint'), async ({ command, ack }) => {
    const said = typedText(command.text).trim();
    const known = await findMemberWithBook(context.db, command.user_id);
    const refused = whyNotWrite(known?.member);
    if (!known || refused) return ack({ response_type: 'ephemeral', ...(refused ?? notMember(null)) });
    const { member, book } = known;
    const today = todayOf(context, member);
    const reply = { responseUrl: command.response_url };
    const requestKey = `command:${command.trigger_id}`;

    if (said === '') {
      await openTouchpointModal(context, command.trigger_id, emptyForm(today), { reply });
      return ack();
    }

    const heard = await hear(context, member, book, said, today);
    switch (heard.how) {
      case 'refused':
        return ack({ response_type: 'ephemeral', ...refusedNumber(heard.found.kind, said) });
      case 'no contact':
        return ack({ response_type: 'ephemeral', ...noContact() });
      case 'in doubt': {
        // Kept before Slack is asked for the form: should that fail, the words are safe, and should the form be there
        // all the same, both ways of finishing them count once.
        const draftId = await keepDraft(context.db, requestKey, member, said, context.now());
        const { form, purpose } = formOf(heard, said, today);
        const told = feedbackAlone(heard, said);
        try {
          if (told) await openFeedbackForm(context, command.trigger_id, told, { reply, draftId });
          else await openTouchpointModal(context, command.trigger_id, form, { reply, draftId, ...purpose });
          return ack();
        } catch (error) {
          if (!(error instanceof FormNotOpened)) throw error;
          context.log[error.isSlacks ? 'warn' : 'error'](
            { error },
            'the form of a sentence in doubt was not opened',
          );
          const { reading, book: names } = heard;
          return ack({ response_type: 'ephemeral', ...inDoubt(reading, names, draftId, said, today) });
        }
      }
      case 'understood': {
        const outcome = await saveHeard(context, {
          requestKey,
          source: 'words',
          member,
          content: heard.content,
          said,
          now: context.now(),
        });
        if (outcome.how === 'same words') {
          const draftId = await keepDraft(context.db, requestKey, member, said, context.now());
          return ack({ response_type: 'ephemeral', ...alreadySaved(outcome.capture, draftId, today) });
        }
        return ack({ response_type: 'ephemeral', ...confirmation(outcome.capture, today) });
      }
    }
  });
}
