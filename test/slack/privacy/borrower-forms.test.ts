import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { eventActions } from '../../../src/messages/branch-events/event-form.ts';
import { eventAfterActions } from '../../../src/messages/evening/questions.ts';
import { feedbackActions } from '../../../src/messages/feedback.ts';
import { areaActions } from '../../../src/messages/leads/areas.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { correctAction, expenseRecordActions } from '../../../src/messages/record/expense-record.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { fromMore } from '../../support/card-menu.ts';
import { showSection } from '../../support/home-menu.ts';
import { everything, fillRest, inputs, isText, number, planted, refused } from '../../support/planted.ts';
import { startRapport } from '../../support/rapport.ts';
import { fields } from '../../support/text-fields.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
const be = (roles: string[]) =>
  db.query(`update member set state = 'active', joined_at = now(), roles = $2 where slack_user_id = $1`, [
    rapport.admin.id,
    roles,
  ]);
const allRoles = ['member', 'manager', 'lead', 'compliance'];
await be(allRoles);
afterEach(() => be(allRoles));
const book = await rapport.book(rapport.admin, ['Dana Lee, Lee & Co', 'Marcus Webb']);
const dana = book['Dana Lee'];

const here = rapport.channel;
const last = () => ada.messages(here).at(-1)!;
const shows = (text: string) => vi.waitFor(() => expect(readable(ada.view()!)).toContain(text));
const card = async () => {
  await ada.command('/partner', 'dana lee', here);
  await shows('== Partner ==');
};
const onCard = (actionId: string, choice?: string) => async () => {
  await card();
  await ada.press({ actionId, ...(choice ? { value: `${dana}.${choice}` } : {}) });
};
const afterCoffee = (actionId: string) => async () => {
  await ada.command('/touchpoint', 'coffee with Dana Lee, log it', here);
  const message = ada
    .messages(here)
    .filter((one) => JSON.stringify(one.blocks ?? []).includes(actionId))
    .at(-1)!;
  await ada.press({ message, actionId });
};
const onFeedback = (actionId: string) => async () => {
  const message = ada
    .messages(here)
    .filter((one) => JSON.stringify(one.blocks ?? []).includes(actionId))
    .at(-1)!;
  await ada.press({ message, actionId });
};
const movePromise = (to: string) => async () => {
  await ada.openHome();
  await showSection(ada, 'promises');
  const view = ada.home()!;
  const [value] = new RegExp(`\\d+\\.[\\d-]+\\.\\d+\\.\\d+\\.${to}`).exec(JSON.stringify(view.definition))!;
  await ada.press({ view, actionId: 'digest.promise.move', value });
};

/** How each form with a text field is opened: its title, and what to press. A new form needs a line here. */
const ways: [title: string, open: () => Promise<unknown>][] = [
  ['Log a touchpoint', () => ada.command('/touchpoint', '', here)],
  ['Add a partner', () => ada.shortcut('partner.add')],
  ['Edit partner', onCard(cardActions.more, 'edit')],
  ['Plan', onCard(cardActions.plan)],
  ['Hand over', onCard(cardActions.more, 'hand over')],
  ['Change tier', onCard(cardActions.more, 'tier')],
  ['Add a promise', onCard(cardActions.more, 'promise')],
  ['Log help', onCard(cardActions.more, 'help')],
  ['Ask for an intro', onCard(cardActions.more, 'ask')],
  [
    'Their answer',
    async () => {
      await onCard(cardActions.more, 'ask')();
      await ada.submit(ada.view()!, { answer: 'open' });
      await vi.waitFor(() => expect(JSON.stringify(ada.view())).toContain('.ask answer'));
      await ada.press(fromMore(ada, 'ask answer'));
    },
  ],
  ['Public review', onCard(cardActions.more, 'advocate')],
  ['record', onCard(cardActions.more, 'record')],
  [
    'Correct an entry',
    async () => {
      await onCard(cardActions.more, 'record')();
      await ada.submit(ada.view()!, { item: 'gift', payer: 'they did', on: rapport.today() });
      await shows('Recorded.');
      while (ada.view()) await ada.closeView({ all: true });
      await ada.command('/rapport', 'record', here);
      await ada.submit(ada.view()!, { scope: 'own' });
      await shows('[Correct…]');
      await ada.press({ actionId: correctAction });
    },
  ],
  [
    'a hold',
    async () => {
      await be(['compliance']);
      const home = (await ada.openHome())!;
      await ada.press({ view: home, actionId: expenseRecordActions.placeLegalHold });
    },
  ],
  ['heard', afterCoffee(captureActions.heard)],
  [
    'an entry of a member one manages',
    async () => {
      const [told] = await db.query<{ id: number }>(
        `with k as (insert into capture (member_id, source, made_at)
                    select id, 'dm', now() from member where slack_user_id = $1 returning id, member_id),
              t as (insert into touchpoint (capture_id, kind, occurred_on) select id, 'visit', '2026-06-09' from k returning id),
              p as (insert into touchpoint_partner (touchpoint_id, partner_id) select id, $2 from t),
              m as (insert into touchpoint_member (touchpoint_id, member_id) select t.id, k.member_id from t, k)
         select id from k`,
        [rapport.sam.id, dana],
      );
      await db.query('update branch set manager_id = (select id from member where slack_user_id = $1)', [
        rapport.admin.id,
      ]);
      await card();
      const entry = `${dana}.edit ${told!.id}`;
      const view = ada.view()!;
      const blocks = view.definition.blocks as { block_id: string }[];
      const blockId = blocks.find((block) => JSON.stringify(block).includes(`"${entry}"`))!.block_id;
      await ada.press({ view, blockId, actionId: cardActions.entry, value: entry });
    },
  ],
  ['We paid', afterCoffee(captureActions.paidUs)],
  ['Edit', afterCoffee(captureActions.edit)],
  ['Honest feedback', () => ada.command('/rapport', 'feedback dana lee letters are slow', here)],
  [
    'Answered',
    async () => {
      await ada.command('/rapport', 'feedback dana lee letters are slow', here);
      await ada.submit(ada.view()!);
      await vi.waitFor(() => expect(JSON.stringify(ada.messages(here))).toContain(feedbackActions.answer));
      await onFeedback(feedbackActions.answer)();
    },
  ],
  ['Could not tell', onFeedback(feedbackActions.couldNotTell)],
  [
    'I promised…',
    async () => {
      const { message } = await sandbox.as(rapport.sam).say(here, 'I promised Dana Lee the slides by Friday');
      await ada.shortcut('promise.from-message', { message });
    },
  ],
  [
    'an event',
    async () => {
      await ada.command('/rapport', 'events', here);
      await ada.press({ actionId: eventActions.add });
    },
  ],
  ['Edit the branch', () => ada.command('/rapport', 'branch', here)],
  [
    'an area',
    async () => {
      await ada.command('/rapport', 'areas', here);
      await ada.press({ message: last(), actionId: areaActions.add });
    },
  ],
  [
    'a promise dropped',
    async () => {
      await ada.command('/touchpoint', 'coffee with Marcus Webb, promised the rate sheet by tomorrow', here);
      await movePromise('drop')();
    },
  ],
  [
    'a promise moved again',
    async () => {
      await db.query('update promise set times_moved = 2');
      await movePromise('two days')();
    },
  ],
  [
    'the partners met at an event',
    async () => {
      await ada.command('/rapport', 'events', here);
      await ada.press({ actionId: eventActions.add });
      await ada.submit(ada.view()!, { name: 'Chamber mixer', on: '2026-06-10', at: '5:30 pm' });
      await shows('Added. Are you going?');
      const [event] = await db.query<{ id: number }>('select min(id) as id from branch_event');
      await ada.press({ actionId: eventActions.go, value: String(event!.id) });
      sandbox.clock.moveTo('2026-06-11T12:01:00Z');
      await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
      const message = ada.messages().find((one) => readable(one).includes('who did you talk to'))!;
      await ada.press({ message, actionId: eventAfterActions.say });
    },
  ],
];

const swept = new Set<string>();

describe('every text field of every form', () => {
  test.each(ways)(
    'refuses the number at the field, keeps the text, and saves nothing: %s',
    async (_, open) => {
      while (ada.view()) await ada.closeView({ all: true });
      await open();
      await vi.waitFor(() =>
        expect(inputs(ada).filter(isText).length + unfoldButtons().length).toBeGreaterThan(0),
      );
      for (const actionId of unfoldButtons()) {
        const before = inputs(ada).length;
        await ada.press({ actionId });
        await vi.waitFor(() => expect(inputs(ada).length).toBeGreaterThan(before));
      }
      const texts = inputs(ada).filter(isText);
      const typed = Object.fromEntries(texts.map((field) => [field.block_id, planted]));
      const outcome = await ada.submit(ada.view()!, {
        ...(await fillRest(ada, rapport.today())),
        ...typed,
      } as never);
      expect(outcome).toMatchObject({ outcome: 'errors', byClient: false });
      const { errors } = outcome as { errors: Record<string, string> };
      for (const field of texts) {
        expect(errors[field.block_id], `${field.label.text}: ${JSON.stringify(errors)}`).toMatch(refused);
        expect(JSON.stringify(ada.view()!.state[field.block_id])).toContain(planted);
        swept.add(field.label.text);
      }
      expect(await everything(db)).not.toContain(number);
    },
  );

  const unfoldButtons = () =>
    (ada.view()!.definition.blocks as { type: string; elements?: { action_id: string; value?: string }[] }[])
      .filter((block) => block.type === 'actions')
      .flatMap((block) => block.elements ?? [])
      .filter((element) => element.value === 'unfold')
      .map((element) => element.action_id);

  afterAll(() => {
    const missed = fields
      .filter(({ label }) => !swept.has(label))
      .map(({ file, label }) => `${file}: ${label}`);
    expect(missed, 'text fields that no way above comes to; add one').toEqual([]);
  });
});
