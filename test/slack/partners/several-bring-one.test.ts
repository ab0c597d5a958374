import { readable } from 'slack-sandbox/readable';
import { beforeEach, expect, test } from 'vitest';
import { joinMember } from '../../../src/store/members/branches.ts';
import { greet } from '../../../src/store/members/welcomes.ts';
import { startRapport } from '../../support/rapport.ts';

/** A name that several people bring is one partner with several owners, once each of them has said so, in any order. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const kim = sandbox.addUser({ name: 'kim', realName: 'Kim Park', tz: 'America/New_York' });
const [{ id: branchId } = { id: 0 }] = await db.query<{ id: number }>('select id from branch');
await greet(
  db,
  branchId,
  [{ slackUserId: kim.id, name: 'Kim Park', email: null, timeZone: null }],
  context.now(),
);
await joinMember(db, kim.id, { timeZone: null }, context.now());
const everyone = { Priya: rapport.priya, Sam: rapport.sam, Kim: kim };
type Who = keyof typeof everyone;

const ownersOf = (name: string) =>
  db.query<{ partner: number; owner: string }>(
    `select p.id as partner, m.name as owner from partner p join relationship r on r.partner_id = p.id
       join member m on m.id = r.owner_id where p.name = $1 and r.archived_on is null order by m.name`,
    [name],
  );
const last = (who: Who) => {
  const message = sandbox.as(everyone[who]).messages().at(-1)!;
  return { message, text: readable(message) };
};

let round = 0;
const surnames = ['Lee', 'Diaz', 'Okafor', 'Brandt', 'Novak', 'Reyes'];
let name = '';
beforeEach(() => {
  name = `Dana ${surnames[round++]}`;
});

test.each([
  [['Priya', 'Sam', 'Kim']],
  [['Priya', 'Kim', 'Sam']],
  [['Sam', 'Priya', 'Kim']],
  [['Sam', 'Kim', 'Priya']],
  [['Kim', 'Priya', 'Sam']],
  [['Kim', 'Sam', 'Priya']],
] as [Who[]][])('%j bring the same name: one partner, three owners', async (order) => {
  const typed = (who: Who) => (who === order[1] ? name.toLowerCase() : name);
  for (const who of order) {
    const before = sandbox.as(everyone[who]).messages().length;
    await sandbox.as(everyone[who]).dm(`add ${typed(who)}, Lee & Co`);
    await expect.poll(() => sandbox.as(everyone[who]).messages().length).toBeGreaterThan(before + 1);
    if (who === order[0]) continue;
    expect(last(who).text).toContain('mine too]');
    const { blocks } = last(who).message as {
      blocks: { elements?: { action_id?: string; text?: { text?: string } }[] }[];
    };
    const yes = blocks
      .flatMap(({ elements = [] }) => elements)
      .find(({ text }) => text?.text?.endsWith('mine too'));
    await sandbox.as(everyone[who]).press({ message: last(who).message, actionId: yes!.action_id! });
    await expect.poll(async () => (await ownersOf(name)).length).toBe(order.indexOf(who) + 1);
  }
  const owners = await ownersOf(name);
  expect(owners.map(({ owner }) => owner)).toEqual(['Kim Park', 'Priya Patel', 'Sam Cole']);
  expect(new Set(owners.map(({ partner }) => partner)).size).toBe(1);
  expect(await db.query(`select from partner where lower(name) = lower($1)`, [name])).toHaveLength(1);
});
