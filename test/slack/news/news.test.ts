import type { Message } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newsActions } from '../../../src/messages/partners/news.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** A Tuesday, June 9. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Marcus Webb',
  'Joan Ortiz',
  'Jennifer Walsh',
  'Jennifer Tran',
]);
await rapport.book(rapport.sam, ['Tessa Monroe, Monroe Group']);

const ways = [
  ['by command', rapport.channel, (text: string) => priya.command('/touchpoint', text, rapport.channel)],
  ['in a direct message', undefined, (text: string) => priya.dm(text)],
] as const;

const rows = (sql: string) => db.query<Record<string, unknown>>(sql);
const help = () =>
  rows(`select p.name, h.kind, h.helped_on::text as "on", h.note from help h join partner p on p.id = h.partner_id
         where h.withdrawn_at is null order by h.id`);
const asks = () =>
  rows(`select p.name, a.answer, a.asked_on::text as "on" from ask a join partner p on p.id = a.partner_id
         where a.withdrawn_at is null order by a.id`);
const reviews = () =>
  rows(
    `select p.name, a.occasion from advocate a join partner p on p.id = a.partner_id where a.withdrawn_at is null`,
  );
const dana = async () =>
  (await rows(`select birthday, phone, email, company, growing from partner where name = 'Dana Lee'`))[0];
const contacts = async () => {
  const [row] =
    await rows(`select (select count(*) from touchpoint where withdrawn_at is null)::int as touchpoints,
    (select count(*) from plan)::int as plans, (select count(*) from attempt)::int as attempts`);
  return row;
};
const none = { touchpoints: 0, plans: 0, attempts: 0 };
const lastTrace = async () =>
  (await rows(`select action, undone_at is not null as undone from trace order by id desc limit 1`))[0];

beforeEach(async () => {
  for (const table of ['help', 'ask', 'advocate', 'touchpoint'])
    await db.query(`update ${table} set withdrawn_at = now()`);
  await db.query('update capture set undone_at = now(), words_hash = null');
  await db.query(`update partner set birthday = null, phone = null, email = null, growing = null`);
  await db.query(`update partner set company = 'Lee & Co' where name = 'Dana Lee'`);
  await db.query('delete from draft');
});

const buttonsOf = (message: Message) =>
  message.blocks!.flatMap((block) =>
    'elements' in block ? (block.elements as { action_id?: string; value: string }[]) : [],
  );

async function forge(message: Message, actionId: string, user = rapport.priya) {
  const { value } = buttonsOf(message).find((one) => one.action_id === actionId)!;
  const press = { action_id: actionId, type: 'button', value };
  expect((await forgePress(rapport, user, press)).status).toBe(200);
}

describe.each(ways)('told alone, %s', (_, where, say) => {
  const last = () => priya.messages(where).at(-1)!;
  const press = (actionId: string) => priya.press({ message: last(), actionId });
  const shows = (text: string) => sandbox.until(() => readable(last()).includes(text));

  test('help to two partners is help to both, and Undo takes it back from both', async () => {
    await say('connected dana with my cpa marcus');
    expect(readable(last())).toContain('✓ You helped Dana Lee and Marcus Webb with an introduction.');
    expect(readable(last())).toContain('[Undo] [Open Dana Lee]');
    expect(last().text).toBe('Saved: your help for Dana Lee and Marcus Webb.');
    const note = 'connected dana with my cpa marcus';
    expect(await help()).toEqual([
      { name: 'Dana Lee', kind: 'introduction', on: '2026-06-09', note },
      { name: 'Marcus Webb', kind: 'introduction', on: '2026-06-09', note },
    ]);
    expect(await contacts()).toEqual(none);
    expect(await lastTrace()).toEqual({ action: 'helped', undone: false });
    await press(newsActions.undo);
    await shows('Undone: your help for Dana Lee and Marcus Webb.');
    expect(await help()).toEqual([]);
    expect(await lastTrace()).toEqual({ action: 'helped undone', undone: false });
  });

  test('help asks for no cost, and money is never help', async () => {
    await say('helped Dana with her open house flyer');
    expect(readable(last())).toContain('✓ You helped Dana Lee with growth and marketing.');
    expect(readable(last())).not.toMatch(/cost|paid|\$/i);
    await say('helped Dana with $200 for her open house flyer');
    expect(await help()).toHaveLength(1);
    if (priya.view()) await priya.closeView();
  });

  test('an ask starts the pause, with its answer', async () => {
    await say('asked joan if she’d introduce me to her broker, she said she’d think about it');
    expect(readable(last())).toContain(
      '✓ You asked Joan Ortiz for an introduction: no answer yet.\nI won’t bring it up for two months.',
    );
    expect(await asks()).toEqual([{ name: 'Joan Ortiz', answer: 'open', on: '2026-06-09' }]);
    await say('joan said yes to the intro');
    expect(readable(last())).toContain('✓ Joan Ortiz answered your ask: yes. Say thank you in person.');
    expect(await asks()).toMatchObject([{ answer: 'yes' }]);
    await press(newsActions.undo);
    await shows('Undone: Joan Ortiz’s answer.');
    expect(await asks()).toMatchObject([{ answer: 'open' }]);
    expect(await contacts()).toEqual(none);
  });

  test('an answer without an ask changes nothing', async () => {
    await say('joan turned down the introduction');
    expect(readable(last())).toContain('Nothing saved: you have no open ask with Joan Ortiz.');
    expect(await asks()).toEqual([]);
  });

  test('an answer that could be either is asked for, once', async () => {
    await say('asked dana for an intro, she said it’s complicated');
    expect(readable(last())).toContain('You asked Dana Lee for an introduction. What did they say?');
    expect(readable(last())).toContain('[No answer yet] [Yes] [Not now] [No] [Don’t save]');
    expect(await asks()).toEqual([]);
    const message = structuredClone(last());
    await press(`${newsActions.choose}.2`);
    await shows('✓ You asked Dana Lee for an introduction: not now.');
    await forge(message, `${newsActions.choose}.1`);
    await sandbox.until(() => priya.messages().some((one) => readable(one).includes('already finished')));
    expect(await asks()).toMatchObject([{ name: 'Dana Lee', answer: 'not now' }]);
  });

  test('what they grow is the goal on the card', async () => {
    await say('Dana is trying to grow first-time buyers');
    expect(readable(last())).toContain('✓ Dana Lee’s growth goal: “grow first-time buyers”.');
    expect(last().text).toBe('Saved: Dana Lee’s growth goal.');
    expect(await dana()).toMatchObject({ growing: 'grow first-time buyers' });
    expect(await lastTrace()).toEqual({ action: 'edited', undone: false });
    await press(newsActions.undo);
    await shows('Undone: the change to Dana Lee’s growth goal.');
    expect(await dana()).toMatchObject({ growing: null });
  });

  test('a public review that a partner left is kept, one of ours is not', async () => {
    await say('Dana left us a google review');
    expect(readable(last())).toContain('✓ Dana Lee’s public review is saved. Thank them in person.');
    expect(await reviews()).toEqual([{ name: 'Dana Lee', occasion: 'Dana left us a google review' }]);
    await press(newsActions.undo);
    await shows('Undone: Dana Lee’s public review.');
    await say('we reviewed Joan on Zillow');
    expect(readable(last())).toContain(
      'Nothing saved. I only keep reviews that partners leave for us, so tell me when',
    );
    expect([await reviews(), await help()]).toEqual([[], []]);
  });

  test('facts are saved one by one, each with its Undo', async () => {
    await say('dana’s birthday is June 19');
    expect(readable(last())).toContain('✓ Dana Lee: added birthday Jun 19.');
    const birthday = structuredClone(last());
    await say('dana’s cell is 813-555-0101');
    expect(last().text).toBe('Saved: Dana Lee’s phone.');
    await say('danas email is Dana@LeeCo.com');
    await say('Dana moved to Compass');
    expect(readable(last())).toContain('✓ Dana Lee: changed company to Compass.');
    expect(await dana()).toEqual({
      birthday: '06-19',
      phone: '813-555-0101',
      email: 'dana@leeco.com',
      company: 'Compass',
      growing: null,
    });
    expect(await contacts()).toEqual(none);
    await press(newsActions.undo);
    await shows('Undone: the change to Dana Lee’s company.');
    await forge(birthday, newsActions.undo);
    await vi.waitFor(async () => expect(await dana()).toMatchObject({ birthday: null }));
    expect(await dana()).toMatchObject({ company: 'Lee & Co', phone: '813-555-0101' });
  });

  test('a fact that was changed since stays', async () => {
    await say('dana’s cell is 813-555-0101');
    const first = structuredClone(last());
    await say('dana’s cell is 813-555-0102');
    await forge(first, newsActions.undo);
    await sandbox.until(() =>
      priya.messages().some((one) => readable(one).includes('Can’t undo: this was changed')),
    );
    expect(await dana()).toMatchObject({ phone: '813-555-0102' });
  });

  test('a phone without all its digits is asked for again, and one with an extension is kept', async () => {
    await say('dana’s number is 813 555 019');
    expect(readable(last())).toContain(
      'Nothing saved yet: “813 555 019” isn’t a whole phone number. Send it like “Dana Lee’s number is 813-555-0142.”',
    );
    expect(last().text).not.toContain('813 555 019');
    expect(await dana()).toMatchObject({ phone: null });
    await say('dana’s number is 813 555 0199 x12');
    expect(readable(last())).toContain('✓ Dana Lee: added phone 813-555-0199 x12.');
    expect(await rows(`select phone, phone_numbers from partner where name = 'Dana Lee'`)).toEqual([
      { phone: '813 555 0199 x12', phone_numbers: ['+18135550199;ext=12'] },
    ]);
  });

  test('a fact said again is already saved', async () => {
    await say('dana’s cell is 813-555-0101');
    await say('Dana’s cell is 813-555-0101');
    expect(readable(last())).toContain('That’s already saved for Dana Lee.');
  });

  test('the same words again are one', async () => {
    await say('helped Dana with her flyer');
    await say('helped dana with her flyer');
    expect(readable(last())).toContain('You already saved this:\n✓ You helped Dana Lee');
    expect(await help()).toHaveLength(1);
  });

  test('a birthday told with its year is saved without it, and a stranger’s is refused', async () => {
    await say('dana’s birthday is June 19, 1984');
    expect(readable(last())).toContain('✓ Dana Lee: added birthday Jun 19. I left out the year.');
    expect(await dana()).toMatchObject({ birthday: '06-19' });
    await say('Zelda’s birthday is June 19, 1984');
    expect(readable(last())).toContain('Not saved: that’s a date of birth.');
    const kept = await rows(`select said from draft where said like '%1984%'`);
    expect(kept).toEqual([]);
  });

  test('a birthday without its date is asked for', async () => {
    await say('dana’s birthday is friday');
    expect(readable(last())).toContain('Nothing saved yet: I need the month and day.');
    expect([await contacts(), await dana()]).toMatchObject([none, { birthday: null }]);
    expect(await rows('select from draft')).toEqual([]);
  });

  test('what could be a town is asked about', async () => {
    await say('Dana moved to Brandon');
    expect(readable(last())).toContain('Is “Brandon” Dana Lee’s new company?');
    const message = structuredClone(last());
    await press(`${newsActions.choose}.1`);
    await shows('OK, nothing saved.');
    await forge(message, `${newsActions.choose}.0`);
    expect(await dana()).toMatchObject({ company: 'Lee & Co' });
  });

  test('a name that two bear is asked about, and one tap saves it', async () => {
    await say('helped Jennifer with her open house flyer');
    expect(readable(last())).toContain('Which Jennifer?');
    await press(`${newsActions.choose}.1`);
    await shows('✓ You helped Jennifer Tran with growth and marketing.');
    expect(await help()).toMatchObject([{ name: 'Jennifer Tran', kind: 'growth' }]);
    expect(await rows('select said from draft')).toEqual([{ said: null }]);
  });

  test('of a colleague’s partner, only what the forms allow', async () => {
    await say('Tessa moved to Compass');
    expect(readable(last())).toContain('You can’t edit this partner.');
    await say('helped Tessa with her flyer');
    expect(readable(last())).toContain('You can’t add promises, help, or asks for this partner.');
    expect(await help()).toEqual([]);
    expect(await rows(`select company from partner where name = 'Tessa Monroe'`)).toEqual([
      { company: 'Monroe Group' },
    ]);
  });

  test('someone else’s press changes nothing and tells nothing', async () => {
    await say('helped Dana with her flyer');
    const saved = structuredClone(last());
    await say('Dana moved to Brandon');
    const asked = structuredClone(last());
    const sam = sandbox.as(rapport.sam);
    await sam.dm('hello');
    for (const [message, actionId] of [
      [saved, newsActions.undo],
      [asked, `${newsActions.choose}.0`],
    ] as const) {
      const had = sam.messages().length;
      await forge(message, actionId, rapport.sam);
      const seen = await sandbox.until(() => sam.messages().length > had && sam.messages().at(-1)!);
      expect(readable(seen)).toContain('Nothing changed: you can’t use that button anymore.');
      expect(readable(seen)).not.toContain('Dana');
    }
    expect(await help()).toHaveLength(1);
    expect(await dana()).toMatchObject({ company: 'Lee & Co' });
  });
});

describe('beside a contact', () => {
  const said = () =>
    priya
      .messages()
      .slice(-2)
      .map((message) => readable(message));

  test('both are saved and confirmed', async () => {
    await priya.dm('introduced Joan to Marcus over lunch');
    const [contact, news] = said();
    expect(contact).toContain('✓ Lunch with Joan Ortiz and Marcus Webb · today');
    expect(contact).toContain('“introduced Joan to Marcus over lunch”');
    expect(news).toContain('✓ You helped Joan Ortiz and Marcus Webb with an introduction.');
    expect(await contacts()).toEqual({ ...none, touchpoints: 1 });
    expect(await help()).toMatchObject([{ name: 'Joan Ortiz' }, { name: 'Marcus Webb' }]);
  });

  test('each has its own Undo', async () => {
    await priya.dm('coffee with dana, she’s trying to grow her team');
    expect(await dana()).toMatchObject({ growing: 'grow her team' });
    await priya.press({ message: priya.messages().at(-1)!, actionId: newsActions.undo });
    await vi.waitFor(async () => expect(await dana()).toMatchObject({ growing: null }));
    expect(await contacts()).toEqual({ ...none, touchpoints: 1 });
  });

  test('a note that only mentions it saves nothing but the contact', async () => {
    await priya.dm('coffee with dana, her assistant’s cell is 813-555-0101');
    expect(await dana()).toMatchObject({ phone: null });
    expect(await contacts()).toEqual({ ...none, touchpoints: 1 });
  });
});

describe('by the rights of the forms', () => {
  const last = () => readable(priya.messages().at(-1)!);

  test('a cover tells of help and asks, and edits nothing', async () => {
    const [ids] =
      await rows(`select (select id from member where slack_user_id = '${rapport.priya.id}') as priya,
      (select id from member where slack_user_id = '${rapport.sam.id}') as sam`);
    await db.query(
      `insert into absence (member_id, cover_id, from_day, to_day) values (${ids?.sam}, ${ids?.priya}, '2026-06-01', '2026-06-30')`,
    );
    await priya.dm('helped Tessa with her flyer');
    expect(last()).toContain('✓ You helped Tessa Monroe with growth and marketing.');
    await priya.dm('Tessa moved to Compass');
    expect(last()).toContain('You can’t edit this partner.');
    await priya.dm('Tessa left us a google review');
    expect(last()).toContain('You can’t edit this partner.');
    await db.query('delete from absence');
    expect(await reviews()).toEqual([]);
  });

  test('a manager edits a partner of the branch', async () => {
    await db.query(`update branch set manager_id = (select id from member where slack_user_id = $1)`, [
      rapport.priya.id,
    ]);
    await priya.dm('Tessa moved to Compass');
    expect(last()).toContain('✓ Tessa Monroe: changed company to Compass.');
    await db.query('update branch set manager_id = null');
    await db.query(`update partner set company = 'Monroe Group' where name = 'Tessa Monroe'`);
  });

  test('of two who were introduced, only those one looks after', async () => {
    await priya.dm('introduced Dana to Tessa');
    expect(last()).toContain('✓ You helped Dana Lee with an introduction.');
    expect(await help()).toMatchObject([{ name: 'Dana Lee' }]);
  });
});

test('a message that Slack delivers twice is saved once, and answered alike', async () => {
  const texts = [
    'helped Dana with her website',
    'Dana’s cell is 813-555-0133',
    'coffee with Dana, asked her for an intro',
  ];
  for (const [nr, text] of texts.entries()) {
    const [channel, user] = [priya.dmChannel, rapport.priya.id];
    const event = { type: 'message', channel_type: 'im', channel, user, ts: `${nr}.1`, text };
    const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: `Ev0NEWS${nr}`, event };
    const answers: string[] = [];
    for (let delivery = 1; delivery <= 2; delivery++) {
      const had = priya.messages().length;
      await db.query(`delete from slack_event where event_id = $1`, [body.event_id]);
      expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
      await sandbox.until(() => priya.messages().length > had + (nr === 2 ? 1 : 0));
      answers.push(readable(priya.messages().at(-1)!));
    }
    expect(answers[1]).toBe(answers[0]);
    expect(answers[0]).toContain('✓');
  }
  expect([await help(), await asks(), await contacts()]).toMatchObject([
    [{ name: 'Dana Lee' }],
    [{ name: 'Dana Lee', answer: 'open' }],
    { touchpoints: 1 },
  ]);
  expect(
    await rows(`select count(*)::int as n from trace where action = 'edited' and subject_id = ${mine['Dana Lee']}
    and after->>'request' like '%Ev0NEWS%'`),
  ).toEqual([{ n: 1 }]);
});

test('Undo is refused after an hour', async () => {
  await priya.dm('helped Dana with her website');
  await db.query(`update trace set made_at = made_at - interval '61 minutes' where action = 'helped'`);
  await priya.press({ message: priya.messages().at(-1)!, actionId: newsActions.undo });
  await sandbox.until(() => readable(priya.messages().at(-1)!).includes('Too late to undo'));
  expect(await help()).toHaveLength(1);
});
