import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { promiseOrderActions } from '../../../src/messages/orders/promises.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** A Tuesday, June 9. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Grant Whitfield']);
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
/** "the flyer 06-15 open" */
const promises = async () =>
  (
    await db.query<{ line: string }>(
      `select concat_ws(' ', text, to_char(due_on, 'MM-DD'), state, case when told then 'told' end,
                        case when times_moved > 0 then 'moved ' || times_moved end) as line
         from promise where withdrawn_at is null order by id`,
    )
  ).map(({ line }) => line);
const counted = async () =>
  Number(
    (
      await db.query<{ n: string }>(
        `select (select count(*) from touchpoint where withdrawn_at is null) + (select count(*) from plan)
              + (select count(*) from attempt) as n`,
      )
    )[0]?.n,
  );
const drafts = () => db.query('select from draft where finished_at is null');

beforeEach(async () => {
  for (const table of ['touchpoint', 'promise'])
    await db.query(`update ${table} set withdrawn_at = now() where withdrawn_at is null`);
  await db.query('update capture set undone_at = coalesce(undone_at, now()), words_hash = null');
  await db.query('delete from trace_text');
  await db.query('delete from trace');
  await db.query('delete from draft');
  await say('promised Dana the flyer by Monday');
  await say('promised Dana the slides by Friday');
});
const flyer = 'the flyer 06-15 open';
const slides = 'the slides 06-12 open';

describe('not kept', () => {
  test.each([
    'I broke my promise to Marcus',
    'I can’t keep my promise to Marcus',
    'sorry, won’t be able to keep my word to Marcus',
    'I didn’t do what I promised Marcus',
    'had to break my promise to Marcus',
    'we missed our commitment to Marcus Webb',
  ])('“%s” shows what is open, and saves nothing', async (said) => {
    await say('promised Marcus the outline by Friday');
    const before = await promises();
    expect(await say(said)).toBe(
      'Marcus Webb: the outline, due Fri, Jun 12. It’s still open. What now?\n[Done] [New date…] [Drop…]',
    );
    expect(await promises()).toEqual(before);
    expect(await drafts()).toEqual([]);
  });

  test('of several, one is chosen, and dropped', async () => {
    expect(await say('I can’t keep…')).toBe(
      'Which promise? Nothing changed so far.\n[The slides] [The flyer]',
    );
    expect(await say('I broke my promise to Dana about the flyer')).toContain('Dana Lee: the flyer, due');
    await say('I broke my promise to Dana');
    await press(`${promiseOrderActions.show}.0`, 'It’s still open');
    await press(promiseOrderActions.choose, 'Drop your promise to Dana Lee: the ');
    await press(promiseOrderActions.droppedTold, '✓ Dropped');
    expect((await promises()).filter((line) => line.includes('dropped'))).toHaveLength(1);
  });

  test('who was promised nothing is told so', async () => {
    expect(await say('I broke my promise to Grant')).toContain('no open promises to Grant Whitfield');
  });

  test.each([
    'coffee with Grant, broke my promise to him',
    'need to keep my promise to Grant',
    'Grant: broke my promise to him',
    'I will keep my promise to Grant by Friday',
    'feel bad I broke my promise to Grant',
    'met Grant, told him I broke my promise',
  ])('“%s” promises nothing, either', async (said) => {
    const before = await promises();
    await say(said);
    expect(await promises()).toEqual(before);
  });
});

describe('kept', () => {
  test('what tells of nothing else is asked about, and one tap keeps it', async () => {
    expect(await say('sent Dana the slides I promised')).toContain(
      'Dana Lee: the slides. Is this one done?\n[That’s done] [No]',
    );
    expect(last().text).toBe('Did you keep your promise to Dana Lee?');
    expect(await promises()).toEqual([flyer, slides]);
    await press(`${promiseOrderActions.kept}.0`, '✓ Kept: Dana Lee: the slides.');
    expect(await promises()).toEqual([flyer, 'the slides 06-12 done']);
    expect(await drafts()).toEqual([]);
    expect(await counted()).toBe(0);
    await press(promiseOrderActions.reopen, '✓ Dana Lee: the slides, due Fri, Jun 12.');
    expect(await promises()).toEqual([flyer, slides]);
  });

  test('No goes on with the words as with any others', async () => {
    await say('sent dana the slides');
    await press(promiseOrderActions.notKept, 'How did you connect');
    expect(readable(last())).toContain('“sent dana the slides”');
    expect(await promises()).toEqual([flyer, slides]);
  });

  test('a contact is logged as well', async () => {
    const had = priya.messages().length;
    await say('coffee with Dana, gave her the flyer and the slides');
    const [logged, asked] = priya.messages().slice(had + 1);
    expect(readable(logged!)).toContain('✓ Coffee with Dana Lee');
    expect(readable(asked!)).toContain('[The slides: done] [The flyer: done] [No]');
    expect(await counted()).toBe(1);
    await press(`${promiseOrderActions.kept}.0`, '✓ Kept: Dana Lee: the slides.');
    expect(await promises()).toEqual([flyer, 'the slides 06-12 done']);
  });

  test('a promise made in the same breath is not', async () => {
    const had = priya.messages().length;
    await say('coffee with Marcus, gave him a tour, promised the rate sheet by Friday');
    expect(priya.messages().slice(had + 1)).toHaveLength(1);
  });
});

describe('dropped', () => {
  test('when the partner doesn’t know yet, says so', async () => {
    await say('forget the flyer for Dana');
    await press(
      promiseOrderActions.dropped,
      '✓ Dropped: Dana Lee: the flyer. Let them know; I don’t contact partners.',
    );
    await say('forget the slides for Dana');
    await press(promiseOrderActions.droppedTold, '✓ Dropped: Dana Lee: the slides.');
    expect(readable(last())).not.toContain('Let them know');
  });

  test('asks whether the partner knows', async () => {
    expect(await say('forget the flyer for dana')).toContain(
      'Drop your promise to Dana Lee: the flyer, due Mon, Jun 15?\nLet them know; I don’t contact partners.\n[I’ve told them I can’t] [Drop it, not told yet] [Keep it]',
    );
    expect(await promises()).toEqual([flyer, slides]);
    await press(promiseOrderActions.droppedTold, '✓ Dropped: Dana Lee: the flyer.');
    expect(await promises()).toEqual(
      ['the flyer 06-15 dropped', slides].map((one, at) => (at ? one : `${one} told`)),
    );
    await press(promiseOrderActions.reopen, '✓ Dana Lee: the flyer');
    expect(await say("can't do the slides for Dana after all")).toContain('Dana Lee: the slides');
    await press(promiseOrderActions.no, 'OK, nothing changed.');
    expect(await promises()).toEqual([flyer, slides]);
  });

  test('is done where the words say that they know', async () => {
    expect(await say("told Dana I can't do the slides")).toContain('✓ Dropped: Dana Lee: the slides.');
    expect(await promises()).toEqual([flyer, 'the slides 06-12 dropped told']);
  });

  test('of two asks which', async () => {
    expect(await say('forget my promise to dana')).toContain(
      'Which one should I drop?\n[The slides] [The flyer] [Neither]',
    );
    await press(`${promiseOrderActions.choose}.1`, 'Drop your promise to Dana Lee: the flyer');
  });
});

describe('moved', () => {
  test('to a day, or by a while, with the way back', async () => {
    expect(await say("move dana's flyer to Wednesday")).toContain(
      '✓ Moved: Dana Lee: the flyer, now due Wed, Jun 10. I’ll remind you.\n[Change day…] [Undo]',
    );
    expect(last().text).toBe('Moved: your promise to Dana Lee, now due Wed, Jun 10.');
    await press(promiseOrderActions.moveBack, 'due Mon, Jun 15');
    expect(await promises()).toEqual([flyer, slides]);
    await say('push the slides for dana a week');
    expect(await promises()).toEqual([flyer, 'the slides 06-19 open moved 1']);
    await press(promiseOrderActions.changeDay, '');
    await priya.submit(priya.view()!, { due: '2026-06-23' });
    await sandbox.until(() => readable(last()).includes('due Tue, Jun 23'));
  });

  test('the third time takes a reason', async () => {
    await db.query('update promise set times_moved = 2 where withdrawn_at is null');
    expect(await say('push the slides for dana a week')).toContain('You’ve moved it twice already');
    expect(await promises()).toEqual([`${flyer} moved 2`, `${slides} moved 2`]);
  });

  test('of two asks which', async () => {
    expect(await say('push my promise to dana to the 20th')).toContain('Which one should I move?');
    await press(`${promiseOrderActions.moveTo}.0`, '✓ Moved: Dana Lee: the slides, now due Sat, Jun 20');
    expect(await promises()).toEqual([flyer, 'the slides 06-20 open moved 1']);
  });

  test('delivered twice moves once', async () => {
    const [channel, user] = [priya.dmChannel, rapport.priya.id];
    const text = 'push the slides for dana a week';
    const event = { type: 'message', channel_type: 'im', channel, user, ts: '8.1', text };
    const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: 'Ev0PUSH', event };
    const had = priya.messages().length;
    for (let delivery = 1; delivery <= 2; delivery++) {
      await db.query(`delete from slack_event where event_id = 'Ev0PUSH'`);
      expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
      await sandbox.until(() => priya.messages().length === had + delivery);
      expect(readable(last())).toContain('✓ Moved: Dana Lee: the slides, now due Fri, Jun 19.');
    }
    expect(await promises()).toEqual([flyer, 'the slides 06-19 open moved 1']);
  });
});

test('what is told of one moves it, or asks whether to drop it', async () => {
  expect(await say('dana said the flyer can wait till next friday')).toContain(
    '✓ Moved: Dana Lee: the flyer, now due Fri, Jun 19.',
  );
  expect(await say('dana doesnt need the slides anymore')).toContain(
    'Drop your promise to Dana Lee: the slides',
  );
  expect(await promises()).toEqual(['the flyer 06-19 open moved 1', slides]);
  expect(await drafts()).toEqual([]);
});

test('a colleague sees and changes none of them', async () => {
  await say('forget the flyer for dana', sam);
  expect(readable(last(sam))).not.toMatch(/Jun 15|Drop your promise/);
  const [row] = await db.query<{ id: number }>(
    `select min(id) as id from promise where withdrawn_at is null`,
  );
  const value = `${row!.id}.20260612.20260615`;
  const actions = Object.values(promiseOrderActions).filter((id) => !/no$|not-kept$/.test(id));
  for (const action of actions) {
    const had = sam.messages().length;
    await forgePress(rapport, rapport.sam, { action_id: action, type: 'button', value });
    await sandbox.until(() => sam.messages().length > had);
    expect(readable(last(sam))).toContain('Nothing changed');
  }
  expect(await promises()).toEqual([flyer, slides]);
});

test('an order that fits no promise is not understood, and never kept', async () => {
  await say('move the closing for dana to friday');
  expect(await promises()).toEqual([flyer, slides]);
  expect(readable(priya.messages().at(-1)!)).toContain('I didn’t get that, and saved nothing.');
  expect(await drafts()).toHaveLength(0);
});
