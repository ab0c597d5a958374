import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { undoChange } from '../../../src/store/touchpoints/undo.ts';
import { fromMore } from '../../support/card-menu.ts';
import { showSection } from '../../support/home-menu.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb'], 'inner');

const card = (who: typeof priya = priya) => (who.view() ? readable(who.view()!) : '');
const shows = (text: string | RegExp) => vi.waitFor(() => expect(card()).toMatch(text));
const messageTexts = () => priya.messages().map((message) => readable(message));
const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const open = async (name = 'dana lee', who: typeof priya = priya) => {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', name, rapport.channel);
  await vi.waitFor(() => expect(card(who)).toContain('== Partner =='));
};
const submit = async (fields: Record<string, unknown>) =>
  (await priya.submit(priya.view()!, fields as Record<string, string>)) as {
    errors?: Record<string, string>;
  };
const choose = (actionId: string, value: string) => priya.press({ actionId, value });
const lastWith = (text: string, channel?: string) =>
  vi.waitFor(() => {
    const found = priya
      .messages(channel)
      .filter((message) => readable(message).includes(text))
      .at(-1);
    expect(found, text).toBeDefined();
    return found!;
  });

describe('a promise', () => {
  test('is made on the card, leads the digest the day before, and shows as kept', async () => {
    await open();
    await priya.press(fromMore(priya, 'promise'));
    expect(
      (await submit({ promise: 'acct number 4455667788', due: '2026-06-11' })).errors?.promise,
    ).toContain('account number');
    expect((await submit({ promise: 'the workshop slides', due: '2026-06-08' })).errors?.due).toContain(
      'today',
    );
    await submit({ promise: 'the workshop slides', due: '2026-06-11' });
    await shows('Saved. I’ll remind you the day before');
    expect(card()).toContain('You promised: the workshop slides, by Thu, Jun 11');
    sandbox.clock.moveTo('2026-06-10T12:01:00Z');
    await runTick();
    expect(messageTexts().at(-1)).toMatch(
      /^Good morning, Priya\. .*\n\*Dana Lee\*[^\n]*\nYou promised: the workshop slides, due tomorrow\./,
    );
  });

  test('can be moved twice without a reason, and then only with one', async () => {
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from promise');
    const move = async (to: string) => {
      await priya.openHome();
      await showSection(priya, 'promises');
      const view = priya.home()!;
      const [value] = new RegExp(`\\d+\\.[\\d-]+\\.${id}\\.\\d+\\.${to}`).exec(
        JSON.stringify(view.definition),
      )!;
      await priya.press({ view, actionId: 'digest.promise.move', value });
    };
    await move('two days');
    await vi.waitFor(async () =>
      expect(await db.query('select times_moved as moved, due_on as due from promise')).toEqual([
        { moved: 1, due: '2026-06-12' },
      ]),
    );
    await move('next week');
    await move('two days');
    await shows('Why is it moving again?');
    expect((await submit({})).errors).toBeDefined();
    await submit({ reason: 'the county has no figures yet' });
    await vi.waitFor(async () =>
      expect(await db.query('select times_moved as moved from promise')).toEqual([{ moved: 3 }]),
    );
    expect(await db.query(`select after from trace_text where field = 'reason'`)).toEqual([
      { after: 'the county has no figures yet' },
    ]);
    await move('drop');
    await shows('Does Dana Lee know?');
    await submit({ told: 'no', reason: 'she has them from the title company' });
    await vi.waitFor(async () =>
      expect(await db.query('select state, told from promise')).toEqual([{ state: 'dropped', told: false }]),
    );
    await open();
    expect(card()).toContain('promises kept: 0 of 1');
  });

  test('is recorded from a message: “I promised…”', async () => {
    const { message } = await sam.say(
      rapport.channel,
      'told Marcus Webb I will send him the rate sheet by Friday',
    );
    await priya.shortcut('promise.from-message', { message });
    expect(card()).toContain('I promised…');
    expect(card()).toContain('Marcus Webb');
    await submit({ promise: 'the rate sheet', due: '2026-06-12' });
    const saved = await lastWith('✓ Promised Marcus Webb: the rate sheet, by Fri, Jun 12.');
    expect(saved.text, 'a lock screen does not show the words').toBe(
      'Saved: a promise to Marcus Webb, due Fri, Jun 12.',
    );
  });
});

describe('help', () => {
  const help = async (kind: string) => {
    await open();
    await priya.press(fromMore(priya, 'help'));
    await submit({ kind });
    await shows('Logged: you helped.');
  };

  test('is logged from the card, and is suggested by what they want to grow', async () => {
    await priya.command('/touchpoint', 'coffee with Dana Lee', rapport.channel);
    await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.heard });
    await submit({ growing: 'hire two agents' });
    await open();
    expect(card()).toContain(
      'Growing: hire two agents. You could introduce them to someone who could join their team.',
    );
    await help('introduction');
    expect(card()).toContain('Helped with an introduction today (you).');
    expect(await db.query('select kind from help where withdrawn_at is null')).toEqual([
      { kind: 'introduction' },
    ]);
  });

  test('can be undone', async () => {
    await help('planning');
    await priya.press({ actionId: cardActions.undo });
    await shows('Undone.');
    expect(await db.query(`select kind from help where withdrawn_at is null`)).toEqual([
      { kind: 'introduction' },
    ]);
  });
});

describe('ready to ask', () => {
  /** What the form says before one asks. */
  const readiness = async (name = 'dana lee') => {
    await open(name);
    expect(card(), 'readiness is not on the card itself').not.toMatch(/[Rr]eady to ask/);
    await priya.press(fromMore(priya, 'ask'));
    await shows('== Ask for an intro ==');
    const text = card();
    await priya.closeView();
    return text;
  };
  const knownYears = async () => {
    await priya.press(fromMore(priya, 'known years'));
    await shows('Got it, you go back years.');
  };

  test('is not yet after one lunch: three meetings are, or knowing each other for years', async () => {
    expect(await readiness('marcus webb')).toContain(
      'no meeting logged yet → 3 meetings first, or choose “We go back years” under More',
    );
    await knownYears();
    expect(await readiness('marcus webb')).toContain('no meeting logged yet → see them first');
    expect(await readiness()).toContain(
      '1 meeting logged so far → 2 more first, or choose “We go back years” under More',
    );
  });

  test('takes one request for honest feedback, too', async () => {
    expect(await readiness()).toContain('no one has asked for honest feedback yet → ask once first');
    await priya.press(fromMore(priya, 'feedback'));
    await submit({ nothing: ['yes'] });
    await shows('Saved: you asked, and it’s all good.');
    expect(await readiness()).not.toContain('ask once first');
  });

  test('says ready once they were met, our promises are kept, and nothing is unanswered', async () => {
    await knownYears();
    expect(await readiness()).toContain('*Ready to ask* for an introduction');
    await knownYearsUndone();
    expect(await readiness()).toContain('1 meeting logged so far');
    await knownYears();
    expect(await readiness()).toContain('*Ready to ask* for an introduction');
  });
  const knownYearsUndone = async () => {
    const [trace] = await db.query<{ id: number }>(
      `select max(id) as id from trace where action = 'known for years'`,
    );
    const today = rapport.today(await rapport.member(rapport.priya));
    const when = { today, now: context.now() };
    expect(await undoChange(db, await rapport.member(rapport.priya), trace!.id, when)).toEqual({
      how: 'undone',
    });
  };

  test('an ask is logged with its answer, and leaves the subject alone for two months', async () => {
    await open();
    await priya.press(fromMore(priya, 'ask'));
    await submit({ on: '2026-06-10', answer: 'open', note: 'her builder' });
    await shows('I won’t bring it up for two months');
    const asked = await readiness();
    expect(asked).toContain('asked on Jun 10 → wait until Sun, Aug 9');
    expect(asked).toContain('You asked today: no answer yet.');
    await priya.press(fromMore(priya, 'ask answer'));
    await submit({ answer: 'yes', note: 'will write to him' });
    await shows('Got it. Say thank you in person.');
    expect(JSON.stringify(priya.view())).not.toContain('.ask answer');
    expect(await readiness()).toContain('You asked today: yes.');
    expect(card()).not.toMatch(/referral/i);
  });

  test('unanswered feedback makes it “not yet”', async () => {
    await priya.command('/rapport', 'feedback dana lee your letters are slow', rapport.channel);
    await submit({});
    expect(await readiness()).toContain('their feedback is still open → answer it and let them know');
  });
});

describe('a public review', () => {
  test('is recorded with occasion and day and shown on the card', async () => {
    await open();
    await choose(cardActions.more, `${mine['Dana Lee']}.advocate`);
    await submit({ occasion: 'Recommended us at the Chamber breakfast', on: '2026-06-09' });
    await shows('Public review saved. Thank them in person.');
    expect(card()).toContain('Public review, Jun 9: Recommended us at the Chamber breakfast');
  });
});

describe('the question “What could we do better?”', () => {
  test('comes with a meeting that is due, and is settled under the confirmation', async () => {
    await db.query('update partner set growing = null, growing_on = null where id = $1', [
      mine['Marcus Webb'],
    ]);
    await priya.command('/touchpoint', 'coffee with Marcus Webb', rapport.channel);
    sandbox.clock.moveTo('2026-06-24T12:01:00Z');
    await priya.command('/touchpoint', 'called Marcus Webb', rapport.channel);
    // A promise that is open would come before the question.
    await db.query(`update promise set state = 'done', closed_on = '2026-06-24' where partner_id = $1`, [
      mine['Marcus Webb'],
    ]);
    sandbox.clock.moveTo('2026-07-08T12:01:00Z');
    await runTick();
    const digest = await lastWith('Good morning, Priya');
    const asks = 'Ask: “What’s one thing we could do better for your clients?”';
    expect(readable(digest)).toContain(asks);
    // One question in all: what they want to grow is due, too.
    expect(readable(digest).match(/Ask/g)).toHaveLength(1);
    await priya.command('/touchpoint', 'lunch with Marcus Webb', rapport.channel);
    const confirmed = priya.messages(rapport.channel).at(-1)!;
    expect(readable(confirmed)).toContain('Did you ask Marcus Webb? “What’s one thing we could do better');
    await priya.press({ message: confirmed, actionId: captureActions.questionNothing });
    await vi.waitFor(async () =>
      expect(
        await db.query('select state from feedback where partner_id = $1', [mine['Marcus Webb']]),
      ).toEqual([{ state: 'nothing to mend' }]),
    );
    await vi.waitFor(() =>
      expect(readable(priya.messages(rapport.channel).at(-1)!)).not.toContain('Did you ask'),
    );
  });

  test('comes again after a hard closing', async () => {
    await open('marcus webb');
    await choose(cardActions.more, `${mine['Marcus Webb']}.hard closing`);
    await shows('At your next meeting, I’ll remind you to ask');
  });

  test('comes with a planned meeting after a hard closing, whatever the tier', async () => {
    const dana = mine['Dana Lee']!;
    await db.query(`update relationship set tier = 'keep' where partner_id = $1`, [dana]);
    await priya.command('/touchpoint', 'lunch with Dana Lee next Friday', rapport.channel);
    expect(readable(priya.messages(rapport.channel).at(-1)!)).not.toContain('Good moment to ask');
    await db.query('update partner set hard_closing_on = $2 where id = $1', [dana, '2026-07-08']);
    await priya.command('/touchpoint', 'coffee with Dana Lee next Thursday', rapport.channel);
    const planned = priya.messages(rapport.channel).at(-1)!;
    expect(readable(planned)).toContain('Good moment to ask Dana Lee for honest feedback.');
    const [value] = /\d+\.\d+\.last closing/.exec(JSON.stringify(planned.blocks))!;
    await priya.press({ message: planned, actionId: captureActions.questionChoose, value });
    const asks = 'When you see Dana Lee, ask: “Thinking back to our last closing';
    await vi.waitFor(() => expect(readable(priya.messages(rapport.channel).at(-1)!)).toContain(asks));
    const chosen = priya.messages(rapport.channel).at(-1)!;
    const skip = value.replace('last closing', 'skip');
    await priya.press({ message: chosen, actionId: captureActions.questionChoose, value: skip });
    await vi.waitFor(() =>
      expect(readable(priya.messages(rapport.channel).at(-1)!)).not.toContain('When you see Dana Lee, ask'),
    );
  });
});

test('a colleague cannot record a promise, help, or an ask for a partner they do not look after', async () => {
  await open('dana lee', sam);
  expect(card(sam)).not.toContain('Promise');
  expect(card(sam)).not.toContain('Helped');
});
