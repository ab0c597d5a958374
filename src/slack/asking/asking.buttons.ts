import { z } from 'zod';
import type { Asked } from '../../domain/asking/asked.ts';
import type { MoreAsked } from '../../domain/asking/more-asked.ts';
import { partnerKinds, tiers } from '../../domain/words.ts';
import { askActions } from '../../messages/asking/ask-controls.ts';
import { briefMessage } from '../../messages/asking/brief.ts';
import { listView } from '../../messages/asking/list-answers.ts';
import { plainMessage } from '../../messages/blocks.ts';
import { readScreen } from '../../messages/home/home-screen.ts';
import { openedInHome } from '../../messages/members/roles-told.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import { loadBrief } from '../../store/asking/brief.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { openForm } from '../bolt/open-form.ts';
import { idValue, textValue } from '../bolt/schemas.ts';
import { publishHome } from '../home/home.ts';
import { chooserMetadata, openCard } from '../partners/card.ts';
import { openPlanForm } from '../plans/plan.form.ts';
import { openTouchpointForm } from '../touchpoints/touchpoint.form.ts';
import { emptyForm } from '../touchpoints/touchpoint-fields.ts';
import { answerQuestion } from './answer-asked.ts';
import { loadList } from './load-list.ts';

/** A button that asks what could also be typed. It carries nothing: who presses it asks for themselves. */
const askButton = (id: string, asked: Asked | MoreAsked): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: textValue,
    async press({ context, member, today, responseUrl }) {
      const message = await answerQuestion({ context, member, book: [], today }, asked);
      return () => answer(context, member, { responseUrl, replace: false }, message);
    },
  });

/** The lists that [Open list] opens, as the button carries them. */
const listAsked = z.discriminatedUnion('about', [
  z.object({ about: z.literal('late') }),
  z.object({ about: z.literal('not met'), days: z.int().min(1).max(1000) }),
  z.object({ about: z.literal('never asked') }),
  z.object({ about: z.literal('kind'), kind: z.enum(partnerKinds) }),
  z.object({ about: z.literal('tier'), tier: z.enum(tiers) }),
  z.object({ about: z.literal('company'), name: z.string().max(200) }),
]);
const listValue = z.string().transform((text, refused) => {
  try {
    const read = listAsked.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // Never written by us.
  }
  refused.addIssue('no list of ours');
  return z.NEVER;
});

const tell = ({ context, member, responseUrl }: Press<'member', unknown>, text: string) =>
  answer(context, member, { responseUrl, replace: false }, plainMessage(text));

export const askingButtons = [
  askButton(askActions.today, { about: 'today' }),
  askButton(askActions.next, { about: 'next' }),
  askButton(askActions.late, { about: 'late' }),
  askButton(askActions.notMet, { about: 'not met', days: 90 }),
  askButton(askActions.neverAsked, { about: 'never asked' }),
  askButton(askActions.promises, { about: 'promises', who: null }),
  askButton(askActions.feedback, { about: 'feedback' }),

  defineAction({
    id: askActions.brief,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, value, responseUrl } = press;
      const brief = await loadBrief(context.db, member, value, today);
      if (!brief) return () => tell(press, noSuchPartner);
      return () => answer(context, member, { responseUrl, replace: false }, briefMessage(brief, today));
    },
  }),

  defineAction({
    id: askActions.list,
    may: 'member',
    value: listValue,
    async press({ context, member, today, value, triggerId }) {
      const list = await loadList({ context, member, today }, value);
      await openForm(context, triggerId, listView(list, today, chooserMetadata));
      return undefined;
    },
  }),

  defineAction({
    id: askActions.plan,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, triggerId, value: partnerId } = press;
      const place = { surface: { nudgeId: null, shownOn: today } };
      const refused = await openPlanForm(context, triggerId, member, { partnerId, place });
      return refused === undefined ? undefined : () => tell(press, refused);
    },
  }),

  defineAction({
    id: askActions.find,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, triggerId, view, value } = press;
      const opened = await openCard(context, member, { triggerId, view }, value);
      return opened ? undefined : () => tell(press, noSuchPartner);
    },
  }),

  defineAction({
    // Followed by the place in the row, because ids in a row differ.
    id: /^asking\.screen(?:\.\d)?$/,
    may: 'member',
    value: textValue,
    async press({ context, member, value, responseUrl }) {
      const screen = readScreen(value) ?? undefined;
      return async () => {
        await publishHome(context, member, { screen });
        await answer(context, member, { responseUrl, replace: false }, openedInHome());
      };
    },
  }),

  defineAction({
    id: askActions.log,
    may: 'member',
    value: textValue,
    async press({ context, today, triggerId, responseUrl }) {
      await openTouchpointForm(context, triggerId, emptyForm(today), { reply: { responseUrl } });
      return undefined;
    },
  }),
];
