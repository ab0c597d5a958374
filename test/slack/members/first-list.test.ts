import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { firstListActions } from '../../../src/messages/members/first-list.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);

const texts = (who = priya) => who.messages().map((message) => readable(message));
const set = (who = priya) => texts(who).filter((text) => text.includes('You’re set'));
const owed = () =>
  db.query<{ state: string }>(`select state from nudge where post = 'first list' order by id`);

const rung = vi.fn();
context.soon.deliver = rung;

describe('after the first touchpoint', () => {
  test('says who is first, when, and at what pace, after the answer to it', async () => {
    await priya.dm('Dana Lee, Lee & Co\nMaria Gomez');
    await tick(context, context.now());
    expect(set()).toEqual([]);
    await priya.dm('lunch with Maria yesterday');
    // It doesn't wait for the next minute.
    await vi.waitFor(() => expect(rung).toHaveBeenCalledOnce(), 10_000);
    await tick(context, context.now());
    expect(texts().at(-2)).toContain('✓ Lunch with Maria Gomez · yesterday');
    expect(texts().at(-1)).toBe(
      'You’re set. First up: Dana, tomorrow at 8:00 AM.\nAt most four meetings a week.\n[See tomorrow’s list] [Change hour or pace…]',
    );
  });

  test('is said once ever, whatever comes next', async () => {
    await priya.dm('coffee with Dana this morning');
    const at = priya.messages().findLast((message) => readable(message).includes('Coffee with Dana Lee'))!;
    await priya.press({ message: at, actionId: 'capture.undo' });
    await priya.dm('called Dana this morning');
    await tick(context, context.now());
    expect(rung).toHaveBeenCalledOnce();
    expect(set()).toHaveLength(1);
    expect(await owed()).toEqual([{ state: 'sent' }]);
  });

  test('[See tomorrow’s list] shows it as it will be sent, without what logs today', async () => {
    const message = priya.messages().find((one) => readable(one).includes('You’re set'))!;
    await rapport.book(rapport.priya, ['Zoe Hart']);
    await priya.press({ message, actionId: firstListActions.see });
    await vi.waitFor(() =>
      expect(texts().at(-1)).toContain('Tomorrow’s list, as it looks now. I’ll send it at 8:00 AM.'),
    );
    expect(texts().at(-1)).toContain('*Zoe Hart*');
    expect(texts().at(-1)).not.toContain('[Met]');
    // What was shown is what comes.
    const named = [
      ...texts()
        .at(-1)!
        .matchAll(/^\*(.+?)\*/gm),
    ].map(([, name]) => name);
    sandbox.clock.moveTo(new Date('2026-06-10T12:00:00Z'));
    await tick(context, context.now());
    expect(
      [
        ...texts()
          .at(-1)!
          .matchAll(/^\*(.+?)\*/gm),
      ].map(([, name]) => name),
    ).toEqual(named);
  });

  test('[Change hour or pace…] opens the settings: role, meetings a week, and hour', async () => {
    const message = priya.messages().find((one) => readable(one).includes('You’re set'))!;
    await priya.press({ message, actionId: firstListActions.change });
    const form = readable(priya.view()!);
    expect(form).toContain('When should I send your morning list?');
    expect(form).toContain('What’s your role?');
    expect(form).toContain('How many partner meetings fit in your week?');
    await priya.submit(priya.view()!, { digest_at: '07:30', meetings: '6' });
    expect(await rapport.member(rapport.priya)).toMatchObject({ digestAt: '07:30', meetingsPerWeek: 6 });
  });

  test('on a Friday it is Monday’s list', async () => {
    sandbox.clock.moveTo(new Date('2026-06-12T14:00:00Z'));
    await sam.dm('Otto Vale\nMia Fox');
    await sam.dm('called Mia today');
    await tick(context, context.now());
    expect(set(sam)).toEqual([
      'You’re set. First up: Otto, Monday at 8:00 AM.\nAt most four meetings a week.\n[See Monday’s list] [Change hour or pace…]',
    ]);
  });
});
