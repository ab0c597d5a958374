import { expect, test } from 'vitest';
import { takeOn } from '../../src/store/partners/relationship-changes.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { db, now } = rapport.context;

test('two members who take over the same unowned partner at once both own it afterward', async () => {
  const members = [await rapport.member(rapport.priya), await rapport.member(rapport.sam)];
  const when = { today: rapport.today(), now: now() };
  for (let round = 0; round < 8; round++) {
    const name = `Nora Quist ${round}`;
    const book = await rapport.book(rapport.priya, [name], 'keep');
    const partner = { id: book[name]!, branchId: members[0]!.branch.id };
    await db.query('update relationship set owner_id = null where partner_id = $1', [partner.id]);
    await Promise.all(members.map((member) => takeOn(db, member, partner, 'keep', when)));
    const owners = await db.query<{ owner: number }>(
      'select owner_id as owner from relationship where partner_id = $1 and archived_on is null order by 1',
      [partner.id],
    );
    expect(owners).toEqual(members.map(({ id }) => ({ owner: id })));
  }
});
