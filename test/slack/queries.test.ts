import { type Readable, readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { feedbackActions } from '../../src/messages/feedback.ts';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { digest } from '../../src/schedule/posts/digest.ts';
import type { Composed } from '../../src/schedule/posts/post.ts';
import type { Nudge } from '../../src/store/nudges/nudges.ts';
import { fromMore } from '../support/card-menu.ts';
import { showSection } from '../support/home-menu.ts';
import { queriesOf } from '../support/queries.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await db.query(`update member set roles = '{member,lead}' where slack_user_id = $1`, [rapport.priya.id]);
const mine = await rapport.book(
  rapport.priya,
  Array.from(
    { length: 60 },
    (_, index) => `Person${String.fromCharCode(97 + (index % 26))} Number${index}, Firm ${index}`,
  ),
);
await priya.command(
  '/touchpoint',
  'coffee with Persona Number0, promised the slides by Friday',
  rapport.channel,
);
const first = mine['Persona Number0']!;
const shows = (text: string) =>
  vi.waitFor(() => expect(priya.view() ? readable(priya.view()!) : '').toContain(text));
const card = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'persona number0', rapport.channel);
  await shows('== Partner ==');
};

/** What a person waits for while looking at the screen. */
const reading: Record<string, () => Promise<unknown>> = {
  'a card by name': () => card(),
  'several partners of a name': () => priya.command('/partner', 'number', rapport.channel),
  'an unknown name': () => priya.command('/partner', 'zebulon', rapport.channel),
  'the options of a search': () => priya.options(priya.view()!, 'partners', 'num'),
  'the history': () => priya.press({ actionId: cardActions.history }),
  'the form of an edit': () => priya.press(fromMore(priya, 'edit')),
  'the form of a touchpoint': () => priya.press({ actionId: cardActions.log }),
  'the form of a plan': () => priya.press({ actionId: cardActions.plan }),
  'the form of a tier': () => priya.press({ actionId: cardActions.more, value: `${first}.tier` }),
  'the four questions of fit': () => priya.press({ actionId: cardActions.more, value: `${first}.fit` }),
  'the form of a merge': () => priya.press({ actionId: cardActions.more, value: `${first}.merge` }),
  'the form of an export': () => priya.command('/partner', 'export', rapport.channel),
  'the form of an import': () => priya.command('/partner', 'import', rapport.channel),
  'the form of a promise': () => priya.press(fromMore(priya, 'promise')),
  'the form of an ask': () => priya.press(fromMore(priya, 'ask')),
  'the form of help with a cost': () => priya.press(fromMore(priya, 'help')),
  'who spoke up for us': () => priya.press({ actionId: cardActions.more, value: `${first}.advocate` }),
  'the form of an entry into the record': () =>
    priya.press({ actionId: cardActions.more, value: `${first}.record` }),
  'the form of feedback': () => priya.command('/rapport', 'feedback persona number0', rapport.channel),
  'the form of the record': () => priya.command('/rapport', 'record', rapport.channel),
  'the events': () => priya.command('/rapport', 'events', rapport.channel),
  'personal settings': () => priya.command('/rapport', 'me', rapport.channel),
  'the areas': () => priya.command('/rapport', 'areas', rapport.channel),
  help: () => priya.command('/rapport', '', rapport.channel),
};

test('the digest of a book with everything that can be open is composed in at most eight queries', async () => {
  const owner = await rapport.member(rapport.priya);
  const ids = Object.values(mine);
  await db.query(
    `with c as (insert into capture (source, member_id, made_at) values ('modal', $1, now()) returning id),
          p as (insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
                select c.id, unnest($2::int[]), $1, 'slides', '2026-06-01', '2026-06-10' from c)
     insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, answer_by)
     select c.id, unnest($2::int[]), $1, $1, '2026-06-01', 'slow', '2026-06-15' from c`,
    [owner.id, ids],
  );
  await db.query(
    `with c as (insert into capture (source, member_id, made_at) values ('modal', $1, now()) returning id)
     insert into plan (capture_id, partner_id, member_id, kind, made_on, planned_on, at_time)
     select c.id, $2, $1, 'meal', '2026-06-08', '2026-06-09', '10:00' from c`,
    [owner.id, ids[9]],
  );
  await db.query(`update partner set birthday = '06-09' where id = any($1)`, [ids.slice(0, 9)]);
  const nudge = { id: 1, memberId: owner.id } as Nudge;
  let composed: Composed | undefined;
  const texts = await queriesOf(async () => {
    composed = await digest.compose(context, nudge, context.now());
  });
  const message = composed && 'message' in composed ? readable(composed.message as unknown as Readable) : '';
  expect(message).toContain('You promised: slides');
  expect(message).toContain('10:00 AM · Meal with');
  expect(message).toContain('Ask: ');
  expect(texts.length, texts.map((text) => text.trim().slice(0, 90)).join('\n')).toBeLessThanOrEqual(8);
});

describe('each view takes at most six queries', () => {
  test.each(Object.entries(reading))('%s', async (what, look) => {
    const overCard = look.toString().includes('press');
    if (overCard) await card();
    else while (priya.view()) await priya.closeView({ all: true });
    if (what === 'the options of a search') await priya.command('/touchpoint', '', rapport.channel);
    const texts = await queriesOf(look);
    expect(texts.length, texts.map((text) => text.trim().slice(0, 90)).join('\n')).toBeLessThanOrEqual(6);
    expect(texts.length).toBeGreaterThan(0);
  });
});

/** The most statements of one change, with what is drawn again afterward, but without BEGIN and COMMIT. */
describe('a change takes few statements', () => {
  const fewAtMost = async (most: number, change: () => Promise<unknown>, shown: () => unknown) => {
    const texts = await queriesOf(async () => {
      await change();
      await vi.waitFor(shown);
    });
    expect(texts.length, texts.map((text) => text.trim().slice(0, 90)).join('\n')).toBeLessThanOrEqual(most);
  };
  const lastMessage = () => readable(priya.messages(rapport.channel).at(-1)!);
  const said = (text: string) => () => expect(lastMessage()).toContain(text);
  const log = (words: string) => () => priya.command('/touchpoint', words, rapport.channel);
  const home = () => readable(priya.home()!);
  const closeAll = async () => {
    while (priya.view()) await priya.closeView({ all: true });
  };
  let feedbacks = 0;
  /** New feedback of Priya's. Returns its words. */
  const hear = async (): Promise<string> => {
    await closeAll();
    const text = `slow letters ${feedbacks++}`;
    await priya.command('/rapport', 'feedback persond number3', rapport.channel);
    await priya.submit(priya.view()!, { text });
    await vi.waitFor(said(text));
    return text;
  };

  test.each([
    [7, 'called Personc Number2', 'Personc Number2'],
    [7, 'coffee with Persond Number3, promised the rates by Friday', 'rates'],
    [7, 'left Persone Number4 a voicemail', 'Persone Number4'],
    [9, 'lunch with Personf Number5 tomorrow', 'Personf Number5'],
    [9, 'coffee with Persong Number6, she said our letters are slow', 'letters are slow'],
    [9, 'coffee with Personh Number7, promised flyers by Friday, he said we are late', 'we are late'],
  ])('%i: %s', (most, words, shown) => fewAtMost(most, log(words), said(shown)));

  test('5: “I’m on it” on feedback in its message', async () => {
    await hear();
    const message = priya.messages(rapport.channel).at(-1)!;
    await fewAtMost(
      5,
      () => priya.press({ message, actionId: feedbackActions.takeOn }),
      said('*On it*: you'),
    );
  });

  test('8: “I’m on it” in App Home', async () => {
    await closeAll();
    await priya.openHome();
    await showSection(priya, 'feedback');
    await vi.waitFor(() => expect(home()).toContain('[I’m on it]'));
    expect(home()).not.toContain('*On it*: you');
    const [one] = await db.query<{ id: number }>(
      `select id from feedback where state = 'new' order by answer_by, id limit 1`,
    );
    const value = String(one!.id);
    await fewAtMost(
      8,
      () => priya.press({ view: priya.home()!, actionId: feedbackActions.takeOn, value }),
      () => expect(home()).toContain('*On it*: you'),
    );
  });

  test('9: another tier, with the card', async () => {
    await card();
    await priya.press({ actionId: cardActions.more, value: `${first}.tier` });
    await shows('Which tier?');
    await fewAtMost(
      9,
      () => priya.submit(priya.view()!, { tier: 'keep' }),
      () => expect(readable(priya.view()!)).toContain('[Undo]'),
    );
  });

  test('6: settings', async () => {
    await closeAll();
    await priya.command('/rapport', 'me', rapport.channel);
    await fewAtMost(6, () => priya.submit(priya.view()!, { digest_at: '07:15' }), said('7:15 AM'));
  });

  test('20: settings with other workdays and an absence whose cover is told, from App Home', async () => {
    await closeAll();
    await priya.openHome();
    await showSection(priya, 'settings');
    await shows('My settings');
    const sam = await rapport.member(rapport.sam);
    const before = priya.home()!.hash;
    const away = { from: '2026-08-03', to: '2026-08-07', cover: String(sam.id) };
    await fewAtMost(
      20,
      () => priya.submit(priya.view()!, { workdays: ['1', '3', '4'], digest_at: '07:30', ...away }),
      () => expect(priya.home()!.hash).not.toBe(before),
    );
  });
});

describe('saving costs no more with a larger book', () => {
  const log = (said: string) => queriesOf(() => priya.command('/touchpoint', said, rapport.channel));

  test('a touchpoint in words', async () => {
    const before = (await log('called Personb Number1, the spring fair')).length;
    await rapport.book(
      rapport.priya,
      Array.from(
        { length: 100 },
        (_, index) => `Extra${String.fromCharCode(97 + (index % 26))} More${index}`,
      ),
      'keep',
    );
    expect((await log('visited Personb Number1, the summer fair')).length).toBe(before);
    expect(before).toBeLessThanOrEqual(7);
  });
});
