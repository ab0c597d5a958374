import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const ada = sandbox.as(rapport.admin);
await context.db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Ines Roy']);
sandbox.clock.moveTo('2026-06-24T13:00:00Z');
const read = (who: typeof ada) => readable(who.home()!);
const shows = (text: string, who: typeof ada) => vi.waitFor(() => expect(read(who)).toContain(text));

describe('a manager’s branch', () => {
  test('names who could use a hand, with a way to their conversation and to their list', async () => {
    await ada.openHome();
    await showSection(ada, 'branch');
    expect(read(ada)).toContain(
      '*Who could use a hand*\n*Priya Patel*: late with 4 partners (Dana Lee, Marcus Webb, Joan Ortiz +1)',
    );
    expect(read(ada)).toContain('[Message Priya] [Open list]\n');
    const before = JSON.stringify([priya.messages(), ada.messages()]);
    const buttons = JSON.stringify(ada.home()!.definition.blocks);
    expect(buttons).toContain(
      `https://slack.com/app_redirect?team=${sandbox.teamId}&channel=${rapport.priya.id}`,
    );
    await ada.press({ view: ada.home()!, actionId: 'home.message' });
    expect(JSON.stringify([priya.messages(), ada.messages()]), 'nothing is written').toBe(before);
    const me = await rapport.member(rapport.priya);
    const value = JSON.stringify({ at: 'person', memberId: me.id });
    await ada.press({ view: ada.home()!, actionId: 'home.go.open-list', value });
    await shows('Priya Patel: 4 partners', ada);
    await showSection(ada, 'branch');
  });

  test('names who did well, and never the reader', async () => {
    const names = ['Al One', 'Al Two', 'Al Three'];
    await rapport.book(rapport.sam, names, 'core');
    await rapport.book(rapport.admin, names, 'core');
    for (const who of [rapport.sam, rapport.admin])
      await sandbox.as(who).dm('lunch with Al One, Al Two, and Al Three today');
    await showSection(ada, 'branch');
    await vi.waitFor(() =>
      expect(read(ada)).toContain(
        '*Who did well*\n*Sam Cole*: all 3 close partners in rhythm, no promise late',
      ),
    );
    expect(read(ada)).not.toContain('*Ada Ruiz*: all');
  });
});

describe('feedback past the day of its answer', () => {
  test('stands in the branch’s Home and in the note of the week’s end, without a word of it', async () => {
    await priya.command(
      '/touchpoint',
      'coffee with Marcus Webb, he complained that our letters take too long',
      rapport.channel,
    );
    await vi.waitFor(async () => expect(await context.db.query('select 1 from feedback')).toHaveLength(1));
    await showSection(ada, 'today');
    await showSection(ada, 'branch');
    await vi.waitFor(() => expect(read(ada)).toContain('*Who did well*'));
    expect(read(ada)).not.toContain('Feedback without an answer');
    sandbox.clock.moveTo('2026-07-17T21:31:00Z');
    await showSection(ada, 'today');
    await showSection(ada, 'branch');
    await shows('*Feedback without an answer:* Marcus Webb (reply was due Jul 9)  [Open feedback]', ada);
    expect(read(ada)).not.toContain('letters');
    await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
    const note = ada.messages().findLast((message) => readable(message).includes('who could use a hand'))!;
    expect(readable(note)).toContain(
      '*Feedback without an answer:* Marcus Webb (reply was due Jul 9)\n→ Open it in my Home tab, under Feedback.',
    );
    expect(JSON.stringify(note)).not.toContain('letters');
    expect(note.text).toContain('1 reply overdue');
    await ada.press({ view: ada.home()!, actionId: 'home.go.open-feedback', value: '{"at":"feedback"}' });
    await shows('Marcus Webb', ada);
  });

  test('about the manager stays unknown to them', async () => {
    await context.db.query(
      `update feedback set about_id = (select id from member where slack_user_id = $1), answerer_id = (select id from member where slack_user_id = $2)`,
      [rapport.admin.id, rapport.sam.id],
    );
    await showSection(ada, 'today');
    await showSection(ada, 'branch');
    await vi.waitFor(() => expect(read(ada)).toContain('Tampa'));
    await vi.waitFor(() => expect(read(ada)).not.toContain('Feedback without an answer'));
  });
});
