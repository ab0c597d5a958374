import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { askActions } from '../../../src/messages/asking/ask-controls.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/**
 * The table of docs/design.md, Who sees what, over all that can be asked: Priya's partner Dana Lee has something of each kind,
 * and everyone asks everything by every way. Sam Cole's own promise to Dana is his alone.
 */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const elsewhere = sandbox.addChannel({ name: 'orlando', members: [], botIn: true });
const ids = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co'], 'inner');
const dana = ids['Dana Lee']!;
const priya = sandbox.as(rapport.priya);
for (const said of [
  'coffee with Dana yesterday, her father is ill, promised the outline by tomorrow',
  'lunch with Dana tomorrow',
])
  await priya.command('/touchpoint', said, rapport.channel);
const owner = await rapport.member(rapport.priya);
await db.query(
  `update partner set phone = '813-555-0177', growing = 'night classes', birthday = '07-04', kind = 'realtor' where id = $1`,
  [dana],
);
await db.query(`update plan set place = 'Hidden Cafe'`);
await db.query(
  `with c as (insert into capture (source, member_id, made_at) values ('modal', $2, now()) returning id)
   insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, answer_by)
   select c.id, $1, $2, $2, '2026-06-01', 'slow letters', '2026-06-15' from c`,
  [dana, owner.id],
);

interface Role {
  roles: string[];
  state?: string;
  home?: 'Orlando';
  manages?: true;
  covers?: true;
}
const people: Record<string, Role> = {
  'a member of the branch': { roles: ['member'] },
  'their cover': { roles: ['member'], covers: true },
  'the manager': { roles: ['member', 'manager'], manages: true },
  'a program lead': { roles: ['member', 'lead'], home: 'Orlando' },
  'compliance alone': { roles: ['compliance'] },
  'a guest': { roles: ['member'], state: 'left' },
  'a member of another branch': { roles: ['member'], home: 'Orlando' },
  'the owner': { roles: ['member'] },
};

const secrets = {
  phone: '555-0177',
  note: 'father is ill',
  promise: 'outline',
  plan: 'Hidden Cafe',
  growing: 'night classes',
  feedback: 'slow letters',
  birthday: 'Jul 4',
};
const all = Object.keys(secrets).sort();

const questions = {
  today: 'who today',
  days: 'whats my week look like',
  'coming days': 'what do I have planned',
  late: 'who am i late with',
  next: 'who’s next',
  'last contact': 'when did i last see Dana Lee',
  promises: 'what did i promise Dana Lee',
  'all promises': 'what do i owe',
  brief: 'prep me for lunch with Dana Lee',
  reach: 'what’s Dana Lee’s number',
  partner: 'Dana Lee',
  'not met': 'who haven’t i met in 1 day',
  'never asked': 'who was never asked for feedback',
  kind: 'my realtors',
  tier: 'who’s in my inner circle',
  company: 'who do i know at Lee & Co',
  feedback: 'any open feedback',
  standing: 'how am i doing',
  business: 'who sends me the most business',
  help: 'what can you do',
};
type Question = keyof typeof questions;

/** What each may read of a colleague's partner, by question; of all other questions nothing. */
const reads: Record<string, Partial<Record<Question, string[]>>> = {
  'a member of the branch': {},
  // The morning list of a cover has promises, with a phone.
  'their cover': { brief: all, reach: ['phone'], today: ['phone', 'promise'] },
  'the manager': { brief: all, reach: ['phone'] },
  'a program lead': { brief: all, reach: ['phone'] },
  'compliance alone': {},
  'a guest': {},
  'a member of another branch': {},
};
/** Who may find the partner at all. */
const finds = new Set([
  'a member of the branch',
  'their cover',
  'the manager',
  'a program lead',
  'the owner',
]);

const saved = () =>
  db.query(
    `select (select count(*) from capture) as captures, (select count(*) from draft) as drafts,
       (select count(*) from partner) as partners, (select count(*) from absence) as absences`,
  );

let events = 0;
async function mention(user: string, text: string): Promise<void> {
  const body = {
    type: 'event_callback',
    team_id: sandbox.teamId,
    event_id: `Ev0ASKED${++events}`,
    event: {
      ...{ type: 'app_mention', channel_type: 'channel', channel: rapport.channel, user, ts: `4.${events}` },
      text: `<@${context.team.botUserId}> ${text}`,
    },
  };
  expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
}

const ways = ['a direct message', '/rapport', 'a mention'] as const;

async function personOf(role: string) {
  if (role === 'the owner') return rapport.priya;
  const { roles, state = 'active', home, manages, covers } = people[role]!;
  const user = sandbox.addUser({ name: role.replace(/\W/g, ''), realName: `${role} Person` });
  sandbox.world.channels.get(rapport.channel)!.members.add(user.id);
  await db.query(
    `insert into branch (channel_id, name, zone) values ($1, 'Orlando', 'America/New_York') on conflict do nothing`,
    [elsewhere.id],
  );
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state, roles)
     select $1, id, $2, zone, $3, $4 from branch where name = $5`,
    [user.id, user.realName, state, roles, home ?? 'Tampa'],
  );
  const member = await rapport.member(user);
  if (manages) await db.query(`update branch set manager_id = $1 where name = 'Tampa'`, [member.id]);
  // With a partner of their own: a name alone sent by someone with none is one to add.
  if (state === 'active' && roles[0] === 'member')
    await rapport.book(user, [`Own of ${user.name}, Elsewhere Inc`]);
  if (covers)
    await db.query(
      `insert into absence (member_id, from_day, to_day, cover_id) values ($1, '2026-06-08', '2026-06-12', $2)`,
      [owner.id, member.id],
    );
  return user;
}

describe.each(Object.keys(people))('%s', async (role) => {
  const user = await personOf(role);
  const who = sandbox.as(user);

  /** All that Slack showed them since, in the channel and in direct messages. */
  async function shown(act: () => Promise<unknown>): Promise<{ here: string; direct: string }> {
    const before = { here: who.messages(rapport.channel).length, direct: who.messages().length };
    await act();
    await vi.waitFor(() =>
      expect(who.messages(rapport.channel).length + who.messages().length).toBeGreaterThan(
        before.here + before.direct,
      ),
    );
    const text = (where: string | undefined, since: number) =>
      who
        .messages(where)
        .slice(since)
        .filter(({ bot_id: bot }) => bot)
        .map((message) => `${message.text} ${readable(message)} ${JSON.stringify(message.blocks)}`)
        .join('\n');
    return { here: text(rapport.channel, before.here), direct: text(undefined, before.direct) };
  }
  const press = (action_id: string, value: string) =>
    forgePress(rapport, user, { type: 'button', action_id, value });
  const leaked = (text: string) => all.filter((what) => text.includes(secrets[what as keyof typeof secrets]));

  describe.each(ways)('by %s', (way) => {
    test.each(Object.entries(questions))('%s', async (about, text) => {
      const before = await saved();
      const { here, direct } = await shown(() =>
        way === 'a mention'
          ? mention(user.id, text)
          : way === '/rapport'
            ? who.command('/rapport', text, rapport.channel)
            : who.dm(text),
      );
      const answer = here + direct;
      expect(await saved(), 'nothing is saved').toEqual(before);
      if (way === 'a mention') expect(here, 'nothing of a partner in the channel').not.toMatch(/Dana|Lee/);
      if (role !== 'the owner') expect(leaked(answer)).toEqual(reads[role]![about as Question] ?? []);
      if (!finds.has(role))
        expect(answer.replaceAll(/“[^”]*”|Add Dana Lee…|"value":"[^"]*"/g, '')).not.toMatch(/Dana|Lee &/);
    });
  });

  test('by a button of someone else’s answer', async () => {
    if (role === 'the owner') return;
    const brief = await shown(() => press(askActions.brief, String(dana)));
    expect(leaked(brief.here + brief.direct)).toEqual(reads[role]!.brief ?? []);
    const list = { about: 'company', name: 'Lee' };
    await press(askActions.list, JSON.stringify(list));
    const view = who.view();
    expect(view ? leaked(JSON.stringify(view.definition)) : []).toEqual([]);
    if (view) expect(JSON.stringify(view.definition).includes('Dana Lee')).toBe(finds.has(role));
    while (who.view()) await who.closeView({ all: true });
  });

  test('a promise is marked as kept only by the member who made it, and by their cover', async () => {
    const [before] = await db.query<{ id: number; state: string }>('select id, state from promise');
    const { here, direct } = await shown(() => press(`${askActions.promiseDone}.0`, String(before!.id)));
    const may = role === 'the owner' || role === 'their cover';
    const [after] = await db.query<{ state: string }>('select state from promise');
    expect(after?.state).toBe(may ? 'done' : 'open');
    if (!may) expect(leaked(here + direct)).toEqual([]);
    // Pressed twice, it is kept once.
    await press(`${askActions.promiseDone}.0`, String(before!.id));
    expect(await db.query('select state from promise')).toEqual([after]);
    await press(askActions.promiseReopen, String(before!.id));
    expect(await db.query('select state from promise')).toEqual(
      [before].map((one) => ({ state: one!.state })),
    );
  });
});
