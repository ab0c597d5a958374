import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { closeOneWeek } from '../../../src/store/week/weeks.ts';
import { forgePress } from '../../support/forged.ts';
import { queriesOf } from '../../support/queries.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** A Tuesday, June 9. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
await rapport.book(rapport.sam, ['Rosa Diaz']);

const last = (who = priya) => who.messages().at(-1)!;
async function say(text: string, who = priya): Promise<string> {
  await who.dm(text);
  return readable(last(who));
}
async function press(actionId: string, shows: string): Promise<void> {
  await priya.press({ message: last(), actionId });
  await sandbox.until(() => readable(last()).includes(shows));
}

/** "coffee Dana Lee 2026-06-09", of all that counts. */
const entries = async () =>
  (
    await db.query<{ line: string }>(
      `select concat_ws(' ', coalesce(t.word, t.kind), string_agg(p.name, ' + ' order by p.name), t.occurred_on::text) as line
         from touchpoint t join touchpoint_partner tp on tp.touchpoint_id = t.id join partner p on p.id = tp.partner_id
        where t.withdrawn_at is null group by t.id order by t.occurred_on, t.id`,
    )
  ).map(({ line }) => line);
const traces = async () =>
  (await db.query<{ action: string }>(`select action from trace where subject = 'capture' order by id`)).map(
    ({ action }) => action,
  );
const dueOf = async (name: string) =>
  (
    await db.query<{ due: string | null }>(
      'select touch_due::text as due from relationship r join partner p on p.id = r.partner_id where p.name = $1',
      [name],
    )
  )[0]?.due;

beforeEach(async () => {
  for (const table of ['touchpoint', 'plan', 'attempt', 'promise', 'feedback'])
    await db.query(`update ${table} set withdrawn_at = now() where withdrawn_at is null`);
  await db.query('update capture set undone_at = coalesce(undone_at, now()), words_hash = null');
  await db.query('delete from trace_text');
  await db.query('delete from trace');
  await db.query('delete from draft');
  await db.query(`update partner set growing = null, growing_on = null`);
});

describe('undo', () => {
  test('twice, after a canceled plan and a coffee: the plan is not shown as if it were on', async () => {
    await say('lunch with Joan on 6/25 at noon');
    await say('cancel lunch with Joan');
    await say('coffee with Dana');
    expect(await say('undo')).toContain('Undone: coffee with Dana Lee');
    const answer = await say('undo');
    expect(answer).not.toContain('✓ Planned');
    expect((await db.query(`select from plan where settled = 'dropped'`)).length).toBeGreaterThan(0);
  });

  test('takes back the last thing told, with its clocks, says which, and puts it back', async () => {
    const due = await dueOf('Dana Lee');
    await say('coffee with Marcus');
    await say('coffee with Dana, she wants to grow her team, promised the slides by Friday');
    const after = await dueOf('Dana Lee');
    expect(after).not.toBe(due);
    expect(await say('undo')).toContain('Undone: coffee with Dana Lee, today.');
    expect(readable(last())).toContain('[Put it back]');
    expect(await entries()).toEqual(['coffee Marcus Webb 2026-06-09']);
    expect(await dueOf('Dana Lee')).toBe(due);
    await press(captureActions.restore, '✓ Coffee with Dana Lee');
    expect(readable(last())).toContain('Promised: slides, by Fri, Jun 12');
    expect(await entries()).toEqual(['coffee Marcus Webb 2026-06-09', 'coffee Dana Lee 2026-06-09']);
    expect(await dueOf('Dana Lee')).toBe(after);
    expect(await traces()).toEqual(['undone', 'restored']);
  });

  test('with nothing told, says so', async () => {
    expect(await say('undo')).toContain('There’s nothing to undo.');
    await say('lunch with Rosa', sam);
    expect(await say('undo'), 'a colleague’s is not theirs').toContain('There’s nothing to undo.');
    expect(await entries()).toHaveLength(1);
  });

  test('said again takes out no more by itself', async () => {
    await say('coffee with Marcus');
    await say('coffee with Dana');
    await say('undo');
    expect(await say('undo')).toContain('To undo this one, too, tap Undo.\n*✓ Coffee with Marcus Webb');
    expect(await entries()).toEqual(['coffee Marcus Webb 2026-06-09']);
    await press(captureActions.undo, 'Undone: coffee with Marcus Webb, today.');
    expect(await say('undo')).toContain('There’s nothing to undo.');
  });

  test('of what was told on another day only shows it', async () => {
    await say('coffee with Dana');
    await db.query(`update capture set made_at = made_at - interval '2 days'`);
    expect(await say('undo')).toContain('I changed nothing: that was a while ago. To undo it, tap Undo.');
    expect(readable(last())).toContain('[Undo]');
    expect(await entries()).toHaveLength(1);
  });

  test('takes back a promise alone, a plan, and what was done about a promise', async () => {
    await say('promised Dana the flyer by Monday');
    expect(await say('undo')).toContain('Undone: your promise to Dana Lee.');
    await say('lunch with Joan next Thursday');
    expect(await say('undo')).toContain(
      'Undone: lunch with Joan Ortiz planned for Thu, Jun 18. Let them know',
    );
    await say('promised Dana the flyer by Monday');
    await db.query(`update capture set made_at = made_at - interval '1 minute' where undone_at is null`);
    await say("push dana's flyer a week");
    expect(readable(last())).toContain('✓ Moved: Dana Lee: the flyer, now due Mon, Jun 22.');
    expect(await say('undo')).toContain('✓ Dana Lee: the flyer, due Mon, Jun 15. I’ll remind you.');
    const rows = await db.query(
      'select due_on::text as due, times_moved as moved from promise where withdrawn_at is null',
    );
    expect(rows).toEqual([{ due: '2026-06-15', moved: 0 }]);
  });

  test('delivered twice undoes one', async () => {
    await say('coffee with Marcus');
    await say('coffee with Dana');
    const [channel, user] = [priya.dmChannel, rapport.priya.id];
    const event = { type: 'message', channel_type: 'im', channel, user, ts: '7.1', text: 'undo' };
    const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: 'Ev0UNDO', event };
    const had = priya.messages().length;
    for (let delivery = 1; delivery <= 2; delivery++) {
      await db.query(`delete from slack_event where event_id = 'Ev0UNDO'`);
      expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
      await sandbox.until(() => priya.messages().length === had + delivery);
      expect(readable(last())).toContain('Undone: coffee with Dana Lee, today.');
    }
    expect(await entries()).toEqual(['coffee Marcus Webb 2026-06-09']);
  });

  test('inside a sentence is a word', async () => {
    await say('coffee with Dana');
    await say('called Marcus, he asked us to undo that and delete it');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-09', 'call Marcus Webb 2026-06-09']);
  });
});

describe('a correction', () => {
  test('moves the last touchpoint to its day, or makes it another kind, traced', async () => {
    await say('coffee with Dana, she likes the new app');
    expect(await say('that was yesterday')).toContain('Corrected:\n*✓ Coffee with Dana Lee · yesterday');
    expect(readable(last())).toContain('she likes the new app');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-08']);
    await say('it was lunch not coffee');
    expect(await entries()).toEqual(['lunch Dana Lee 2026-06-08']);
    await say('that was friday, not monday');
    expect(await entries()).toEqual(['lunch Dana Lee 2026-06-05']);
    expect(await traces()).toEqual(['edited', 'edited', 'edited']);
  });

  test('with the name again is no second contact; with another name it is', async () => {
    await say('coffee with Dana');
    await say('it was lunch with dana not coffee');
    expect(await entries()).toEqual(['lunch Dana Lee 2026-06-09']);
    await say('it was lunch with Marcus not coffee');
    expect(await entries()).toEqual(['lunch Dana Lee 2026-06-09', 'lunch Marcus Webb 2026-06-09']);
  });

  test('of the person gives the entry to the one meant, with its Undo', async () => {
    await say('coffee with Marcus yesterday, promised the slides by Friday');
    expect(await say('oops that was joan not marcus')).toContain(
      'Corrected:\n*✓ Coffee with Joan Ortiz · yesterday',
    );
    expect(readable(last())).toContain('slides, by Fri, Jun 12');
    expect(readable(last())).toContain('[Undo]');
    expect(await entries()).toEqual(['coffee Joan Ortiz 2026-06-08']);
    await say('i meant Dana');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-08']);
    expect(await say('it was joan not marcus')).toContain('it says something else');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-08']);
  });

  test('of the person never changes an entry while a question stands under what was said last', async () => {
    await say('coffee with Dana');
    await say('saw Marcos Sharon something');
    await say('i meant joan');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-09']);
  });

  test('in the same message', async () => {
    await say('coffee with Dana\nthat was yesterday');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-08']);
  });

  test('keeps promises, feedback, and who paid', async () => {
    await say('lunch with Dana, promised the slides by Friday, she said our letters are slow');
    await press(captureActions.paidThem, 'They paid');
    await say('that was yesterday');
    expect(readable(last())).toContain('slides, by Fri, Jun 12');
    expect(readable(last())).toContain('our letters are slow');
    expect(readable(last())).toContain('They paid');
    expect(await db.query('select from promise where withdrawn_at is null')).toHaveLength(1);
    expect(await db.query('select from feedback where withdrawn_at is null')).toHaveLength(1);
  });

  test.each([
    ['that was friday not thursday', 'this is your last entry, and it says something else'],
    ['that was next friday', 'Tap Edit… to correct it.'],
    ['it was coffee', 'it already says that'],
  ])('“%s” changes nothing where it fits no more', async (text, answer) => {
    await say('coffee with Dana');
    expect(await say(text)).toContain(answer);
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-09']);
    expect(await traces()).toEqual([]);
  });

  test('long after, or after something else, changes nothing', async () => {
    expect(await say('that was yesterday')).toContain('you haven’t logged anything in the last hour');
    await say('promised Dana the flyer by Monday');
    await say('coffee with Dana');
    await say("push dana's flyer a week");
    expect(await say('that was yesterday')).toContain('you’ve done something else since');
    await db.query(`update capture set made_at = made_at - interval '2 hours'`);
    expect(await say('that was yesterday')).toContain('you haven’t logged anything in the last hour');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-09']);
  });

  test('after two things in one message asks which', async () => {
    await say('coffee with Dana. Called Marcus.');
    expect(await say('that was yesterday')).toContain(
      '[Coffee with Dana Lee, today] [Call with Marcus Webb, today] [Neither]',
    );
    await press(`${captureActions.show}.1`, 'Tap Edit… to change it.');
    expect(await entries()).toHaveLength(2);
  });
});

describe('an entry put right by its name', () => {
  test('gets its day or its kind, whatever was told since, once', async () => {
    await say('coffee with Dana today');
    await say('called Marcus today');
    expect(await say('coffee w dana was actually yesterday')).toContain('Coffee with Dana Lee · yesterday');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-08', 'call Marcus Webb 2026-06-09']);
    expect(await say('the coffee with dana was really lunch')).toContain('Lunch with Dana Lee');
    expect(await entries()).toEqual(['lunch Dana Lee 2026-06-08', 'call Marcus Webb 2026-06-09']);
  });

  test('of nothing that was logged, it is told anew', async () => {
    expect(await say('coffee w joan was actually yesterday')).toContain('Coffee with Joan Ortiz · yesterday');
    expect(await entries()).toEqual(['coffee Joan Ortiz 2026-06-08']);
  });
});

describe('delete', () => {
  test('one that fits is deleted, and comes back with Undo', async () => {
    await say('coffee with Dana, she wants to grow her team');
    await say('lunch with Dana');
    expect(await say('delete the coffee with dana')).toContain('Deleted: coffee with Dana Lee, today.');
    expect(readable(last())).toContain('[Undo]');
    expect(await entries()).toEqual(['lunch Dana Lee 2026-06-09']);
    await press(captureActions.restore, 'grow her team');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-09', 'lunch Dana Lee 2026-06-09']);
  });

  test('of two, asks which', async () => {
    await say('coffee with Dana on Monday');
    await say('coffee with Dana');
    expect(await say('delete the coffee with dana')).toContain('Which coffee with Dana Lee should I delete?');
    expect(readable(last())).toContain('[Today] [Yesterday] [Neither]');
    expect(await entries()).toHaveLength(2);
    const message = last();
    await press(`${captureActions.delete}.1`, 'Deleted: coffee with Dana Lee, yesterday.');
    expect(await entries()).toEqual(['coffee Dana Lee 2026-06-09']);
    // A colleague's press tells and does nothing.
    const value = String((await db.query<{ id: number }>('select max(id) as id from capture'))[0]!.id);
    await say('hello', sam);
    const had = sam.messages().length;
    for (const action of [`${captureActions.delete}.0`, captureActions.restore, `${captureActions.show}.0`])
      await forgePress(rapport, rapport.sam, { action_id: action, type: 'button', value });
    await sandbox.until(() => sam.messages().length >= had + 3);
    expect(readable(last(sam))).toContain('Nothing changed');
    expect(await entries()).toHaveLength(1);
    expect(readable(message)).not.toContain('undefined');
    await say('delete my coffee with dana from yesterday');
    expect(readable(last())).toContain(
      'I can’t find an entry of yours like that with Dana Lee on Mon, Jun 8',
    );
  });

  test('neither leaves both', async () => {
    await say('coffee with Dana on Monday');
    await say('coffee with Dana');
    await say('delete the coffee with dana');
    await press(captureActions.keep, 'OK, nothing changed.');
    expect(await entries()).toHaveLength(2);
  });

  test('of none says so, and a colleague’s is none', async () => {
    await say('coffee with Rosa', sam);
    expect(await say('delete the coffee with rosa')).toContain('I can’t find an entry of yours like that');
    expect(await say('delete the coffee with Dana')).toContain('with Dana Lee. Nothing changed.');
    expect(readable(last())).toContain('[Open Dana Lee]');
    expect(await entries()).toHaveLength(1);
    expect(await db.query('select from draft')).toEqual([]);
  });

  test('a year later, with the meal counted out of the record and back', async () => {
    await say('lunch with Dana');
    await press(captureActions.paidThem, 'They paid');
    await db.query(`update touchpoint set occurred_on = occurred_on - 400`);
    await db.query(`update capture set made_at = made_at - interval '400 days'`);
    await say('delete the lunch with dana');
    await press(captureActions.restore, '✓ Lunch with Dana Lee');
    expect(readable(last())).toContain('They paid');
    expect(
      await db.query(
        'select entry from spend_record where capture_id = (select max(id) from capture) order by id',
      ),
    ).toEqual([{ entry: 'stated' }, { entry: 'withdrawn' }, { entry: 'stated' }]);
  });

  test('takes few statements', async () => {
    await say('coffee with Dana');
    const queries = await queriesOf(() => say('delete the lunch with dana'));
    expect(queries.filter((text) => !/slack_event|dm_channel/.test(text)).length).toBeLessThanOrEqual(4);
  });
});

test('an order is no partner to add, even of a book without anyone in it', async () => {
  await db.query(
    `update relationship set tier = 'resting', touch_due = null, face_due = null where owner_id = (select id from member where slack_user_id = $1)`,
    [rapport.sam.id],
  );
  const partners = () => db.query('select from partner');
  const before = (await partners()).length;
  expect(await say('Undo That', sam)).toContain('undo');
  expect((await partners()).length).toBe(before);
});

test('a closed week stays as it was, and the clocks fold anew', async () => {
  await say('coffee with Dana');
  const due = await dueOf('Dana Lee');
  sandbox.clock.moveTo('2026-06-15T17:00:00Z');
  while (await closeOneWeek(db, context.now()));
  const weeks = () =>
    db.query(
      'select week, in_rhythm, counted from member_week union all select week, in_rhythm, counted from branch_week',
    );
  const closed = await weeks();
  expect(closed.length).toBeGreaterThan(0);
  expect(await say('delete the coffee with dana')).toContain('Deleted: coffee with Dana Lee, Tue, Jun 9.');
  while (await closeOneWeek(db, context.now()));
  expect(await weeks()).toEqual(closed);
  expect(await dueOf('Dana Lee')).not.toBe(due);
});
