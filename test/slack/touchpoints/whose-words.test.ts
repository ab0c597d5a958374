import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { fileFeedback } from '../../../src/store/touchpoints/file-feedback.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { context } = rapport;
const { db } = context;
const priya = rapport.sandbox.as(rapport.priya);
const partners = await rapport.book(rapport.priya, ['Joan Ortiz', 'Marcus Webb', 'Dana Lee']);
const me = await rapport.member(rapport.priya);

beforeEach(async () => {
  await db.query('update capture set undone_at = now(), words_hash = null');
  for (const table of ['touchpoint', 'feedback', 'promise'])
    await db.query(`update ${table} set withdrawn_at = now() where withdrawn_at is null`);
});

const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const last = () => priya.messages(rapport.channel).at(-1)!;
const of = (table: 'feedback' | 'promise') =>
  db.query<{ name: string; text: string }>(
    `select p.name, o.text from ${table} o join partner p on p.id = o.partner_id where o.withdrawn_at is null order by o.id`,
  );
const note = async () =>
  (
    await db.query<{ note: string | null }>(
      `select n.note from touchpoint t left join touchpoint_note n on n.touchpoint_id = t.id where t.withdrawn_at is null`,
    )
  ).map((row) => row.note);
const shown = (text: string) => vi.waitFor(() => expect(readable(last())).toContain(text));
const slow = 'she said our letters are slow';

describe('with several partners at the table', () => {
  test('feedback and a promise are filed under the one whose name says so', async () => {
    await say(
      'lunch with Joan and Marcus, Marcus says our title is slow, promised Joan the slides by Friday',
    );
    expect((await of('feedback')).map(({ name }) => name)).toEqual(['Marcus Webb']);
    expect((await of('promise')).map(({ name }) => name)).toEqual(['Joan Ortiz']);
    const text = readable(last());
    expect(text).toContain('Feedback from Marcus Webb: “Marcus says our title is slow”');
    expect(text).toContain('Promised Joan Ortiz: ');
    expect(text).not.toContain('Who said it?');
  });

  test('what each of them says is filed under each, and an edit of one leaves the other', async () => {
    await say('lunch with Joan and Marcus. Joan said our fees are too high. Marcus said our title is slow');
    const both = [
      { name: 'Joan Ortiz', text: 'Joan said our fees are too high.' },
      { name: 'Marcus Webb', text: 'Marcus said our title is slow' },
    ];
    expect(await of('feedback')).toEqual(both);
    expect(readable(last())).toContain('Feedback from Joan Ortiz: “Joan said our fees are too high.”');
    expect(readable(last())).toContain('Feedback from Marcus Webb: “Marcus said our title is slow”');
    await priya.press({ message: last(), actionId: captureActions.edit });
    await priya.submit(priya.view()!, { feedback: 'Marcus said our title is very slow' });
    await shown('very slow');
    expect(await of('feedback')).toEqual([
      both[0],
      { name: 'Marcus Webb', text: 'Marcus said our title is very slow' },
    ]);
  });

  test('feedback of an unnamed one stays in the note until a tap says whose it is', async () => {
    await say(`lunch with Joan and Marcus, nice place, ${slow}`);
    expect(readable(last())).toContain(`Who said it? “${slow}”`);
    expect(readable(last())).toContain('[Joan Ortiz] [Marcus Webb] [Both]');
    expect(await of('feedback')).toEqual([]);
    expect((await note())[0]).toContain(slow);
    await priya.press({ message: last(), actionId: `${captureActions.whose}.1` });
    await shown('Feedback from Marcus Webb:');
    expect(readable(last())).not.toContain('Who said it?');
    expect(await of('feedback')).toEqual([{ name: 'Marcus Webb', text: slow }]);
    expect((await note())[0]).not.toContain(slow);
  });

  test('“Both” files it under both, and an edit of the touchpoint keeps each where it is', async () => {
    await say(`lunch with Joan and Marcus, ${slow}`);
    await priya.press({ message: last(), actionId: `${captureActions.whose}.2` });
    await shown('Feedback: “');
    expect((await of('feedback')).map(({ name }) => name).sort()).toEqual(['Joan Ortiz', 'Marcus Webb']);
    await say('lunch with Joan and Dana, Joan says our fees are high');
    await priya.press({ message: last(), actionId: captureActions.edit });
    await priya.submit(priya.view()!, { note: 'we talked for an hour' });
    await shown('we talked for an hour');
    expect((await of('feedback')).filter(({ text }) => text !== slow)).toMatchObject([
      { name: 'Joan Ortiz' },
    ]);
  });

  test('is filed once, however often it is tapped, and only by who heard it', async () => {
    await say(`lunch with Joan and Marcus, ${slow}`);
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from capture');
    const sam = await rapport.member(rapport.sam);
    expect(await fileFeedback(db, id, sam, partners['Joan Ortiz']!, context.now())).toBeNull();
    await fileFeedback(db, id, me, partners['Dana Lee']!, context.now());
    expect(await of('feedback'), 'who was not there').toEqual([]);
    await Promise.all(
      ['Joan Ortiz', 'Marcus Webb', 'Joan Ortiz'].map((name) =>
        fileFeedback(db, id, me, partners[name]!, context.now()),
      ),
    );
    expect(await of('feedback')).toHaveLength(1);
  });

  test('in what is added to a touchpoint leaves the note of both', async () => {
    await say('lunch with Joan and Marcus, nice place');
    await say(`lunch with Joan and Marcus, good dessert, ${slow}`);
    expect((await note())[0]).toContain(slow);
    await priya.press({ message: last(), actionId: `${captureActions.whose}.0` });
    await shown('Feedback from Joan Ortiz');
    expect(await note()).toEqual(['nice place\ngood dessert']);
    await priya.press({ message: last(), actionId: captureActions.undo });
    await shown('Undone: what was added');
    expect(await note()).toEqual(['nice place']);
    expect(await of('feedback')).toEqual([]);
  });

  test('a form asks, too, and “Add notes” as well', async () => {
    await say('lunch with Joan and Marcus');
    await priya.press({ message: last(), actionId: captureActions.heard });
    await priya.submit(priya.view()!, { feedback: slow });
    await shown('Who said it?');
    expect(await of('feedback')).toEqual([]);
    await say('');
    await priya.press({ actionId: 'touchpoint.more' });
    const who = ['Joan Ortiz', 'Marcus Webb'].map((name) => String(partners[name]));
    await priya.submit(priya.view()!, {
      partners: who,
      how: 'visit',
      feedback: 'Joan said our fees are high',
    });
    await shown('Feedback from Joan Ortiz');
    expect(await of('feedback')).toMatchObject([{ name: 'Joan Ortiz' }]);
  });
});
