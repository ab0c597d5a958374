import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { draftActions } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { loadCapture } from '../../../src/store/touchpoints/saved-capture.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Drew Fields',
  'Gail Stone',
  'Nora Quinn',
  'Brian Adams, Adams Realty',
  'Brian Baker, Baker Realty',
  'Joan Ortiz, Park Law',
  'Joan Park, Park Law',
]);

/** The two ways to say a sentence, each with the conversation it is answered in. */
const ways = {
  'by command': {
    where: rapport.channel,
    say: (text: string) => priya.command('/touchpoint', text, rapport.channel),
  },
  'in a direct message': { where: undefined, say: (text: string) => priya.dm(text) },
};
type Way = (typeof ways)[keyof typeof ways];
const everyWay = Object.entries(ways);
const { 'by command': byCommand, 'in a direct message': byDm } = ways;

/** Rapport's own messages. In a channel, these are all that a person has. */
const fromRapport = ({ where }: Way) => priya.messages(where).filter((one) => where || one.bot_id);
const last = ({ where }: Way) => priya.messages(where).at(-1)!;
async function ask(way: Way, text: string) {
  await way.say(text);
  return last(way);
}
const press = (message: ReturnType<typeof last>, actionId: string) => priya.press({ message, actionId });
const yes = `${draftActions.answer}.1`;
/** The message once it was replaced by one with this text. */
const replaced = (way: Way, { ts }: { ts: string }, text: string) =>
  sandbox.until(() => {
    const now = priya.messages(way.where).find((one) => one.ts === ts);
    return now && readable(now).includes(text) && readable(now);
  });

/** What was saved since the test began, and not undone. */
let before = 0;
async function saved() {
  const rows = await db.query<{ id: number }>(
    'select id from capture where id > $1 and undone_at is null order by id',
    [before],
  );
  const captures = await Promise.all(rows.map(({ id }) => loadCapture(db, id)));
  return captures.map((capture) => ({
    what: capture!.what,
    kind: capture!.kind,
    on: capture!.on,
    who: capture!.partners.map(({ name }) => name),
  }));
}
const drafts = () =>
  db.query<{ said: string | null; open: boolean }>(
    'select said, finished_at is null as open from draft order by id',
  );

beforeEach(async () => {
  await priya.closeView({ all: true }).catch(() => {});
  await db.query('delete from draft');
  // The same words are said again and again here.
  await db.query('update capture set undone_at = now(), words_hash = null');
  const [row] = await db.query<{ id: number }>('select coalesce(max(id), 0)::int as id from capture');
  before = row!.id;
});

describe.each(everyWay)('%s, a doubt is one question', (_, way) => {
  test('whether it happened', async () => {
    const message = await ask(way, 'no lunch with Drew yesterday');
    expect(message.text).toBe(
      'Did you have lunch with Drew Fields yesterday? It sounds like it didn’t happen.',
    );
    expect(readable(message)).toContain('[Yes, it did] [Change…] [No, it didn’t]');
    expect(priya.view(), 'no form').toBeUndefined();
    expect(await saved()).toEqual([]);

    await press(message, yes);
    await replaced(way, message, '✓ Lunch with Drew Fields · yesterday, Mon, Jun 8');
    expect(await saved()).toMatchObject([{ kind: 'meal', on: '2026-06-08', who: ['Drew Fields'] }]);
    expect(await drafts()).toEqual([{ said: null, open: false }]);
  });

  test('which of two, told apart by their companies', async () => {
    const message = await ask(way, 'coffee with Brian, promised him the slides by Friday');
    expect(message.text).toBe('Which Brian?');
    expect(readable(message)).toContain('[Adams Realty] [Baker Realty] [Someone new…]');

    await press(message, `${draftActions.answer}.2`);
    const shown = await replaced(way, message, '✓ Coffee with Brian Baker · today');
    expect(shown).toContain('Promised: slides, by Fri, Jun 12');
    expect(await saved()).toMatchObject([{ kind: 'meal', who: ['Brian Baker'] }]);
  });

  test('which of two in one company, by their names', async () => {
    const message = await ask(way, 'left a voicemail for Joan');
    expect(readable(message)).toContain('[Joan Ortiz] [Joan Park] [Someone new…]');
    await press(message, yes);
    await replaced(way, message, '✓ Tried Joan Ortiz, no answer · today');
    expect(await saved()).toMatchObject([{ what: 'attempt', who: ['Joan Ortiz'] }]);
  });

  test('answered with [No] saves nothing and forgets the words', async () => {
    const message = await ask(way, 'call Dana');
    expect(message.text).toBe('Did you talk with Dana Lee today?');
    await press(message, draftActions.no);
    await replaced(way, message, 'OK, not saved.');
    expect(await saved()).toEqual([]);
    expect(await drafts()).toEqual([{ said: null, open: false }]);
  });

  test('answered with [Change…] opens the form with what was understood', async () => {
    const message = await ask(way, 'no lunch with Drew yesterday');
    await press(message, draftActions.finish);
    const form = priya.view()!;
    expect(readable(form)).toContain('Drew Fields');
    expect(readable(form)).toContain('no lunch with Drew yesterday');
    await priya.submit(form, { how: 'call' });
    await replaced(way, message, '✓ Talked with Drew Fields · yesterday');
    expect(await saved()).toMatchObject([{ kind: 'call', on: '2026-06-08', who: ['Drew Fields'] }]);
  });

  test('that takes more than a tap gets the form', async () => {
    await way.say('lunch with Zed');
    if (way === byDm) await press(last(way), draftActions.finish);
    expect(readable(priya.view()!)).toContain('Who is “Zed”?');
  });
});

test('a lock screen shows no word that was left open', async () => {
  const message = await ask(byDm, 'talked to Dana’s assistant about her divorce');
  expect(message.text).toBe('Did you talk with Dana Lee today, not just someone at their office?');
  expect(readable(message)).toContain('“talked to Dana’s assistant about her divorce”');
});

describe('one kept sentence is one capture', () => {
  test('when the answer is pressed twice', async () => {
    const message = await ask(byDm, 'coffee with Brian');
    await Promise.all([press(message, yes), press(message, yes)]);
    await replaced(byDm, message, '✓ Coffee with Brian Adams');
    expect(await saved()).toHaveLength(1);
  });

  test('when two answers are pressed', async () => {
    const message = structuredClone(await ask(byDm, 'coffee with Brian'));
    await press(message, yes);
    await replaced(byDm, message, '✓ Coffee with Brian Adams');
    await forge(message, `${draftActions.answer}.2`);
    expect(await saved()).toMatchObject([{ who: ['Brian Adams'] }]);
  });

  test('when it is finished in the form after an answer', async () => {
    const message = await ask(byDm, 'coffee with Brian');
    await press(message, draftActions.finish);
    const { options } = await priya.options(priya.view()!, 'partners', 'brian b');
    await press(message, yes);
    await replaced(byDm, message, '✓ Coffee with Brian Adams');
    await priya.submit(priya.view()!, { partners: [String(options[0]!.value)] });
    expect(await saved()).toMatchObject([{ who: ['Brian Adams'] }]);
  });

  test('or none when [No] was faster, and what is shown is what was saved', async () => {
    for (const time of ['morning', 'noon', 'night']) {
      // Another lunch of that day would be added to the first.
      await db.query('update capture set undone_at = now()');
      const had = (await saved()).length;
      const message = await ask(byDm, `no lunch with Drew yesterday ${time}`);
      await Promise.all([press(message, yes), press(message, draftActions.no)]);
      const shown = await sandbox.until(() => {
        const now = readable(last(byDm));
        return !now.includes('[Yes, it did]') && now;
      });
      const isSaved = (await saved()).length > had;
      expect(shown).toMatch(
        isSaved ? '✓ Lunch with Drew Fields' : /^(?:OK, not saved|You’ve already finished)/,
      );
    }
  });

  test('and a button that comes too late shows what came of it, with its buttons', async () => {
    const message = structuredClone(await ask(byDm, 'no lunch with Drew yesterday'));
    await press(message, yes);
    await replaced(byDm, message, '✓ Lunch with Drew Fields');
    await forge(message, draftActions.no);
    const late = await sandbox.until(() => {
      const shown = readable(last(byDm));
      return shown.includes('You’ve already finished that one.') && shown;
    });
    expect(late).toContain('✓ Lunch with Drew Fields');
    expect(late).toContain('[Undo]');
    expect(await saved()).toHaveLength(1);
  });
});

test('the same words, asked about and answered again, are saved once, unless “Log another one” is pressed', async () => {
  const first = await ask(byDm, 'coffee with Brian about the flyer');
  await press(first, yes);
  await replaced(byDm, first, '✓ Coffee with Brian Adams');
  const second = await ask(byDm, 'coffee with Brian about the flyer');
  await press(second, yes);
  await replaced(byDm, second, 'You already logged this');
  expect(await saved()).toHaveLength(1);
  await press(last(byDm), draftActions.another);
  await sandbox.until(() => !readable(last(byDm)).includes('You already logged this'));
  expect(await saved()).toMatchObject([{ who: ['Brian Adams'] }, { who: ['Brian Adams'] }]);
  const third = await ask(byDm, 'coffee with Brian about the flyer');
  await press(third, `${draftActions.answer}.2`);
  await replaced(byDm, third, '✓ Coffee with Brian Baker');
  expect(readable(last(byDm)), 'another answer').not.toContain('already logged');
});

/** Presses a button of a message that may have been replaced since. */
async function forge(message: ReturnType<typeof last>, actionId: string, user = rapport.priya) {
  const elements = message.blocks!.flatMap((block) =>
    'elements' in block ? (block.elements as object[]) : [],
  );
  const button = elements.find((one) => 'action_id' in one && one.action_id === actionId) as {
    value: string;
  };
  const response = await forgePress(rapport, user, {
    action_id: actionId,
    type: 'button',
    value: button.value,
  });
  expect(response.status).toBe(200);
}

test('someone else’s press saves nothing and tells nothing', async () => {
  const sam = sandbox.as(rapport.sam);
  await sam.dm('no lunch with Rosa');
  const message = await ask(byDm, 'no lunch with Drew yesterday');
  const views = sandbox.exchanges.length;
  for (const actionId of [yes, draftActions.no, draftActions.finish]) {
    const had = sam.messages().length;
    await forge(message, actionId, rapport.sam);
    const answer = await sandbox.until(() => sam.messages().length > had && sam.messages().at(-1)!);
    expect(readable(answer)).toContain('you can’t use that button anymore');
    expect(readable(answer)).not.toContain('Drew');
  }
  expect(sandbox.exchanges.slice(views).map(({ name }) => name)).not.toContain('views.open');
  expect(await saved()).toEqual([]);
  expect(await drafts()).toContainEqual({ said: 'no lunch with Drew yesterday', open: true });
});

describe('when the book has changed', () => {
  test('an answer that was about someone else saves nothing, and the form is offered', async () => {
    const message = await ask(byCommand, 'no lunch with Gail yesterday');
    await rapport.book(rapport.priya, ['Gail Barton']);
    await press(message, yes);
    await replaced(
      byCommand,
      message,
      'Your partner list has changed since I asked, so I haven’t saved this yet.',
    );
    expect(await saved()).toEqual([]);
    await press(last(byCommand), draftActions.finish);
    expect(readable(priya.view()!)).toContain('“Gail” could be');
  });
});

test('an answer never moves to someone else, though the same question would be asked about them now', async () => {
  const message = await ask(byDm, 'no lunch with Nora yesterday');
  await db.query(`update partner set name = 'Kay Quinn' where name = 'Nora Quinn'`);
  await rapport.book(rapport.priya, ['Nora Hale']);
  await press(message, yes);
  await replaced(byDm, message, 'Your partner list has changed since I asked');
  expect(await saved()).toEqual([]);
  expect((await ask(byDm, 'no lunch with Nora yesterday')).text).toContain('Nora Hale');
});

describe('several things in one sentence', () => {
  test.each(everyWay)('%s, each is saved and answered by itself', async (_, way) => {
    const had = fromRapport(way).length;
    await way.say('Lunch with Dana. Called Drew; coffee with Brian.');
    const answers = await sandbox.until(() => {
      const own = fromRapport(way).slice(had);
      return own.length === 3 && own;
    });
    expect(answers.map(({ text }) => text)).toEqual([
      '✓ Lunch with Dana Lee, today',
      '✓ Talked with Drew Fields, today',
      'Which Brian?',
    ]);
    await press(answers[2]!, yes);
    await replaced(way, answers[2]!, '✓ Coffee with Brian Adams');
    expect(await saved()).toMatchObject([
      { kind: 'meal', who: ['Dana Lee'] },
      { kind: 'call', who: ['Drew Fields'] },
      { kind: 'meal', who: ['Brian Adams'] },
    ]);
    await press(answers[0]!, captureActions.undo);
    await replaced(way, answers[0]!, 'Undone: lunch with Dana Lee');
    expect(await saved()).toHaveLength(2);
  });

  test('delivered twice, each is saved once', async () => {
    sandbox.faults.inject({ event: 'message', kind: 'deliverTwice' });
    await priya.dm('Lunch with Dana. Called Drew.');
    expect(await saved()).toHaveLength(2);
  });

  test('said twice within minutes, each is asked about', async () => {
    await priya.dm('Lunch with Dana. Called Drew.');
    const had = priya.messages().length;
    await priya.dm('Lunch with Dana. Called Drew.');
    const texts = priya
      .messages()
      .slice(had)
      .filter((one) => one.bot_id)
      .map(({ text }) => text);
    expect(texts).toEqual([
      'Already saved: Lunch with Dana Lee, today',
      'Already saved: Talked with Drew Fields, today',
    ]);
    expect(await saved()).toHaveLength(2);
  });
});

describe('a name that was taken with a slip', () => {
  test.each(everyWay)('%s, is said, and can be changed', async (_, way) => {
    const message = await ask(way, 'coffee with Drew Feilds');
    expect(readable(message)).toContain('I took “Drew Feilds” for Drew Fields.');
    await press(message, captureActions.someoneElse);
    const form = priya.view()!;
    expect(readable(form)).toContain('Drew Fields');
    const { options } = await priya.options(form, 'partners', 'dana');
    await priya.submit(form, { partners: [String(options[0]!.value)] });
    const shown = await replaced(way, message, '✓ Coffee with Dana Lee');
    expect(shown).not.toContain('I took');
    expect(await saved()).toMatchObject([{ who: ['Dana Lee'] }]);
  });
});

// The clock only moves forward: these come last.
describe('a question is about the day on which it was said', () => {
  test('answered the next morning, yesterday is still the day before', async () => {
    sandbox.clock.moveTo('2026-06-10T02:00:00Z'); // Tuesday, 10 PM in Tampa
    const message = await ask(byDm, 'no lunch with Drew yesterday');
    sandbox.clock.moveTo('2026-06-10T13:00:00Z');
    await press(message, yes);
    await replaced(byDm, message, '✓ Lunch with Drew Fields · Mon, Jun 8');
    expect(await saved()).toMatchObject([{ on: '2026-06-08' }]);
  });

  test('what was planned for tomorrow is a plan for today', async () => {
    sandbox.clock.moveTo('2026-06-11T02:00:00Z');
    const message = await ask(byDm, 'lunch with Brian tomorrow');
    sandbox.clock.moveTo('2026-06-11T13:00:00Z');
    await press(message, yes);
    await replaced(byDm, message, '✓ Planned: lunch with Brian Adams · today');
    expect(await saved()).toMatchObject([{ what: 'plan', kind: 'meal', on: '2026-06-11' }]);
  });

  test('finished in the form days later, too', async () => {
    sandbox.clock.moveTo('2026-06-12T02:00:00Z'); // Thursday
    const message = await ask(byDm, 'no lunch with Drew yesterday');
    sandbox.clock.moveTo('2026-06-15T13:00:00Z');
    await press(message, draftActions.finish);
    await priya.submit(priya.view()!, {});
    await replaced(byDm, message, '✓ Lunch with Drew Fields · Wed, Jun 10');
  });

  test('an answer is good for a day; later it saves nothing and says so, and the form still opens', async () => {
    sandbox.clock.moveTo('2026-06-16T13:00:00Z');
    const [early, late] = [
      await ask(byDm, 'no lunch with Drew yesterday'),
      await ask(byDm, 'no dinner with Drew yesterday'),
    ];
    sandbox.clock.moveTo('2026-06-17T12:59:00Z');
    await press(early, yes);
    await replaced(byDm, early, '✓ Lunch with Drew Fields · Mon, Jun 15');
    sandbox.clock.moveTo('2026-06-17T13:01:00Z');
    await press(late, yes);
    const shown = await replaced(byDm, late, 'I asked that more than a day ago, so I didn’t save it.');
    expect(shown).toContain('[Finish…]');
    expect(await saved()).toHaveLength(1);
    await press(last(byDm), draftActions.finish);
    await priya.submit(priya.view()!, {});
    await replaced(byDm, late, '✓ Dinner with Drew Fields · Mon, Jun 15');
  });
});
