import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { fromMore } from '../../support/card-menu.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
const samId = (await rapport.member(rapport.sam)).id;

type Person = typeof priya;
const card = (who: Person = priya) => (who.view() ? readable(who.view()!) : '');
const shows = (text: string | RegExp, who: Person = priya) =>
  vi.waitFor(() => expect(card(who)).toMatch(text));
const ask = async (name: string, who: Person = priya) => {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', name, rapport.channel);
  await shows('== Partner ==', who);
  await who.press(fromMore(who, 'hand over'));
  await shows('Hand over', who);
};
const ownerOf = async (name: string) =>
  (
    await db.query<{ owner: string }>(
      `select m.name as owner from relationship r join partner p on p.id = r.partner_id join member m on m.id = r.owner_id
        where p.name = $1 and r.archived_on is null`,
      [name],
    )
  ).map((row) => row.owner);
const messagesToSam = async () => {
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  return sam.messages().map((message) => readable(message));
};

describe('Hand over', () => {
  test('gives one partner with a note to a colleague, who is told, and Undo takes it back', async () => {
    await ask('dana lee');
    await priya.submit(priya.view()!, { colleague: String(samId), note: 'Likes to be called before nine' });
    await shows('✓ Handed Dana Lee over to Sam Cole.');
    expect(await ownerOf('Dana Lee')).toEqual(['Sam Cole']);
    await priya.press({ actionId: cardActions.undo });
    await shows('Undone.');
    expect(await ownerOf('Dana Lee')).toEqual(['Priya Patel']);
    expect((await messagesToSam()).join('\n'), 'what was taken back is not told').not.toContain('handed');

    await ask('dana lee');
    await priya.submit(priya.view()!, { colleague: String(samId), note: 'Likes to be called before nine' });
    await shows('over to Sam Cole');
    const messages = (await messagesToSam()).filter((text) => text.includes('handed'));
    expect(messages).toEqual([
      'Priya Patel handed *Dana Lee* over to you.\n“Likes to be called before nine”\n*Dana Lee* · No contact logged yet.\nI’ll work them into your morning list.\n[Open]',
    ]);
    await sam.command('/partner', 'dana lee', rapport.channel);
    await sam.press({ actionId: cardActions.history });
    await shows('“Likes to be called before nine”', sam);
    expect(card(sam)).toContain('Priya Patel · handed over to Sam Cole');
  });

  test('lets a manager give away all of a member’s partners, reported once', async () => {
    await ask('marcus webb', ada);
    expect(JSON.stringify(ada.view()!.definition)).toContain('All Priya’s partners');
    await ada.submit(ada.view()!, { colleague: String(samId), scope: 'all' });
    await shows('✓ Handed 2 partners over to Sam Cole.', ada);
    sandbox.clock.advance(120_000);
    const messages = (await messagesToSam()).filter((text) => text.includes('handed 2 of'));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('Ada Ruiz handed 2 of Priya Patel’s partners over to you.');
    expect(messages[0]).toContain('Joan Ortiz, Marcus Webb');
  });

  test('names a cover for an absence and shows what is wrong with its days', async () => {
    await rapport.book(rapport.priya, ['Ines Roy']);
    await ask('ines roy');
    const away = { colleague: String(samId), scope: 'away' };
    expect(await priya.submit(priya.view()!, away)).toMatchObject({ outcome: 'errors' });
    const backwards = await priya.submit(priya.view()!, { ...away, from: '2026-07-06', to: '2026-07-01' });
    expect(JSON.stringify(backwards)).toContain('The last day is before the first.');
    const forGood = await priya.submit(priya.view()!, { scope: 'one', from: '2026-07-01', to: '2026-07-06' });
    expect(JSON.stringify(forGood), 'days away are for all').toContain(
      'Clear both days, or choose “All my partners while I’m away.”',
    );
    await priya.submit(priya.view()!, { scope: 'away' });
    await shows('Sam Cole will cover for you from Wed, Jul 1 through Mon, Jul 6.');
    expect(await ownerOf('Ines Roy')).toEqual(['Priya Patel']);
    expect(await db.query('select cover_id as cover from absence')).toEqual([{ cover: samId }]);
  });

  test('is refused to a colleague, whatever the form carries', async () => {
    await ask('ines roy');
    const view = priya.view()!;
    const purpose = JSON.parse(view.definition.private_metadata!);
    for (const forged of [
      { ...purpose, fromId: samId, partnerId: mine['Dana Lee'] },
      { ...purpose, fromId: 999 },
      { ...purpose, partnerId: 99_999 },
    ]) {
      view.definition.private_metadata = JSON.stringify(forged);
      const outcome = await priya.submit(view, { colleague: String(samId) });
      expect(JSON.stringify(outcome)).toMatch(
        /You can’t hand over|I can’t find that partner|is not with you/,
      );
    }
    expect(await ownerOf('Dana Lee')).toEqual(['Sam Cole']);
    expect(await ownerOf('Ines Roy')).toEqual(['Priya Patel']);
  });
});

describe('A partner without an owner', () => {
  const lone = async () => {
    const [row] = await db.query<{ id: number }>(
      `with p as (insert into partner (branch_id, name, name_key, entered_on)
                  select branch_id, 'Lone Star', 'lone star', '2026-06-01' from member where id = $1 returning id, branch_id)
       insert into relationship (partner_id, branch_id, entered_on) select id, branch_id, '2026-06-01' from p
       returning partner_id as id`,
      [samId],
    );
    return row!.id;
  };
  const open = async (who: Person) => {
    while (who.view()) await who.closeView({ all: true });
    await who.command('/partner', 'lone star', rapport.channel);
    await shows('== Partner ==', who);
  };

  test('is handed over by the manager from the card to a colleague, who is told, with Undo', async () => {
    const id = await lone();
    await open(ada);
    expect(card(ada)).toContain('[Take over] [Hand over…]');
    await ada.press({ actionId: cardActions.handOver });
    await shows('Who takes over?', ada);
    expect(card(ada), 'there is no one whose other partners could go along').not.toContain('Which partners?');
    await ada.submit(ada.view()!, { colleague: String(samId) });
    await shows('✓ Handed Lone Star over to Sam Cole.', ada);
    expect(await ownerOf('Lone Star')).toEqual(['Sam Cole']);
    const [row] = await db.query<{ tier: string }>('select tier from relationship where partner_id = $1', [
      id,
    ]);
    expect(row!.tier).toBe('core');
    await ada.press({ actionId: cardActions.undo });
    await shows('Undone.', ada);
    expect(await ownerOf('Lone Star')).toEqual([]);

    await open(ada);
    await ada.press({ actionId: cardActions.handOver });
    await shows('Who takes over?', ada);
    await ada.submit(ada.view()!, { colleague: String(samId) });
    await shows('✓ Handed Lone Star over', ada);
    expect((await messagesToSam()).join('\n')).toContain('Ada Ruiz handed *Lone Star* over to you.');
  });

  test('is not handed over by a colleague, whatever the form carries', async () => {
    const [row] = await db.query<{ id: number }>(
      `update relationship r set owner_id = null from partner p where p.id = r.partner_id and p.name = 'Lone Star' returning p.id`,
    );
    await open(priya);
    expect(card(priya)).not.toContain('Hand over');
    await ask('ines roy');
    const view = priya.view()!;
    const purpose = JSON.parse(view.definition.private_metadata!);
    view.definition.private_metadata = JSON.stringify({ ...purpose, partnerId: row!.id, fromId: null });
    const outcome = await priya.submit(view, { colleague: String(samId) });
    expect(JSON.stringify(outcome)).toContain('You can’t hand over');
    expect(await ownerOf('Lone Star')).toEqual([]);
  });
});
