import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { homeActions } from '../../../src/messages/home/home-screen.ts';
import { orphanActions } from '../../../src/messages/members/orphans.ts';
import { expenseRecordActions } from '../../../src/messages/record/expense-record.ts';
import { joinAction } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { forge } from '../../support/forged.ts';
import { homeSections, showSection } from '../../support/home-menu.ts';
import { startRapport } from '../../support/rapport.ts';

/** Someone with compliance, alone or beside partners of their own: neither locks them out, and holds are in reach. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, priya: user } = rapport;
const { db } = context;
const priya = sandbox.as(user);
await rapport.book(user, ['Dana Lee', 'Marcus Webb']);
await priya.dm('lunch with Dana Lee, promised the slides by Friday');
await db.query(`update member set state = 'active' where slack_user_id = $1`, [rapport.admin.id]);

const roles = (is: string[]) =>
  db.query(`update member set roles = $2, state = 'active' where slack_user_id = $1`, [user.id, is]);
const me = () => rapport.member(user);
const view = () => (priya.view() ? readable(priya.view()!) : '');
const home = () => readable(priya.home()!);
const openMe = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/rapport', 'me', rapport.channel);
};
const stop = () => priya.press({ actionId: 'me.stop' });

beforeEach(async () => {
  while (priya.view()) await priya.closeView({ all: true });
});

describe('compliance alone', () => {
  test('isn’t offered “I don’t work with partners”', async () => {
    await roles(['member', 'compliance']);
    await openMe();
    expect(view()).toContain('[I don’t work with partners]');
    await roles(['compliance']);
    await openMe();
    expect(view()).toContain('My settings');
    expect(view()).not.toContain('I don’t work with partners');
  });

  test('loses nothing when it is pressed in an old form', async () => {
    await roles(['member', 'compliance']);
    await openMe();
    await roles(['compliance']);
    await stop();
    await vi.waitFor(() => expect(view()).toContain('Nothing changed: you don’t work with partners.'));
    expect(await me()).toMatchObject({ state: 'active', roles: ['compliance'] });
    expect(await db.query(`select from nudge where post = 'orphans'`)).toEqual([]);
  });
});

describe('compliance beside partners', () => {
  test('stays when the partners’ side ends: no more lists, and the branch is asked about the partners', async () => {
    await roles(['member', 'compliance']);
    await openMe();
    await stop();
    await vi.waitFor(() => expect(view()).toContain('You still have compliance.'));
    const { id, ...known } = await me();
    expect(known).toMatchObject({ state: 'active', roles: ['compliance'] });
    expect(await db.query(`select from schedule where post = 'digest' and member_id = $1`, [id])).toEqual([]);
    await vi.waitFor(() => expect(home()).toContain('You can see the expense record'));
    expect(home()).not.toContain('Dana');
    // Five working days later.
    sandbox.clock.moveTo('2026-06-16T14:00:00Z');
    await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
    const ada = sandbox.as(rapport.admin);
    const question = await sandbox.until(() =>
      ada.messages().find((message) => readable(message).includes('2 partners need an owner')),
    );
    expect(readable(question)).toContain('*Priya Patel* no longer works with partners.');
    await ada.press({ message: question, actionId: orphanActions.accept });
    await sandbox.until(() =>
      ada.messages().find((message) => readable(message).includes('✓ Handed over 2')),
    );
  });

  test('is not counted in the branch’s week, nor sent questions, like anyone who stopped', async () => {
    await rapport.book(user, ['Joan Ortiz'], 'inner');
    const { id } = await me();
    sandbox.clock.moveTo('2026-06-29T13:00:00Z');
    await db.query('delete from nudge');
    await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
    const plan = sandbox
      .as(rapport.sam)
      .messages(rapport.channel)
      .map((one) => readable(one))
      .join('\n');
    expect(plan).not.toContain('Joan Ortiz');
    expect(await db.query(`select post from nudge where member_id = $1 and state = 'sent'`, [id])).toEqual(
      [],
    );
  });

  test('joins again from Home', async () => {
    await priya.openHome();
    await priya.press({ view: priya.home()!, actionId: joinAction });
    await vi.waitFor(async () => expect((await me()).roles.toSorted()).toEqual(['compliance', 'member']));
    expect(
      await db.query(`select from schedule where post = 'digest' and member_id = $1`, [(await me()).id]),
    ).toHaveLength(1);
    await priya.openHome();
    expect(home()).toContain('⌄ Show: today');
  });

  test('has legal holds in Home’s menu: lists, places, and lifts them', async () => {
    await roles(['member']);
    await priya.openHome();
    expect(homeSections(priya).map(({ label }) => label)).not.toContain('Legal holds');
    await roles(['member', 'compliance']);
    await priya.openHome();
    expect(
      homeSections(priya)
        .map(({ label }) => label)
        .slice(-3),
    ).toEqual(['Feedback', 'Legal holds', 'Settings…']);
    await showSection(priya, 'holds');
    await vi.waitFor(() => expect(home()).toContain('No legal holds.'));
    await priya.press({ view: priya.home()!, actionId: expenseRecordActions.placeLegalHold });
    await priya.submit(priya.view()!, { who: rapport.sam.id, reason: 'Second-quarter exam' });
    await vi.waitFor(() => expect(home()).toContain('*Sam Cole* (colleague) · placed by Priya Patel'));
    expect(home(), 'still on its screen').toMatch(/^Legal holds$/m);
    await priya.press({ view: priya.home()!, actionId: expenseRecordActions.liftLegalHold });
    await vi.waitFor(() => expect(home()).toContain('No legal holds.'));
  });

  test('keeps the screen of holds from who lost compliance', async () => {
    await roles(['member']);
    await priya.openHome();
    await forge(rapport, user, priya.home()!, `${homeActions.go}legal-holds`, '{"at":"holds"}');
    await vi.waitFor(() => expect(home()).toContain('You can’t place a legal hold. Compliance can.'));
    expect(home()).toContain('Today, ');
    expect(home()).not.toContain('legal hold…');
  });
});
