import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { confirmation } from '../../messages/confirmation.ts';
import { alreadySaved, noContact, notMember, refusedNumber } from '../../messages/hearing.ts';
import { keepDraft } from '../../store/drafts.ts';
import { findMemberWithBook } from '../../store/members.ts';
import { hear, saveHeard, todayOf } from '../hearing.ts';
import { openTouchpointModal } from '../modals/touchpoint.ts';
import { emptyForm, formOf } from '../modals/touchpoint-form.ts';
import { unescapeSlack } from '../plain-text.ts';

/** `/touchpoint coffee with Dana Lee…` saves; in doubt or without words it opens the form. */
export function touchpointCommand(app: App, context: Context): void {
  app.command('/touchpoint', async ({ command, ack }) => {
    const said = unescapeSlack(command.text).trim();
    const known = await findMemberWithBook(context.db, command.user_id);
    if (known?.member.state !== 'active')
      return ack({ response_type: 'ephemeral', ...notMember(known !== null) });
    const { member, book } = known;
    const today = todayOf(context, member);
    const reply = { responseUrl: command.response_url };

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
        const { form, purpose } = formOf(heard, said, today);
        await openTouchpointModal(context, command.trigger_id, form, { reply, ...purpose });
        return ack();
      }
      case 'understood': {
        const requestKey = `command:${command.trigger_id}`;
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
