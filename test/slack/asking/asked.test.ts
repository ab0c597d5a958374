import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { askActions } from '../../../src/messages/asking/ask-controls.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { queriesOf } from '../../support/queries.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Marcus Webb, Webb Builders',
  'Joan Ortiz',
  'Joan Park, Park Title',
]);
await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);
await db.query(
  `with b as (insert into branch (channel_id, name, zone) values ('C0ELSE', 'Elsewhere', 'America/Chicago') returning id)
   insert into partner (branch_id, name, company, name_key, entered_on)
   select id, 'Hidden Person', 'Secret Co', 'hidden person', '2026-01-01' from b`,
);
for (const said of [
  'open house with Marcus on April 12, his father is ill',
  'called Marcus on May 20',
  'coffee with Marcus tomorrow',
  'coffee with Dana yesterday, promised the outline by tomorrow',
  'called Dana, promised the slides by Friday',
])
  await priya.command('/touchpoint', said, rapport.channel);
await sam.command('/touchpoint', 'lunch with Rosa Diaz, promised the rate sheet by Friday', rapport.channel);

type Person = typeof priya;
const saved = async () =>
  (
    await db.query<{ n: number }>(
      'select (select count(*) from capture)::int + (select count(*) from draft)::int as n',
    )
  )[0]?.n;

/** Asks, checks that nothing was saved, and returns the only answer. */
async function ask(who: Person, text: string, by: (typeof ways)[number]): Promise<string> {
  const before = await saved();
  const where = by === 'a direct message' ? undefined : rapport.channel;
  const seen = who.messages(where).length;
  if (by === 'a direct message') await who.dm(text);
  else await who.command(by, text, rapport.channel);
  const answers = who
    .messages(where)
    .slice(seen)
    .filter((message) => message.bot_id);
  expect(answers).toHaveLength(1);
  expect(await saved()).toBe(before);
  return readable(answers[0]!);
}

const ways = ['a direct message', '/rapport', '/touchpoint'] as const;

describe.each(ways)('by %s', (by) => {
  test('when they last met and talked, and what is planned', async () => {
    const answer = await ask(priya, 'When did I last see Marcus?', by);
    expect(answer).toContain(
      'You last met *Marcus Webb* on Sun, Apr 12 (open house), and talked on Wed, May 20.\nNext: coffee, tomorrow.',
    );
    expect(answer).toContain('[Brief] [Open Marcus Webb]');
    expect(answer).not.toContain('father');
  });

  test('what was promised, with its days', async () => {
    const answer = await ask(priya, 'what did i promise dana', by);
    expect(answer).toContain(
      'Two open: outline, due tomorrow · slides, due Fri, Jun 12.\n[Outline is done] [Slides are done] [Open Dana Lee]',
    );
    expect(answer).toContain('[Open Dana Lee]');
    expect(await ask(priya, 'what do I owe', by)).toContain(
      '2 open promises:\n*Dana Lee*: outline, due tomorrow\n*Dana Lee*: slides, due Fri, Jun 12',
    );
    expect(await ask(priya, 'what do i owe marcus', by)).toContain('no open promises to Marcus Webb.');
  });

  test('which of several is meant', async () => {
    const answer = await ask(priya, 'when did i last see joan', by);
    expect(answer).toContain('Which Joan?');
    expect(answer).toMatch(/\*Joan Ortiz\*[\s\S]*\[Open\][\s\S]*\*Joan Park\* · Park Title[\s\S]*\[Open\]/);
  });

  test('of a colleague’s partner only the day of the last contact', async () => {
    const seen = await ask(priya, 'when did I last see Rosa Diaz', by);
    expect(seen).toContain(
      'You haven’t logged a contact with *Rosa Diaz* yet. The branch’s last one was today.',
    );
    expect(seen).not.toMatch(/lunch|rate sheet/);
    expect(await ask(priya, 'what did I promise Rosa Diaz', by)).toContain(
      'You have no open promises to Rosa Diaz.',
    );
  });

  test('nothing of a partner whom one may not see', async () => {
    for (const text of ['when did i last see Hidden Person', 'what did i promise Hidden Person']) {
      const answer = await ask(priya, text, by);
      expect(answer).toContain('I can’t find “Hidden Person”');
      expect(answer).not.toMatch(/Secret|Open/);
    }
  });

  test('who is on today’s list, with its reasons and buttons; who is next', async () => {
    const list = await ask(priya, 'who do I need to call today?', by);
    expect(list).toContain(
      'One to reach today, Priya:\n*Dana Lee* · Lee & Co\nYou promised: outline, due tomorrow.\n[Done]',
    );
    expect(list).not.toMatch(/Rosa|Hidden/);
    expect(await ask(priya, 'who’s next', by)).toMatch(
      /Next: \*[\w ]+\*, (?:in person|talk) by \w+, Jun \d+ · /,
    );
  });

  test('whom of their own close partners they have not met', async () => {
    const answer = await ask(priya, 'Who haven’t I met in 30 days?', by);
    expect(answer).toContain(
      'Not met in the last 30 days: 3 of your 4 close partners. Joan Ortiz (no meeting yet), Joan Park (no meeting yet), Marcus Webb (Apr 12)',
    );
    expect(answer).toContain('⌄ Plan one… [Open list]');
    expect(await ask(priya, 'who haven’t I seen in a year', by)).toContain('2 of your 4');
    expect(await ask(sam, 'who haven’t I met in 30 days', by)).toContain(
      'You’ve met your one close partner in the last 30 days.',
    );
  });

  test('a name alone, with a short card', async () => {
    const answer = await ask(priya, 'Marcus', by);
    expect(answer).toContain('*Marcus Webb* · Webb Builders\nYou last met *Marcus Webb* on Sun, Apr 12');
    expect(answer).toContain('[Open Marcus Webb]');
    expect(await ask(priya, 'show me joan', by)).toContain('Which Joan?');
    expect(await ask(priya, 'show me Hidden Person', by)).not.toMatch(/Secret|Open/);
  });

  test('thanks, help, and who sends business', async () => {
    expect(await ask(priya, 'Thanks!', by)).toContain('Anytime.');
    expect(await ask(priya, 'what can you do?', by)).toContain('*Log* a meeting');
    const answer = await ask(priya, 'who sends me the most business?', by);
    expect(answer).toContain('I don’t count referrals or loans, on purpose.');
    expect(answer).toContain('[Not seen] [Promises] [Feedback]');
    const where = by === 'a direct message' ? undefined : rapport.channel;
    const message = priya.messages(where).at(-1)!;
    await priya.press({ message, actionId: askActions.promises });
    await vi.waitFor(() => expect(readable(priya.messages(where).at(-1)!)).toContain('2 open promises:'));
    await priya.press({ message, actionId: askActions.notMet });
    await vi.waitFor(() =>
      expect(readable(priya.messages(where).at(-1)!)).toContain('Not met in the last 90 days'),
    );
  });

  test('that no one is due today', async () => {
    const answer = await ask(sam, 'who today', by);
    expect(answer).toContain('No one’s due today. A good day to see someone you like.\n[Who’s next?]');
    const where = by === 'a direct message' ? undefined : rapport.channel;
    await sam.press({ message: sam.messages(where).at(-1)!, actionId: askActions.next });
    await vi.waitFor(() => expect(readable(sam.messages(where).at(-1)!)).toContain('Next: *Rosa Diaz*'));
  });

  test('nothing for those who only read the expense record', async () => {
    await db.query(`update member set roles = '{compliance}' where slack_user_id = $1`, [rapport.sam.id]);
    const answer = await ask(sam, 'what did i promise rosa', by);
    expect(answer).not.toMatch(/rate sheet|Rosa Diaz/);
    await db.query(`update member set roles = '{member}' where slack_user_id = $1`, [rapport.sam.id]);
  });
});

test('[Open Marcus Webb] opens the card', async () => {
  await priya.dm('when did i last see marcus');
  await priya.press({ message: priya.messages().at(-1)!, actionId: cardActions.open });
  await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== Partner =='));
});

test('the words of a promise are in no notification', async () => {
  await priya.dm('what did i promise dana');
  expect(priya.messages().at(-1)!.text).toBe('2 open promises to Dana Lee');
});

test.each([
  'who today',
  'who’s next',
  'when did i last see marcus',
  'what did I promise dana',
  'when did I last see Rosa Diaz',
])('%s takes at most four statements', async (text) => {
  const texts = await queriesOf(() => priya.command('/rapport', text, rapport.channel));
  expect(texts.length, texts.map((one) => one.trim().slice(0, 90)).join('\n')).toBeLessThanOrEqual(4);
});

test('anything else is not understood, and says so with no green button', async () => {
  const rest = await ask(priya, 'is it going to rain', '/rapport');
  expect(rest).toContain('I didn’t get that, and saved nothing.');
  await priya.dm('what’s the weather in Tampa like');
  const message = priya.messages().at(-1)!;
  expect(readable(message)).toContain('[Log a touchpoint] ⌄ Find a partner [Today’s list]');
  expect(JSON.stringify(message.blocks)).not.toContain('primary');
  await priya.press({ message, actionId: askActions.today });
  await vi.waitFor(() => expect(readable(priya.messages().at(-1)!)).toContain('One to reach today, Priya:'));
});

test('a question of someone with nothing but resting partners adds no partner', async () => {
  const setTier = (tier: string) =>
    db.query(
      'update relationship set tier = $1 where owner_id = (select id from member where slack_user_id = $2)',
      [tier, rapport.sam.id],
    );
  const partners = () => db.query('select name from partner order by id');
  const before = await partners();
  await setTier('resting');
  expect(await ask(sam, 'Find Zoe Quill', 'a direct message')).toContain('I can’t find “Zoe Quill”');
  expect(await partners()).toEqual(before);
  await setTier('core');
});
