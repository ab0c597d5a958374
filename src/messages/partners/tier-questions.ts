import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, listOf, monthDay, monthOfDay, number, plural, spelled } from '../../domain/format.ts';
import type { AskedPartner, TierQuestion } from '../../domain/partners/tier-questions.ts';
import { cadences } from '../../domain/policy.ts';
import { actions, button, context, labeled, type Message, quoted, section } from '../blocks.ts';
import { pressValue, type Surface } from '../digest/digest-buttons.ts';
import { tierWords } from '../kinds.ts';
import { fewNames, nameAndCompany } from '../names.ts';

/** `slack/partners/tier-questions.buttons.ts` answers them. Each carries its list, a relationship or trace, and the partner. */
export const tierQuestionActions = {
  choose: 'tiers.choose',
  notNow: 'tiers.not-now',
  keep: 'tiers.keep',
  moveDown: 'tiers.move-down',
  undo: 'tiers.undo',
} as const;

interface Drawing {
  surface: Surface;
  today: Day;
  stamp: string;
}

/** A question about tiers, below a list and in Home. `text` is the news of a morning with nothing else. */
export const tierQuestion = (question: TierQuestion, drawing: Drawing): Message =>
  question.about === 'inner circle' ? innerQuestion(question, drawing) : closeQuestion(question, drawing);

const names = (partners: readonly AskedPartner[]): string =>
  fewNames(
    partners.map(({ name }) => name),
    partners.length,
  );

function innerQuestion({ partners }: TierQuestion, drawing: Drawing): Message {
  const text = `Your inner circle? ${names(partners)}`;
  if (partners.length === 0) return { text, blocks: [context(noInnerCircle)] };
  const chosen = partners.filter(({ answer }) => answer !== null);
  if (chosen.length > 0)
    return { text, blocks: chosen.map((one) => answered(one, inYourCircle(one, drawing.today), drawing)) };
  const who = listOf(partners.map(({ name }) => quoted(name, 60)));
  const weeks = inWeeks(cadences.inner.faceDays!);
  const each = plural(partners.length, 'them', 'each');
  const value = pressValue(drawing.surface, partners[0]!.relationshipId, partners[0]!.partnerId);
  return {
    text,
    blocks: [
      section(
        `*You keep meeting ${who}.* Make them your inner circle? I’d have you see ${each} every ${weeks} weeks.`,
      ),
      {
        ...actions([
          button(tierQuestionActions.choose, 'Choose…', value),
          button(tierQuestionActions.notNow, 'Not now', value),
        ]),
        block_id: `tiers.${drawing.stamp}`,
      },
    ],
  };
}

function inWeeks(days: number): string {
  return spelled(days / 7).toLowerCase();
}

const noInnerCircle =
  'No inner circle for now. You can change a tier anytime, with “Change tier” on the partner’s card.';

const inYourCircle = ({ name, faceDue }: AskedPartner, today: Day): string =>
  `✓ ${quoted(name, 60)} is in your inner circle${meetBy(faceDue, today)}`;

function closeQuestion({ partners, room }: TierQuestion, drawing: Drawing): Message {
  const { today } = drawing;
  const text = `Keep or move down? ${names(partners)}`;
  if (partners.length === 0) return { text, blocks: [] };
  return {
    text,
    blocks: [
      section(
        `You have room for *${number(room)} close partners*. ${unseen(partners, today)} Keep or move down?`,
      ),
      ...partners.flatMap((one) => closePartner(one, drawing)),
    ],
  };
}

/** "These three haven’t been seen since March." */
function unseen(partners: readonly AskedPartner[], today: Day): string {
  const these =
    partners.length === 1 ? 'This one hasn’t' : `These ${spelled(partners.length).toLowerCase()} haven’t`;
  const last = partners
    .flatMap(({ lastFaceOn }) => lastFaceOn ?? [])
    .toSorted()
    .at(-1);
  return last ? `${these} been seen since ${monthOfDay(last, today)}.` : `${these} been seen yet.`;
}

function closePartner(one: AskedPartner, drawing: Drawing): KnownBlock[] {
  const { answer, tier, faceDue, lastFaceOn, name } = one;
  const { surface, today, stamp } = drawing;
  if (answer?.what === 'met') return [section(`✓ You’ve seen ${quoted(name, 60)} since.`)];
  if (answer?.what === 'kept')
    return [
      answered(one, `✓ Keeping ${quoted(name, 60)} in ${tierWords[tier]}${meetBy(faceDue, today)}`, drawing),
    ];
  if (answer) return [answered(one, `✓ Moved ${quoted(name, 60)} to ${tierWords[tier]}.`, drawing)];
  const value = pressValue(surface, one.relationshipId, one.partnerId);
  const seen = lastFaceOn ? `last met ${monthDay(lastFaceOn, today)}` : 'not met yet';
  return [
    section(`*${quoted(nameAndCompany(one), 100)}* · ${tierWords[tier]} · ${seen}`),
    {
      ...actions(
        [
          button(tierQuestionActions.keep, 'Keep', value),
          button(tierQuestionActions.moveDown, 'Move down', value),
        ].map((control) => labeled(name, control)),
      ),
      block_id: `tiers.${one.relationshipId}.${stamp}`,
    },
  ];
}

const meetBy = (faceDue: Day | null, today: Day): string =>
  faceDue ? `. Meet by ${fullDay(faceDue, today)}.` : '.';

function answered(one: AskedPartner, text: string, { surface }: Drawing): KnownBlock {
  const undo = one.answer && 'undo' in one.answer ? one.answer.undo : null;
  if (undo === null) return section(text);
  const control = button(tierQuestionActions.undo, 'Undo', pressValue(surface, undo, one.partnerId));
  return { ...section(text), accessory: labeled(one.name, control) };
}

/** The form behind [Choose…]. */
export const innerForm = {
  title: 'Your inner circle',
  intro: `The few you’d see every ${inWeeks(cadences.inner.faceDays!)} weeks, and talk to every ${inWeeks(cadences.inner.touchDays!)}.`,
  who: 'Who’s in?',
  chooseSomeone: 'Choose at least one. For none, close this and press “Not now.”',
} as const;

/** Above the list. Plain text. */
export const tierQuestionNotes = {
  gone: 'Nothing changed: you no longer own that relationship, or it’s settled already.',
  full: (cap: number): string =>
    `Your inner circle is full (${number(cap)}), so not everyone fit. Move someone down first, in Home › My partners.`,
} as const;
