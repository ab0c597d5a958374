import { checkView } from 'slack-sandbox/blocks';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { type HomeScreen, homeActions } from '../../src/messages/home/home-screen.ts';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { publishHome } from '../../src/slack/home/home.ts';
import { forge } from '../support/forged.ts';
import { homeSections, showSection } from '../support/home-menu.ts';
import { queriesOf } from '../support/queries.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
await rapport.book(rapport.priya, ['Ines Roy'], 'inner');
await rapport.book(rapport.priya, ['Rest Ful'], 'resting');
await db.query(`update partner set kind = 'builder' where id = $1`, [mine['Marcus Webb']]);
await rapport.book(rapport.sam, ['Rosa Diaz']);
await priya.dm('called Marcus Webb today, promised the plans by Friday');

type Person = typeof priya;
const read = (who: Person = priya) => readable(who.home()!);
const shows = (text: string | RegExp, who: Person = priya) =>
  vi.waitFor(() => expect(read(who)).toMatch(text));
const press = (label: string, who: Person = priya) =>
  who.press({ view: who.home()!, actionId: `home.go.${label}` });
const labels = (who: Person) => homeSections(who).map(({ label }) => label);
const choose = (actionId: string, value: string, who: Person = priya) =>
  who.press({ view: who.home()!, actionId, value });
const idOf = async (name: string) =>
  (await db.query<{ id: number }>('select id from partner where name = $1', [name]))[0]?.id;
const names = () => [...read().matchAll(/^\*([^*]+)\*/gm)].map(([, name]) => name);

describe('the screens of Home', () => {
  test('open from one menu, which says where one is; only managers and leads see theirs', async () => {
    await priya.openHome();
    expect(read()).toMatch(/^⌄ Show: today\n/);
    expect(labels(priya)).toEqual(['Today', 'My partners', 'Promises', 'Feedback', 'Settings…']);
    await ada.openHome();
    expect(labels(ada)).toEqual(['Today', 'My partners', 'Promises', 'Feedback', 'My branch', 'Settings…']);
    await showSection(priya, 'partners');
    await shows(/^⌄ Show: my partners\n/);
  });

  test('open from a tab of a view that an earlier version drew', async () => {
    await priya.openHome();
    await forge(rapport, rapport.priya, priya.home()!, 'home.go.promises', '{"at":"promises"}');
    await shows(/^⌄ Show: promises\n/);
  });

  test('stay where they are while the settings open, and the menu says so again', async () => {
    await priya.openHome();
    await showSection(priya, 'partners');
    await showSection(priya, 'settings');
    expect(priya.view()).toBeDefined();
    await shows(/^⌄ Show: my partners\n/);
    await priya.submit(priya.view()!, { digest_at: '08:15' });
    await vi.waitFor(() => expect(priya.view()).toBeUndefined());
    expect(read()).toMatch(/^⌄ Show: my partners\n/);
  });

  test('show my partners by due day, resting ones last', async () => {
    sandbox.clock.moveTo('2026-06-24T13:00:00Z');
    await priya.openHome();
    await showSection(priya, 'partners');
    await shows('Partners: 5');
    expect(names()).toEqual(['Ines Roy', 'Dana Lee', 'Joan Ortiz', 'Marcus Webb', 'Rest Ful']);
    expect(read()).toContain('*Ines Roy*\ninner circle · *late* · time to meet  [Open]');
    expect(read()).toContain('*Rest Ful*\nresting  [Open]');
  });

  test('say of a partner who is due what the list and the card say', async () => {
    await showSection(priya, 'today');
    await shows('Ines Roy*\nTime to meet. ');
    await showSection(priya, 'partners');
    await shows('*Ines Roy*\ninner circle · *late* · time to meet  [Open]');
    await priya.press({
      view: priya.home()!,
      actionId: cardActions.open,
      value: String(await idOf('Ines Roy')),
    });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('Inner circle · time to meet\n'));
    await priya.closeView();
  });

  test('filter by tier, state, and kind, and by all of them at once', async () => {
    await press('filter');
    await shows('⌄ Any tier');
    await choose(homeActions.filterTier, 'core');
    await shows('Partners: 3 of 5');
    await choose(homeActions.filterKind, 'builder');
    await shows('Partners: 1 of 5');
    expect(names()).toEqual(['Marcus Webb']);
    await choose(homeActions.filterState, 'gone quiet');
    await shows('No matches.');
    // As fast as a thumb: a choice that Home has not drawn yet is not lost.
    await choose(homeActions.filterTier, 'any');
    await choose(homeActions.filterKind, 'any');
    await choose(homeActions.filterState, 'late');
    await shows('Partners: 4 of 5');
  });

  test('are not filtered by a menu that was cleared', async () => {
    await priya.press({ view: priya.home()!, actionId: homeActions.filterState });
    await shows('Partners: 5');
    expect(priya.view()).toBeUndefined();
  });

  test('find a partner by name and show the card; Home is redrawn after changes there', async () => {
    await showSection(priya, 'partners');
    await shows('Partners: 5');
    await priya.options(priya.home()!, homeActions.find, 'joan');
    await choose(homeActions.find, String(mine['Joan Ortiz']));
    expect(readable(priya.view()!)).toContain('Joan Ortiz');
    await priya.press({ actionId: cardActions.more, value: `${mine['Joan Ortiz']}.archive` });
    await shows('Partners: 4');
    expect(read()).not.toContain('Joan Ortiz');
    await press('filter');
    await choose(homeActions.filterState, 'archived');
    await shows('archived Jun 24');
    await priya.closeView();
  });

  test('show promises: open ones by day, and those kept recently', async () => {
    await showSection(priya, 'promises');
    await shows('1 promise to keep');
    expect(read()).toContain('*Marcus Webb*\nYou promised: plans. That was due Fri, Jun 12.\n[Done] ⌄ Move');
    expect(read()).not.toContain('⌄ Move:');
    await priya.press({ view: priya.home()!, actionId: 'digest.promise.done' });
    await shows(/No open promises\.[\s\S]*Recently kept\n\*Marcus Webb\*\n✓ Done: plans/);
    await priya.press({ view: priya.home()!, actionId: 'digest.promise.reopen' });
    await shows('1 promise to keep');
  });

  test('show the weeks in rhythm in words, without a bar', async () => {
    const me = await rapport.member(rapport.priya);
    await db.query(
      `insert into member_week (member_id, week, branch_id, in_rhythm, counted, kept)
       select $1, '2025-06-16'::date + 7 * n, $2, 1, 1, case when n = 10 then null else n % 7 <> 3 end from generate_series(0, 51) n`,
      [me.id, me.branch.id],
    );
    await showSection(priya, 'today');
    await shows(
      /In rhythm 45 of 51 weeks: nearly all close partners met and talked to as often as their tier asks\.$/,
    );
    await db.query('delete from member_week');
  });
});

describe('a manager’s branch', () => {
  test('shows each person’s load against their caps, what is late, and partners without an owner', async () => {
    await db.query(
      `with p as (insert into partner (branch_id, name, name_key, entered_on)
                  select id, 'Lone Star', 'lone star', '2026-06-01' from branch returning id, branch_id)
       insert into relationship (partner_id, branch_id, entered_on) select id, branch_id, '2026-06-01' from p`,
    );
    await ada.openHome();
    await showSection(ada, 'branch');
    await shows('Tampa', ada);
    expect(read(ada)).toMatch(
      /\*Priya Patel\*\ninner circle 1 of 10 · core 2 of 14\n0 of 3 in rhythm · 3 late · 1 promise late {2}\[Open\]/,
    );
    expect(read(ada)).toContain('No owner yet: 1\n*Lone Star*  [Open]');
  });

  test('leads down to a person and their partners', async () => {
    const blocks = ada.home()!.definition.blocks as {
      text?: { text: string };
      accessory?: { value: string };
    }[];
    const { value } = blocks.find((block) => block.accessory && block.text?.text.startsWith('*Priya'))!
      .accessory!;
    await ada.press({ view: ada.home()!, actionId: 'home.go.open', value });
    await shows('Priya Patel: 4 partners', ada);
    expect(read(ada), 'the late promise that her branch counts').toContain(
      '*1 promise late*\n*Marcus Webb*\nPriya Patel promised: plans. That was due Fri, Jun 12.  [Open]',
    );
    expect(read(ada)).toContain('*Ines Roy*\ninner circle · *late*');
  });

  test.each([
    ['their branch', (branchId: number) => ({ at: 'branch', branchId })],
    ['a person', () => ({ at: 'person', memberId: 2 })],
    ['all branches', () => ({ at: 'branches' })],
  ])('is not shown to a member who forges the way to %s', async (_, screenOf) => {
    const me = await rapport.member(rapport.sam);
    await sam.openHome();
    const response = await forge(
      rapport,
      rapport.sam,
      { ...sam.home()! },
      'home.go.open',
      JSON.stringify(screenOf(me.branch.id)),
    );
    expect(response.status).toBe(200);
    await shows(/You can’t see (?:a branch broken down by person|all branches)\./, sam);
    expect(read(sam)).not.toMatch(/Priya|Lone Star|inner/);
  });

  test('is not shown to the manager of another branch', async () => {
    const [other] = await db.query<{ id: number }>(
      `insert into branch (channel_id, name, zone) values ('C0ELSE', 'Elsewhere', 'America/Chicago') returning id`,
    );
    const manager = { ...(await rapport.member(rapport.sam)), manages: [other!.id] };
    const screen: HomeScreen = { at: 'branch', branchId: manager.branch.id };
    await publishHome(context, manager, { screen });
    expect(read(sam)).toContain('You can’t see a branch broken down by person.');
    await publishHome(context, manager, { screen: { at: 'branch', branchId: other!.id } });
    expect(read(sam)).toContain('Elsewhere\nNo one here works with partners yet.');
    await publishHome(context, { ...manager, manages: [other!.id, manager.branch.id] }, { screen });
    expect(read(sam)).toContain('Tampa\n[Elsewhere]\n*Honest feedback*, past year');
  });

  test.each([
    '',
    'null',
    '[]',
    '{"at":"elsewhere"}',
    '{"at":"branch","branchId":"1 or 1=1"}',
    '{"at":"person","memberId":1e99}',
  ])('opens today for a screen that does not exist (%s)', async (value) => {
    await forge(rapport, rapport.sam, sam.home()!, 'home.go.open', value);
    await shows('Today, Wed, Jun 24', sam);
  });
});

describe('a lead’s branches', () => {
  test('are listed by area and name, with last week’s changes on top, and can be sorted', async () => {
    await db.query(`update member set roles = roles || '{lead}' where slack_user_id = $1`, [
      rapport.admin.id,
    ]);
    await db.query(
      `with a as (insert into area (name) values ('Coast') returning id) update branch set area_id = a.id from a where name = 'Tampa'`,
    );
    await db.query(
      `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
       select id, week, case when (name = 'Tampa') = (week = '2026-06-15') then 9 else 6 end, 10, 10, 3
         from branch, unnest('{2026-06-08,2026-06-15}'::date[]) week`,
    );
    await ada.openHome();
    await showSection(ada, 'branches');
    await shows('All branches: 2', ada);
    expect(read(ada)).toContain('*Biggest gain:* Tampa, up 30 points to 90%');
    expect(read(ada)).toContain('*Biggest drop:* Elsewhere, down 30 points to 60%');
    expect(read(ada)).toContain('*Nothing logged in five business days:* Tampa');
    expect(read(ada)).toContain('*No owner yet:* 1 partner in 1 branch');
    expect(read(ada)).toMatch(
      /\*Coast\*\n\*Tampa\*\n90% in rhythm last week, up 30 points · \d late · 1 without an owner · 2 people {2}\[Open\]\n\*No area yet\*\n\*Elsewhere\*/,
    );
    await choose(homeActions.sort, 'change', ada);
    await vi.waitFor(() =>
      expect(read(ada).indexOf('*Elsewhere*')).toBeLessThan(read(ada).indexOf('*Tampa*\n')),
    );
  });

  test('lead into one, with how it went by week, and back', async () => {
    const [tampa] = await db.query<{ id: number }>(`select id from branch where name = 'Tampa'`);
    const value = JSON.stringify({ at: 'branch', branchId: tampa!.id });
    await ada.press({ view: ada.home()!, actionId: 'home.go.open', value });
    await shows(/Tampa\n\[All branches\]/, ada);
    expect(read(ada)).toContain('*In rhythm by week:* from 60% to 90% over 2 weeks');
    await press('all-branches', ada);
    await shows('All branches: 2', ada);
  });

  test('fit by the thousand, page by page, and one opens in a few queries', async () => {
    await db.query(
      `insert into branch (channel_id, name, zone) select 'C1' || n, 'Branch ' || n, 'America/Chicago' from generate_series(1, 1000) n`,
    );
    await showSection(ada, 'branches');
    await shows('Page 1 of 26', ada);
    expect(checkView(ada.home()!.definition as never)).toEqual([]);
    await press('next', ada);
    await shows('Page 2 of 26', ada);
    await db.query(`delete from branch where name like 'Branch %'`);
  });
});

describe('a full book', () => {
  test('of 400 partners is paged within Slack’s 100 blocks', async () => {
    const many = Array.from(
      { length: 400 },
      (_, index) => `Person${String.fromCharCode(97 + (index % 26))} Number${index}`,
    );
    await rapport.book(rapport.sam, many, 'keep');
    await sam.openHome();
    expect(checkView(sam.home()!.definition as never)).toEqual([]);
    await showSection(sam, 'partners');
    await shows('Page 1 of 14', sam);
    expect(checkView(sam.home()!.definition as never)).toEqual([]);
    await press('next', sam);
    await shows('Page 2 of 14', sam);
    expect(read(sam)).toContain('[Previous] [Next]');
  });
});

describe('Home takes few queries', () => {
  test.each<[string, HomeScreen]>([
    ['today', { at: 'today' }],
    ['partners', { at: 'partners' }],
    ['promises', { at: 'promises' }],
    ['feedback', { at: 'feedback' }],
    ['month', { at: 'month' }],
    ['results', { at: 'results' }],
    ['my branch', { at: 'branch', branchId: 1 }],
    ['a person', { at: 'person', memberId: 2 }],
    ['all branches', { at: 'branches' }],
  ])('%s', async (_, screen) => {
    const lead = await rapport.member(rapport.admin);
    const texts = await queriesOf(() => publishHome(context, lead, { screen }));
    expect(texts.length, texts.map((text) => text.slice(0, 80)).join('\n')).toBeLessThanOrEqual(6);
    expect(texts.length).toBeGreaterThan(0);
  });
});
