import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { digestActions } from '../../../src/messages/digest/digest-buttons.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { runErase } from '../../support/erase.ts';
import { startRapport } from '../../support/rapport.ts';

// Names that are short, ordinary words, or written with signs that Slack escapes.
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const ids = await rapport.book(
  rapport.priya,
  ['Dana Lee, Lee & Co', 'Eve', 'Ann', 'Al', 'Will', 'Tom & Ann Reed', 'Robert "Bob" Lane', 'Zoe Renamed'],
  'inner',
);
const al = sandbox.addUser({ name: 'al', realName: 'Al', email: 'al@example.com' });
await db.query(
  `insert into member (slack_user_id, branch_id, name, email, zone, state) select $1, id, 'Al', 'al@example.com', zone, 'active' from branch`,
  [al.id],
);

const say = (words: string) => priya.command('/touchpoint', words, rapport.channel);
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const run = (wanted: Parameters<typeof runErase>[1]) => runErase(context, { yes: true, ...wanted });
const erasePartner = (name: string) => run({ who: String(ids[name]) });

/** Every code that there is, as text: ids, states, kinds, keys. */
const codes = async () =>
  JSON.stringify(
    await db.query(
      `select (select json_agg(t.kind order by t.id) from touchpoint t) as kinds,
              (select json_agg(array[n.key, n.post, n.state] order by n.id) from nudge n) as nudges,
              (select json_agg(array[c.request_key, c.source] order by c.id) from capture c) as captures,
              (select json_agg(array[s.reason, s.line::text] order by s.nudge_id, s.position) from showing s) as lines,
              (select json_agg(array[t.action, t.subject, t.after::text] order by t.id) from trace t where t.action <> 'erased') as traces,
              (select json_agg(to_json(r) order by r.id) from spend_record r) as records,
              (select json_agg(array[p.state, s.post, s.local_time] order by s.id)
                 from schedule s left join promise p on p.id = s.id) as schedules`,
    ),
  );

/** What people read of the app's own direct messages, Slack's escapes undone. */
const messages = () =>
  [...sandbox.world.channels.values()]
    .flatMap((channel) => channel.messages.filter((message) => message.user === sandbox.botUserId))
    .map((message) => `${readable(message)}\n${readable({ text: message.text ?? '' })}`)
    .join('\n');

/** Ids, values and keys in the app's own messages. */
const machinery = () =>
  JSON.stringify(
    [...sandbox.world.channels.values()]
      .filter((channel) => channel.kind === 'im')
      .flatMap((channel) => channel.messages.filter((message) => message.user === sandbox.botUserId))
      .map(({ blocks }) => blocks),
    (key, value) => (['text', 'emoji'].includes(key) && typeof value !== 'object' ? undefined : value),
  );

await priya.dm('coffee with Tom & Ann Reed, promised Tom & Ann Reed the slides by Friday');
await priya.dm('coffee with Robert "Bob" Lane');
await say('open house with Eve');
await say('coffee with Dana Lee, she went with Tom & Ann Reed to Annapolis');
await say('lunch with Dana Lee, Ann’s boss will come, Ann planned it');
await say('breakfast with Dana Lee, Will is a man of good will');
await say('call with Dana Lee and Will, will has a boat');
await say('coffee with Dana Lee, Eve likes every eventful day');
await say('dinner with Dana Lee');
await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.paidEachOwn });
await say('lunch with Al');
await priya.press({ message: priya.messages(rapport.channel).at(-1)!, actionId: captureActions.paidEachOwn });
for (const day of ['10', '12', '15', '26', '29']) {
  sandbox.clock.moveTo(`2026-06-${day}T12:31:00Z`);
  await ticking();
}
const notes = async () =>
  (
    await db.query<{ note: string }>(
      'select note from touchpoint_note where note is not null order by touchpoint_id',
    )
  ).map(({ note }) => note);

describe('of somebody whose name is short, or an ordinary word', () => {
  test.each(['Eve', 'Ann', 'Al', 'Will'])(
    'erasing %s breaks no code, no button and no other word',
    async (name) => {
      const before = { codes: await codes(), machinery: machinery() };
      expect(before.machinery).toContain(digestActions.met);
      expect((await erasePartner(name)).code).toBe(0);
      expect(await codes()).toBe(before.codes);
      expect(machinery()).toBe(before.machinery);
      // Ann Reed is somebody else, and is named as before.
      expect(messages()).not.toMatch(new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}]| Reed)`, 'u'));
    },
  );

  test('the notes about others lose the name, written like one, and keep every other word', async () => {
    expect(await notes()).toEqual([
      'she went with Tom & Ann Reed to Annapolis',
      '[erased]’s boss will come, [erased] planned it',
      '[erased] is a man of good will',
      // Of a meeting with them, in whatever case.
      '[erased] has a boat',
      '[erased] likes every eventful day',
    ]);
  });

  test('a member called so is erased, and nothing but their name changes', async () => {
    const before = { codes: await codes(), machinery: machinery() };
    expect((await run({ kind: 'member', who: al.id })).code).toBe(0);
    expect(await codes()).toBe(before.codes);
    expect(machinery()).toBe(before.machinery);
    expect(
      await db.query(
        `select name, slack_user_id like 'erased-%' as gone from member where name like 'Erased%'`,
      ),
    ).toEqual([{ name: 'Erased member', gone: true }]);
  });

  test('the digest of the day after is drawn and pressed as ever', async () => {
    sandbox.clock.moveTo('2026-07-01T12:31:00Z');
    await ticking();
    expect(messages()).toContain('Dana Lee');
  });
});

describe('of a name with signs in it', () => {
  test.each([
    ['Tom & Ann Reed', /\bTom\b|Reed/],
    ['Robert "Bob" Lane', /Bob|Lane/],
  ])('no message that the app posted still says %s', async (name, word) => {
    expect(messages()).toMatch(word);
    const { code, said } = await erasePartner(name);
    expect(code).toBe(0);
    expect(said).toMatch(/Changed [1-9]\d* of the app’s own messages\./);
    expect(messages()).not.toMatch(word);
  });
});

describe('of somebody who was called otherwise', () => {
  const rename = (to: string, from: string) =>
    db.query(
      `with t as (insert into trace (made_at, made_by, subject, subject_id, action)
                  select now(), id, 'partner', $1, 'edited' from member where name = 'Priya Patel' returning id)
       insert into trace_text select id, 'name', $2, $3 from t`,
      [ids['Zoe Renamed'], from, to],
    );

  test('the name before goes too, but none that was written on their card and is somebody else’s', async () => {
    await rename('Dana Lee', 'Zoe Maiden');
    await rename('Zoe Renamed', 'Dana Lee');
    await say('visit with Dana Lee, Dana Lee told Zoe Maiden, now Zoe Renamed');
    expect((await erasePartner('Zoe Renamed')).code).toBe(0);
    expect((await notes()).at(-1)).toBe('Dana Lee told [erased], now [erased]');
  });
});
