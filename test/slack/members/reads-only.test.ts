import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { promiseOrderActions } from '../../../src/messages/orders/promises.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { forge } from '../../support/forged.ts';
import { registered } from '../../support/listeners.ts';
import { everything } from '../../support/planted.ts';
import { startRapport } from '../../support/rapport.ts';
import { interactionBody, sendSigned } from '../../support/signed.ts';

/**
 * Someone who has only compliance reads the record, history, and exports, and places holds (docs/design.md, Who sees
 * what).
 */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const user = sandbox.addUser({ name: 'cora', realName: 'Cora Hale', email: 'cora@example.com' });
sandbox.world.channels.get(rapport.channel)!.members.add(user.id);
const cora = sandbox.as(user);
const roles = (is: string[]) =>
  db.query('update member set roles = $2 where slack_user_id = $1', [user.id, is]);
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles)
   select $1, id, 'Cora Hale', zone, 'active', '{compliance}' from branch`,
  [user.id],
);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const refusal = 'You can see the expense record but can’t log touchpoints';
const here = rapport.channel;
const messagesToCora = (where?: string) => cora.messages(where).map((message) => readable(message));
const refusals = () => messagesToCora().filter((text) => text.includes(refusal)).length;
/** Tries a way to write; returns whether it opened a form and whether it changed anything. */
const tried = async (way: () => Promise<unknown>) => {
  const before = await everything(db);
  await way();
  return { changed: (await everything(db)) !== before, form: Boolean(cora.view()) };
};
const nothing = { changed: false, form: false };
/** Drawn once: Home is drawn again no sooner than a second later. */
const home = (await cora.openHome())!;

describe('a person who only reads is refused where they are looking, and nothing is saved', () => {
  test.each([
    ['/touchpoint', 'coffee with Dana Lee'],
    ['/touchpoint', 'had something with somebody'],
    ['/touchpoint', ''],
    ['/partner', 'add Joan Ortiz, Ortiz Homes'],
    ['/partner', 'import'],
    ['/rapport', 'digest'],
    ['/rapport', 'events'],
    ['/rapport', 'feedback dana lee letters are slow'],
  ])('by command: %s %s', async (command, text) => {
    expect(await tried(() => cora.command(command, text, here))).toEqual(nothing);
    expect(messagesToCora(here).at(-1)).toContain(refusal);
  });

  test.each(['touchpoint.log', 'partner.add'])('by shortcut: %s', async (id) => {
    const before = refusals();
    expect(await tried(() => cora.shortcut(id))).toEqual(nothing);
    await vi.waitFor(() => expect(refusals()).toBe(before + 1));
  });

  test.each(['touchpoint.from-message', 'promise.from-message'])(
    'by shortcut on a message: %s',
    async (id) => {
      const { message } = await sandbox.as(rapport.sam).say(here, 'I promised Dana Lee the slides by Friday');
      expect(await tried(() => cora.shortcut(id, { message }))).toEqual(nothing);
      await vi.waitFor(() =>
        expect([...messagesToCora(here), ...messagesToCora()].at(-1)).toContain(refusal),
      );
    },
  );

  test.each(['coffee with Dana Lee', 'Joan Ortiz, Ortiz Homes\nAmy Chen', 'hello'])(
    'by direct message: %j',
    async (text) => {
      const before = refusals();
      await cora.say(cora.dmChannel, text);
      await vi.waitFor(() => expect(refusals()).toBe(before + 1));
      expect(await db.query('select from capture')).toEqual([]);
      expect(await db.query('select from draft')).toEqual([]);
      expect(await db.query('select from partner')).toHaveLength(2);
    },
  );
});

/**
 * Actions and forms that only read, place holds, or change personal settings; and those for admins, managers, and leads, which
 * other tests cover.
 */
const reads = {
  action: [
    ...[
      'record.file',
      'hold.place',
      'hold.lift',
      'partner.card',
      'partner.history',
      'home.find',
      'help.commands',
    ],
    ...[
      '^history\\.(?:earlier|later)$',
      '^home\\.go\\.',
      'home.show',
      '^home\\.message(?:\\.\\d+)?$',
      '^home\\.(?:filter\\.(?:view|tier|state|kind)|sort|area)$',
    ],
    ...[
      'home.settings',
      'me.cancel-away',
      'me.stop',
      'member.join',
      '^member\\.join-in\\.\\d+$',
      'role.open',
      'member.decline',
      '^area\\.(?:edit|add)$',
      'doubt.appeared',
      'doubt.post',
    ],
  ],
  view: ['record', 'hold', 'export', 'me', 'area', 'branch', 'people'],
};
const samples: Record<string, string> = {
  '^touchpoint\\.(?:more|paid)$': 'touchpoint.more',
  '^draft\\.answer\\.\\d$': 'draft.answer.1',
  '^draft\\.same\\.\\d$': 'draft.same.1',
  '^capture\\.promise\\.move\\.\\d$': 'capture.promise.move.1',
  '^plan\\.cancel\\.\\d$': 'plan.cancel.1',
  '^plan\\.move-to\\.\\d$': 'plan.move-to.1',
  '^plan\\.move\\.\\d$': 'plan.move.1',
  '^draft\\.news\\.\\d$': 'draft.news.1',
  '^capture\\.whose\\.\\d{1,2}$': 'capture.whose.1',
  ...Object.fromEntries(
    ['capture.delete', 'capture.show'].map((id) => [`^${id.replace('.', '\\.')}\\.\\d$`, `${id}.1`]),
  ),
  ...Object.fromEntries(
    Object.values(promiseOrderActions).map((id) => [`^${id.replace('.', '\\.')}(?:\\.\\d)?$`, id]),
  ),
  '^asking\\.promise\\.done\\.\\d$': 'asking.promise.done.1',
  '^asking\\.screen(?:\\.\\d)?$': 'asking.screen.1',
  '^names\\.just\\.\\d$': 'names.just.0',
  '^import\\.who\\.(?:back|next|find|all|names|labels|search)$': 'import.who.next',
};

describe('every button and every form except those that read', () => {
  test.each(registered.action.filter((id) => !reads.action.includes(id)))('button %s', async (id) => {
    const before = refusals();
    const press = () => forge(rapport, user, home, samples[id] ?? id, String(mine['Dana Lee']));
    expect(await tried(press)).toEqual(nothing);
    await vi.waitFor(() => expect(refusals()).toBe(before + 1));
  });

  test.each(registered.view.filter((id) => !reads.view.includes(id)))('form %s', async (id) => {
    const name = {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'x' },
      element: { type: 'plain_text_input', action_id: 'name' },
    };
    const sent = await sendSigned(
      rapport,
      interactionBody({
        type: 'view_submission',
        team: { id: sandbox.teamId, domain: 'x' },
        user: { id: user.id, username: user.name, team_id: sandbox.teamId },
        api_app_id: sandbox.appId,
        view: {
          id: `V${id}`,
          type: 'modal',
          callback_id: id,
          private_metadata: JSON.stringify({
            partnerId: mine['Dana Lee'],
            entryId: 1,
            captureId: 1,
            reply: {},
          }),
          blocks: [name],
          state: { values: { name: { name: { type: 'plain_text_input', value: 'Joan Ortiz' } } } },
        },
      }),
    );
    expect(await sent.text()).toContain(refusal);
  });

  test('the listed reading buttons and forms still exist', () => {
    expect(reads.action.filter((id) => !registered.action.includes(id))).toEqual([]);
    expect(reads.view.filter((id) => !registered.view.includes(id))).toEqual([]);
  });
});

test('a form opened before the member stopped working with partners saves nothing', async () => {
  await roles(['member', 'compliance']);
  await cora.command('/partner', 'add Joan Ortiz', here);
  await roles(['compliance']);
  expect(JSON.stringify(await cora.submit(cora.view()!, {}))).toContain(refusal);
  expect(await db.query(`select from partner where name = 'Joan Ortiz'`)).toEqual([]);
  while (cora.view()) await cora.closeView({ all: true });
});

test('they can open the record, a history, a file, and help', async () => {
  await cora.command('/rapport', 'record', here);
  expect(readable(cora.view()!)).toContain('== Expense record ==');
  await cora.closeView({ all: true });
  await cora.command('/partner', 'dana lee', here);
  await cora.press({ actionId: cardActions.history });
  await vi.waitFor(() => expect(readable(cora.view()!)).toContain('== History =='));
  while (cora.view()) await cora.closeView({ all: true });
  await cora.command('/partner', 'export', here);
  expect(readable(cora.view()!)).toContain('== Export ==');
  await cora.closeView({ all: true });
  await cora.command('/rapport', 'help', here);
  expect(messagesToCora(here).at(-1)).toContain('*See* expenses: `/rapport record`');
  expect(messagesToCora(here).at(-1)).not.toContain('/touchpoint');
});

test('they get no morning list and no request to pick five partners, whatever book they once had', async () => {
  await rapport.book(user, ['Rosa Diaz'], 'resting');
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     select 'digest:cora', gen_random_uuid(), 'digest', id, '2026-06-15T12:30Z', '2026-06-15T20:30Z' from member where slack_user_id = $1`,
    [user.id],
  );
  sandbox.clock.moveTo('2026-06-15T12:31:00Z');
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  expect(await db.query(`select closed_as from nudge where key = 'digest:cora'`)).toEqual([
    { closed_as: 'empty' },
  ]);
});
