import type { App } from '@slack/bolt';
import { dayIn } from '../domain/days/day.ts';
import { readSentence } from '../domain/reading/read.ts';
import { findColleagues, loadColleaguesPartners } from '../store/members/members.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { typedText } from './bolt/plain-text.ts';
import { requireMember, requireMemberWithBook, todayOf } from './members/members.ts';
import { openAddForm } from './partners/add-partner.form.ts';
import { promiseForm } from './promises/promise.form.ts';
import { openTouchpointForm } from './touchpoints/touchpoint.form.ts';
import { emptyForm } from './touchpoints/touchpoint-fields.ts';

/** Slack's limit for an input's text. Characters. */
const noteMax = 3000;
/** Most people preselected as having come along. */
const alongMax = 10;

/** "Log touchpoint" and "Add partner" from anywhere, and "Log touchpoint" on a message. */
export function shortcuts(app: App, context: EdgeContext): void {
  // "I promised…", on the message where it was said.
  app.shortcut({ callback_id: 'promise.from-message', type: 'message_action' }, async ({ shortcut, ack }) => {
    const { member, book: own } = await requireMemberWithBook(context, shortcut.user.id);
    const text = typedText(shortcut.message.text ?? '').trim();
    const saidOn = dayIn(member.timeZone, new Date(Number(shortcut.message.ts) * 1000));
    const book = [...own, ...(await loadColleaguesPartners(context.db, member))];
    const { partners, promises } = readSentence(text.slice(0, noteMax), book, saidOn);
    const [promise] = promises;
    await promiseForm.open(
      context,
      shortcut.trigger_id,
      {},
      {
        partners: partners.flatMap((id) => book.find((partner) => partner.id === id) ?? []),
        text: promise?.text ?? text,
        dueOn: promise?.dueOn ?? null,
        today: todayOf(context, member),
      },
    );
    await ack();
  });

  app.shortcut({ callback_id: 'touchpoint.log', type: 'shortcut' }, async ({ shortcut, ack }) => {
    const member = await requireMember(context, shortcut.user.id);
    const form = emptyForm(todayOf(context, member));
    await openTouchpointForm(context, shortcut.trigger_id, form, { reply: {} });
    await ack();
  });

  app.shortcut({ callback_id: 'partner.add', type: 'shortcut' }, async ({ shortcut, ack }) => {
    await requireMember(context, shortcut.user.id);
    await openAddForm(context, shortcut.trigger_id, {}, '');
    await ack();
  });

  // The message comes with the shortcut, so this works in channels the app is not in.
  app.shortcut(
    { callback_id: 'touchpoint.from-message', type: 'message_action' },
    async ({ shortcut, ack }) => {
      const { member, book: own } = await requireMemberWithBook(context, shortcut.user.id);
      const today = todayOf(context, member);
      // "Yesterday" is the day before the message was written, no matter when it is logged.
      const saidOn = dayIn(member.timeZone, new Date(Number(shortcut.message.ts) * 1000));
      const raw = shortcut.message.text ?? '';
      const text = typedText(raw).trim();
      const book = [...own, ...(await loadColleaguesPartners(context.db, member))];
      const reading = readSentence(text.slice(0, noteMax), book, saidOn);
      const named = reading.what === 'no contact' ? [] : reading.partners;
      const mentioned = [...raw.matchAll(/<@([UW][A-Z0-9]+)/g)].map(([, id]) => id!);
      const author = shortcut.message.user;
      const people = [...new Set([...mentioned, ...(author ? [author] : [])])].filter(
        (id) => id !== member.slackUserId,
      );
      const along = (await findColleagues(context.db, people)).slice(0, alongMax);
      await openTouchpointForm(
        context,
        shortcut.trigger_id,
        {
          ...emptyForm(today),
          partners: named.flatMap((id) => book.find((partner) => partner.id === id) ?? []),
          how: reading.what === 'no contact' ? null : reading.what === 'attempt' ? 'attempt' : reading.kind,
          on: (reading.what !== 'no contact' && reading.on) || saidOn,
          along: along.map((colleague) => colleague.slackUserId),
          note: text,
        },
        { reply: {} },
      );
      await ack();
    },
  );
}
