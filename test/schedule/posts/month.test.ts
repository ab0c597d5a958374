import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { readable } from 'slack-sandbox/readable';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { importResults } from '../../../src/cli/import-results.ts';
import { monthActions } from '../../../src/messages/leads/month.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { areResultsOn } from '../../../src/store/record/results.ts';
import { forge } from '../../support/forged.ts';
import { showSection } from '../../support/home-menu.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({
  now: new Date('2026-06-30T13:00:00Z'),
  env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
});
const { sandbox, context } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
const priya = sandbox.as(rapport.priya);
const lee = sandbox.as(sandbox.addUser({ name: 'lee', realName: 'Lee Stone', email: 'lee@example.com' }));
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles)
   select $1, id, 'Lee Stone', zone, 'active', '{member,lead}' from branch`,
  [lee.user.id],
);
await db.query(
  `insert into area (name, lead_id) select 'Gulf coast', id from member where name = 'Lee Stone'`,
);
await db.query(`update branch set area_id = (select id from area)`);
await db.query(
  `insert into branch (channel_id, name, zone) values ('C0AKRON', 'Akron', 'America/New_York'), ('C0MESA', 'Mesa', 'America/Phoenix')`,
);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const told = (who = lee) => who.messages().map((message) => readable(message));
const months = () => told().filter((text) => text.includes('act on'));
const home = () => readable(lee.home()!);

/** Stores a branch's week that starts on `monday`. `inRhythm` and `counted` are relationship-weeks. */
const week = (branch: string, monday: string, inRhythm: number, counted: number, meetings: number) =>
  db.query(
    `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
     select id, $2, $3, $4, $4, $5 from branch where name = $1
     on conflict (branch_id, week) do update set in_rhythm = excluded.in_rhythm, counted = excluded.counted, meetings = excluded.meetings`,
    [branch, monday, inRhythm, counted, meetings],
  );

const folder = await mkdtemp(path.join(os.tmpdir(), 'results-'));
afterAll(() => rm(folder, { recursive: true }));

describe('the lead’s month', () => {
  test('comes once, in the first evening, only to leads', async () => {
    await week('Tampa', '2026-05-18', 36, 40, 6);
    await week('Tampa', '2026-06-08', 30, 40, 9);
    await week('Tampa', '2026-06-15', 28, 40, 7);
    await week('Akron', '2026-06-08', 9, 10, 3);
    await db.query(
      `with c as (insert into capture (source, made_at) values ('modal', now()) returning id)
       insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, answer_by)
       select c.id, $1, m.id, m.id, heard_on, 'letters are slow', answer_by from c, member m,
              -- The reply to what was said at the end of June isn’t due yet.
              (values ('2026-06-02'::date, '2026-06-16'::date), ('2026-06-29', '2026-07-14')) as f(heard_on, answer_by)
        where m.name = 'Priya Patel'`,
      [mine['Dana Lee']],
    );
    await db.query(
      `with c as (insert into capture (source, made_at) values ('modal', now()) returning id)
       insert into promise (capture_id, partner_id, member_id, text, made_on, due_on, state, closed_on)
       select c.id, $1, m.id, 'slides', '2026-06-02', '2026-06-05', s, d
         from c, member m, unnest('{done,done,done,open}'::text[], '{2026-06-05,2026-06-08,2026-06-09,null}'::date[]) as q(s, d)
        where m.name = 'Priya Patel'`,
      [mine['Dana Lee']],
    );
    await db.query(
      `with c as (insert into capture (source, made_at) values ('modal', now()) returning id)
       insert into advocate (capture_id, partner_id, member_id, spoke_on)
       select c.id, p, m.id, d from c, member m, unnest($1::int[], '{2026-06-20,2026-06-20,2026-05-04}'::date[]) as a(p, d)
        where m.name = 'Priya Patel'`,
      // Marcus already reviewed us in May, so his is not a new public review in June.
      [[mine['Dana Lee'], mine['Marcus Webb'], mine['Marcus Webb']]],
    );
    await ticking();
    expect(months()).toEqual([]);
    // July 1 is a Wednesday.
    sandbox.clock.moveTo('2026-07-01T21:29:00Z');
    await ticking();
    expect(months()).toEqual([]);
    sandbox.clock.moveTo('2026-07-01T21:31:00Z');
    await ticking();
    await ticking();
    expect(months()).toHaveLength(1);
    sandbox.clock.moveTo('2026-07-02T21:31:00Z');
    await ticking();
    expect(months()).toHaveLength(1);
    expect(told(priya).join('\n')).not.toContain('act on');
  });

  test('shows each area in short lines, the lead’s own first, and what to act on and who with', async () => {
    const [text = ''] = months();
    expect(text).toContain('*June 2026* across 3 branches');
    expect(text).toContain(
      [
        '*Gulf coast* · 1 branch',
        'Honest feedback, past year: asked 1 of 2 · 1 told us something',
        '73% in rhythm, down 17 points · 16 meetings',
        // Due on a Friday. Done on Friday or marked done on Monday, it is kept; on Tuesday, it is late.
        '2 of 4 promises kept',
        'Feedback heard: 2 · 0 of 1 answered on time',
        'Open today: 2 to answer',
      ].join('\n'),
    );
    expect(text).toContain('1 new public review\n');
    expect(text.indexOf('Gulf coast')).toBeLessThan(text.indexOf('*No area*'));
    expect(text).toContain(
      '*All areas*\nHonest feedback, past year: asked 1 of 2 · 1 told us something\n74% in rhythm',
    );
    expect(text).toContain('(chart: In rhythm by branch, % by week)');
    expect(text).toContain('*Two things to act on*');
    expect(text).toContain(
      '1. *Tampa*: a partner has been waiting for an answer since Jun 2. Ask Ada Ruiz who’ll answer this week.',
    );
    expect(text).toContain('2. *Tampa* fell from 90% in rhythm in May to 73% in June.');
    expect(text.indexOf('things to act on')).toBeLessThan(text.indexOf('*Gulf coast*'));
    // Ada manages it; Lee writes to her from here.
    expect(text.match(/\[Message Ada\] \[Open in Home\]/g)).toHaveLength(2);
    expect(text).not.toContain('letters are slow');
    expect(lee.messages().at(-1)!.text).toBe(
      'June 2026: 74% in rhythm across 3 branches, 2 things to act on',
    );
    for (const line of text.split('\n').filter((one) => !/^\d\./.test(one)))
      expect(line.length).toBeLessThan(72);
  });

  test('opens in Home what each thing is about', async () => {
    const message = lee.messages().at(-1)!;
    await lee.press({ message, actionId: monthActions.show, value: JSON.stringify({ at: 'feedback' }) });
    await vi.waitFor(() => expect(home()).toContain('Feedback: 2 open'));
    const { branch } = await rapport.member(rapport.priya);
    const value = JSON.stringify({ at: 'branch', branchId: branch.id });
    await lee.press({ message, actionId: monthActions.show, value });
    await vi.waitFor(() => expect(home()).toContain('*Priya Patel*'));
  });

  test('appears in Home by area and branch, and can be exported as a file', async () => {
    const message = lee.messages().find((one) => readable(one).includes('act on'))!;
    const value = JSON.stringify({ at: 'month', month: '2026-06' });
    await lee.press({ message, actionId: monthActions.show, value });
    await vi.waitFor(() => expect(home()).toContain('June 2026'));
    expect(home()).toContain('*Gulf coast* · 1 branch');
    const [, area] =
      /"action_id":"home\.go\.month-area-\d+"[^}]*"value":"([^}]*)"\}/.exec(
        JSON.stringify(lee.home()!.definition),
      ) ?? [];
    expect(area ?? JSON.stringify(lee.home()!.definition)).toContain('areaId');
    await lee.press({ view: lee.home()!, actionId: monthActions.file });
    const file = await vi.waitFor(() => {
      const [found] = [...sandbox.world.files.values()].filter((one) => one.completed);
      expect(found).toBeDefined();
      return found!;
    });
    expect(file.channels).toEqual([lee.dmChannel]);
    const lines = new TextDecoder().decode(file.bytes).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^Gulf coast,Tampa,\d,73,-17,16,4,2,2,0,2,1,/);
  });

  test('has, of one area, only its things to act on', async () => {
    await lee.openHome();
    await showSection(lee, 'month');
    await vi.waitFor(() => expect(home()).toContain('*Two things to act on*'));
    await lee.press({ view: lee.home()!, actionId: 'home.go.month-area-0' });
    await vi.waitFor(() => expect(home()).toContain('June 2026: no area'));
    expect(home()).toContain('*Akron*');
    expect(home()).toContain('*Nothing to act on*');
    expect(home()).not.toContain('Tampa* fell');
    await showSection(lee, 'month');
  });

  test('is refused to anyone but leads, in Home and as a file', async () => {
    await priya.openHome();
    await forge(rapport, rapport.priya, priya.home()!, 'home.go.month', JSON.stringify({ at: 'month' }));
    expect(readable(priya.home()!)).toContain('You can’t see all branches.');
    const files = sandbox.world.files.size;
    await forge(rapport, rapport.priya, priya.home()!, monthActions.file, JSON.stringify({ at: 'month' }));
    expect(sandbox.world.files.size).toBe(files);
  });

  test('waits for the end of a weekend, and is not sent for an empty month', async () => {
    // August 1 is a Saturday.
    sandbox.clock.moveTo('2026-08-01T21:31:00Z');
    await ticking();
    expect(months()).toHaveLength(1);
    sandbox.clock.moveTo('2026-08-03T21:31:00Z');
    await ticking();
    expect(months()).toHaveLength(2);
    await db.query('delete from branch_week');
    await db.query(`update branch set closed_through = '2027-01-04'`);
    await db.query('update promise set withdrawn_at = now()');
    await db.query('update feedback set withdrawn_at = now()');
    sandbox.clock.moveTo('2026-09-01T21:31:00Z');
    await ticking();
    expect(months()).toHaveLength(2);
    await lee.openHome();
    await showSection(lee, 'month');
    await vi.waitFor(() => expect(home()).toContain('Nothing for this month yet: weeks count from'));
  });
});

describe('closed loans', () => {
  const run = async (text: string) => {
    const file = path.join(folder, 'results.csv');
    await writeFile(file, text);
    let said = '';
    const out = new Writable({
      write(chunk, _, done) {
        said += String(chunk);
        done();
      },
    });
    const code = await importResults(context, file, { out, err: out, isTerminal: false });
    return { code, said };
  };

  test('are off until a workspace admin turns them on', async () => {
    expect(await run('branch,month,closed_loans\nTampa,2026-05,7\n')).toEqual({
      code: 2,
      said: 'Closed loans are turned off. A workspace admin can turn them on with /rapport people.\n',
    });
    await showSection(lee, 'month');
    expect(home()).not.toContain('Closed loans');
    await ada.command('/rapport', 'people', rapport.channel);
    await ada.submit(ada.view()!, { results: ['yes'] } as never);
    await vi.waitFor(async () => expect(await areResultsOn(db)).toBe(true));
  });

  test('are imported by branch and month: broken rows are reported, the rest imports, and a repeat changes nothing', async () => {
    const text =
      '\ufeffbranch,month,closed_loans\nTampa,2026-05,7\nC0AKRON,2026-05,3\nNowhere,2026-05,1\nMesa,May,2\nMesa,2026-05,-2\nMesa,2031-01,2\n';
    expect(await run(text)).toEqual({
      code: 1,
      said: [
        'line 4, branch: no branch, or more than one, is called “Nowhere”',
        'line 5, month: “May” is not a month: write it like 2026-05',
        'line 6, closed_loans: “-2” is not a whole number of loans',
        'line 7, month: “2031-01” is in the future',
        '2 figures read, 2 new or changed, 4 skipped.',
        '',
      ].join('\n'),
    });
    expect((await run('branch,month,closed_loans\nTampa,2026-05,7\n')).said).toContain('0 new or changed');
    expect(await db.query(`select after from trace where action = 'results imported'`)).toEqual([
      { after: { read: 2, changed: 2 } },
    ]);
  });

  test('have a separate page for leads, sorted by name, with nothing beside them', async () => {
    await showSection(lee, 'month');
    await lee.press({ view: lee.home()!, actionId: 'home.go.closed-loans' });
    await vi.waitFor(() => expect(home()).toContain('*Akron*\nMay 2026: 3\n*Tampa*\nMay 2026: 7'));
    for (const word of ['help', 'paid', 'rhythm', 'meal', '$']) expect(home()).not.toContain(word);
    await forge(
      rapport,
      rapport.priya,
      priya.home()!,
      'home.go.closed-loans',
      JSON.stringify({ at: 'results' }),
    );
    expect(readable(priya.home()!)).not.toContain('May 26');
  });
});
