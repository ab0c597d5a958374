import { describe, expect, test } from 'vitest';
import { readable } from '../../sandbox/readable.ts';
import { captureActions } from '../../src/messages/confirmation.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const said = (text: string) =>
  sandbox.until(() => priya.messages(rapport.channel).find((message) => readable(message).includes(text)));

describe('Edit', () => {
  test('keeps who came along: a guest by name, and a colleague who has left since', async () => {
    await priya.command('/touchpoint', 'called Dana Lee', rapport.channel);
    await said('Talked with Dana Lee');
    const [call] = await db.query<{ id: number }>('select id from touchpoint');
    await db.query(
      'insert into touchpoint_member (touchpoint_id, member_id) select $1, id from member where name = $2',
      [call!.id, 'Sam Cole'],
    );
    await db.query(
      `insert into touchpoint_note (touchpoint_id, along) values ($1, $2) on conflict (touchpoint_id) do update set along = $2`,
      [call!.id, ['Kim Roe, MBA']],
    );
    const message = await said('Talked with Dana Lee');
    await db.query(`update member set state = 'left' where slack_user_id = $1`, [rapport.sam.id]);
    await priya.press({ message, actionId: captureActions.edit });
    await priya.submit(priya.view()!, { how: 'visit' });
    expect(readable(await said('Met Dana Lee'))).toContain('With you: Sam Cole and Kim Roe, MBA');
    expect(
      await db.query(
        `select (select array_agg(m.name order by m.name) from touchpoint_member tm join member m on m.id = tm.member_id
                  where tm.touchpoint_id = t.id) as members, cardinality(n.along) as guests
           from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id where t.withdrawn_at is null`,
      ),
    ).toEqual([{ members: ['Priya Patel', 'Sam Cole'], guests: 1 }]);
  });

  test('works for one’s own partner whom another branch knows', async () => {
    await db.query(
      `with b as (insert into branch (channel_id, name, zone) values ('C0OTHER', 'Other', 'America/Chicago') returning id)
       update partner set branch_id = b.id from b where partner.id = $1`,
      [mine['Marcus Webb']],
    );
    await priya.command('/touchpoint', 'called Marcus Webb', rapport.channel);
    await priya.press({ message: await said('Talked with Marcus Webb'), actionId: captureActions.edit });
    expect(await priya.submit(priya.view()!, { how: 'visit' })).not.toMatchObject({ outcome: 'errors' });
    await said('Met Marcus Webb');
  });
});
