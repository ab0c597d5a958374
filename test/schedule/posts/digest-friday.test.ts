import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const timing = { ...defaultTiming, channelGapMs: 0 };

await rapport.book(
  rapport.priya,
  ['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus'].map((name) => `${name} Core`),
);
await rapport.book(rapport.sam, ['Rosa Diaz']);
await sam.dm('met Rosa Diaz today');
// This file inserts weeks itself, so keep Rapport from closing any.
await db.query(`update branch set closed_through = '2027-01-04'`);

const at = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
};
/** A person's digests, each as it reads now. */
const mornings = (person: typeof priya) =>
  person
    .messages()
    .map((message) => readable(message))
    .filter((text) => text.startsWith('Good morning') || text.startsWith('You’re square'));
const listed = (text = '') => [...text.matchAll(/^\*(.*?)\*/gm)].map(([, name]) => name);

/** Inserts closed weeks before June 8, newest first. `kept` null: a neutral week. */
const closedWeeks = async (slackUserId: string, kept: (boolean | null)[]) =>
  db.query(
    `insert into member_week (member_id, week, branch_id, in_rhythm, counted, kept)
     select m.id, date '2026-06-01' - 7 * (k.n::int - 1), m.branch_id, 0, 0, k.kept
       from member m, unnest($2::boolean[]) with ordinality as k(kept, n) where m.slack_user_id = $1`,
    [slackUserId, kept],
  );

describe('on two mornings in a row', () => {
  test('partners that did not fit on the first lead the second, before newly due ones', async () => {
    await at('2026-06-11T12:00:00Z');
    expect(listed(mornings(priya).at(-1))).toEqual(
      ['Ann', 'Bo', 'Cy', 'Di', 'Ed'].map((one) => `${one} Core`),
    );
    expect(mornings(priya).at(-1)).toContain('+2 more in my Home tab');
    await rapport.book(rapport.priya, ['Abe New']);
    await closedWeeks(rapport.priya.id, [true, false, true]);
    await closedWeeks(rapport.sam.id, [...Array(46).fill(true), ...Array(6).fill(false), true]);
    await at('2026-06-12T12:00:00Z');
    expect(listed(mornings(priya).at(-1))).toEqual(['Flo Core', 'Gus Core', 'Abe New']);
  });
});

describe('on Friday', () => {
  test('the digest leaves the weeks to the evening, and a book with nothing open gets none', async () => {
    expect(mornings(priya).at(-1)).not.toContain('In rhythm');
    expect(mornings(sam)).toEqual([]);
    await at('2026-06-12T21:31:00Z');
    expect(readable(sam.messages().at(-1)!)).toContain('In rhythm 46 of the last 52 weeks.');
  });
});

test('Home shows the weeks in rhythm below the list on any day', async () => {
  await db.query('delete from member_week');
  await closedWeeks(rapport.priya.id, [true]);
  expect(readable((await priya.openHome())!)).toContain('by Friday.”\nIn rhythm 1 of 1 week: ');
});
