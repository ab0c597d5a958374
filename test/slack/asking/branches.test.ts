import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { askActions } from '../../../src/messages/asking/ask-controls.ts';
import { queriesOf } from '../../support/queries.ts';
import { startRapport } from '../../support/rapport.ts';

/**
 * What managers and leads ask about branches. Tampa is Ada's, with Priya and Sam; Naomi leads; Wen is alone in Chicago. Feedback
 * waits for Priya.
 */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
await db.query(`update member set roles = '{member,manager}' where slack_user_id = $1`, [rapport.admin.id]);
const elsewhere = sandbox.addChannel({ name: 'chicago', members: [], botIn: true });
await db.query(`insert into branch (channel_id, name, zone) values ($1, 'Chicago', 'America/Chicago')`, [
  elsewhere.id,
]);
async function join(name: string, realName: string, branch: string, roles: string) {
  const user = sandbox.addUser({ name, realName });
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state, roles)
     select $1, id, $2, 'America/New_York', 'active', $4::text[] from branch where name = $3`,
    [user.id, realName, branch, roles],
  );
  return user;
}
const naomiUser = await join('naomi', 'Naomi Brooks', 'Tampa', '{member,lead}');
const wenUser = await join('wen', 'Wen Zhao', 'Chicago', '{member}');
const booked = await rapport.book(rapport.priya, [
  'Grant Whitfield',
  'Marcus Webb',
  'Rosa Diaz',
  'Tom Baxter',
]);
await rapport.book(wenUser, ['Pete Sandoval']);
await rapport.book(rapport.admin, ['Joan Ortiz']);
const ada = sandbox.as(rapport.admin);
const priya = sandbox.as(rapport.priya);
const naomi = sandbox.as(naomiUser);
const wen = sandbox.as(wenUser);
naomi.join(rapport.channel);
const owner = await rapport.member(rapport.priya);
await db.query(
  `with c as (insert into capture (source, member_id, made_at) values ('modal', $2, now()) returning id)
   insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, answer_by)
   select c.id, $1, $2, $2, '2026-06-01', 'slow letters', '2026-06-15' from c`,
  [booked['Grant Whitfield'], owner.id],
);

type Person = typeof ada;
async function ask(who: Person, text: string): Promise<string> {
  const seen = who.messages().length;
  await who.dm(text);
  const answers = who
    .messages()
    .slice(seen)
    .filter((message) => message.bot_id);
  expect(answers).toHaveLength(1);
  return readable(answers[0]!);
}

describe('a manager', () => {
  test('reads of the branch what its screen says, and never their own numbers', async () => {
    expect(await ask(ada, 'who is late in my branch')).toMatch(/^\*Tampa\*: .*\n?[\s\S]*\[Open My branch\]$/);
    expect(await ask(ada, 'how is my branch doing')).not.toContain('your 0');
    expect(await ask(ada, 'who has room')).toMatch(/Most room: .*Sam Cole[\s\S]*\[Open My branch\]/);
    expect(await ask(ada, 'who did well')).toContain('it takes three close partners');
    expect(await ask(ada, 'who could use a hand')).toContain('in Tampa');
    expect(await ask(ada, 'any feedback in my branch')).toContain('Tampa: 1 open.');
  });

  test('is told of another branch who may see it', async () => {
    expect(await ask(ada, 'who’s late in Chicago')).toContain('The branch manager or a program lead can.');
    expect(await ask(ada, 'who’s late in Brandon')).toContain('I don’t know a branch called “Brandon.”');
  });

  test('hears what waits for others in the branch', async () => {
    expect(await ask(ada, 'any feedback waiting')).toContain(
      'No feedback is waiting for you.\n1 is open in your branches, for others to answer.\n',
    );
    expect(await ask(priya, 'any feedback waiting')).toContain('Waiting for you: *Grant Whitfield*');
  });

  test('opens the screen from the answer', async () => {
    await ask(ada, 'how is my branch doing');
    await ada.press({ message: ada.messages().at(-1)!, actionId: askActions.screen });
    await sandbox.until(() => readable(ada.messages().at(-1)!).includes('It’s open in my Home tab now.'));
    expect(JSON.stringify(ada.home())).toContain('Capacity used');
  });
});

describe('a program lead', () => {
  test('reads of all branches, or of one by its name', async () => {
    expect(await ask(naomi, 'how are my branches doing')).toMatch(
      /\*Chicago\*[\s\S]*\*Tampa\*|\*Tampa\*[\s\S]*\*Chicago\*/,
    );
    expect(await ask(naomi, 'who’s late in chicago')).toMatch(/^\*Chicago\*: [\s\S]*\[Open Chicago\]$/);
    expect(await ask(naomi, 'what’s the month')).toContain('[Open Month]');
    expect(await ask(naomi, 'feedback in Tampa')).toContain('Tampa: 1 open.');
    expect(await ask(naomi, 'who haven’t my branches asked for feedback')).toContain('Asked 1 of 6');
    expect(await ask(naomi, 'who has room')).toContain('Wen Zhao, Chicago (23 more)');
  });
});

test('a member is told who may see a branch', async () => {
  for (const text of ['who’s late in my branch', 'who could use a hand', 'who’s late in Chicago'])
    expect(await ask(priya, text)).toBe(
      'You can’t see a branch broken down by person. The branch manager or a program lead can.\nI can show you your own:\n[Who’s overdue?] [Not seen]',
    );
});

describe('a colleague’s name', () => {
  test.each(['Priya Patel', 'what did Priya promise', 'how is Priya doing', 'how is priya doing'])(
    'is no partner to add: %s',
    async (text) => {
      expect(await ask(ada, text)).toBe('*Priya Patel* is on your team in Tampa.\n[Open Priya’s list]');
    },
  );

  test('opens nothing for a peer', async () => {
    expect(await ask(priya, 'Sam Cole')).toBe('*Sam Cole* is on your team in Tampa.');
    expect(await ask(wen, 'Sam Cole')).toContain('[Add Sam Cole…]');
    expect(await ask(naomi, 'how is Wen Zhao doing')).toBe('*Wen Zhao* works in Chicago.\n[Open Wen’s list]');
    expect(await ask(priya, 'Priya Patel')).toBe('*Priya Patel* is you.');
  });

  test('is the same after /partner', async () => {
    await ada.command('/partner', 'priya', rapport.channel);
    expect(readable(ada.messages(rapport.channel).at(-1)!)).toContain('is on your team in Tampa.');
  });
});

describe('when a partner was last seen, whom the asker has never met', () => {
  test('a lead and a manager read who did', async () => {
    await wen.dm('lunch with Pete on March 30');
    await wen.dm('called Pete on May 18');
    expect(await ask(naomi, 'when did we last see Pete Sandoval')).toContain(
      'Wen Zhao last met *Pete Sandoval* on Mon, Mar 30 (lunch), and talked on Mon, May 18.',
    );
    await priya.dm('coffee with Grant yesterday, he is moving');
    const answer = await ask(ada, 'when did we last talk to Grant Whitfield');
    expect(answer).toContain('Priya Patel last met *Grant Whitfield* yesterday (coffee).');
    expect(answer).not.toContain('moving');
  });

  test('a colleague reads the day alone', async () => {
    const sam = sandbox.as(rapport.sam);
    const answer = await ask(sam, 'when did we last see Grant Whitfield');
    expect(answer).toContain('The branch’s last one was yesterday.');
    expect(answer).not.toContain('Priya');
  });
});

test('the name of a branch that one sees opens it', async () => {
  expect(await ask(naomi, 'how is tampa doing')).toBe('*Tampa* is a branch.\n[Open Tampa]');
  expect(await ask(priya, 'how is tampa doing')).not.toContain('is a branch');
});

test.each<[string, Person]>([
  ['how is my branch doing', ada],
  ['who could use a hand', ada],
  ['any feedback in my branch', ada],
  ['who’s late in Chicago', naomi],
  ['who has room', naomi],
  ['feedback in Tampa', naomi],
  ['how are my branches doing', naomi],
  ['any feedback waiting', ada],
  ['Priya Patel', ada],
  ['how is priya doing', ada],
  ['when did we last see Pete Sandoval', naomi],
])('“%s” takes at most four statements', async (text, who) => {
  const texts = await queriesOf(() => who.command('/rapport', text, rapport.channel));
  expect(texts.length, texts.map((one) => one.trim().slice(0, 90)).join('\n')).toBeLessThanOrEqual(4);
});
