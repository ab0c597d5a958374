import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
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
