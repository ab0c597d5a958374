import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { homeActions } from '../../src/messages/home/home-screen.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
await db.query(
  `update member set state = 'active', joined_at = now(), roles = '{member,lead}' where slack_user_id = $1`,
  [rapport.admin.id],
);
const mine = await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Ines Roy']);
await rapport.book(rapport.priya, ['Kay Keep'], 'keep');
const theirs = await rapport.book(rapport.sam, ['Rosa Diaz']);
const partner = { ...mine, ...theirs };
/** Feedback from someone, with what became of it. */
const said = (name: string, heardOn: string, became: Record<string, unknown>) =>
  db.query(
    `with c as (insert into capture (source, member_id, made_at)
                select 'modal', id, now() from member where slack_user_id = $1 returning id, member_id)
     insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, answer_by, state, answered_on,
                           answer, told_on, told_how, closed_by, closed_at)
     select c.id, $2, c.member_id, c.member_id, $3::date, 'slow letters', $3::date + 14, $4, $5, $6, $7, $8, case when $7::date is null then null else c.member_id end, $7::date from c`,
    [
      rapport.priya.id,
      partner[name],
      heardOn,
      became.state,
      became.answeredOn ?? null,
      became.answeredOn ? 'Fixed' : null,
      became.toldOn ?? null,
      became.toldOn ? 'call' : null,
    ],
  );
await said('Dana Lee', '2026-05-01', {
  state: 'loop closed',
  answeredOn: '2026-05-05',
  toldOn: '2026-05-06',
});
await said('Marcus Webb', '2026-05-01', { state: 'answered', answeredOn: '2026-06-05' });
await said('Rosa Diaz', '2026-05-01', { state: 'new' });
// More than a year ago: it no longer counts.
await said('Ines Roy', '2025-05-01', {
  state: 'loop closed',
  answeredOn: '2025-05-05',
  toldOn: '2025-05-06',
});
await db.query(
  `with a as (insert into area (name) values ('Coast') returning id) update branch set area_id = a.id from a`,
);
await db.query(
  `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
   select id, '2026-05-11', 6, 10, 10, 3 from branch`,
);
const read = () => readable(ada.home()!);
const shows = (text: string) => vi.waitFor(() => expect(read()).toContain(text));
const counts = [
  '*Honest feedback*, past year',
  'Asked 3 of 5 · 3 told us something',
  '1 of 3 answered on time · 1 heard back',
].join('\n');

describe('honest feedback stands first', () => {
  test('on a branch, with the owners to talk to and who has room', async () => {
    await ada.openHome();
    await showSection(ada, 'branch');
    await shows(
      `Tampa\n[All branches]\n${counts}\nTalk to: Priya Patel (asked 2 of 4)\n[Message Priya]\n*Capacity used:* 7%: 5 close partners, and time for 72`,
    );
    expect(read()).toContain('Most room: Ada Ruiz (24 more); Sam Cole (23 more); Priya Patel (20 more)');
  });

  test('on all branches, and on an area’s', async () => {
    await showSection(ada, 'branches');
    await shows(`All branches: 1\n${counts}\nTalk to: Priya Patel, Tampa (asked 2 of 4)`);
    const [area] = await db.query<{ id: number }>('select id from area');
    await ada.press({ view: ada.home()!, actionId: homeActions.area, value: String(area!.id) });
    await shows(counts);
  });

  test('on the month, and with its numbers', async () => {
    await showSection(ada, 'month');
    await shows(counts);
    expect(read()).toContain('Honest feedback, past year: asked 3 of 5 · 3 told us something\n60% in rhythm');
    expect(read()).toContain('Open today: 1 to answer, 1 to tell');
    expect(read()).toMatch(/Capacity used: 7%/);
    expect(read()).not.toContain('slow letters');
  });
});

test('Feedback tells apart what is to answer and what is to tell, like the month, and how to reach who is late', async () => {
  await showSection(ada, 'feedback');
  await shows('Feedback: 2 open');
  expect(read()).toContain('*Where it stands:* 1 to answer, 1 to tell');
  expect(read().match(/\[Message Priya\]/g)).toHaveLength(1);
  expect(read()).toMatch(/Rosa Diaz[\s\S]*\[Message Priya\]/);
});
