import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import type { EraseWanted } from '../../../src/cli/privacy/erase.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { placeLegalHold } from '../../../src/store/privacy/legal-holds.ts';
import { fromMore } from '../../support/card-menu.ts';
import { listed, runErase, runRedact } from '../../support/erase.ts';
import { startRapport } from '../../support/rapport.ts';

// Everything the app would log, down to the finest level.
const logged: string[] = [];
process.env.TEST_LOG = 'trace';
vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
  logged.push(String(line));
  return true;
});
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(
  rapport.priya,
  ['Zebulon Quade, Quade Homes', 'Dana Lee, Lee & Co', 'Marcus Webb'],
  'inner',
);
const theirs = await rapport.book(rapport.sam, ['Joan Ortiz']);

const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const say = (words: string, who = priya) => who.command('/touchpoint', words, rapport.channel);
const submit = (fields: Record<string, unknown>) =>
  priya.submit(priya.view()!, fields as Record<string, string>);
const openCard = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'zebulon quade', rapport.channel);
  await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== Partner =='));
};
const who = String(mine['Zebulon Quade']);
const run = (wanted: Partial<EraseWanted>) => runErase(context, wanted);
/** What people see of the app's own messages. */
const ours = () =>
  [...sandbox.world.channels.values()].flatMap((channel) =>
    channel.messages
      .filter((message) => message.user === sandbox.botUserId)
      .map((message) => readable(message)),
  );

/** Every column of every table that contains the word, ignoring case, and the app's own messages that do. */
async function traces(word: string): Promise<string[]> {
  const columns = await db.query<{ table: string; column: string }>(
    `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await db.query(
      `select 1 from "${table}" where position(lower($1) in lower("${column}"::text)) > 0`,
      [word],
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  for (const channel of sandbox.world.channels.values())
    for (const message of channel.messages)
      if (
        message.user === sandbox.botUserId &&
        JSON.stringify(message).toLowerCase().includes(word.toLowerCase())
      )
        found.push(`message ${channel.id} ${message.ts}`);
  return found;
}

/** Plants the name everywhere someone could write it. */
async function liveWithThem(): Promise<void> {
  await openCard();
  await priya.press(fromMore(priya, 'edit'));
  await submit({
    'phone.1': '(813) 555-0188',
    'email.1': 'zq@example.com',
    'birthday.1': '06-15',
    'growing.1': 'Quade Homes, a second office',
  });
  await priya.dm('coffee with Zebulon Quade, promised Zebulon Quade the slides by Friday');
  await say('lunch with Dana Lee, she works with Zebulon  Quade on a listing');
  await say('left a voicemail for Zebulon Quade about the workshop');
  await say('call with Zebulon Quade next Thursday');
  await say('breakfast with Joan Ortiz, met ZEBULON QUADE there', sam);
  await say('call with Joan Ortiz, her lender is ZEBULON QUADE of all people', sam);
  await priya.command(
    '/rapport',
    'feedback zebulon quade Zebulon Quade says your letters are slow',
    rapport.channel,
  );
  await submit({});
  await openCard();
  await priya.press(fromMore(priya, 'help'));
  await submit({
    kind: 'planning',
    note: 'plan of Zebulon Quade',
    payer: 'we did',
    amount: '20',
    attested: ['yes'],
    purpose: 'for Zebulon Quade',
    attendees: 'Zebulon Quade and his wife',
  });
  await openCard();
  await priya.press(fromMore(priya, 'ask'));
  await submit({ on: '2026-06-09', answer: 'open', note: 'Zebulon Quade knows a builder' });
  await openCard();
  await priya.press({ actionId: cardActions.more, value: `${mine['Zebulon Quade']}.advocate` });
  await submit({ occasion: 'Zebulon Quade spoke at the Chamber', on: '2026-06-09' });
  await priya.dm('had a hmm with Zebulon Quade or so');
  await say('dinner with Marcus Webb');
  await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.paidUs });
  await submit({ amount: '30', attested: ['yes'], attendees: 'Zebulon Quade' });
  for (const at of [
    '2026-06-10T12:31:00Z',
    '2026-06-12T20:31:00Z',
    '2026-06-15T13:00:00Z',
    '2026-06-17T14:00:00Z',
    '2026-06-19T20:31:00Z',
  ]) {
    sandbox.clock.moveTo(at);
    await ticking();
  }
  await ticking();
}

await liveWithThem();

describe('rapport erase', () => {
  test('says what it would do, and changes nothing without --yes', async () => {
    expect((await traces('zebulon quade')).length).toBeGreaterThan(8);
    const { code, said } = await run({ name: 'Zebulon Quade', branch: rapport.channel });
    expect(code).toBe(0);
    expect(said).toMatch(/Would erase \d+ texts about them and replace [1-9]\d* messages of Rapport’s own\./);
    expect(said).toContain('Would leave 4 mentions to review.');
    expect(said).toContain('Nothing changed: run it again with --yes to erase.');
    expect(said.toLowerCase()).not.toContain('zebulon');
    expect(await db.query('select name from partner where id = $1', [mine['Zebulon Quade']])).toEqual([
      { name: 'Zebulon Quade' },
    ]);
  });

  test('is refused while a hold is on them', async () => {
    const priyas = await rapport.member(rapport.priya);
    await placeLegalHold(db, { partnerId: mine['Zebulon Quade']! }, 'examination', priyas, context.now());
    expect(await run({ who: who, yes: true })).toMatchObject({
      code: 1,
      said: expect.stringContaining('they are on legal hold'),
    });
    await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
  });

  test('is refused while someone who wrote about them is under a hold, and names that person', async () => {
    const priyas = await rapport.member(rapport.priya);
    const before = await traces('zebulon');
    await placeLegalHold(db, { memberId: priyas.id }, 'examination', priyas, context.now());
    for (const yes of [false, true])
      expect(await run({ who: who, yes })).toEqual({
        code: 1,
        said: 'Nothing was erased: Priya Patel is on legal hold and wrote about them or was mentioned along with them. Compliance can lift holds in the Home tab.\n',
      });
    expect(await traces('zebulon')).toEqual(before);
    await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
  });

  test('blanks what is about them, and lists texts about others that contain the full name', async () => {
    const events = await db.query(`select (select count(*)::int from touchpoint) as touchpoints,
      (select count(*)::int from spend_record) as records, (select count(*)::int from promise) as promises`);
    const { code, said } = await run({ who, yes: true });
    expect(code).toBe(1);
    expect(said).toContain('Erased. 4 mentions left to review.');
    expect(said).not.toMatch(/^Erased\.$/m);
    // Where, whose, and when, but no word of the text.
    expect(said).toMatch(
      /^ {2}note \d+, by Priya Patel, about partner \d+, 2026-06-09\n {4}rapport redact note \d+ --yes$/m,
    );
    expect(said).toMatch(/^ {2}note \d+, by Sam Cole, about partner \d+, 2026-06-09$/m);
    expect(said).not.toMatch(/zebulon|quade|listing/i);
    expect(listed(said).map((row) => row.split(' ')[0])).toEqual(['draft', 'note', 'note', 'record']);
    for (const word of ['555-0188', 'zq@example.com', 'Quade Homes'])
      expect(await traces(word), word).toEqual([]);
    // The name is now only in the listed places.
    expect((await traces('zebulon')).filter((place) => !place.startsWith('message')).sort()).toEqual([
      'draft.said',
      'spend_record_text.attendees',
      'touchpoint_note.note',
    ]);
    // What happened stays: who paid how much, and that someone was met.
    expect(
      await db.query(`select (select count(*)::int from touchpoint) as touchpoints,
      (select count(*)::int from spend_record) as records, (select count(*)::int from promise) as promises`),
    ).toEqual(events);
    expect(
      await db.query('select name, erased_at is not null as gone from partner where id = $1', [who]),
    ).toEqual([{ name: 'Erased partner', gone: true }]);
    // Other people's notes are left as they were written.
    expect(await db.query(`select note from touchpoint_note where note like '%listing%'`)).toEqual([
      { note: 'she works with Zebulon  Quade on a listing' },
    ]);
  });

  test('replaces the app’s messages about them, by their ids, and leaves all others', async () => {
    const shown = ours();
    expect(shown.filter((text) => text.includes('This message was about someone')).length).toBeGreaterThan(3);
    // An unfinished sentence does not belong to anyone yet.
    expect(shown.filter((text) => /zebulon/i.test(text)).map((text) => text.split('\n')[0])).toEqual([
      'Almost. How did you connect: meal, visit, event, phone or video call, text, or email?',
    ]);
  });

  test('is not done while a mention is left, no matter how often it runs', async () => {
    const first = await run({ who, yes: true });
    expect(first.code).toBe(1);
    expect(first.said).toContain('Erased. 4 mentions left to review.');
    const [note] = listed(first.said).filter((row) => row.startsWith('note'));
    expect(await runRedact(context, note!)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Nothing changed'),
    });
    expect(listed((await run({ who, yes: true })).said)).toHaveLength(4);
    expect((await runRedact(context, note!, { yes: true })).said).toContain(`Redacted ${note}.`);
    expect(await db.query(`select note from touchpoint_note where note like '%listing%'`)).toEqual([]);
    expect(listed((await run({ who, yes: true })).said)).toHaveLength(3);
    const [draft, other, record] = listed((await run({ who, yes: true })).said);
    expect((await runRedact(context, other!, { keep: true })).said).toContain(`Kept ${other}`);
    expect((await runRedact(context, draft!, { yes: true })).code).toBe(0);
    expect(ours().filter((text) => /zebulon/i.test(text))).toEqual([]);
    expect((await run({ who, yes: true })).said).toContain('Erased. 1 mention left to review.');
    expect((await runRedact(context, record!, { yes: true })).code).toBe(0);
    expect(await run({ who, yes: true })).toEqual({ code: 0, said: 'Erased.\n' });
    // What was kept is unchanged.
    expect((await traces('zebulon')).filter((place) => !place.startsWith('message'))).toEqual([
      'touchpoint_note.note',
    ]);
    expect(
      await db.query(
        `select action, made_by, after->>'text' as text from trace where action in ('redacted', 'mention kept') order by id`,
      ),
    ).toEqual([
      { action: 'redacted', made_by: null, text: 'note' },
      { action: 'mention kept', made_by: null, text: 'note' },
      { action: 'redacted', made_by: null, text: 'draft' },
      { action: 'redacted', made_by: null, text: 'record' },
    ]);
  });

  test('no one finds them anymore, and the day goes on', async () => {
    while (priya.view()) await priya.closeView({ all: true });
    const { text } = await priya.command('/partner', 'zebulon quade', rapport.channel);
    expect(text).toContain('I can’t find “');
    await priya.openHome();
    expect(readable(priya.home()!)).not.toContain('Erased');
    sandbox.clock.moveTo('2026-06-22T13:00:00Z');
    await ticking();
    expect((await traces('erased partner')).filter((place) => !place.startsWith('message'))).toEqual([
      'partner.name',
    ]);
  });

  test('no log line ever contained the name', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter((line) => /zebulon|quade|555-0188|zq@/i.test(line))).toEqual([]);
  });

  test('a member is erased once they have no partners left', async () => {
    expect((await run({ kind: 'member', who: rapport.sam.id, yes: true })).said).toContain(
      'they still own 1 partner. Hand it over in Slack first',
    );
    await db.query('update relationship set archived_on = current_date where partner_id = $1', [
      theirs['Joan Ortiz'],
    ]);
    expect((await run({ kind: 'member', who: rapport.sam.id, yes: true })).code).toBe(0);
    expect((await traces('Sam Cole')).filter((place) => !place.startsWith('message'))).toEqual([]);
    expect(await traces('sam@example.com')).toEqual([]);
  });

  test.each([
    [{ kind: 'partner', who: 'x' }, 'is not the id of a partner'],
    [{ kind: 'branch', who: '1' }, 'erase takes'],
    [{ kind: 'partner' }, 'erase takes'],
    [{ kind: 'partner', name: 'A', branch: 'C0NONE' }, 'is not a branch'],
  ])('given %o, says what is wrong', async (wanted, says) => {
    await expect(run(wanted)).rejects.toThrow(says);
  });
});
