import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { feedbackActions } from '../../src/messages/feedback.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { loadListNow } from '../../src/slack/digest/digest-now.ts';
import { loadShownLines } from '../../src/store/digest/digest-lines.ts';
import { moveFeedback, withdrawFeedback } from '../../src/store/feedback/correct-feedback.ts';
import { loadPartnersFeedback } from '../../src/store/feedback/feedback.ts';
import { placeLegalHold } from '../../src/store/privacy/legal-holds.ts';
import { redact } from '../../src/store/privacy/redaction.ts';
import { loadHistory } from '../../src/store/touchpoints/history.ts';
import { fromMore } from '../support/card-menu.ts';
import { forge } from '../support/forged.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const maria = sandbox.as(sandbox.addUser({ name: 'maria', realName: 'Maria Gomez', email: 'm@example.com' }));
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, roles) select $1, id, 'Maria Gomez', zone, 'active', '{member,manager}' from branch`,
  [maria.user.id],
);
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
const partners = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
const [dana, marcus] = [partners['Dana Lee']!, partners['Marcus Webb']!];
const [me, boss, colleague] = [
  await rapport.member(rapport.priya),
  await rapport.member(maria.user),
  await rapport.member(rapport.sam),
];

let said = 0;
/** Hears feedback from Dana, in a coffee or with the form, in words of its own. Returns its row and its message. */
async function hears(more: Record<string, unknown> = {}) {
  const text = `our letters are slow, ${++said}`;
  await priya.command('/rapport', `feedback dana lee ${text}`, rapport.channel);
  if (Object.keys(more).length > 0) await priya.press({ actionId: 'feedback.more' });
  await priya.submit(priya.view()!, { text, ...more } as Record<string, string>);
  const message = await seen(priya, text, rapport.channel);
  return { text, message, id: await idOf(text) };
}
async function idOf(text: string) {
  const [row] = await db.query<{ id: number }>('select max(id) as id from feedback where text = $1', [text]);
  return row!.id;
}
const seen = (who: typeof priya, text: string, channel?: string) =>
  vi.waitFor(() => {
    const message = who
      .messages(channel)
      .filter((one) => readable(one).includes(text))
      .at(-1)!;
    expect(message, text).toBeDefined();
    return message;
  });
const menu = (id: number) => ({ actionId: feedbackActions.correct, value: String(id) });
/** A card has several of these menus. */
async function pressOnCard(who: typeof priya, id: number) {
  const view = who.view()!;
  const blocks = view.definition.blocks as { block_id: string }[];
  const block = blocks.find((one) => {
    const drawn = JSON.stringify(one);
    return drawn.includes(feedbackActions.correct) && drawn.includes(`"value":"${id}"`);
  });
  await who.press({ view, blockId: block!.block_id, ...menu(id) });
}
const choose = (who: typeof priya, fields: Record<string, unknown>) =>
  who.submit(who.view()!, fields as Record<string, string>) as Promise<{ errors?: Record<string, string> }>;
const row = async (id: number) =>
  (
    await db.query<{ partner: string; state: string; withdrawn: boolean }>(
      `select p.name as partner, f.state, f.withdrawn_at is not null as withdrawn from feedback f join partner p on p.id = f.partner_id where f.id = $1`,
      [id],
    )
  )[0];
const traces = async (id: number) =>
  db.query(
    `select t.action, m.name as by from trace t join member m on m.id = t.made_by
      where t.subject = 'feedback' and t.subject_id = $1 and t.action in ('moved', 'withdrawn') order by t.id`,
    [id],
  );
const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
beforeEach(async () => {
  for (const who of [priya, maria]) if (who.view()) await who.closeView({ all: true });
});

describe('feedback under the wrong partner', () => {
  test('moves from the menu of its message, with its trace, and stands under the right one', async () => {
    const { message, id } = await hears();
    await priya.press({ message, ...menu(id) });
    expect(readable(priya.view()!)).toContain('Who said it?');
    expect((await choose(priya, {})).errors).toEqual({
      other: 'Choose the right partner, or check the box below.',
    });
    expect((await choose(priya, { other: String(dana) })).errors).toEqual({
      other: 'It’s already under Dana Lee. Choose someone else.',
    });
    expect((await choose(priya, { other: String(marcus), withdraw: ['yes'] })).errors).toEqual({
      withdraw: 'Choose a partner or check this box, not both.',
    });
    await choose(priya, { other: String(marcus), withdraw: [] });
    const moved = await seen(priya, 'Moved from Dana Lee to Marcus Webb.', rapport.channel);
    expect(readable(moved)).toContain('Marcus Webb');
    expect(await row(id)).toEqual({ partner: 'Marcus Webb', state: 'new', withdrawn: false });
    expect(await traces(id)).toEqual([{ action: 'moved', by: 'Priya Patel' }]);
    const of = async (partnerId: number) =>
      (await loadPartnersFeedback(db, partnerId, me, rapport.today())).map((one) => one.id);
    expect(await of(dana)).not.toContain(id);
    expect(await of(marcus)).toContain(id);
    const changes = async (partnerId: number) =>
      (await loadHistory(db, partnerId, { readers: null, page: 0, words: true })).entries.flatMap(
        ({ what }) => (what.type === 'change' ? what.action : []),
      );
    expect(await changes(marcus)).toContain('feedback moved');
    expect(await changes(dana)).toContain('feedback moved away');
  });

  test.each(['on it', 'answered', 'loop closed', 'nothing to mend'] as const)(
    'moves when it is %s',
    async (state) => {
      const { id } = await hears();
      await db.query(
        `update feedback set state = $2, text = case when $2 = 'nothing to mend' then null else text end,
              answered_on = heard_on, answer = 'we call back',
              told_on = case when $2 = 'loop closed' then heard_on end, told_how = case when $2 = 'loop closed' then 'call' end,
              closed_by = case when $2 = 'loop closed' then member_id end, closed_at = case when $2 = 'loop closed' then now() end
        where id = $1`,
        [id, state],
      );
      expect(await moveFeedback(db, id, me, marcus, context.now())).toMatchObject({ how: 'moved' });
      expect(await row(id)).toEqual({ partner: 'Marcus Webb', state, withdrawn: false });
      expect(await withdrawFeedback(db, id, boss, context.now())).toEqual({ how: 'withdrawn' });
      expect(await row(id)).toEqual({ partner: 'Marcus Webb', state, withdrawn: true });
      expect(await traces(id)).toEqual([
        { action: 'moved', by: 'Priya Patel' },
        { action: 'withdrawn', by: 'Maria Gomez' },
      ]);
    },
  );

  test('is withdrawn, by their manager, too, and the one who has to answer it reads so in their message', async () => {
    const { id } = await hears({ answerer: rapport.sam.id });
    await runTick();
    const told = await seen(sam, 'yours to answer');
    expect(await moveFeedback(db, id, me, marcus, context.now())).toMatchObject({ how: 'moved' });
    await maria.command('/partner', 'marcus');
    await pressOnCard(maria, id);
    await choose(maria, { withdraw: ['yes'] });
    await vi.waitFor(() =>
      expect(readable(sam.messages().find(({ ts }) => ts === told.ts)!)).toContain(
        'Maria Gomez withdrew this: it wasn’t feedback.',
      ),
    );
    expect(await row(id)).toMatchObject({ withdrawn: true });
    const messages = sam.messages().length;
    await runTick();
    expect(sam.messages()).toHaveLength(messages);
  });

  test('shows who has to answer it the right partner, in the message they have', async () => {
    const { id, text } = await hears({ answerer: rapport.sam.id });
    await runTick();
    const told = await seen(sam, text);
    await priya.press({ message: await seen(priya, text, rapport.channel), ...menu(id) });
    await choose(priya, { other: String(marcus) });
    await vi.waitFor(() => {
      const now = sam.messages().find(({ ts }) => ts === told.ts)!;
      expect(readable(now)).toContain('Priya Patel moved this from Dana Lee to Marcus Webb:');
      expect(readable(now)).toContain('[Write the answer…]');
      expect(now.text, 'a lock screen shows no name').not.toMatch(/Dana|Marcus/);
    });
  });

  test('tells its answerer once, where they have no message about it and someone else corrected it', async () => {
    const { id, text } = await hears();
    await moveFeedback(db, id, boss, marcus, context.now());
    await runTick();
    await runTick();
    const moved = priya
      .messages()
      .filter((one) => readable(one).includes('Maria Gomez moved this from Dana Lee'));
    expect(moved.map((one) => readable(one))).toEqual([expect.stringContaining(text)]);
    await withdrawFeedback(db, id, boss, context.now());
    await runTick();
    const gone = await seen(priya, 'withdrew the feedback from *Marcus Webb*');
    expect(gone.text).toBe('Feedback withdrawn: nothing to answer');
    const { id: other } = await hears();
    await moveFeedback(db, other, me, marcus, context.now());
    const before = priya.messages().length;
    await runTick();
    expect(priya.messages()).toHaveLength(before);
  });

  test('follows into the list of the morning, and one sent before no longer shows it', async () => {
    await db.query('update feedback set withdrawn_at = now()');
    const { id, text } = await hears();
    const { lines } = await loadListNow(context, me);
    const shown = (name: string, list: typeof lines) =>
      list
        .filter(({ partner }) => partner.name === name)
        .flatMap(({ outcome }) => outcome.feedback.map((one) => one.text));
    expect(shown('Dana Lee', lines)).toEqual([text]);
    await moveFeedback(db, id, me, marcus, context.now());
    expect(shown('Marcus Webb', (await loadListNow(context, me)).lines)).toEqual([text]);
    const old = await loadShownLines(
      db,
      me,
      lines.map(({ line }) => line),
      rapport.today(),
    );
    expect(shown('Dana Lee', old)).toEqual([]);
  });

  test('is refused to everyone else, and about oneself', async () => {
    const { id } = await hears();
    expect(await moveFeedback(db, id, colleague, marcus, context.now())).toEqual({ how: 'gone' });
    await sam.openHome();
    await forge(rapport, rapport.sam, sam.home()!, feedbackActions.correct, String(id));
    expect(sam.view()).toBeUndefined();
    await db.query('update feedback set answerer_id = $2 where id = $1', [id, colleague.id]);
    expect(await moveFeedback(db, id, colleague, marcus, context.now())).toEqual({ how: 'refused' });
    expect(await withdrawFeedback(db, id, colleague, context.now())).toEqual({ how: 'refused' });
    await db.query('update feedback set answerer_id = $2, about_id = $2, shared_at = now() where id = $1', [
      id,
      me.id,
    ]);
    expect(await withdrawFeedback(db, id, me, context.now())).toEqual({ how: 'refused' });
    expect(await traces(id)).toEqual([]);
  });

  test('moves once however often it is sent, and never to a partner no one may name', async () => {
    const { id } = await hears();
    const both = await Promise.all([1, 2].map(() => moveFeedback(db, id, me, marcus, context.now())));
    expect(both.map(({ how }) => how).sort()).toEqual(['moved', 'there']);
    expect(await traces(id)).toHaveLength(1);
    expect(await moveFeedback(db, id, me, 2 ** 31 - 1, context.now())).toEqual({ how: 'no such partner' });
    await db.query('update partner set erased_at = now() where id = $1', [partners['Joan Ortiz']]);
    expect(await moveFeedback(db, id, me, partners['Joan Ortiz']!, context.now())).toEqual({
      how: 'no such partner',
    });
    await db.query('update partner set erased_at = null where id = $1', [partners['Joan Ortiz']]);
    expect(
      (await Promise.all([1, 2].map(() => withdrawFeedback(db, id, me, context.now()))))
        .map(({ how }) => how)
        .sort(),
    ).toEqual(['gone', 'withdrawn']);
  });

  test('leaves the touchpoint where it was heard, and neither an edit nor Undo there touches it', async () => {
    await priya.command(
      '/touchpoint',
      'coffee with Dana Lee, she said our fees are too high',
      rapport.channel,
    );
    const confirmed = priya.messages(rapport.channel).at(-1)!;
    const id = await idOf('she said our fees are too high');
    await moveFeedback(db, id, me, marcus, context.now());
    await priya.press({ message: confirmed, actionId: captureActions.edit });
    expect(readable(priya.view()!)).not.toContain('fees');
    await choose(priya, { note: 'a good talk' });
    const edited = await seen(priya, 'a good talk', rapport.channel);
    expect(readable(edited)).not.toContain('fees');
    expect(await row(id)).toEqual({ partner: 'Marcus Webb', state: 'new', withdrawn: false });
    await priya.press({ message: edited, actionId: captureActions.undo });
    await seen(priya, 'Undone: coffee with Dana Lee', rapport.channel);
    expect(await row(id)).toEqual({ partner: 'Marcus Webb', state: 'new', withdrawn: false });
  });

  test('with the same words already under the right partner is withdrawn instead', async () => {
    await priya.command('/rapport', 'feedback dana lee twice slow', rapport.channel);
    await priya.submit(priya.view()!, { partners: [String(dana), String(marcus)], text: 'twice slow' });
    const [first] = await db.query<{ id: number }>(
      `select id from feedback where text = 'twice slow' and partner_id = $1`,
      [dana],
    );
    expect(await moveFeedback(db, first!.id, me, marcus, context.now())).toEqual({
      how: 'twice',
      to: 'Marcus Webb',
    });
  });

  test('is redacted and held where it stands now, and by what holds the touchpoint where it was heard', async () => {
    await priya.command(
      '/touchpoint',
      'lunch with Dana Lee, she said our closings are late',
      rapport.channel,
    );
    const id = await idOf('she said our closings are late');
    await moveFeedback(db, id, me, marcus, context.now());
    const text = { kind: 'feedback', id, reason: 'they asked' } as const;
    expect((await redact(db, boss, dana, text, context.now())).how).toBe('gone');
    await placeLegalHold(db, { partnerId: dana }, 'a claim', boss, context.now());
    expect((await redact(db, boss, marcus, text, context.now())).how).toBe('held');
    await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
    expect((await redact(db, boss, marcus, text, context.now())).how).toBe('done');
    expect(await db.query('select text from feedback where id = $1', [id])).toEqual([{ text: '' }]);
  });

  test('once closed is found in the menu on its card', async () => {
    const { id } = await hears();
    await db.query(
      `update feedback set state = 'loop closed', answered_on = heard_on, told_on = heard_on, told_how = 'call', closed_by = member_id,
              closed_at = now() where id = $1`,
      [id],
    );
    await priya.command('/partner', 'dana', rapport.channel);
    const choice = fromMore(priya, 'wrong partner');
    expect(choice.value).toBe(`${dana}.wrong partner ${id}`);
    await priya.press(choice);
    await choose(priya, { other: String(marcus) });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('Moved from Dana Lee to Marcus Webb.'));
    expect(await row(id)).toEqual({ partner: 'Marcus Webb', state: 'loop closed', withdrawn: false });
  });
});
