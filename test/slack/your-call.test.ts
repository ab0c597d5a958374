import { readable } from 'slack-sandbox/readable';
import { afterEach, describe, expect, test } from 'vitest';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { handOver } from '../../src/store/partners/hand-over.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const me = await rapport.member(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
const dana = mine['Dana Lee']!;
await rapport.book(rapport.sam, ['Rosa Diaz']);

/** A Tuesday more than three cadences after both were added, without any contact. */
sandbox.clock.moveTo('2026-09-15T12:00:00Z');
await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });

type Element = { action_id: string; value?: string; options?: { text: { text: string }; value: string }[] };
type Blocks = { block_id: string; elements?: Element[] }[];
const digest = () =>
  priya
    .messages()
    .filter((message) => readable(message).includes('Good morning, Priya'))
    .at(-1)!;
/** The text about one partner, in a message or view. */
const about = (text: string, name: string) =>
  text.split(/\n(?=\*|#)/).find((part) => part.startsWith(`*${name}*`)) ?? '';
const line = (name = 'Dana Lee') => about(readable(digest()), name);

/** A button or menu option in Dana's line; undefined if the list does not show it. */
function find(blocks: unknown, actionId: string, choice = '') {
  for (const { block_id, elements = [] } of blocks as Blocks) {
    for (const element of elements) {
      const values = element.options?.map((option) => option.value) ?? [element.value ?? ''];
      const value = values.find((each) => each.split('.')[3] === String(dana) && each.endsWith(choice));
      if (element.action_id === actionId && value) return { actionId, blockId: block_id, value };
    }
  }
  return undefined;
}
/** Waits until the button shows, as a person does: after two simultaneous presses the older drawing may show for a moment. */
async function press(actionId: string, choice = '') {
  const place = await sandbox.until(() => find(digest().blocks, actionId, choice));
  return priya.press({ message: digest(), ...place });
}
const choose = (choice: string) => press('digest.your-call', choice);
const undo = () => press('digest.undo-decision');
const shows = (what: string) => sandbox.until(() => line().includes(what));

const relationship = async () =>
  (
    await db.query<{ id: number; tier: string; touchDue: string | null; archivedOn: string | null }>(
      `select id, tier, touch_due as "touchDue", archived_on as "archivedOn" from relationship
        where owner_id = $1 and partner_id = $2`,
      [me.id, dana],
    )
  )[0]!;
const traces = async () =>
  (
    await db.query<{ action: string }>(`select action from trace where subject = 'relationship' order by id`)
  ).map((row) => row.action);
const before = await relationship();
const question =
  'Your call (⋯): keep going, slow down, hand over, or archive?\n[Met] [Talked] [Voicemail] [⋯ Keep going';

afterEach(async () => {
  expect(await relationship(), 'each test leaves Dana as she was').toEqual(before);
});

describe('a relationship that is your call', () => {
  test('asks, and offers to go on, the next tier down, to rest, another owner, and the archive', () => {
    expect(line()).toContain(`No meeting yet.\n${question}`);
    const menu = (digest().blocks as Blocks)
      .flatMap((block) => block.elements ?? [])
      .find((element) => element.action_id === 'digest.your-call');
    expect(menu?.options?.map((option) => option.text.text)).toEqual([
      'Keep going',
      'Move to keep in touch',
      'Rest for now',
      'Hand over…',
      'Archive',
    ]);
  });

  test('recommitted gets a new due day, and Undo brings the question back', async () => {
    await choose('recommit');
    await shows('✓ Keeping this going: in person by Wed, Sep 16.');
    expect(await relationship()).toMatchObject({ tier: 'core', touchDue: '2026-09-16' });
    expect(line('Marcus Webb')).toContain('Your call');
    await undo();
    await shows(question);
  });

  test('decided twice at the same time is one decision with one trace', async () => {
    const had = (await traces()).length;
    await Promise.all([choose('recommit'), choose('recommit')]);
    await shows('✓ Keeping this going');
    expect((await traces()).slice(had)).toEqual(['recommit']);
    await undo();
    await shows(question);
    expect((await traces()).slice(had)).toEqual(['recommit', 'decision undone']);
  });

  test('moves to another tier, with that tier’s due day', async () => {
    await choose('keep');
    await shows('✓ Moved to keep in touch: talk by ');
    expect((await relationship()).tier).toBe('keep');
    await undo();
    await shows(question);
  });

  test('may rest', async () => {
    await choose('resting');
    await shows('✓ Resting');
    expect(await relationship()).toMatchObject({ tier: 'resting', touchDue: null });
    await undo();
    await shows(question);
  });

  test('archived stays on the morning’s list until the day is over, with Undo', async () => {
    await choose('archive');
    await shows('✓ Archived');
    expect((await relationship()).archivedOn).toBe('2026-09-15');
    await undo();
    await shows(question);
  });

  test('can be decided in Home too, where it is listed as done, with Undo', async () => {
    await priya.openHome();
    const home = () => priya.home()!;
    await priya.press({ view: home(), ...find(home().definition.blocks, 'digest.your-call', 'archive')! });
    await sandbox.until(() => readable(home()).includes('*Dana Lee* · ✓ Archived'));
    await priya.press({ view: home(), ...find(home().definition.blocks, 'digest.undo-decision')! });
    await sandbox.until(() => about(readable(home()), 'Dana Lee').includes(question));
  });

  test('cannot be decided by someone else', async () => {
    const { actionId, blockId, value } = find(digest().blocks, 'digest.your-call', 'archive')!;
    await expect(
      sam.press({ message: digest(), actionId, blockId, value }).then(() => relationship()),
    ).resolves.toEqual(before);
  });
});

describe('handing over', () => {
  const owned = () =>
    db.query(
      `select m.name, r.tier, r.touch_due as "touchDue", r.archived_on as "archivedOn"
         from relationship r join member m on m.id = r.owner_id where r.partner_id = $1 order by r.id`,
      [mine['Marcus Webb']],
    );
  const marcus = (choice: string) => {
    const blocks = digest().blocks as Blocks;
    for (const { block_id, elements = [] } of blocks) {
      for (const { action_id, options = [] } of elements) {
        const option = options.find((one) => one.value.endsWith(`.${mine['Marcus Webb']}.${choice}`));
        if (option && action_id === 'digest.your-call')
          return priya.press({
            message: digest(),
            actionId: action_id,
            blockId: block_id,
            value: option.value,
          });
      }
    }
    throw new Error('nothing to choose');
  };

  test('asks who takes over, among the branch’s other members and its manager', async () => {
    await marcus('hand over');
    const [, field] = priya.view()!.definition.blocks as unknown as { element: Element }[];
    expect(field!.element.options!.map((option) => option.text.text)).toEqual(['Ada Ruiz', 'Sam Cole']);
  });

  test('gives the partner a first due day with the new owner and removes it from the giver’s list, which says so', async () => {
    const samsId = String((await rapport.member(rapport.sam)).id);
    await priya.submit(priya.view()!, { colleague: samsId });
    await sandbox.until(() => readable(digest()).includes('✓ Handed Marcus Webb over to Sam Cole.'));
    expect(line('Marcus Webb')).toBe('');
    expect(await owned()).toEqual([
      { name: 'Sam Cole', tier: 'core', touchDue: '2026-09-16', archivedOn: null },
    ]);
    expect((await traces()).at(-1)).toBe('handed over');
  });

  test('happens once, however often it is requested', async () => {
    const had = (await traces()).length;
    const to = (await rapport.member(rapport.sam)).id;
    const at = { today: rapport.today(), now: context.now() };
    const handOverOnce = () =>
      handOver(db, me, { partnerId: mine['Marcus Webb']!, fromId: me.id, toId: to }, at);
    expect(await Promise.all([handOverOnce(), handOverOnce()])).toEqual([
      { ok: true, to: 'Sam Cole', traceId: null },
      { ok: true, to: 'Sam Cole', traceId: null },
    ]);
    expect((await traces()).length).toBe(had);
  });

  test('to someone who already has the partner keeps theirs and archives the giver’s', async () => {
    const at = { today: rapport.today(), now: context.now() };
    const samsPartners = await rapport.book(rapport.sam, ['Joan Ortiz']);
    const joan = samsPartners['Joan Ortiz']!;
    const [given] = await db.query<{ id: number }>(
      `insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
       select $1, $2, branch_id, 'core', '2026-06-09' from member where id = $2 returning id`,
      [joan, me.id],
    );
    const to = (await rapport.member(rapport.sam)).id;
    expect(await handOver(db, me, { partnerId: joan, fromId: me.id, toId: to }, at)).toMatchObject({
      ok: true,
      to: 'Sam Cole',
    });
    expect(
      await db.query(
        `select r.owner_id as owner, r.tier, r.archived_on as "archivedOn" from relationship r
          where r.partner_id = $1 order by r.id`,
        [joan],
      ),
    ).toEqual([
      { owner: to, tier: 'core', archivedOn: null },
      { owner: me.id, tier: 'core', archivedOn: '2026-09-15' },
    ]);
    // And back again: the first giver's archived relationship starts anew.
    const sams = await rapport.member(rapport.sam);
    expect(await handOver(db, sams, { partnerId: joan, fromId: sams.id, toId: me.id }, at)).toMatchObject({
      ok: true,
      to: 'Priya Patel',
    });
    expect(
      await db.query('select archived_on as "archivedOn", tier from relationship where id = $1', [given!.id]),
    ).toEqual([{ archivedOn: null, tier: 'core' }]);
  });

  test('uses the next tier with room, and is refused when every tier is full', async () => {
    const at = { today: rapport.today(), now: context.now() };
    const partners = await rapport.book(rapport.priya, ['Lee Wong', 'Ira Stone']);
    const to = (await rapport.member(rapport.sam)).id;
    await db.query('update member set meetings_per_week = 1 where id = $1', [to]);
    await rapport.book(rapport.sam, ['Core 1', 'Core 2', 'Core 3'], 'core');
    expect(
      await handOver(db, me, { partnerId: partners['Lee Wong']!, fromId: me.id, toId: to }, at),
    ).toMatchObject({ ok: true });
    expect(
      await db.query('select tier from relationship where partner_id = $1', [partners['Lee Wong']]),
    ).toEqual([{ tier: 'keep' }]);
    await rapport.book(
      rapport.sam,
      Array.from({ length: 99 }, (_, index) => `Keep ${index}`),
      'keep',
    );
    expect(
      await handOver(db, me, { partnerId: partners['Ira Stone']!, fromId: me.id, toId: to }, at),
    ).toEqual({
      ok: false,
      why: 'full',
      to: 'Sam Cole',
    });
    await db.query('update member set meetings_per_week = 4 where id = $1', [to]);
  });
});

describe('a decision in a list', () => {
  test('does not move into a tier that is full, and says where to make room', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `Keep ${index} of Priya`);
    await rapport.book(rapport.priya, names, 'keep');
    await choose('keep');
    await sandbox.until(() => readable(digest()).includes('your keep in touch is full (10'));
    expect(readable(digest())).toMatch(
      /is full \(10\d of 100\)\. Move someone down first, in Home › My partners\./,
    );
    expect(line()).toContain(question);
  });
});

describe('the day after', () => {
  test('yesterday’s list no longer decides anything', async () => {
    const old = { message: digest(), ...find(digest().blocks, 'digest.your-call', 'archive')! };
    sandbox.clock.moveTo('2026-09-16T12:00:00Z');
    await priya.press(old);
    await sandbox.until(() => readable(digest()).includes('this list is from Tue, Sep 15'));
  });
});

test('on a card it is its owner’s, and who oversees them can do all four', async () => {
  const ada = sandbox.as(rapport.admin);
  await rapport.book(rapport.priya, ['Grant Whitfield']);
  sandbox.clock.moveTo('2027-01-12T12:00:00Z');
  await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
    rapport.admin.id,
  ]);
  const whole =
    /call:\* it’s been time to \w+ since [^.]+\..*\n\[Keep going\] \[Change tier…\] \[Hand over…\] \[Archive\]/;
  for (const [who, whose] of [
    [ada, '*Priya’s call:*'],
    [priya, '*Your call:*'],
  ] as const) {
    await who.command('/partner', 'grant whitfield', rapport.channel);
    await sandbox.until(() => who.view() !== undefined);
    expect(readable(who.view()!)).toContain(whose);
    expect(readable(who.view()!)).toMatch(whole);
    await who.closeView();
  }
});
