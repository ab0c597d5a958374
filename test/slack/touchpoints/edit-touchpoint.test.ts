import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import {
  captureActions,
  closedPromise,
  droppedByButton,
  feedbackTaken,
  movedByButton,
} from '../../../src/messages/touchpoints/confirmation.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const messageWith = (text: string) =>
  sandbox.until(() => priya.messages(rapport.channel).find((message) => readable(message).includes(text)));

describe('Edit', () => {
  test('keeps who came along: a guest by name, and a colleague who has left since', async () => {
    await priya.command('/touchpoint', 'called Dana Lee', rapport.channel);
    await messageWith('Talked with Dana Lee');
    const [call] = await db.query<{ id: number }>('select id from touchpoint');
    await db.query(
      'insert into touchpoint_member (touchpoint_id, member_id) select $1, id from member where name = $2',
      [call!.id, 'Sam Cole'],
    );
    await db.query(
      `insert into touchpoint_note (touchpoint_id, along) values ($1, $2) on conflict (touchpoint_id) do update set along = $2`,
      [call!.id, ['Kim Roe, MBA']],
    );
    const message = await messageWith('Talked with Dana Lee');
    await db.query(`update member set state = 'left' where slack_user_id = $1`, [rapport.sam.id]);
    await priya.press({ message, actionId: captureActions.edit });
    await priya.submit(priya.view()!, { how: 'visit' });
    expect(readable(await messageWith('Met Dana Lee'))).toContain('With you: Sam Cole and Kim Roe, MBA');
    expect(
      await db.query(
        `select (select array_agg(m.name order by m.name) from touchpoint_member tm join member m on m.id = tm.member_id
                  where tm.touchpoint_id = t.id) as members, cardinality(n.along) as guests
           from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id where t.withdrawn_at is null`,
      ),
    ).toEqual([{ members: ['Priya Patel', 'Sam Cole'], guests: 1 }]);
  });

  test('works for the member’s own partner in another branch', async () => {
    await db.query(
      `with b as (insert into branch (channel_id, name, zone) values ('C0OTHER', 'Other', 'America/Chicago') returning id)
       update partner set branch_id = b.id from b where partner.id = $1`,
      [mine['Marcus Webb']],
    );
    await priya.command('/touchpoint', 'called Marcus Webb', rapport.channel);
    await priya.press({
      message: await messageWith('Talked with Marcus Webb'),
      actionId: captureActions.edit,
    });
    // Of a call, no one asks who paid.
    expect(readable(priya.view()!)).not.toContain('Who paid');
    expect(await priya.submit(priya.view()!, { how: 'visit' })).not.toMatchObject({ outcome: 'errors' });
    await messageWith('Met Marcus Webb');
  });
});

describe('promises and feedback in an edited touchpoint', () => {
  const edit = async (text: string, fields: Record<string, string | string[] | null>) => {
    await priya.press({ message: await messageWith(text), actionId: captureActions.edit });
    if (fields.partners) await priya.options(priya.view()!, 'partners', 'marcus');
    const { errors } = (await priya.submit(priya.view()!, fields as Record<string, string>)) as {
      errors?: Record<string, string>;
    };
    if (errors) await priya.closeView();
    return errors;
  };
  const feedback = () => db.query('select text, state from feedback where withdrawn_at is null');
  const promises = () =>
    db.query(
      `select text, due_on as "dueOn", times_moved as moved from promise where withdrawn_at is null order by id`,
    );
  const slow = 'she said our letters are slow';

  test('feedback that someone is working on survives Edit and Undo, and both say so', async () => {
    await priya.command('/touchpoint', `coffee with Dana Lee, ${slow}`, rapport.channel);
    await db.query(`update feedback set state = 'on it'`);
    expect(await edit('Coffee with', { feedback: null })).toEqual({ feedback: feedbackTaken });
    expect(await edit('Coffee with', { partners: [String(mine['Marcus Webb'])] })).toBeUndefined();
    expect(await feedback()).toMatchObject([{ state: 'on it' }, { state: 'new' }]);
    await priya.press({
      message: await messageWith('Coffee with Marcus Webb'),
      actionId: captureActions.undo,
    });
    expect(readable(await messageWith('Undone: coffee'))).toContain(
      'Their feedback stays, because someone’s already on it.',
    );
    expect(await feedback()).toEqual([{ text: slow, state: 'on it' }]);
  });

  test('Undo takes back feedback that is still new and leaves a trace', async () => {
    await db.query(`delete from feedback`);
    await priya.command('/touchpoint', `lunch with Dana Lee, ${slow}`, rapport.channel);
    expect(await edit('Lunch with', { feedback: null })).toBeUndefined();
    expect(await feedback()).toEqual([]);
    expect(await db.query(`select count(*)::int as n from trace where action = 'taken back'`)).toMatchObject([
      { n: 1 },
    ]);
  });

  test('a promise can be corrected on the day it was made; later, only its own buttons move or drop it', async () => {
    await priya.command(
      '/touchpoint',
      'dinner with Dana Lee, promised the slides by Friday',
      rapport.channel,
    );
    expect(await edit('Dinner with', { promise_due: '2026-06-15' })).toBeUndefined();
    expect(await promises()).toEqual([{ text: 'slides', dueOn: '2026-06-15', moved: 0 }]);
    sandbox.clock.moveTo('2026-06-10T15:00:00Z');
    expect(await edit('Dinner with', { promise: null, promise_due: null })).toEqual({
      promise: droppedByButton,
    });
    for (const [moved, day] of ['2026-06-16', '2026-06-17'].entries()) {
      expect(await edit('Dinner with', { promise_due: day })).toBeUndefined();
      expect(await promises()).toEqual([{ text: 'slides', dueOn: day, moved: moved + 1 }]);
    }
    expect(await edit('Dinner with', { promise_due: '2026-06-18' })).toEqual({ promise_due: movedByButton });
    expect(await edit('Dinner with', { promise: 'the new slides' })).toBeUndefined();
    expect(await promises()).toEqual([{ text: 'the new slides', dueOn: '2026-06-17', moved: 2 }]);
    await db.query(`update promise set state = 'done'`);
    expect(await edit('Dinner with', { promise: 'all slides' })).toEqual({ promise: closedPromise });
    expect(await edit('Dinner with', { note: 'a long evening' })).toBeUndefined();
    expect(await promises()).toEqual([{ text: 'the new slides', dueOn: '2026-06-17', moved: 2 }]);
  });
});
