import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { unknownText } from '../../../src/messages/failure.ts';
import { definitions } from '../../../src/slack/register-listeners.ts';
import { forgeForm, forgePress, forgeSearch } from '../../support/forged.ts';
import { everything } from '../../support/planted.ts';
import { startRapport } from '../../support/rapport.ts';
import { sources } from '../../support/text-fields.ts';

/**
 * Whatever comes back from Slack, the person never hears that something went wrong on our side, and no such error is
 * logged.
 */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
/** A member with every role, so that no permission stops a request before its values are read. */
const insider = rapport.admin;
const ada = sandbox.as(insider);
await db.query(
  `update member set state = 'active', joined_at = now(), roles = '{member,manager,lead,compliance}' where slack_user_id = $1`,
  [insider.id],
);
// Rows created from here on never have the id 1, 2, or 3, so forged ids cannot match one by chance.
await db.query(
  `select setval(format('%I', sequencename)::regclass, 500) from pg_sequences where schemaname = 'public'`,
);
const mine = await rapport.book(insider, ['Dana Lee, Lee & Co', 'Marcus Webb']);
const dana = mine['Dana Lee']!;
await ada.command('/touchpoint', 'lunch with Dana Lee, promised the slides by Friday', rapport.channel);
const today = rapport.today();
/** Drawn once: Home is drawn again no sooner than a second later. */
const home = (await ada.openHome())!;

/** Also waits for work that continues after the answer. */
const atWork: Promise<void>[] = [];
const takes = rapport.app.processEvent.bind(rapport.app);
rapport.app.processEvent = (event) => {
  const work = takes(event);
  atWork.push(work.catch(() => {}));
  return work;
};
const settled = () => Promise.all(atWork.splice(0));

const wentWrong = 'went wrong on my side';
const allTexts = () =>
  [...ada.messages(rapport.channel), ...ada.messages()].map((message) => readable(message)).join('\n');
async function expectNoHarm(what: string, answer: Response): Promise<string> {
  const text = await answer.text();
  await settled();
  expect(answer.status, what).toBe(200);
  expect(text, what).not.toContain(wentWrong);
  expect(rapport.errors.splice(0), what).toEqual([]);
  return text;
}

const place = { surface: { nudgeId: null, shownOn: today } };
const card = { viewId: 'V1', partnerId: dana, home: null };
const reply = {};
const fields = {
  name: 'Joan Ortiz',
  company: null,
  kind: 'other',
  phone: null,
  email: null,
  growing: null,
  birthday: null,
  anniversary: null,
};
const id = 501;
const { id: memberId, branch } = await rapport.member(insider);
const branchId = branch.id;
/** The metadata of every form as the app opens it, in the format that deployed versions wrote. */
const metadata: Record<string, object> = {
  touchpoint: { reply },
  heard: { captureId: id, from: { reply } },
  'partner-add': { reply, home: null },
  'partner-same': { reply, home: null, fields, tier: 'core', formId: 'V1' },
  'partner-add-full': { reply, home: null, fields, tier: 'core', formId: 'V2' },
  'partner-edit': { partnerId: dana, version: 1, base: fields, place: card },
  'partner-fit': { place: card },
  'partner-tier': { partnerId: dana, relationshipId: id, overrides: true, place: card },
  'inner-circle': { place },
  'partner-merge': { place: card },
  'hand over': { partnerId: dana, fromId: memberId, place: { ...place, card } },
  import: { branchId, own: false },
  'import-preview': { branchId, own: false, file: { name: 'x', size: 1, address: 'x' } },
  'import-columns': { branchId, own: false, file: { name: 'x', size: 1, address: 'x' }, line: 1 },
  'import-who': {
    ...{ branchId, own: false, file: { name: 'x', size: 1, address: 'x' } },
    ...{ ticked: '', shown: '', from: 0, search: '', turn: 0 },
  },
  'import-labels': { branchId, own: false, file: { name: 'x', size: 1, address: 'x' } },
  export: { reply, branchId },
  'goodwill.promise': { partnerId: dana, card },
  'goodwill.help': { partnerId: dana, card },
  'goodwill.ask': { partnerId: dana, card },
  'goodwill.ask-answer': { partnerId: dana, askId: id, card },
  'goodwill.advocate': { partnerId: dana, card },
  'move-promise': {
    promiseId: id,
    place: { ...place, responseUrl: 'http://127.0.0.1:1/', home: { at: 'promises' } },
  },
  'drop-promise': { promiseId: id, place },
  promise: {},
  'colleague-entry': { captureId: id, card },
  'move-plan': { planId: id, place: { ...place, planId: id } },
  plan: { partnerId: dana, place: { ...place, card } },
  feedback: { reply, card, home: false, unfolded: true },
  'feedback-answer': { feedbackId: id, place: { ...place, feedback: { id, fresh: true } } },
  'feedback-told': { feedbackId: id, place },
  'feedback-untold': { feedbackId: id, place },
  'feedback-details': { feedbackId: id, place },
  'feedback-correct': { feedbackId: id, place },
  until: { kind: 'deal', partnerId: dana, place },
  'event-form': { branchId, listId: 'V1', eventId: null },
  'event-call-off': { branchId, listId: 'V1', eventId: id },
  'event-talked': { eventId: id, reply },
  record: { branchId },
  'spend-correct': { entryId: id, viewId: 'V1', asked: '' },
  paid: { captureId: id, reply, list: true },
  'spend-entry': { partnerId: dana, card },
  hold: { partnerId: null },
  redact: { partnerId: dana, page: 0, kind: 'note', id, historyId: 'V1' },
  me: { reply, home: true },
  'snooze-several': { home: { at: 'partners' } },
  branch: { channelId: rapport.channel, responseUrl: 'http://127.0.0.1:1/' },
  people: { responseUrl: 'http://127.0.0.1:1/', branchId },
  orphans: { goneId: id, reply },
  area: { areaId: null, responseUrl: 'http://127.0.0.1:1/', offered: [branchId] },
};

const huge = '2147483648';
const texts = ['', 'x', 'NaN', 'null', '1.5', '-1', '0', huge, '99999999999999999999', '2147483647'];
const garbage = [null, 1.5, [], {}, Number.MAX_SAFE_INTEGER, true];

/** Where the forms in the source put their inputs. */
const inputs: [block: string, action: string][] = [
  ...new Set(
    sources.flatMap(({ source }) =>
      [...source.matchAll(/(?:\w+Field(?:<\w+>)?\(\s*|block_id: )'([\w ]+)'/g)].map(([, found]) => found!),
    ),
  ),
].map((block) => [block, block]);
inputs.push(['partners', 'partners.search'], ['other', 'partners.other'], ['branch', 'branches.search']);
for (const field of ['name', 'company', 'phone', 'email', 'kind', 'growing', 'birthday', 'anniversary'])
  inputs.push([`${field}.1`, `${field}.1`], [field, field]);
for (const post of ['plan', 'reminder', 'leaderboard'])
  inputs.push([`day ${post}`, `day ${post}`], [`time ${post}`, `time ${post}`]);
const filled = (input: unknown) =>
  Object.fromEntries(inputs.map(([block, action]) => [block, { [action]: input }]));

const forms = definitions.filter((one) => one.kind === 'form').map((one) => one.id);
const actions = definitions.filter((one) => one.kind === 'action').map((one) => one.id);
const searches = definitions.filter((one) => one.kind === 'search').map((one) => one.id);

test('this test knows exactly the forms that exist', () => {
  expect(Object.keys(metadata).toSorted()).toEqual(forms.toSorted());
  expect(inputs.length).toBeGreaterThan(50);
});

test.each(forms)('form %s with metadata the app never wrote changes nothing and says so', async (form) => {
  const before = await everything(db);
  const malformed = [
    ...['', 'x', 'null', 'NaN', '1.5', '[]', '"x"', '{', '{"partnerId":'],
    ...[...garbage, ...texts].map((value) =>
      Object.fromEntries(Object.keys(metadata[form]!).map((key) => [key, value])),
    ),
  ];
  // A form without metadata reads all of these as empty.
  const isEmpty = (sent: unknown) => sent === '' && form === 'promise';
  for (const sent of malformed.filter((one) => !isEmpty(one) && form !== 'promise')) {
    const text = await expectNoHarm(
      `${form}: ${JSON.stringify(sent)}`,
      await forgeForm(rapport, insider, form, { metadata: sent }),
    );
    expect(text, `${form}: ${JSON.stringify(sent)}`).toContain('"errors"');
  }
  expect(await everything(db)).toBe(before);
});

test.each(forms)('form %s with values Slack cannot produce changes nothing and says so', async (form) => {
  const before = await everything(db);
  const shapes = [
    ...[...garbage, 'x'].filter((one) => one !== null).map((value) => ({ selected_option: value })),
    ...[1.5, 'x', {}, [null], ['x']].map((value) => ({ selected_options: value })),
    ...[1.5, 'x', '2026-02-30', '0000-01-01', {}].map((value) => ({ selected_date: value })),
    ...[1.5, 'x', '25:00', '1:00'].map((value) => ({ selected_time: value })),
    ...[1.5, {}, []].map((value) => ({ value })),
    ...[1.5, []].map((value) => ({ selected_user: value })),
    ...[1.5, 'x', [null]].map((value) => ({ selected_users: value })),
  ];
  for (const values of [...shapes.map(filled), 'x', [1], 1.5, null]) {
    const sent = { metadata: metadata[form], values };
    const text = await expectNoHarm(
      `${form}: ${JSON.stringify(values)}`.slice(0, 200),
      await forgeForm(rapport, insider, form, sent),
    );
    expect(text).toContain(unknownText(undefined));
  }
  expect(await everything(db)).toBe(before);
});

test.each(forms)('form %s reads choices it never offered, and cleared menus', async (form) => {
  const typed = (value: string) => ({
    value,
    selected_option: { value },
    selected_options: [{ value }],
    selected_user: value,
    selected_users: [value],
  });
  const cleared = {
    value: null,
    selected_option: null,
    selected_date: null,
    selected_time: null,
    selected_user: null,
  };
  const cases = [
    ...texts.map(typed),
    ...texts.map((value) => ({ ...typed(value), selected_date: today, selected_time: '08:00' })),
    cleared,
    {},
  ];
  for (const input of cases) {
    const sent = { metadata: metadata[form], values: filled(input) };
    const text = await expectNoHarm(
      `${form}: ${JSON.stringify(input)}`,
      await forgeForm(rapport, insider, form, sent),
    );
    expect(text, form).not.toContain(unknownText(undefined));
  }
});

/** An example id for each pattern. */
const ids: Record<string, string> = {
  '/^history\\.(?:earlier|later)$/': 'history.later',
  '/^home\\.go\\./': 'home.go.today',
  '/^home\\.(?:filter\\.(?:view|tier|state|kind)|sort|area)$/': 'home.sort',
  '/^area\\.(?:edit|add)$/': 'area.edit',
  '/^touchpoint\\.(?:more|paid)$/': 'touchpoint.more',
  '/^draft\\.same\\.\\d$/': 'draft.same.1',
  '/^names\\.just\\.\\d$/': 'names.just.0',
  '/^import\\.who\\.(?:back|next|find|all|names|labels|search)$/': 'import.who.next',
};
/** These work the same whatever value they carry, so there is nothing to malform. */
const bare = ['me.stop', 'member.decline'];

test.each(actions.map(String).filter((action) => !bare.includes(action)))(
  'button or menu %s with a value the app never wrote changes nothing',
  async (pattern) => {
    const action_id = ids[pattern] ?? pattern;
    await ada.command('/rapport', 'me', rapport.channel);
    const open = ada.view()!;
    const views = [
      undefined,
      { ...home.definition, id: home.id, hash: home.hash },
      ...['partner-card', 'touchpoint', 'feedback', 'me', 'events', 'record-view'].flatMap((callback_id) =>
        ['', 'x', 'null', '{"partnerId":1.5}', '{"branchId":null}'].map((private_metadata) => ({
          ...open.definition,
          id: open.id,
          hash: open.hash,
          type: 'modal',
          callback_id,
          private_metadata,
          blocks: [],
          state: { values: {} },
        })),
      ),
    ];
    const before = await everything(db);
    const press = async (action: object, view: object | undefined) =>
      expectNoHarm(
        `${action_id}: ${JSON.stringify(action)} ${JSON.stringify(view)}`.slice(0, 300),
        await forgePress(rapport, insider, { type: 'button', action_id, ...action }, view),
      );
    for (const value of [
      ...texts.filter((text) => text !== '0'),
      ...garbage,
      'x.y.z',
      '1.5.x',
      '12.x.note.null',
      undefined,
    ]) {
      await press({ value }, undefined);
      await press({ type: 'static_select', selected_option: { value } }, views[1]);
    }
    await press({ type: 'static_select', selected_option: null }, undefined);
    await press({ type: 'external_select', selected_option: null }, views[1]);
    for (const view of views) await press({ value: 'x' }, view);
    expect(await everything(db)).toBe(before);
    expect(allTexts()).not.toContain(wentWrong);
    while (ada.view()) await ada.closeView({ all: true });
  },
);

test.each(searches)('search %s survives a query that is not text', async (search) => {
  for (const value of [...texts, ...garbage, undefined])
    await expectNoHarm(
      `${search}: ${JSON.stringify(value)}`,
      await forgeSearch(rapport, insider, search, value),
    );
});

test('no message says that something went wrong on our side', async () => {
  await vi.waitFor(() => expect(atWork).toEqual([]));
  expect(allTexts()).not.toContain(wentWrong);
});
