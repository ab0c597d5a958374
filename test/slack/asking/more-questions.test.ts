import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { askActions } from '../../../src/messages/asking/ask-controls.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { forgePress } from '../../support/forged.ts';
import { queriesOf } from '../../support/queries.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const ids = {
  ...(await rapport.book(rapport.priya, ['Dana Lee, Keller Williams'], 'inner')),
  ...(await rapport.book(rapport.priya, [
    'Marcus Webb, Webb Builders',
    'Joan Ortiz',
    'Grant Hale, Keller Williams Tampa',
  ])),
};
await rapport.book(rapport.sam, ['Rosa Diaz, Keller Williams']);
const dana = ids['Dana Lee']!;
await db.query(`update partner set kind = 'builder' where name = 'Marcus Webb'`);
await db.query(`update partner set phone = '813-555-0177', growing = 'night classes' where id = $1`, [dana]);
for (const said of [
  'coffee with Dana yesterday, her son starts college, promised the outline by tomorrow',
  'called Dana, promised the slides by Friday',
  'open house with Marcus on April 12',
  'coffee with Joan tomorrow',
])
  await priya.command('/touchpoint', said, rapport.channel);

type Person = typeof priya;
const last = (who: Person = priya) => readable(who.messages(rapport.channel).at(-1)!);
async function ask(text: string, who: Person = priya): Promise<string> {
  await who.command('/rapport', text, rapport.channel);
  return last(who);
}

describe('the brief', () => {
  test.each([
    'prep me for lunch with dana',
    'brief me on Dana Lee',
    'what do i know about dana?',
    'lunch with dana tomorrow, what do i need to know',
    'whats important to dana',
  ])('%s', async (text) => {
    expect(await ask(text)).toBe(
      [
        '*Dana Lee* · Keller Williams · 813-555-0177',
        '*Last:* call today',
        '*Said Jun 8*: “her son starts college”',
        '*Growing:* night classes. You could offer to teach the financing part with them.',
        '*Owed:* outline, due tomorrow · slides, due Fri, Jun 12',
        '*Next:* talk by Tue, Jun 23',
        '*Worth asking:* “What’s one thing we could do better for your clients?”',
        '[Open Dana Lee]',
      ].join('\n'),
    );
  });

  test('is a press away from when they last met, and shows no word on a lock screen', async () => {
    await ask('when did i last see dana');
    await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: askActions.brief });
    await vi.waitFor(() => expect(last()).toContain('*Worth asking:*'));
    expect(priya.messages(rapport.channel).at(-1)!.text).toBe('Brief: Dana Lee');
  });
});

test('who is due this week, and what is planned', async () => {
  expect(await ask('what’s my week look like')).toMatch(
    /^This week: 1 planned, 2 promises(?:, \d to reach)?\nPlanned: coffee with \*Joan Ortiz\*, tomorrow/,
  );
  expect(await ask('what do i have tomorrow')).toContain('coffee with *Joan Ortiz*, tomorrow');
  expect(await ask('who’s on for next week')).toMatch(/^(?:Next week: \d+ to reach|Nothing planned)/);
});

test('who is overdue', async () => {
  expect(await ask('who am i late with')).toBe('No one’s overdue. Everyone’s in rhythm.');
});

test('partners by kind, by tier, and by company; of a colleague’s only that they are not theirs', async () => {
  expect(await ask('my builders')).toBe('Your builder: Marcus Webb (core)\n[Open Marcus Webb]');
  expect(await ask('who’s in my inner circle')).toMatch(/^Inner circle \(1\): Dana Lee \(/);
  expect(await ask('who do i know at keller williams')).toEqual(
    expect.stringMatching(/^3 partners at Keller Williams: [\w ]+, [\w ]+, Rosa Diaz \(not in your book\)\n/),
  );
  expect(await ask('my cpas')).toBe('You have no accountants yet.');
  expect(await ask('anyone at compass')).toBe('I can’t find anyone at “compass.”');
});

test('[Open list] has all of them, with their cards; [Plan one…] plans with one', async () => {
  await ask('who haven’t i met in 30 days');
  const message = () => priya.messages(rapport.channel).at(-1)!;
  await priya.press({ message: message(), actionId: askActions.list });
  const list = readable(priya.view()!);
  expect(list).toContain('Not met in the last 30 days: 3 of your 4 close partners');
  expect(list).toMatch(/\*Grant Hale\*\nno meeting yet {2}\[Open\]/);
  await priya.press({ view: priya.view()!, actionId: cardActions.open, value: String(ids['Grant Hale']) });
  await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== Partner ==\n*Grant Hale*'));
  while (priya.view()) await priya.closeView({ all: true });
  await priya.press({ message: message(), actionId: askActions.plan, value: String(ids['Grant Hale']) });
  expect(readable(priya.view()!)).toContain('*Grant Hale*: no reminders before then.');
  await priya.closeView();
});

test('who was never asked for feedback, and whose feedback waits', async () => {
  expect(await ask('who was never asked for feedback')).toMatch(
    /^Never asked for feedback: 4 of your 4 close partners\. Dana Lee, /,
  );
  await priya.command('/touchpoint', 'coffee with Grant, he said our letters are slow', rapport.channel);
  const answer = await ask('any feedback waiting');
  expect(answer).toMatch(/^Waiting for you: \*Grant Hale\* \(reply by /);
  expect(answer).toContain('Told you the truth this past year: Grant Hale (Jun 9)');
  expect(answer).toContain('Never asked: 3 of your 4 close partners');
  expect(answer).not.toContain('slow');
});

test('how they are doing, by effort and nothing of anyone else', async () => {
  await sandbox.as(rapport.sam).command('/touchpoint', 'lunch with Rosa Diaz', rapport.channel);
  expect(await ask('how am i doing')).toMatch(
    /^Since May 11: 3 touchpoints with 2 partners, 2 in person\.\n\d of your 4 close partners in rhythm today\./,
  );
  expect(await ask('how am i doing', sandbox.as(rapport.sam))).toMatch(
    /^Since May 11: 1 touchpoint with 1 partner, 1 in person\./,
  );
});

test('a phone number; for a colleague’s partner, who has it', async () => {
  expect(await ask('what’s danas number')).toBe('*Dana Lee*: 813-555-0177\n[Open Dana Lee]');
  expect(await ask('Rosa Diaz’s phone')).toContain(
    'isn’t in your book, so I can’t show a phone or email. Ask Sam Cole.',
  );
});

test('a wish is nothing to log: what is planned, or a button to plan it', async () => {
  const drafts = () => db.query('select id from draft');
  const before = await drafts();
  expect(await ask('i should really see dana soon')).toMatch(
    /^Nothing logged\. Pick a day, and I’ll remind you\.\nYou last met \*Dana Lee\* yesterday[\s\S]*\[Plan…\] \[Brief\] \[Open Dana Lee\]$/,
  );
  await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: askActions.plan });
  expect(readable(priya.view()!)).toContain('== Make a plan ==');
  await priya.closeView();
  expect(await ask('need to meet with joan')).toContain('You have a plan already.');
  expect(await drafts()).toEqual(before);
});

describe('a list of names', () => {
  test.each([
    'Dana Lee, Marcus Webb, Joan Ortiz',
    'dana and marcus',
    'dana lee marcus webb',
    'ok heres my people: dana, marcus, joan and grant',
  ])('is never logged: %s', async (text) => {
    const saved = () => db.query('select (select count(*) from capture), (select count(*) from draft)');
    const before = await saved();
    await priya.dm(text);
    const answer = readable(priya.messages().at(-1)!);
    expect(answer).toMatch(/^\d partners, nothing logged\. Did you see them\?\n[\s\S]*\*Dana Lee\*/);
    expect(answer).not.toContain('Finish');
    expect(await saved()).toEqual(before);
  });
});

describe('what begins like a question or an order', () => {
  const drafts = () => db.query('select id from draft');
  test.each([
    'cancel my diet, dana dragged me to lunch today and we split the steak',
    'ok so who did i run into at costco but dana, we stood there half an hr',
  ])('but tells of something done is kept, and asked about: %s', async (text) => {
    const before = (await drafts()).length;
    await priya.dm(text);
    expect((await drafts()).length).toBe(before + 1);
  });

  test.each(['text dana that im late', 'call marcus for me', '1. Dana Lee - Keller Williams'])(
    'and tells of nothing is not: %s',
    async (text) => {
      const before = await drafts();
      await priya.dm(text);
      expect(await drafts()).toEqual(before);
      expect(readable(priya.messages().at(-1)!)).not.toContain('Finish');
    },
  );
});

describe('a promise is marked as kept in the answer', () => {
  test('once, and it can be taken back', async () => {
    await ask('what did i promise dana');
    const message = () => priya.messages(rapport.channel).at(-1)!;
    await priya.press({ message: message(), actionId: `${askActions.promiseDone}.0` });
    await vi.waitFor(() => expect(last()).toContain('✓ Done: outline.'));
    expect(last()).toBe(
      '✓ Done: outline.\nOne open: slides, due Fri, Jun 12.\n[Slides are done] [Not done] [Open Dana Lee]',
    );
    expect(message().text).toBe('1 open promise to Dana Lee');
    const states = () => db.query(`select text, state from promise order by id`);
    expect(await states()).toMatchObject([{ state: 'done' }, { state: 'open' }]);
    await priya.press({ message: message(), actionId: askActions.promiseReopen });
    await vi.waitFor(() => expect(last()).toContain('Two open: outline'));
    expect(await states()).toMatchObject([{ state: 'open' }, { state: 'open' }]);
  });
});

describe('what is not understood', () => {
  test('leads on, with nothing green and nothing kept', async () => {
    const drafts = () => db.query('select id from draft');
    const before = await drafts();
    await priya.dm('my day was terrible and the office was a zoo');
    const message = priya.messages().at(-1)!;
    expect(readable(message)).toBe(
      'I didn’t get that, and saved nothing.\n[Log a touchpoint] ⌄ Find a partner [Today’s list]',
    );
    expect(JSON.stringify(message.blocks)).not.toContain('primary');
    expect(await drafts()).toEqual(before);
    await priya.press({ message, actionId: askActions.log });
    expect(readable(priya.view()!)).toContain('== Log a touchpoint ==');
    await priya.closeView();
    const chosen = { text: { type: 'plain_text', text: 'Dana Lee' }, value: String(dana) };
    await forgePress(rapport, rapport.priya, {
      type: 'external_select',
      action_id: askActions.find,
      selected_option: chosen,
    });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== Partner =='));
    while (priya.view()) await priya.closeView({ all: true });
  });
});

test('what was promised and is to be answered belongs to the days', async () => {
  await priya.dm('promised Joan the flyer by tomorrow');
  await db.query(
    `with c as (insert into capture (source, member_id, made_at)
                select 'modal', id, now() from member where name = 'Priya Patel' returning id, member_id)
     insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, answer_by)
     select c.id, $1, c.member_id, c.member_id, '2026-05-26', 'slow letters', '2026-06-10' from c`,
    [ids['Grant Hale']],
  );
  for (const text of ['this week', 'what’s coming up', 'what do I have tomorrow']) {
    await priya.dm(text);
    const answer = priya.messages().at(-1)!;
    expect(readable(answer)).toContain('*Joan Ortiz*: the flyer, due tomorrow');
    expect(readable(answer)).toContain('To answer: *Grant Hale*, reply by tomorrow');
    expect(readable(answer)).not.toContain('slow letters');
    expect(answer.text).toMatch(/ promises?, 1 reply/);
  }
  await priya.dm('what do I have next week');
  expect(readable(priya.messages().at(-1)!)).not.toMatch(/flyer|To answer/);
  await db.query(`update feedback set withdrawn_at = now() where text = 'slow letters'`);
  await db.query(`update promise set withdrawn_at = now() where text = 'the flyer'`);
});

test.each([
  'who today',
  'whats my week',
  'what’s coming up',
  'who am i late with',
  'who’s next',
  'when did i last see marcus',
  'when did I last see Rosa Diaz',
  'what did I promise dana',
  'what do i owe',
  'prep me for lunch with dana',
  'brief me on Rosa Diaz',
  'what’s dana’s number',
  'dana',
  'i should see dana soon',
  'dana and marcus',
  'whats important to dana',
  'who haven’t i met in 90 days',
  'who was never asked for feedback',
  'any feedback waiting',
  'my builders',
  'who’s in my inner circle',
  'who do i know at keller williams',
  'how am i doing',
  'who sends me the most business',
  'what can you do',
  'thanks',
  'who won the game',
])('%s takes at most four statements', async (text) => {
  const texts = await queriesOf(() => priya.command('/rapport', text, rapport.channel));
  expect(texts.length, texts.map((one) => one.trim().slice(0, 90)).join('\n')).toBeLessThanOrEqual(4);
});
