import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { optionsOf } from '../../sandbox/blocks/walk.ts';
import { uploadAs } from '../../sandbox/people/upload.ts';
import { readable } from '../../sandbox/readable.ts';
import { partnerColumns } from '../../src/domain/partner-columns.ts';
import { areaActions } from '../../src/messages/areas.ts';
import { cardActions } from '../../src/messages/card-actions.ts';
import { captureActions } from '../../src/messages/confirmation.ts';
import { eventAfterActions } from '../../src/messages/event-after.ts';
import { eventActions } from '../../src/messages/events.ts';
import { feedbackActions } from '../../src/messages/feedback.ts';
import { recordActions } from '../../src/messages/record.ts';
import { tick } from '../../src/schedule/tick.ts';
import { defaultTiming } from '../../src/schedule/timing.ts';
import { startRapport } from '../support/rapport.ts';

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

/** Short enough for every field. */
const number = '412-33-9087';
const planted = `ssn ${number}`;
const refused = /^This looks like a Social Security number/;

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
  const home = (await ada.openHome())!;
  await ada.press({ view: home, actionId: 'home.go.promises' });
  const view = ada.home()!;
  const [value] = new RegExp(`\\d+\\.[\\d-]+\\.\\d+\\.\\d+\\.${to}`).exec(JSON.stringify(view.definition))!;
  await ada.press({ view, actionId: 'digest.promise.move', value });
};

/** How each form with a text field is opened: its title, and what to press. A new form gets a line here. */
const ways: [title: string, open: () => Promise<unknown>][] = [
  ['Log a touchpoint', () => ada.command('/touchpoint', '', here)],
  ['Add a partner', () => ada.shortcut('partner.add')],
  ['Edit partner', onCard(cardActions.edit)],
  ['Plan', onCard(cardActions.plan)],
  ['Hand over', onCard(cardActions.reassign)],
  ['Change tier', onCard(cardActions.more, 'tier')],
  ['A promise', onCard(cardActions.promise)],
  ['Helped', onCard(cardActions.help, 'details')],
  ['Asked for intros', onCard(cardActions.ask)],
  [
    'Their answer',
    async () => {
      await onCard(cardActions.ask)();
      await ada.submit(ada.view()!, { answer: 'open' });
      await vi.waitFor(() => expect(JSON.stringify(ada.view())).toContain(cardActions.answerAsk));
      await ada.press({ actionId: cardActions.answerAsk });
    },
  ],
  ['Speaks up for us', onCard(cardActions.more, 'advocate')],
  ['record', onCard(cardActions.more, 'record')],
  [
    'a hold',
    async () => {
      await be(['compliance']);
      const home = (await ada.openHome())!;
      await ada.press({ view: home, actionId: recordActions.placeHold });
    },
  ],
  ['heard', afterCoffee(captureActions.heard)],
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
    'whom one talked to',
    async () => {
      await ada.command('/rapport', 'events', here);
      await ada.press({ actionId: eventActions.add });
      await ada.submit(ada.view()!, { name: 'Chamber mixer', on: '2026-06-10', at: '5:30 pm' });
      await shows('Added. Are you going?');
      const [event] = await db.query<{ id: number }>('select min(id) as id from branch_event');
      await ada.press({ actionId: eventActions.go, value: String(event!.id) });
      sandbox.clock.moveTo('2026-06-11T12:01:00Z');
      await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
      const message = ada.messages().find((one) => readable(one).includes('actually talk to'))!;
      await ada.press({ message, actionId: eventAfterActions.say });
    },
  ],
];

interface Field {
  block_id: string;
  optional?: boolean;
  label: { text: string };
  element: { type: string; action_id: string; options?: object[] } & Record<string, unknown>;
}
const inputs = () =>
  (ada.view()!.definition.blocks as unknown as (Field & { type: string })[]).filter(
    (block) => block.type === 'input',
  );
const isText = (field: Field) => field.element.type.endsWith('text_input');

/** What else Slack wants filled in before it lets a form through. */
async function fillRest(): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { block_id: id, element, optional } of inputs()) {
    const filled = Object.keys(element).some((key) => key.startsWith('initial'));
    if (optional || filled || element.type.endsWith('text_input')) continue;
    const [option] = element.type.includes('external')
      ? (await ada.options(ada.view()!, id, 'dana')).options
      : optionsOf(element as never);
    if (element.type.includes('select') && option)
      values[id] = element.type.startsWith('multi') ? [option.value] : option.value;
    if (element.type === 'radio_buttons' && option) values[id] = option.value;
    if (element.type === 'datepicker') values[id] = rapport.today();
  }
  return values;
}

const swept = new Set<string>();

/** The label of each text field in the source: its file, id and label. */
const sources = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, source: readFileSync(`src/slack/${file}`, 'utf8') }));
const fields = sources
  .filter(({ file }) => file !== 'modals/fields.ts')
  .flatMap(({ file, source }) =>
    [...source.matchAll(/\btextField\(\s*([^,]+?),\s*'([^']+)'/g)].map(([, id, label]) => ({
      file,
      source,
      id: id!,
      label: label!,
    })),
  );

/** Every row of every table that holds people's words, as text. */
async function everything(): Promise<string> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const texts = [];
  for (const { name } of tables)
    texts.push(...(await db.query<{ row: string }>(`select t::text as row from ${name} t`)));
  return texts.map(({ row }) => row).join('\n');
}

describe('every text field of every form', () => {
  test('is made and read in one way, which refuses', () => {
    expect(fields.length).toBe(
      sources.reduce((sum, { source, file }) => {
        const calls = source.match(/\btextField\(/g)?.length ?? 0;
        return sum + (file === 'modals/fields.ts' ? 0 : calls);
      }, 0),
    );
    const unread = fields.filter(
      ({ source, id }) => !source.includes(`readText(view, ${id}`) && !readByName(source, id),
    );
    expect(
      unread.map(({ file, id }) => `${file}: ${id}`),
      'a text field that no readText(view, id…) in its file reads',
    ).toEqual([]);
    const byHand = sources.filter(
      ({ file, source }) =>
        file !== 'modals/fields.ts' &&
        /['"](?:plain_text_input|rich_text_input|email_text_input|url_text_input)['"]/.test(source),
    );
    expect(byHand.map(({ file }) => file)).toEqual([]);
  });

  /** Days of a year go through a reader of their own, which starts with readText. */
  function readByName(source: string, id: string): boolean {
    return (
      source.includes(`readYearDay(view, ${id}`) && /function readYearDay[^}]*readText\(view/s.test(source)
    );
  }

  test.each(ways)('refuses at the field, with the text kept, and saves nothing: %s', async (_, open) => {
    while (ada.view()) await ada.closeView({ all: true });
    await open();
    await vi.waitFor(() =>
      expect(inputs().filter(isText).length + unfoldButtons().length).toBeGreaterThan(0),
    );
    for (const actionId of unfoldButtons()) {
      const before = inputs().length;
      await ada.press({ actionId });
      await vi.waitFor(() => expect(inputs().length).toBeGreaterThan(before));
    }
    const texts = inputs().filter(isText);
    const typed = Object.fromEntries(texts.map((field) => [field.block_id, planted]));
    const outcome = await ada.submit(ada.view()!, { ...(await fillRest()), ...typed } as never);
    expect(outcome).toMatchObject({ outcome: 'errors', byClient: false });
    const { errors } = outcome as { errors: Record<string, string> };
    for (const field of texts) {
      expect(errors[field.block_id], `${field.label.text}: ${JSON.stringify(errors)}`).toMatch(refused);
      expect(JSON.stringify(ada.view()!.state[field.block_id])).toContain(planted);
      swept.add(field.label.text);
    }
    expect(await everything()).not.toContain(number);
  });

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

describe('words outside of a form', () => {
  const answered = async (text: string) => {
    const before = ada.messages().length;
    await ada.dm(text);
    const answers = ada
      .messages()
      .slice(before)
      .filter((message) => message.bot_id);
    return answers.map((message) => readable(message)).join('\n');
  };
  const close = async () => {
    while (ada.view()) await ada.closeView({ all: true });
  };

  test('a command is refused with its words given back, and nothing of it kept', async () => {
    for (const kept of [`coffee with Dana Lee, ${planted}`, `lunch with Nobody Known, ${planted}`]) {
      await ada.command('/touchpoint', kept, here);
      expect(readable(last())).toContain('Not saved: this looks like it has a Social Security number');
      expect(readable(last())).toContain(planted);
      expect(await everything()).not.toContain(number);
    }
  });

  test.each([
    ['/rapport', `feedback dana lee her ${planted}`],
    ['/partner', `add ${planted}`],
    ['/partner', `add Joan Roe, ${planted}`],
  ])('%s %s opens the form with the words in it, and is refused there', async (command, text) => {
    await close();
    await ada.command(command, text, here);
    const outcome = await ada.submit(ada.view()!);
    expect(Object.values((outcome as { errors: object }).errors)).toContainEqual(
      expect.stringMatching(refused),
    );
    expect(JSON.stringify(ada.view()!.state)).toContain(planted);
    expect(await everything()).not.toContain(number);
  });

  test('a name that is looked up is not kept', async () => {
    await close();
    await ada.command('/partner', planted, here);
    await ada.shortcut('touchpoint.log');
    await ada.options(ada.view()!, 'partners', `Joan ${planted}`);
    expect(await everything()).not.toContain(number);
  });

  test('a new partner chosen in a form is refused there', async () => {
    const { options } = await ada.options(ada.view()!, 'partners', `Joan Roe, ${planted}`);
    const outcome = await ada.submit(ada.view()!, { partners: [String(options[0]!.value)], how: 'call' });
    expect(outcome).toMatchObject({ errors: { partners: expect.stringMatching(refused) } });
    expect(await everything()).not.toContain(number);
  });

  test('a direct message is refused line by line, the other lines are not', async () => {
    const said = await answered(`coffee with Dana Lee, ${planted}\ncalled Marcus Webb yesterday`);
    expect(said).toContain('Not saved: this looks like it has a Social Security number');
    expect(said).toContain('✓ Talked with Marcus Webb');
    expect(await everything()).not.toContain(number);
  });

  test('a direct message whose number stands on the line after its word is refused whole', async () => {
    expect(await answered('coffee with Dana Lee, her ssn\n412339087')).toContain('Not saved');
    expect(await everything()).not.toContain('412339087');
  });

  test('among names to add it is refused, and the others are added', async () => {
    const said = await answered(`Tom Fox, Fox Homes\nJoan Roe, ${planted}`);
    expect(said).toContain('Tom Fox');
    expect(said).toContain('Not saved: this looks like it has a Social Security number');
    expect(await everything()).not.toContain(number);
  });

  test.each(['touchpoint.from-message', 'promise.from-message'])(
    'a message that becomes a form is refused in it: %s',
    async (shortcut) => {
      await close();
      const text = `I promised Dana Lee the file of ${planted} by Friday`;
      const { message } = await sandbox.as(rapport.sam).say(here, text);
      await ada.shortcut(shortcut, { message });
      const outcome = await ada.submit(ada.view()!, (await fillRest()) as never);
      const { errors } = outcome as { errors: Record<string, string> };
      expect(Object.values(errors)).toContainEqual(expect.stringMatching(refused));
      expect(await everything()).not.toContain(number);
    },
  );

  test.each(partnerColumns)(
    'a file has the row refused, by line and column, not shown: %s',
    async (column) => {
      await close();
      await ada.command('/partner', 'import', here);
      const row = partnerColumns.map((one) => (one === column ? planted : one === 'name' ? 'Joan Roe' : ''));
      const content = `${partnerColumns.join(',')}\nTim Day,,,,,,,,,\n${row.join(',')}\n`;
      const file = uploadAs(sandbox.world, ada.user, 'partners.csv', new TextEncoder().encode(content));
      await ada.submit(ada.view()!, { file: [file.id] });
      await shows('What would change');
      const shown = readable(ada.view()!);
      expect(shown).toContain(`line 3, column ${column}: looks like a social security, card, account`);
      expect(shown).not.toContain(number);
      expect(await everything()).not.toContain(number);
    },
  );
});
