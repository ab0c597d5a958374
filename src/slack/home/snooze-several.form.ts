import { z } from 'zod';
import type { Member } from '../../domain/members/member.ts';
import { listBook } from '../../domain/partners/book.ts';
import { inView } from '../../domain/partners/book-views.ts';
import { laterDay } from '../../domain/plans.ts';
import { laterOffers } from '../../domain/policy.ts';
import { plain } from '../../messages/blocks.ts';
import { laterLabel } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import type { HomeScreen } from '../../messages/home/home-screen.ts';
import {
  isSnoozable,
  nobodyToSnooze,
  type Snoozable,
  snoozedField,
  snoozedMax,
  snoozedSeveral,
  snoozeSeveralAction,
} from '../../messages/home/snooze-several.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { postpone } from '../../store/digest/later-choices.ts';
import { loadBook } from '../../store/partners/home-partners.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import { choiceField, type FieldErrors, hasErrors, readOneOf, readOptions } from '../bolt/fields.ts';
import { readId, textValue } from '../bolt/schemas.ts';
import { loadListNow } from '../digest/digest-now.ts';
import { todayOf } from '../members/members.ts';
import { homePlace, homeScreenOf, publishHome } from './home.ts';

/** Snoozes several partners of the list in Home at once, each by the rules of one. */
export const snoozeSeveralForm = defineForm({
  id: 'snooze-several',
  metadata: z.object({ home: homePlace }),
  may: 'member',
  view: (partners: readonly Snoozable[]) => ({
    title: plain('Snooze several'),
    submit: plain('Snooze'),
    blocks: [
      snoozedField(partners),
      choiceField(
        'until',
        'When should I show them again?',
        laterOffers.map((value) => ({ value, label: laterLabel(value) })),
        'next week',
        true,
      ),
    ],
  }),
  async submit({ context, member, today, now, metadata: { home }, values }) {
    const offer = readOneOf(values, 'until', laterOffers);
    const chosen = [...new Set(readOptions(values, 'snoozed').map(readId))].slice(0, snoozedMax);
    const errors: FieldErrors = {};
    if (!offer) errors.until = 'Choose a day.';
    if (chosen.length === 0) errors.snoozed = 'Choose at least one partner.';
    if (!offer || hasErrors(errors)) return { errors };
    const until = laterDay(offer, today, await loadCalendar(context.db, member, today));
    const done = await postpone(context.db, member, chosen, { kind: 'later', until }, today, now);
    const note = done.length > 0 ? snoozedSeveral(done, chosen.length, until, today) : notInBook;
    return { after: () => publishHome(context, member, { screen: home, note }) };
  },
});

export const snoozeSeveralButtons = [
  defineAction({
    id: snoozeSeveralAction,
    may: 'member',
    value: textValue,
    async press({ context, member, triggerId, view }) {
      const home = homeScreenOf(view) ?? { at: 'today' as const };
      const partners = await loadSnoozable(context, member, home);
      if (partners.length === 0)
        return () => publishHome(context, member, { screen: home, note: nobodyToSnooze });
      await snoozeSeveralForm.open(context, triggerId, { home }, partners);
      return undefined;
    },
  }),
];

/** The member's own partners in the list on screen, as it is filtered, in its order. */
async function loadSnoozable(context: EdgeContext, member: Member, screen: HomeScreen): Promise<Snoozable[]> {
  if (screen.at !== 'partners') {
    const { lines, rest } = await loadListNow(context, member, { handledMax: 0 });
    return [...lines, ...rest]
      .filter(isSnoozable)
      .map(({ line, partner }) => ({ partnerId: line.partnerId, ...partner }));
  }
  const today = todayOf(context, member);
  const book = await loadBook(context.db, member.id, today);
  return listBook(inView(book, screen.view, today), screen).filter(
    ({ archivedOn, tier }) => archivedOn === null && tier !== 'resting',
  );
}
