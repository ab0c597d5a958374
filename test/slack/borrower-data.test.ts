import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readable } from '../../sandbox/readable.ts';
import { partnerColumns } from '../../src/domain/partner-columns.ts';
import { readPartnerRow } from '../../src/domain/partner-row.ts';
import { cardActions } from '../../src/messages/card-actions.ts';
import { captureActions } from '../../src/messages/confirmation.ts';
import { eventActions } from '../../src/messages/events.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
const id = String(mine['Dana Lee']);
// Short enough for every field.
const planted = 'loan # 2204417783';
const refusal = 'Borrower data has no place here';

const openCard = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'dana lee', rapport.channel);
  await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== Partner =='));
};
const pressed = async (actionId: string, value?: string) => {
  const before = priya.view()?.id;
  await priya.press({ actionId, ...(value ? { value } : {}) });
  await vi.waitFor(() => expect(priya.view()?.id).not.toBe(before));
};
const meal = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/touchpoint', `coffee with Dana Lee ${(Math.random() * 1e6) | 0}`, rapport.channel);
  return priya.messages(rapport.channel).at(-1)!;
};

/** What is chosen beside, so that nothing else is wrong with a form that has it. */
const required = {
  partners: [id],
  how: 'visit',
  item: 'gift',
  payer: 'they did',
  answer: 'open',
  repeats: 'never',
  host: 'ours',
};
const saved = () =>
  db.query(
    `select (select count(*)::int from capture) as captures, (select count(*)::int from partner) as partners,
            (select count(*)::int from branch_event) as events, (select count(*)::int from trace_text) as words`,
  );

/** Each form, and how it is opened. */
const forms: Record<string, () => Promise<unknown>> = {
  touchpoint: async () => {
    await priya.command('/touchpoint', '', rapport.channel);
    for (const actionId of ['touchpoint.more', 'touchpoint.paid']) {
      await priya.press({ actionId });
      await vi.waitFor(() => expect(JSON.stringify(priya.view()!.definition)).not.toContain(`"${actionId}"`));
    }
  },
  heard: async () => priya.press({ message: await meal(), actionId: captureActions.heard }),
  paid: async () => priya.press({ message: await meal(), actionId: captureActions.paidUs }),
  feedback: () => priya.command('/rapport', 'feedback dana lee', rapport.channel),
  promise: async () => {
    await openCard();
    await pressed(cardActions.promise);
  },
  help: async () => {
    await openCard();
    await pressed(cardActions.help, `${id}.details`);
  },
  ask: async () => {
    await openCard();
    await pressed(cardActions.ask);
  },
  advocate: async () => {
    await openCard();
    await pressed(cardActions.more, `${id}.advocate`);
  },
  record: async () => {
    await openCard();
    await pressed(cardActions.more, `${id}.record`);
  },
  plan: async () => {
    await openCard();
    await pressed(cardActions.plan);
  },
  edit: async () => {
    await openCard();
    await pressed(cardActions.edit);
  },
  add: () => priya.command('/partner', 'add', rapport.channel),
  event: async () => {
    await priya.command('/rapport', 'events', rapport.channel);
    await pressed(eventActions.add);
  },
};

describe('borrower data typed into any text field', () => {
  test.each(Object.keys(forms))('of the form “%s” is refused at that very field', async (name) => {
    while (priya.view()) await priya.closeView({ all: true });
    await forms[name]!();
    const view = priya.view()!;
    const blocks = (
      view.definition as {
        blocks: { block_id: string; element?: { type: string; action_id: string; max_length?: number } }[];
      }
    ).blocks;
    const texts = blocks
      .filter((block) => block.element?.type === 'plain_text_input')
      .map((block) => block.block_id);
    expect(texts.length, readable(view)).toBeGreaterThan(0);
    const has = (blockId: string) => blocks.some((block) => block.block_id === blockId);
    const chosen = {
      ...Object.fromEntries(Object.entries(required).filter(([blockId]) => has(blockId))),
      ...(name === 'help' ? { kind: 'planning' } : {}),
    };
    const before = await saved();
    const outcome = (await priya.submit(view, {
      ...chosen,
      ...Object.fromEntries(texts.map((blockId) => [blockId, planted])),
    } as never)) as { errors?: Record<string, string> };
    // Where only an amount, a time or a day may stand, that is what is said.
    for (const blockId of texts)
      expect(outcome.errors?.[blockId], `${name}: ${blockId}`).toMatch(
        /Borrower data has no place here|18\.50|5:30 pm|phone|e-mail|MM-DD|day/i,
      );
    expect(await saved()).toEqual(before);
    // The words are still there, to be mended.
    expect(priya.view()?.id).toBe(view.id);
  });

  test('of a form that is yet to come is so, too: every text field is read by what refuses', () => {
    const folder = 'src/slack';
    const files = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.ts'));
    const source = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    const fields = [...source.matchAll(/textField\(\s*('[^']+'|[a-z]+\('[^']+'\))/g)].map(
      ([, field]) => field!,
    );
    expect(fields.length).toBeGreaterThan(30);
    for (const field of new Set(fields))
      expect(source, `textField(${field}) has no readText`).toMatch(
        new RegExp(`read(?:Text|YearDay)\\(\\s*view,\\s*${field.replace(/[()]/g, '\\$&')}`),
      );
    // Nobody makes a text input, or reads one, past it.
    const inputs = files.filter((file) =>
      /type: 'plain_text_input'/.test(readFileSync(path.join(folder, file), 'utf8')),
    );
    expect(inputs).toEqual(['modals/fields.ts']);
  });
});

describe('borrower data in words', () => {
  test('is refused by the command and in a direct message, with the words to be sent again, and nothing is kept', async () => {
    const before = await db.query(
      'select (select count(*)::int from capture) as c, (select count(*)::int from draft) as d',
    );
    const { text } = await priya.command('/touchpoint', `coffee with Dana Lee, ${planted}`, rapport.channel);
    expect(text).toContain('Not saved');
    await priya.dm(`coffee with Dana Lee, ${planted}`);
    await vi.waitFor(() => expect(readable(priya.messages().at(-1)!)).toContain('Not saved'));
    expect(readable(priya.messages().at(-1)!)).toContain(planted);
    expect(
      await db.query(
        'select (select count(*)::int from capture) as c, (select count(*)::int from draft) as d',
      ),
    ).toEqual(before);
  });

  test('is refused in the text that a command opens a form with, and in a message', async () => {
    while (priya.view()) await priya.closeView({ all: true });
    await priya.command('/rapport', `feedback dana lee ${planted}`, rapport.channel);
    const outcome = (await priya.submit(priya.view()!, {})) as { errors?: Record<string, string> };
    expect(outcome.errors?.text).toContain(refusal);
    await priya.closeView({ all: true });
    const { message } = await sandbox.as(rapport.sam).say(rapport.channel, `Dana Lee: ${planted}`);
    await priya.shortcut('promise.from-message', { message });
    const promised = (await priya.submit(priya.view()!, { partners: [id] })) as {
      errors?: Record<string, string>;
    };
    expect(promised.errors?.promise).toContain(refusal);
  });

  test.each([...partnerColumns])('is refused in an import, in the column %s', (column) => {
    const cells = partnerColumns.map((one) => (one === column ? planted : one === 'name' ? 'Ann Park' : ''));
    const read = readPartnerRow(cells, [...partnerColumns], 14, '2026-06-09');
    expect(read && 'problems' in read ? read.problems : []).toContainEqual(
      expect.objectContaining({ column, reason: expect.stringContaining('must not keep') }),
    );
  });
});
