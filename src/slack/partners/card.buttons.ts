import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Card } from '../../domain/partners/card.ts';
import { helpKinds } from '../../domain/partners/help.ts';
import { laterDay } from '../../domain/plans.ts';
import { section } from '../../messages/blocks.ts';
import { fullDay } from '../../messages/days.ts';
import { isLaterChoice } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { tierWords } from '../../messages/kinds.ts';
import { type CardNote, cardActions, undoNote } from '../../messages/partners/card-actions.ts';
import { helpWords } from '../../messages/partners/goodwill.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { postpone } from '../../store/digest/later-choices.ts';
import { loadCard, loadTies } from '../../store/partners/card.ts';
import { noteHardClosing, saveHelp } from '../../store/partners/goodwill.ts';
import { archive, type Changed, recommit, takeOn } from '../../store/partners/relationship-changes.ts';
import { undoChange } from '../../store/touchpoints/undo.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openUntilModal } from '../digest/until.form.ts';
import { placeOf } from '../home/home.ts';
import { requireMember, requireReader, todayOf } from '../members/members.ts';
import { openPlanModal } from '../plans/plan.form.ts';
import { openEntryForm } from '../record/spend-entry.form.ts';
import { openHistory } from '../touchpoints/history.form.ts';
import { openTouchpointModal } from '../touchpoints/touchpoint.form.ts';
import { emptyForm } from '../touchpoints/touchpoint-fields.ts';
import { openAddForm } from './add-partner.form.ts';
import { type CardPlace, cardPlaceOf, openCard, refreshCard } from './card.ts';
import { openEditForm } from './edit-partner.form.ts';
import { openFitForm } from './fit.form.ts';
import { openGoodwillForm } from './goodwill.form.ts';
import { openMergeForm } from './merge.form.ts';
import { openReassignModal } from './reassign.form.ts';
import { openTierForm } from './tier.form.ts';

interface CardPress {
  member: Member;
  today: Day;
  partnerId: number;
  /** What was chosen in a menu. */
  choice: string | null;
  triggerId: string;
  place: CardPlace;
}

/** What the buttons of a partner's card do. Where one cannot do what it says, the card is drawn as it is now, and says why. */
export function cardButtons(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: cardActions.open, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      const from = { triggerId: body.trigger_id, view: body.view };
      const opened = await openCard(context, member, from, Number(action.value));
      await ack();
      if (!opened) await tell(member, body, noSuchPartner);
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { action_id: cardActions.add, type: 'block_actions' },
    async ({ body, action, ack }) => {
      await requireMember(context, body.user.id);
      const reply = { responseUrl: body.response_url || undefined };
      await openAddForm(context, body.trigger_id, reply, action.value ?? '', {
        over: body.view?.type === 'modal',
        home: placeOf(body.view),
      });
      await ack();
    },
  );

  onCardPress(cardActions.log, async (press) => {
    const card = await cardOf(press);
    if (!card) return { text: noSuchPartner };
    if (!may(card.readerRoles, 'log')) return { text: refusedPartner('log') };
    const form = { ...emptyForm(press.today), partners: [card] };
    await openTouchpointModal(context, press.triggerId, form, { reply: {}, card: press.place });
    return undefined;
  });

  onCardPress(cardActions.plan, async ({ member, today, partnerId, triggerId, place }) => {
    const where = { surface: { nudgeId: null, shownOn: today }, card: place };
    const refused = await openPlanModal(context, triggerId, member, { partnerId, place: where });
    return refused === undefined ? undefined : { text: refused };
  });

  onCardPress(cardActions.later, async ({ member, today, partnerId, choice, triggerId, place }) => {
    const ties = await loadTies(context.db, member, partnerId, today);
    if (!ties || !may(partnerRolesOf(member, ties), 'later')) return { text: refusedPartner('later') };
    if (!isLaterChoice(choice) || choice === 'plan') return { text: notInBook };
    if (choice === 'deal' || choice === 'quiet') {
      const where = { surface: { nudgeId: null, shownOn: today }, card: place };
      await openUntilModal(context, triggerId, { kind: choice, place: where, partnerId }, ties.name, today);
      return undefined;
    }
    const until = laterDay(choice, today, await loadCalendar(context.db, member, today));
    const done = await postpone(
      context.db,
      member,
      ties.partnerId,
      { kind: 'later', until },
      today,
      context.now(),
    );
    return { text: done ? `Later: back on ${fullDay(until, today)}. The due day stays.` : notInBook };
  });

  onCardPress(cardActions.edit, async ({ member, triggerId, partnerId, place }) =>
    (await openEditForm(context, triggerId, member, partnerId, place))
      ? undefined
      : { text: refusedPartner('edit') },
  );

  onCardPress(
    cardActions.history,
    async ({ member, partnerId, triggerId }) =>
      (await openHistory(context, triggerId, member, partnerId))
        ? undefined
        : { text: refusedPartner('see history') },
    requireReader,
  );

  onCardPress(cardActions.reassign, async ({ member, today, partnerId, triggerId, place }) => {
    const where = { surface: { nudgeId: null, shownOn: today }, card: place };
    const refused = await openReassignModal(context, triggerId, member, { partnerId, place: where });
    return refused === undefined ? undefined : { text: refused };
  });

  onCardPress(cardActions.tier, openTier);
  onCardPress(cardActions.archive, letGo);

  onCardPress(cardActions.more, async (press) => {
    switch (press.choice) {
      case 'tier':
        return openTier(press);
      case 'archive':
        return letGo(press);
      case 'fit':
        return openOver(press, openFitForm, 'edit');
      case 'advocate':
        return openGoodwillForm(context, press.triggerId, press.member, 'advocate', {
          partnerId: press.partnerId,
          card: press.place,
        });
      case 'record':
        return openEntryForm(context, press.triggerId, press.member, {
          partnerId: press.partnerId,
          card: press.place,
        });
      case 'hard closing':
        return hardClosing(press);
      case 'merge':
        return openOver(press, openMergeForm, 'merge');
      default:
        return { text: notInBook };
    }
  });

  for (const form of ['promise', 'ask'] as const)
    onCardPress(cardActions[form], async ({ member, triggerId, partnerId, place }) =>
      openGoodwillForm(context, triggerId, member, form, { partnerId, card: place }),
    );

  onCardPress(cardActions.answerAsk, async ({ member, triggerId, partnerId, choice, place }) =>
    openGoodwillForm(context, triggerId, member, 'ask answer', {
      partnerId,
      askId: Number(choice) || 0,
      card: place,
    }),
  );

  // One tap is help of today; once a day of a kind, until it is undone.
  onCardPress(cardActions.help, async ({ member, today, partnerId, choice, triggerId, place }) => {
    if (choice === 'details')
      return openGoodwillForm(context, triggerId, member, 'help', { partnerId, card: place });
    const kind = helpKinds.find((known) => known === choice);
    const ties = await loadTies(context.db, member, partnerId, today);
    if (!ties) return { text: noSuchPartner };
    if (!may(partnerRolesOf(member, ties), 'look after')) return { text: refusedPartner('look after') };
    if (!kind) return { text: notInBook };
    const saved = await saveHelp(
      context.db,
      {
        requestKey: `tap:help:${member.id}:${ties.partnerId}:${kind}:${today}`,
        member,
        partnerId: ties.partnerId,
        now: context.now(),
        kind,
        on: today,
        note: null,
      },
      'tap',
    );
    const text = `Noted: you helped ${helpWords[kind].said} today.`;
    return saved ? { text, undo: saved.traceId } : { text: 'That is noted for today already.' };
  });

  onCardPress(cardActions.recommit, async (press) => {
    const focus = await focusFor(press, 'set tier');
    if ('refused' in focus) return focus.refused;
    const when = { today: press.today, now: context.now() };
    return noteOf(
      await recommit(context.db, press.member, focus.relationshipId, when),
      'You keep going: a new due day is set.',
    );
  });

  onCardPress(cardActions.takeOn, async ({ member, today, partnerId }) => {
    const ties = await loadTies(context.db, member, partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    if (!ties || !may(standings, 'see outline')) return { text: noSuchPartner };
    if (!may(standings, 'take on')) return { text: 'They are with you already.' };
    const partner = { id: ties.partnerId, branchId: ties.branchId };
    const done = await takeOn(context.db, member, partner, 'core', { today, now: context.now() });
    if (done.how === 'same') return { text: 'They are with you already.' };
    return { text: `With you now: ${tierWords[done.tier]}.`, undo: done.traceId };
  });

  onCardPress(cardActions.undo, async ({ member, today, partnerId: traceId }) =>
    undoNote(await undoChange(context.db, member, traceId, { today, now: context.now() })),
  );

  async function openTier(press: CardPress): Promise<CardNote | undefined> {
    return openOver(press, openTierForm, 'set tier');
  }

  async function letGo(press: CardPress): Promise<CardNote | undefined> {
    const focus = await focusFor(press, 'archive');
    if ('refused' in focus) return focus.refused;
    const when = { today: press.today, now: context.now() };
    return noteOf(
      await archive(context.db, press.member, focus.relationshipId, when),
      'Let go: off the list. Nothing is deleted; Bring back on the card undoes it any day.',
    );
  }

  async function hardClosing({ member, today, partnerId }: CardPress): Promise<CardNote> {
    const ties = await loadTies(context.db, member, partnerId, today);
    if (!ties) return { text: noSuchPartner };
    if (!may(partnerRolesOf(member, ties), 'edit')) return { text: refusedPartner('edit') };
    const traceId = await noteHardClosing(context.db, {
      member,
      partnerId: ties.partnerId,
      now: context.now(),
    });
    return {
      text: 'Noted: at the next meeting I remind you to ask what we could do better.',
      undo: traceId,
    };
  }

  async function openOver(
    press: CardPress,
    open: typeof openFitForm,
    action: 'edit' | 'merge' | 'set tier',
  ): Promise<CardNote | undefined> {
    const card = await cardOf(press);
    if (!card) return { text: noSuchPartner };
    return (await open(context, press.triggerId, card, press.place))
      ? undefined
      : { text: refusedPartner(action) };
  }

  async function focusFor(
    press: CardPress,
    action: 'set tier' | 'archive',
  ): Promise<{ relationshipId: number } | { refused: CardNote }> {
    const card = await cardOf(press);
    if (!card) return { refused: { text: noSuchPartner } };
    if (!may(card.readerRoles, action)) return { refused: { text: refusedPartner(action) } };
    const focus = card.details?.focus;
    return focus ? { relationshipId: focus.relationshipId } : { refused: { text: notInBook } };
  }

  const cardOf = ({ member, partnerId, today }: CardPress): Promise<Card | null> =>
    loadCard(context.db, member, partnerId, today);

  /** Registers what a button of the card does; `act` returns what to say above the card, or nothing where a form was opened. */
  function onCardPress(
    actionId: string,
    act: (press: CardPress) => Promise<CardNote | undefined>,
    require = requireMember,
  ): void {
    app.action<BlockAction>({ action_id: actionId, type: 'block_actions' }, async ({ body, action, ack }) => {
      const member = await require(context, body.user.id);
      const { id, choice } = read(action);
      const place = cardPlaceOf(body.view) ?? { viewId: '', partnerId: id, home: null };
      const today = todayOf(context, member);
      const note = await act({ member, today, partnerId: id, choice, triggerId: body.trigger_id, place });
      await ack();
      if (note) await refreshCard(context, member, place, note);
    });
  }

  async function tell(member: Member, body: BlockAction, text: string): Promise<void> {
    const place = cardPlaceOf(body.view);
    if (place) return refreshCard(context, member, place, { text });
    const reply = { responseUrl: body.response_url || undefined, replace: false };
    await answer(context, member, reply, { text, blocks: [section(text)] });
  }
}

/** "12", or "12.tier" of a menu. */
function read(action: BlockAction['actions'][number]): { id: number; choice: string | null } {
  const value =
    action.type === 'button'
      ? action.value
      : action.type === 'static_select' || action.type === 'overflow'
        ? action.selected_option.value
        : '';
  const [id = '', choice = null] = (value ?? '').split('.');
  return { id: /^\d{1,9}$/.test(id) ? Number(id) : 0, choice };
}

function noteOf(changed: Changed, done: string): CardNote {
  return changed.how === 'done' ? { text: done, undo: changed.traceId } : { text: notInBook };
}
