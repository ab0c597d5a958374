import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** Names typed in a message follow the rule of forms and files. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.sam, ['Dana Lee, Lee & Co', 'Robert Reed, Reed Homes', 'Joan Ortiz']);
await rapport.book(rapport.priya, ['Zoe Hart, Hart Homes', 'Marcus Webb, Webb Builders']);
await db.query(
  `update partner set phone = '813-555-0142', email = 'dana@example.com' where name = 'Dana Lee'`,
);

async function answers(text: string, user = priya) {
  const before = user.messages().length;
  await user.dm(text);
  return user
    .messages()
    .slice(before)
    .filter((message) => message.bot_id);
}
const answersTo = async (text: string, user = priya) =>
  (await answers(text, user)).map((message) => readable(message));
const owners = (name: string) =>
  db.query(
    `select p.company, m.name as owner, r.tier from partner p join relationship r on r.partner_id = p.id
       join member m on m.id = r.owner_id
      where p.name = $1 and r.archived_on is null order by p.id, r.id`,
    [name],
  );
const last = (user = priya) => user.messages().at(-1)!;
const press = (actionId: string) => priya.press({ message: last(), actionId });
/** A press of a button that is not, or no longer, there. */
const pressed = async (user: typeof rapport.sam, action_id: string, value: string) =>
  expect((await forgePress(rapport, user, { type: 'button', action_id, value }, undefined)).status).toBe(200);
const says = (text: string) => vi.waitFor(() => expect(readable(last())).toContain(text));
/** What the last question's button carries. */
const asked = async () => {
  const [draft] = await db.query<{ id: number }>('select max(id) as id from draft');
  return draft!.id;
};

describe('a colleague’s partner', () => {
  test('is asked about, and the other lines are added all the same', async () => {
    const [list, question, ...more] = await answersTo(
      'Zoe Hill, Hill Title\nDana Lee, Lee & Co\nAnn Moss, Moss Law',
    );
    expect(list).toContain('✓ Zoe Hill, Hill Title (core)');
    expect(list).toContain('✓ Ann Moss, Moss Law (core)');
    expect(list).not.toContain('Dana');
    expect(question).toContain('Sam already works with a Dana Lee at Lee & Co.');
    expect(question).toContain('Not added yet: Dana Lee, Lee & Co');
    expect(question).toContain('[Same Dana, mine too] [Different Dana]');
    expect(question).not.toMatch(/0142|example\.com/);
    expect(more).toEqual([]);
    expect(await owners('Dana Lee')).toHaveLength(1);
  });

  test('becomes the member’s too with one tap, and only once', async () => {
    const [dana] = await db.query<{ id: number }>(`select id from partner where name = 'Dana Lee'`);
    await Promise.all([press('draft.same.1'), press('draft.same.1')]);
    expect(await owners('Dana Lee')).toMatchObject([{ owner: 'Sam Cole' }, { owner: 'Priya Patel' }]);
    await pressed(rapport.priya, 'draft.different', `${await asked()}.${dana!.id}`);
    expect(await owners('Dana Lee')).toHaveLength(2);
    await says('You’ve already finished that one.');
    expect((await answersTo('add Dana Lee')).at(-1)).toContain('Already in your book: Dana Lee (Lee & Co).');
  });

  test('is asked about by a bare name and by a nickname in the same company', async () => {
    expect(await answersTo('add Joan Ortiz')).toEqual([
      expect.stringContaining('Sam already works with a Joan Ortiz.'),
    ]);
    const [question] = await answersTo('new partner: Bob Reed, Reed Homes');
    expect(question).toContain('Sam already works with a Robert Reed at Reed Homes.');
    expect(question).toContain('[Same person, mine too] [Different person]');
  });

  test('may be a different one, who is added once', async () => {
    await Promise.all([press('draft.different'), press('draft.different')]);
    expect(await owners('Bob Reed')).toEqual([{ company: 'Reed Homes', owner: 'Priya Patel', tier: 'core' }]);
    expect(await owners('Robert Reed')).toHaveLength(1);
  });
});

describe('a partner of one’s own', () => {
  test('under a near name in the same company is asked about', async () => {
    const [question, ...more] = await answersTo('add Zoe Heart, Hart Homes');
    expect(question).toContain('You already work with a Zoe Hart at Hart Homes.');
    expect(question).toContain('[Same Zoe] [Different Zoe]');
    expect(more).toEqual([]);
    await press('draft.same.1');
    await says('Zoe Hart, Hart Homes is already in your book');
    expect(await owners('Zoe Heart')).toEqual([]);
  });

  test('with another company is asked about where other lines make a list, and the others are added', async () => {
    const [list, question] = await answersTo('Marcus Webb, Webb Title\nNina Cole, Cole Law');
    expect(list).toContain('✓ Nina Cole, Cole Law');
    expect(question).toContain('You already work with a Marcus Webb at Webb Builders.');
    await press('draft.different');
    expect(await owners('Marcus Webb')).toMatchObject([
      { company: 'Webb Builders' },
      { company: 'Webb Title' },
    ]);
  });
});

test('a partner without an owner who is surely the same is taken over', async () => {
  await db.query(
    `with p as (insert into partner (branch_id, name, company, kind, name_key, company_key, entered_on)
       select id, 'Ivy Park', 'Park Homes', 'other', 'ivy park', 'park homes', '2026-06-01' from branch returning id, branch_id)
     insert into relationship (partner_id, branch_id, tier, entered_on) select id, branch_id, 'resting', '2026-06-01' from p`,
  );
  expect(await answersTo('add Ivy Park, Park Homes')).toEqual([
    expect.stringContaining('Added 1: Ivy Park (Park Homes).'),
  ]);
  expect(await owners('Ivy Park')).toMatchObject([{ owner: 'Priya Patel' }]);
});

test('two names of one list that may be one person: the second is asked about', async () => {
  const [list, question] = await answersTo('Kate Snow, Snow Law\nKatie Snow, Snow Law');
  expect(list).toContain('Added 1: Kate Snow (Snow Law).');
  expect(question).toContain('You already work with a Kate Snow at Snow Law.');
});

test('several who may be meant are told apart by their companies', async () => {
  await rapport.book(rapport.sam, ['Lou Gray, Gray Homes', 'Lou Gray, Gray Title']);
  const [question] = await answersTo('add Lou Gray');
  expect(question).toContain('Sam already works with a Lou Gray at Gray Homes.');
  expect(question).toContain(
    '[Lou Gray, Gray Homes, mine too] [Lou Gray, Gray Title, mine too] [Different Lou]',
  );
  await press('draft.same.2');
  expect(await owners('Lou Gray')).toMatchObject([
    { company: 'Gray Homes', owner: 'Sam Cole' },
    { company: 'Gray Title', owner: 'Sam Cole' },
    { company: 'Gray Title', owner: 'Priya Patel' },
  ]);
});

test('an answer holds for who was asked about: where that changed, it is asked again', async () => {
  const [asked] = await answers('add Ray Fox, Fox Title');
  expect(readable(asked!)).toContain('Added 1: Ray Fox (Fox Title).');
  expect(await answersTo('add Raymond Fox, Fox Title')).toEqual([
    expect.stringContaining('[Same person] [Different person]'),
  ]);
  await rapport.book(rapport.sam, ['Raymund Fox, Fox Title']);
  await press('draft.different');
  await says('Sam already works with a Raymund Fox at Fox Title.');
  expect(await owners('Raymond Fox')).toEqual([]);
  await db.query(
    `update partner set company = 'Elsewhere', company_key = 'elsewhere' where name like 'Ra% Fox'`,
  );
  await press('draft.same.1');
  await says('The partner I asked about isn’t in your branch anymore.');
  await press('draft.different');
  expect(await owners('Raymond Fox')).toHaveLength(1);
});

test('no one answers for someone else, nor with a sentence that waits', async () => {
  const [question] = await answers('add Robert Reed, Reed Homes');
  const draftId = await asked();
  const [robert] = await db.query<{ id: number }>(`select id from partner where name = 'Robert Reed'`);
  const before = await owners('Robert Reed');
  await pressed(rapport.sam, 'draft.different', `${draftId}.${robert!.id}`);
  await pressed(rapport.sam, 'draft.same.1', `${draftId}.${robert!.id}`);
  expect(await owners('Robert Reed')).toEqual(before);
  const [{ id: sentence } = { id: 0 }] = await db.query<{ id: number }>(
    `insert into draft (request_key, member_id, said, made_at)
     select 'event:x:0', id, 'Coffee Yesterday', now() from member where name = 'Priya Patel' returning id`,
  );
  await pressed(rapport.priya, 'draft.different', String(sentence));
  expect(await owners('Coffee Yesterday')).toEqual([]);
  await priya.press({ message: question!, actionId: 'draft.same.1' });
  expect(await owners('Robert Reed')).toHaveLength(before.length + 1);
});

test('a second delivery of a message asks and adds nothing twice', async () => {
  const [channel, user] = [priya.dmChannel, rapport.priya.id];
  const deliver = async () => {
    const event = {
      type: 'message',
      channel_type: 'im',
      channel,
      user,
      ts: '9.1',
      text: 'add Amy Ash, Ash Law\nJoan Ortiz, Ortiz Inc',
    };
    const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: 'Ev0NAMED', event };
    await sendSigned(rapport, JSON.stringify(body), { type: json });
  };
  const drafts = async () => (await db.query('select from draft where finished_at is null')).length;
  const before = await drafts();
  await Promise.all([deliver(), deliver()]);
  await deliver();
  expect(await drafts()).toBe(before + 1);
  expect(await owners('Amy Ash')).toHaveLength(1);
});

test('a "yes" is no answer to the question about a name', async () => {
  await answers('add Joan Ortiz');
  const [joan] = await answersTo('yes');
  expect(joan).not.toContain('Joan');
  await db.query('update draft set said = null, finished_at = now() where id = $1', [await asked()]);
  const [finished] = await answersTo('yes');
  expect(finished).not.toContain('already finished');
  expect(await db.query(`select from touchpoint`)).toEqual([]);
});
