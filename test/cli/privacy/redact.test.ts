import { describe, expect, test } from 'vitest';
import { saveHelp } from '../../../src/store/partners/goodwill.ts';
import { placeLegalHold } from '../../../src/store/privacy/legal-holds.ts';
import { redact } from '../../../src/store/privacy/redaction.ts';
import { saveCapture } from '../../../src/store/touchpoints/captures.ts';
import { keepDraft } from '../../../src/store/touchpoints/drafts.ts';
import { listed, runErase, runRedact } from '../../support/erase.ts';
import { startRapport } from '../../support/rapport.ts';
import { freeText } from '../../support/text-columns.ts';
import { textsOf } from '../../support/texts.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { context } = rapport;
const { db } = context;
const now = context.now();
const on = rapport.today();
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const { contact, told, newest, hear, plant, request, textsWith } = textsOf(rapport);
const dana = (await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']))['Dana Lee']!;

/** A new partner, to be erased. */
const add = async (name: string) => Object.values(await rapport.book(rapport.priya, [name]))[0]!;
const erase = (id: number) => runErase(context, { who: String(id), yes: true });
const noteOf = async (partnerId: number, note: string) => {
  await told(priya, { partnerIds: [partnerId], note });
  return `note ${await newest('touchpoint')}`;
};

/** Puts the name into a text column of a row about Dana or about no one. */
async function write(table: string, column: string, said: string): Promise<void> {
  const list = column === 'along';
  await db.query(
    `update ${table} set ${column} = ${list ? 'array[$1::text]' : '$1'}
      where ctid = (select ctid from ${table} ${table === 'partner' ? `where id = ${dana}` : ''} order by ctid desc limit 1)`,
    [said],
  );
}

describe('a mention', () => {
  const columns = Object.entries(freeText).flatMap(([table, of]) =>
    of.map((column) => [table, column] as const),
  );

  test.each(columns)('is found in %s.%s, and redacted there', async (table, column) => {
    await plant(priya, dana, `Mark ${table} ${column}`);
    await db.query(
      'insert into hold (member_id, reason, placed_by, placed_at, lifted_by, lifted_at) values ($1, $2, $1, now(), $1, now())',
      [sam.id, 'why'],
    );
    await db.query(`insert into area (name) values ($1)`, [`${table} ${column}`]);
    await db.query(
      `insert into branch_event (branch_id, name, place, on_day, at_time) select id, 'Mixer', 'Hall', '2026-07-01', '17:30' from branch limit 1`,
    );
    await told(priya, { partnerIds: [dana], note: 'a note', alongNames: ['Ann'] });
    const id = await add('Ovid Quill');
    const said = 'we met OVID  QUILL’s wife';
    if (table === 'spend_record_text')
      await db.query(
        `with r as (insert into spend_record (capture_id, entry, partner_ids, member_ids, occurred_on, recorded_by)
                    values ($1, 'stated', array[$2::int], array[$3::int], '2026-06-09', $3) returning id)
         insert into spend_record_text (record_id, ${column}) select id, $4 from r`,
        [await newest('capture'), dana, priya.id, said],
      );
    else await write(table, column, said);
    const { code, said: list } = await erase(id);
    expect(code).toBe(1);
    expect(list).toContain('Erased. 1 mention left to review.');
    expect(list).not.toMatch(/ovid|quill|wife/i);
    const [row] = listed(list);
    expect((await runRedact(context, row!, { yes: true })).code).toBe(0);
    expect(await textsWith(said, { record: true })).toEqual([]);
    expect(await erase(id)).toEqual({ code: 0, said: 'Erased.\n' });
  });

  test('of a single-word name is any such word, and is kept if it means something else', async () => {
    const id = await add('Will');
    const other = await noteOf(dana, 'she will call, and has a Willow');
    await noteOf(dana, 'a man of goodwill');
    const first = await erase(id);
    expect(listed(first.said)).toEqual([other]);
    expect(await runRedact(context, other)).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /^note \d+, by Priya Patel, about partner \d+, 2026-06-09: .*\nNothing changed: /,
      ),
    });
    expect((await erase(id)).code).toBe(1);
    expect(await runRedact(context, other, { keep: true })).toEqual({
      code: 0,
      said: `Kept ${other}. It won’t be listed anymore.\n`,
    });
    expect(await textsWith('she will call')).toEqual(['touchpoint_note.note']);
    expect(await erase(id)).toEqual({ code: 0, said: 'Erased.\n' });
    expect((await runRedact(context, other, { yes: true })).said).toBe(
      `${other} was already redacted or kept.\n`,
    );
    expect(await textsWith('she will call')).toEqual(['touchpoint_note.note']);
  });

  test('of a couple is each one’s full name, and of a renamed person also the old name', async () => {
    const couple = await add('Tom & Ivy Rask');
    const ivy = await noteOf(dana, 'ivy rask was there');
    await noteOf(dana, 'Ivy was there, and Tom');
    expect(listed((await erase(couple)).said)).toEqual([ivy]);

    const renamed = await add('Zoe Now');
    await db.query(
      `with t as (insert into trace (made_at, subject, subject_id, action) values (now(), 'partner', $1, 'edited') returning id)
       insert into trace_text select id, 'name', said, 'Zoe Now' from t, unnest($2::text[]) said limit 1`,
      [renamed, ['Zoe Maiden']],
    );
    const maiden = await noteOf(dana, 'Zoe Maiden called');
    expect(listed((await erase(renamed)).said)).toEqual([maiden]);
  });

  test('is kept only by ids', async () => {
    const id = await add('Ulla Vance');
    await noteOf(dana, 'Ulla Vance called');
    await erase(id);
    expect(await textsWith('Ulla Vance')).toEqual(['touchpoint_note.note']);
  });

  test('that was redacted in Slack, or blanked by retention, is no longer listed', async () => {
    const id = await add('Otto Brandt');
    const [first, second] = [
      await noteOf(dana, 'Otto Brandt called'),
      await noteOf(dana, 'Otto Brandt came'),
    ];
    expect(listed((await erase(id)).said)).toEqual([first, second]);
    const lead = { ...sam, manages: [sam.branch.id] };
    const text = { kind: 'note', id: Number(first!.split(' ')[1]), reason: 'they asked' } as const;
    await redact(db, lead, dana, text, now);
    expect(listed((await erase(id)).said)).toEqual([second]);
    await db.query('update touchpoint_note set note = null where touchpoint_id = $1', [
      second!.split(' ')[1],
    ]);
    expect(await erase(id)).toEqual({ code: 0, said: 'Erased.\n' });
  });

  test('under a hold is not redacted', async () => {
    const id = await add('Ruth Alder');
    const row = await noteOf(dana, 'Ruth Alder called');
    await keepDraft(db, 'held', priya, 'hmm with Ruth Alder and Dana Lee', now);
    const rows = listed((await erase(id)).said);
    await placeLegalHold(db, { partnerId: dana }, 'an examination', sam, now);
    for (const one of rows)
      expect(await runRedact(context, one, { yes: true })).toMatchObject({
        code: 1,
        said: expect.stringContaining('A legal hold covers'),
      });
    expect(await textsWith('Ruth Alder')).toEqual(['draft.said', 'touchpoint_note.note']);
    await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
    for (const one of rows) expect((await runRedact(context, one, { yes: true })).code).toBe(0);
    expect(rows).toContain(row);
    expect((await erase(id)).code).toBe(0);
  });
});

describe('rapport redact', () => {
  test('accepts only texts that an erasure left to review', async () => {
    const note = await noteOf(dana, 'nobody’s name');
    expect(await runRedact(context, note, { yes: true })).toMatchObject({
      code: 1,
      said: expect.stringContaining(`No erasure left ${note} to review.`),
    });
    expect(await textsWith('nobody’s name')).toEqual(['touchpoint_note.note']);
  });

  test.each([
    ['note', {}, 'redact takes'],
    ['note x', {}, 'redact takes'],
    ['poem 1', {}, 'redact takes'],
    ['note 1', { yes: true, keep: true }, 'not both'],
  ])('of %j %j says what is wrong', async (row, wanted, says) => {
    await expect(runRedact(context, row, wanted)).rejects.toThrow(says);
  });
});

describe('what was said about several people in one go', () => {
  test('is erased with one of them: the note, promises, growth goals, and what was handed on', async () => {
    const id = await add('Hugo Sand');
    const promises = [{ text: 'promise TABLE', dueOn: '2026-06-12' }];
    const both = {
      partnerIds: [id, dana],
      note: 'note TABLE',
      alongNames: ['Ann TABLE'],
      feedback: 'feedback TABLE',
    };
    await told(priya, { ...both, growing: 'growing TABLE', promises });
    await told(priya, { partnerIds: [dana], note: 'note of DANA' });
    expect((await textsWith('TABLE')).length).toBeGreaterThan(6);
    expect(await erase(id)).toMatchObject({ code: 0 });
    expect(await textsWith('TABLE')).toEqual([]);
    expect(await textsWith('note of DANA')).toEqual(['touchpoint_note.note']);
  });
});

describe('at the same moment as an erasure', () => {
  test('captures leave nothing about the erased partner', async () => {
    const id = await add('Nils Hart');
    let saves = 0;
    let isOver = false;
    const saving = async (member: typeof priya) => {
      while (!isOver) {
        const promises = [{ text: 'promise RACE', dueOn: '2026-06-12' }];
        const content = {
          ...contact,
          partnerIds: [id],
          note: 'note RACE',
          feedback: 'feedback RACE',
          growing: 'growing RACE',
          promises,
        };
        await saveCapture(db, { ...request(member, id), source: 'modal', content: content as never });
        await saveHelp(db, { ...request(member, id), kind: 'planning', on, note: 'help RACE' });
        saves++;
      }
    };
    // One member who has them in their book, and a colleague who does not.
    const savings = [saving(priya), saving(sam)];
    while (saves < 5) await new Promise((resolve) => setTimeout(resolve, 5));
    const { code } = await erase(id);
    const before = saves;
    while (saves < before + 5) await new Promise((resolve) => setTimeout(resolve, 5));
    isOver = true;
    await Promise.all(savings);
    expect(code).toBe(0);
    expect(await textsWith('RACE')).toEqual([]);
  });
});

describe('what a partner said about a member', () => {
  test('is erased with the member', async () => {
    const [heard] = await hear(priya, dana, 'feedback RUDE');
    await db.query('update feedback set about_id = $2, answerer_id = member_id where id = $1', [
      heard!.id,
      sam.id,
    ]);
    await placeLegalHold(db, { partnerId: dana }, 'an examination', priya, now);
    const command = { kind: 'member', who: rapport.sam.id, yes: true };
    expect(await runErase(context, command)).toMatchObject({
      code: 1,
      said: expect.stringContaining('they are on legal hold'),
    });
    await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
    await runErase(context, command);
    expect(await textsWith('RUDE')).toEqual([]);
  });
});
