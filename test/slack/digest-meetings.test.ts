import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(rapport.priya, ['Marcus Webb, Webb Builders', 'Joan Ortiz', 'Dana Lee']);
await rapport.book(rapport.sam, ['Rosa Diaz']);
const marcus = mine['Marcus Webb']!;
await db.query(`update partner set phone = '813-555-0117', growing = 'a second crew' where id = $1`, [
  marcus,
]);
await priya.dm('met Marcus Webb on May 4, he is hiring a site manager, promised the flyer by June 19');
await priya.dm('coffee with Marcus Webb on June 11 at 10 at Blue Door');
await priya.dm('lunch with Joan Ortiz on June 11 at 12:30');
await sam.dm('coffee with Rosa Diaz on June 11 at 9');
await sam.dm('called Dana Lee today');
/** A colleague may plan with Priya's partner, but not read what she knows of him. */
await db.query(
  `with c as (insert into capture (source, member_id, made_at) values ('modal', $1, now()) returning id)
   insert into plan (capture_id, partner_id, member_id, kind, made_on, planned_on, at_time, place)
   select c.id, $2, $1, 'visit', '2026-06-09', '2026-06-11', '08:30', 'Webb Builders' from c`,
  [(await rapport.member(rapport.sam)).id, marcus],
);

/** Thursday. */
sandbox.clock.moveTo('2026-06-11T12:00:00Z');
await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });

const digest = () =>
  priya
    .messages()
    .filter((message) => readable(message).includes('Good morning, Priya'))
    .at(-1)!;
const text = () => readable(digest());
const shows = (what: string) => sandbox.until(() => text().includes(what));
const me = await rapport.member(rapport.priya);
const settled = () =>
  db.query(
    'select planned_on as "on", at_time as at, settled from plan where partner_id = $1 and member_id = $2 order by id',
    [marcus, me.id],
  );

type Element = { action_id: string; value?: string };
async function press(actionId: string, partnerId = marcus) {
  const place = await sandbox.until(() => {
    for (const block of digest().blocks as unknown as { block_id: string; elements?: Element[] }[])
      for (const { action_id, value } of block.elements ?? [])
        if (action_id === actionId && value?.endsWith(`.${partnerId}`))
          return { blockId: block.block_id, value };
    return undefined;
  });
  return priya.press({ message: digest(), actionId, ...place });
}

describe('a morning with meetings', () => {
  test('begins with them by hour, outside the five, the next one with what to know before the door', () => {
    expect(text()).toMatch(
      /^Good morning, Priya\. Two meetings, one to reach\.\n\*10:00 AM · Coffee with Marcus Webb\* · Blue Door\n813-555-0117 · Directions /,
    );
    expect(text()).toContain('https://www.google.com/maps/search/?api=1&query=Blue%20Door');
    expect(text()).toContain('Last: visit, May 4. “he is hiring a site manager”');
    expect(text()).toContain('You promised: flyer, by Fri, Jun 19');
    expect(text()).toContain(
      '\nAsk: “What’s one thing we could do better for your clients?”\n[Move…] [It’s off]\n',
    );
    expect(text()).toContain('\n*12:30 PM · Lunch with Joan Ortiz*  [Brief]\n*Dana Lee*');
    expect(text()).not.toContain('Rosa');
  });

  test('says on the lock screen when, who, and why', () => {
    expect(digest().text).toBe('10:00 AM: coffee with Marcus Webb +1. 1 to reach: Dana Lee (meet)');
  });

  test('says what a colleague did meanwhile, and asks one question in all', () => {
    expect(text()).toContain('Sam talked to Dana Tuesday.');
    expect(text().match(/Ask/g)).toHaveLength(1);
  });

  test('has a brief of the later ones behind a button', async () => {
    const [, , other] = digest().blocks!.filter((block) => 'accessory' in block || block.type === 'section');
    expect(JSON.stringify(other)).toContain('asking.brief');
    await priya.press({ message: digest(), actionId: 'asking.brief', value: String(mine['Joan Ortiz']) });
    await sandbox.until(() =>
      priya.messages().some((message) => readable(message).startsWith('*Joan Ortiz*')),
    );
  });

  test('has them in Home, too, each with its brief behind a button', async () => {
    await priya.openHome();
    const home = () => readable(priya.home()!);
    await sandbox.until(() =>
      home().includes('*10:00 AM · Coffee with Marcus Webb* · Blue Door  [Brief]\n*12:30 PM'),
    );
    const before = priya.messages().length;
    await priya.press({ view: priya.home()!, actionId: 'asking.brief', value: String(marcus) });
    await sandbox.until(() =>
      priya
        .messages()
        .slice(before)
        .some((one) => readable(one).startsWith('*Marcus Webb*')),
    );
  });

  test('that is off is canceled with one tap, and Undo brings it back', async () => {
    await Promise.all([press('digest.plan.off'), press('digest.plan.off')]);
    await shows(
      '✓ Canceled: coffee with Marcus Webb, 10:00 AM. Let them know; I don’t contact partners.\n[Undo]',
    );
    expect(await settled()).toMatchObject([{ settled: 'dropped' }]);
    // The next one is lunch.
    await shows('*12:30 PM · Lunch with Joan Ortiz*\nNo contact logged yet.');
    await press('digest.plan.reopen');
    await shows('[Move…] [It’s off]\n*12:30 PM');
    expect(await settled()).toMatchObject([{ settled: null }]);
  });

  test('belongs to who planned it', async () => {
    const button = (digest().blocks as unknown as { elements?: Element[] }[])
      .flatMap(({ elements = [] }) => elements)
      .find(({ action_id }) => action_id === 'digest.plan.off')!;
    await expect(
      sam.press({ message: digest(), actionId: button.action_id, value: button.value! }).then(settled),
    ).resolves.toMatchObject([{ settled: null }]);
  });

  test('that moves to another hour is one meeting at its new hour', async () => {
    await press('digest.plan.move');
    await priya.submit(priya.view()!, { day: '2026-06-11', at: '15:00' });
    await shows('✓ Moved: coffee with Marcus Webb.');
    expect(await settled()).toEqual([
      { on: '2026-06-11', at: '10:00', settled: 'moved' },
      { on: '2026-06-11', at: '15:00', settled: null },
    ]);
    expect(text()).toContain('Two meetings');
    expect(text()).toContain('*3:00 PM · Coffee with Marcus Webb* · Blue Door');
  });

  test('shows what was told in words as done', async () => {
    await priya.dm('lunch with Joan Ortiz, she wants flyers');
    await sandbox.until(() =>
      priya.messages().some((one) => readable(one).includes('✓ Lunch with Joan Ortiz')),
    );
    sandbox.clock.moveTo('2026-06-11T17:30:00Z');
    // Any tap draws the list anew.
    await press('digest.met', mine['Dana Lee']);
    await shows(
      '✓ Lunch with Joan Ortiz today\n*3:00 PM · Coffee with Marcus Webb* · Blue Door\n813-555-0117',
    );
  });
});

describe('a morning of nothing but meetings', () => {
  const samsDigest = () =>
    sam.messages().find((message) => readable(message).includes('Good morning, Sam.'))!;

  test('says of a colleague’s partner no more than their outline', () => {
    expect(readable(samsDigest())).toMatch(
      /^Good morning, Sam\. Two meetings\.\n\*8:30 AM · Visit with Marcus Webb\* · Webb Builders\nDirections \S+\n\[Move…\] \[It’s off\]\n\*9:00 AM · Coffee with Rosa Diaz\*/,
    );
    expect(readable(samsDigest())).not.toMatch(/813|hiring|flyer|crew/);
  });

  test('has buttons that work', async () => {
    await sam.press({ message: samsDigest(), actionId: 'digest.plan.off' });
    await sandbox.until(() =>
      readable(samsDigest()).includes('✓ Canceled: visit with Marcus Webb, 8:30 AM.'),
    );
  });
});
