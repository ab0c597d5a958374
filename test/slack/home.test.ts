import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { digestNow } from '../../src/slack/digest/digest-now.ts';
import { noteAbsence } from '../../src/store/members/absences.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const names = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Ann Bell', 'Bo Diaz', 'Cy Young', 'Di Fox'];
const mine = await rapport.book(rapport.priya, names);
await priya.dm('called Bo Diaz today, promised the workshop slides by Thursday');
const open = async () => readable((await priya.openHome())!);
const read = () => readable(priya.home()!);

type Element = { action_id: string; value?: string };
const press = (actionId: string, partner: string) => {
  const blocks = priya.home()!.definition.blocks as unknown as { block_id: string; elements?: Element[] }[];
  for (const block of blocks) {
    const found = block.elements?.find(
      (element) => element.action_id === actionId && element.value?.endsWith(`.${mine[partner]}`),
    );
    if (found) return priya.press({ view: priya.home()!, actionId, blockId: block.block_id });
  }
  throw new Error(`no ${actionId} for ${partner}`);
};

describe('App Home', () => {
  test('on a quiet day says what is coming, and what to do', async () => {
    const text = await open();
    expect(text).toContain('Today, Tue, Jun 9');
    expect(text).toContain('Today’s list is done.');
    expect(text).toContain('Done today\n*Bo Diaz* · ✓ Talked today');
    expect(text).toContain('*Wed, Jun 10:* Ann Bell (meet)');
    expect(text).toContain('*Thu, Jun 11:* Bo Diaz (promised)');
    expect(text).toContain('After a coffee, send me one line');
  });

  test('shows the whole list, not only the digest’s five', async () => {
    sandbox.clock.moveTo('2026-06-11T13:00:00Z');
    const text = await open();
    for (const name of names) expect(text).toContain(`*${name}*`);
    expect(text).toContain('You promised: workshop slides, due today.');
  });

  test('takes taps, shows them as done, and takes them back', async () => {
    await press('digest.met', 'Dana Lee');
    await sandbox.until(() => read().includes('Done today'));
    expect(read()).toContain('*Dana Lee* · ✓ Met today\n[Add notes…] [Undo]');
    expect(await db.query(`select nudge_id from capture where source = 'tap'`)).toEqual([{ nudge_id: null }]);
    await press('digest.undo', 'Dana Lee');
    // Two redraws may overlap. The last one shows what is saved.
    await sandbox.until(() => !read().includes('Done today') && read().includes('*Dana Lee*\nTime to meet.'));
  });

  test('keeps promises there, and takes that back too', async () => {
    await press('digest.promise.done', 'Bo Diaz');
    await sandbox.until(() => read().includes('*Bo Diaz* · ✓ Done: workshop slides\n[Undo]'));
    await press('digest.promise.reopen', 'Bo Diaz');
    await sandbox.until(() => read().includes('You promised: workshop slides, due today.'));
  });

  test('that cannot be redrawn says that the tap was saved', async () => {
    sandbox.faults.inject({ method: 'views.publish', kind: 'error500' });
    await press('digest.talked', 'Joan Ortiz');
    await sandbox.until(() =>
      priya.messages().some((message) => message.text.startsWith('Saved, but I couldn’t refresh the list')),
    );
    expect(await open()).toContain('*Joan Ortiz* · ✓ Talked today');
    expect(await db.query(`select 1 from capture where source = 'tap' and undone_at is null`)).toHaveLength(
      1,
    );
  });

  test('is empty for a new member, with the first thing to do', async () => {
    const sam = sandbox.as(rapport.sam);
    expect(readable((await sam.openHome())!)).toContain('You don’t have any partners yet. Send me five');
  });

  test('says on a day away until when, and who covers', async () => {
    const [{ id: samId }, { id: coverId }] = [
      await rapport.member(rapport.sam),
      await rapport.member(rapport.priya),
    ];
    const sam = sandbox.as(rapport.sam);
    expect(readable((await sam.openHome())!)).not.toContain('You’re away');
    const days = { from: '2026-06-11', to: '2026-06-12', coverId } as const;
    await noteAbsence(db, samId, days, samId, context.now());
    expect(readable((await sam.openHome())!)).toContain(
      'You’re away through Fri, Jun 12. Priya Patel is covering your inner circle and promises; the rest can wait.',
    );
  });

  test('tells a stranger how to begin, and shows the button to someone who was asked', async () => {
    const stranger = sandbox.as(sandbox.addUser({ name: 'nia' }));
    expect(readable((await stranger.openHome())!)).toContain(
      'ask a workspace admin to set one up with /rapport branch',
    );
    const asked = sandbox.addUser({ name: 'lou', realName: 'Lou Park' });
    await rapport.context.db.query(
      `insert into member (slack_user_id, branch_id, name, zone) select $1, id, 'Lou Park', zone from branch`,
      [asked.id],
    );
    expect(readable((await sandbox.as(asked).openHome())!)).toContain('[I do]');
  });
});

describe('the digest on demand', () => {
  test('shows five, counts the rest without who was talked to today, and records nothing as shown', async () => {
    const message = await digestNow(context, await rapport.member(rapport.priya));
    const text = readable(message as unknown as Parameters<typeof readable>[0]);
    expect(text).toContain('Five to reach today, Priya:');
    expect(text).toContain('+1 more in my Home tab');
    expect(await db.query('select 1 from showing')).toEqual([]);
  });

  test('typed as a command, takes taps in its own message', async () => {
    await priya.command('/rapport', 'digest', rapport.channel);
    const list = () =>
      priya.messages(rapport.channel).find((message) => readable(message).includes('today, Priya:'))!;
    await sandbox.until(() => list());
    const rows = list().blocks as unknown as { block_id: string; elements?: Element[] }[];
    const row = rows.find((each) => each.elements?.some((element) => element.action_id === 'digest.talked'))!;
    await priya.press({ message: list(), actionId: 'digest.talked', blockId: row.block_id });
    await sandbox.until(() => /\* · ✓ Talked today\n\[Add notes…\] \[Undo\]/.test(readable(list())));
    expect(list().ephemeral).toBe(true);
  });
});
