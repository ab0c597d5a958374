import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import type { Message } from '../../messages/blocks.ts';
import { help } from '../../messages/help.ts';
import { inDoubt, notMember } from '../../messages/touchpoints/sentence-answers.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { answer } from '../bolt/answers.ts';
import { named } from '../bolt/named.ts';
import { FormNotOpened } from '../bolt/open-form.ts';
import { typedText } from '../bolt/plain-text.ts';
import { writeRefusal } from '../members/first-steps.ts';
import { todayOf } from '../members/members.ts';
import { answerSentence, askAbout, type Sentence } from './answer-sentence.ts';
import { openDraft } from './open-draft.ts';
import { openTouchpointForm } from './touchpoint.form.ts';
import { emptyForm } from './touchpoint-fields.ts';
import type { Understood } from './understand-sentence.ts';

/** `/touchpoint coffee with Dana Lee…` saves. In doubt it asks, or opens the form, as it does without words. */
export function touchpointCommand(app: App, context: Context): void {
  app.command(named('touchpoint'), async ({ command, ack }) => {
    const said = typedText(command.text).trim();
    const { trigger_id: triggerId, response_url: responseUrl } = command;
    const known = await findMemberWithBook(context.db, command.user_id);
    if (/^help\W*$/i.test(said))
      return ack({
        response_type: 'ephemeral',
        ...help(null, known?.member ?? null, context.config.supportAddress),
      });
    const refused = await writeRefusal(context, command.user_id, known?.member);
    if (!known || refused) return ack({ response_type: 'ephemeral', ...(refused ?? notMember(null)) });
    const today = todayOf(context, known.member);
    if (said === '') {
      await openTouchpointForm(context, triggerId, emptyForm(today), { reply: { responseUrl } });
      return ack();
    }
    const requestKey = `command:${triggerId}`;
    const now = context.now();
    const sentence: Sentence = { context, ...known, said, today, now, source: 'words', requestKey };
    const { answers, failed } = await answerSentence(sentence, async (part, keep, isAlone) => {
      // Kept before Slack is asked for the form. If the form fails to open, the words are safe. If it opens anyway,
      // finishing it either way counts only once.
      const draftId = await keep();
      const asked = askAbout(part, draftId, today);
      if (asked) return asked;
      // One command opens one form at most.
      if (!isAlone) return inDoubt(part.reading, part.book, draftId, part.said, today);
      return openOrOffer(sentence, part, draftId, { triggerId, responseUrl });
    });
    const [first, ...others] = answers;
    await (first ? ack({ response_type: 'ephemeral', ...first }) : ack());
    // A message each: a button replaces the message it is in, and must not take another touchpoint's buttons along.
    for (const message of others) await answer(context, known.member, { responseUrl }, message);
    if (failed) throw failed.error;
  });
}

/** Opens the form for a sentence in doubt. If Slack opens none, returns the offer to finish it later. */
async function openOrOffer(
  { context, today }: Sentence,
  part: Understood,
  draftId: number,
  { triggerId, responseUrl }: { triggerId: string; responseUrl: string },
): Promise<Message | null> {
  try {
    await openDraft({ context, triggerId, today }, part, draftId, { responseUrl });
    return null;
  } catch (error) {
    if (!(error instanceof FormNotOpened)) throw error;
    const level = error.isSlacks ? 'warn' : 'error';
    context.log[level]({ error }, 'the form for a sentence in doubt was not opened');
    return inDoubt(part.reading, part.book, draftId, part.said, today);
  }
}
