import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const partners = await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Marcus Webb, Webb Builders',
  'Joan Ortiz, Ortiz Planning',
  'Joan Park, Park Law',
]);
await rapport.book(rapport.sam, ['Rosa Diaz, Diaz Homes']);

const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const seen = () => priya.messages(rapport.channel).at(-1)!;
const press = (actionId: string) => priya.press({ message: seen(), actionId });
/**
 * Returns the last message once it contains this text. What follows an acknowledgement arrives through a response_url a
 * moment later.
 */
const shown = (text: string, who = priya) =>
  sandbox.until(() => {
    const last = who.messages(rapport.channel).at(-1)!;
    return (last.text.includes(text) || readable(last).includes(text)) && last;
  });

async function lastTouchpoint() {
  const [row] = await db.query<{ kind: string; on: string; partners: string[]; note: string | null }>(
    `select t.kind, t.occurred_on as "on", n.note,
            (select array_agg(p.name order by p.name) from touchpoint_partner tp join partner p on p.id = tp.partner_id
              where tp.touchpoint_id = t.id) as partners
       from touchpoint t left join touchpoint_note n on n.touchpoint_id = t.id
      where t.withdrawn_at is null order by t.id desc limit 1`,
  );
  return row;
}
const count = async (what: string) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n;
const dues = async (name: string) =>
  (
    await db.query<{ touch: string; face: string }>(
      'select touch_due as touch, face_due as face from relationship where partner_id = $1',
      [partners[name]],
    )
  )[0];

test('/touchpoint help helps, a stranger, too, and saves nothing', async () => {
  const answer = await priya.command('/touchpoint', 'Help?');
  expect(readable(answer.message!)).toContain('*Log* a meeting');
  expect(priya.view()).toBeUndefined();
  expect(readable((await sandbox.as(rapport.admin).command('/touchpoint', 'help')).message!)).toContain(
    '*Log*',
  );
});

describe('/touchpoint with words', () => {
  test('saves what it clearly understood and answers with the next due days', async () => {
    const answer = await say('coffee with Dana Lee yesterday, promised the workshop slides by Friday');
    expect(answer.text, 'a lock screen shows no promise').toBe('✓ Coffee with Dana Lee, yesterday');
    const shown = readable(answer.message!);
    expect(shown).toContain('✓ Coffee with Dana Lee · yesterday, Mon, Jun 8');
    expect(shown).toContain('Promised: workshop slides, by Fri, Jun 12');
    expect(shown).toContain('Next: talk by Wed, Jul 8 · in person by Fri, Aug 7');
    expect(readable(seen())).toContain('[Each paid their own] [They paid] [We paid…]');
    expect(await lastTouchpoint()).toMatchObject({ kind: 'meal', on: '2026-06-08', partners: ['Dana Lee'] });
    expect(await dues('Dana Lee')).toEqual({ touch: '2026-07-08', face: '2026-08-07' });
  });

  test('the same words within minutes are saved once, unless "Log another one" is pressed', async () => {
    await say('called Marcus about the Oak Street lot');
    const before = await count('touchpoint');
    const again = await say('Called Marcus  about the oak street lot');
    expect(again.text).toContain('Already saved');
    expect(await count('touchpoint')).toBe(before);
    await press('draft.another');
    await press('draft.another').catch(() => {});
    expect(await count('touchpoint')).toBe(before! + 1);
  });

  test('a name that two partners share is never guessed: the form opens with the sentence as the note', async () => {
    const before = await count('touchpoint');
    await say('coffee with Joan');
    expect(priya.view(), 'a question comes first').toBeUndefined();
    await press('draft.finish');
    const view = readable(priya.view()!);
    expect(view).toContain('“Joan” could be Joan Ortiz (Ortiz Planning) or Joan Park (Park Law).');
    expect(view).toContain('coffee with Joan');
    expect(await count('touchpoint')).toBe(before);
    const { options } = await priya.options(priya.view()!, 'partners', 'joan pa');
    const done = await priya.submit(priya.view()!, { partners: [String(options[0]!.value)] });
    expect(done.outcome).toBe('closed');
    await shown('Joan Park');
    expect(await lastTouchpoint()).toMatchObject({ partners: ['Joan Park'], note: 'coffee with Joan' });
  });

  test('an unknown partner can be added in the same step', async () => {
    await say('met Jane Roe for breakfast yesterday');
    expect(readable(priya.view()!)).toContain('Add Jane Roe');
    await priya.submit(priya.view()!, {});
    expect(await lastTouchpoint()).toMatchObject({ kind: 'meal', on: '2026-06-08', partners: ['Jane Roe'] });
    expect((await say('called Jane Roe')).text).toContain('✓ Talked with Jane Roe');
  });

  test('a colleague’s partner is found in the branch when the member has no partner with that name', async () => {
    const answer = await say('ran into Rosa Diaz at the chamber mixer');
    expect(answer.text).toContain('Rosa Diaz');
    expect(
      await count(`relationship where owner_id = (select id from member where name = 'Priya Patel')
      and partner_id = (select id from partner where name = 'Rosa Diaz')`),
    ).toBe(0);
  });

  test('a contact that reached no one is an attempt and moves no clock', async () => {
    const before = await dues('Joan Ortiz');
    expect((await say('left a voicemail for Joan Ortiz')).text).toContain(
      '✓ Tried Joan Ortiz, no answer, today',
    );
    expect(await count('attempt where withdrawn_at is null')).toBe(1);
    expect(await dues('Joan Ortiz')).toEqual(before);
  });

  test('a future day is a plan: it counts only after it happened', async () => {
    const before = await count('touchpoint');
    const answer = await say('lunch with Joan Ortiz next Thursday');
    expect(answer.text).toContain('✓ Planned: lunch with Joan Ortiz, Thu, Jun 18');
    expect(await count('touchpoint')).toBe(before);
  });

  test('a mass mailing is not a contact', async () => {
    const before = await count('capture');
    expect((await say('sent the newsletter to everybody')).text).toContain('don’t count as touchpoints');
    expect(await count('capture')).toBe(before);
  });

  test('a borrower’s number is refused, and the other words are given back', async () => {
    const before = await count('capture');
    const answer = await say('called Dana about the file, ssn 219-09-9999');
    expect(answer.text).toContain('Not saved: that’s a borrower’s Social Security number.');
    expect(readable(answer.message!)).toContain('called Dana about the file, ssn (removed)');
    expect(JSON.stringify(answer.message)).not.toContain('9999');
    expect(await count('capture')).toBe(before);
  });

  test('mentions, pipes, quotes, emoji, and direction marks show as typed and do nothing', async () => {
    const note = 'she said <!channel> <@U123> | "quote" & 🎉 \u202Eabc';
    await say(`called Dana Lee, ${note}`);
    const [block] = seen().blocks as unknown as { text: { text: string } }[];
    expect(block!.text.text).toContain('&lt;!channel&gt; &lt;@U123&gt; | "quote" &amp; 🎉 abc');
    expect(await lastTouchpoint()).toMatchObject({ note });
  });

  test('3,000 characters are kept in full and shown shortened', async () => {
    const long = `she told me about ${'x'.repeat(2950)}`;
    const answer = await say(`called Dana Lee, ${long}`);
    expect(answer.error).toBeUndefined();
    const note = priya.view() ? readable(priya.view()!) : (await lastTouchpoint())?.note;
    expect(note).toContain('x'.repeat(2900));
    await priya.closeView().catch(() => {});
  });

  test('someone who is not a member is told how to become one, and nothing is saved', async () => {
    const stranger = sandbox.addUser({ name: 'kim' });
    const elsewhere = sandbox.addChannel({ name: 'lobby', members: [stranger.id] });
    const answer = await sandbox.as(stranger).command('/touchpoint', 'coffee with Dana Lee', elsewhere.id);
    expect(answer.text).toContain('ask a workspace admin to set one up with /rapport branch');
  });
});

describe('the buttons under a confirmation', () => {
  test('Undo takes everything back, including the clocks', async () => {
    const before = await dues('Marcus Webb');
    const promises = await count('promise where withdrawn_at is null');
    await say('lunch with Marcus Webb today, I owe him the rate sheet by tomorrow');
    expect((await dues('Marcus Webb'))?.face).not.toBe(before?.face);
    await press(captureActions.undo);
    await shown('Undone: lunch with Marcus Webb');
    expect(await dues('Marcus Webb')).toEqual(before);
    expect(await count('promise where withdrawn_at is null')).toBe(promises);
  });

  test('Edit opens the form with what was saved, and replaces it', async () => {
    await say('coffee with Marcus Webb yesterday, promised the rate sheet by Friday');
    await press(captureActions.edit);
    const view = priya.view()!;
    expect(readable(view)).toContain('Marcus Webb');
    await priya.submit(view, { how: 'call', on: '2026-06-05', promise: 'the rate sheet for June' });
    await shown('✓ Talked with Marcus Webb · Fri, Jun 5');
    await shown('Promised: the rate sheet for June, by Fri, Jun 12');
    expect(await lastTouchpoint()).toMatchObject({ kind: 'call', on: '2026-06-05' });
    const [trace] = await db.query<{ action: string; before: { kind: string }; after: { kind: string } }>(
      `select action, before, after from trace where subject = 'capture' order by id desc limit 1`,
    );
    expect(trace).toMatchObject({ action: 'edited', before: { kind: 'meal' }, after: { kind: 'call' } });
  });

  test('Add notes saves the note, the feedback as new, and what they are growing', async () => {
    await say('called Dana Lee this morning');
    await press(captureActions.heard);
    await priya.submit(priya.view()!, {
      note: 'Hiring a second agent',
      feedback: 'Pre-approval letters take two days',
      growing: 'a second agent',
    });
    await shown('Feedback: “Pre-approval letters take two days”');
    const [feedback] = await db.query(
      `select text, state, partner_id from feedback order by id desc limit 1`,
    );
    expect(feedback).toEqual({
      text: 'Pre-approval letters take two days',
      state: 'new',
      partner_id: partners['Dana Lee'],
    });
    expect(await count(`partner where growing = 'a second agent'`)).toBe(1);
  });

  test('a button for someone else’s capture changes nothing and reveals nothing', async () => {
    await say('called Dana Lee about the open house');
    const [mine] = await db.query<{ id: number }>('select id from capture order by id desc limit 1');
    const sam = sandbox.as(rapport.sam);
    const response = await sam.command('/touchpoint', 'called Rosa Diaz', rapport.channel);
    // Forged: Sam's button carries the id of Priya's capture.
    const forged = structuredClone(response.message!);
    for (const block of sam.messages(rapport.channel).at(-1)!.blocks as {
      elements?: { value?: string }[];
    }[]) {
      for (const element of block.elements ?? []) if (element.value) element.value = String(mine!.id);
    }
    await sam.press({ message: forged, actionId: captureActions.undo });
    await shown('can’t use that button anymore', sam);
    expect(await count(`capture where id = ${mine!.id} and undone_at is null`)).toBe(1);
  });
});

describe('who paid for a meal', () => {
  const records = () =>
    db.query<{ entry: string; payer: string | null; amount: number | null; purpose: string | null }>(
      `select entry, payer, amount_cents as amount, purpose
         from spend_record r left join spend_record_text t on t.record_id = r.id
        where capture_id = (select max(capture_id) from spend_record) order by id`,
    );

  test('is recorded once, even with a double click', async () => {
    await say('breakfast with Dana Lee today');
    const message = seen();
    await Promise.all([
      priya.press({ message, actionId: captureActions.paidEachOwn }),
      priya.press({ message, actionId: captureActions.paidEachOwn }),
    ]);
    await shown('Each paid their own');
    expect(await records()).toEqual([{ entry: 'stated', payer: 'each own', amount: null, purpose: null }]);
  });

  test('“We paid” asks how much and what for, with errors at their fields', async () => {
    await say('dinner with Joan Park today');
    await press(captureActions.paidUs);
    const wrong = await priya.submit(priya.view()!, { amount: 'a lot' });
    expect(wrong).toMatchObject({ outcome: 'errors', errors: { amount: expect.stringContaining('18.50') } });
    const untold = await priya.submit(priya.view()!, { amount: '$84.20' });
    expect(untold).toMatchObject({
      outcome: 'errors',
      errors: { attested: expect.stringContaining('Check the box') },
    });
    await priya.submit(priya.view()!, {
      amount: '$84.20',
      purpose: 'Planned the spring workshop',
      attested: ['yes'],
    });
    await shown('We paid $84.20 · Purpose: Planned the spring workshop · Not in exchange for referrals');
    expect(await records()).toEqual([
      { entry: 'stated', payer: 'we did', amount: 8420, purpose: 'Planned the spring workshop' },
    ]);
  });

  test('an undone meal is withdrawn by a newer entry, never erased', async () => {
    await press(captureActions.undo);
    expect((await records()).map((record) => record.entry)).toEqual(['stated', 'withdrawn']);
  });

  test('the database itself refuses to change or delete the record', async () => {
    for (const sql of [
      'update spend_record set amount_cents = 1',
      'delete from spend_record',
      'truncate spend_record cascade',
      `update spend_record_text set purpose = 'x'`,
      'delete from spend_record_text',
    ]) {
      await expect(db.query(sql)).rejects.toThrow(/append-only|only be blanked/);
    }
    await db.query('update spend_record_text set purpose = null, attendees = null, blanked_at = now()');
  });
});
