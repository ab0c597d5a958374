import { readable } from 'slack-sandbox/readable';
import { expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb, Webb Builders'], 'resting');

async function answer(text: string): Promise<string> {
  await priya.dm(text);
  return readable(priya.messages().at(-1)!);
}
const tiers = () =>
  context.db.query(
    `select p.name, r.tier, r.touch_due is not null as due from relationship r join partner p on p.id = r.partner_id
      order by p.name`,
  );

test('when every partner is resting, bare names reactivate them and add others', async () => {
  const reply = await answer('Dana Lee\nJane Roe');
  expect(reply).toContain('Added 2: Dana Lee (Lee & Co), Jane Roe.');
  expect(priya.messages().at(-1)?.text).toBe('2 partners added: Dana Lee, Jane Roe');
  expect(await tiers()).toEqual([
    { name: 'Dana Lee', tier: 'core', due: true },
    { name: 'Jane Roe', tier: 'core', due: true },
    { name: 'Marcus Webb', tier: 'resting', due: false },
  ]);
});

test('once a partner is active, a bare name is not a list, but name and company still reactivate', async () => {
  expect(await answer('Marcus Webb')).toContain('[Open Marcus Webb]');
  expect(await answer('Marcus Webb, Webb Builders')).toContain('✓ Marcus Webb, Webb Builders (core)');
  expect(await answer('Marcus Webb, Webb Builders')).toContain('already in your book');
  const facts = await context.db.query(
    `select f.kind from relationship_fact f join relationship r on r.id = f.relationship_id
       join partner p on p.id = r.partner_id where p.name = 'Marcus Webb' order by f.id`,
  );
  expect(facts).toEqual([{ kind: 'entered' }, { kind: 'tier' }, { kind: 'first due' }]);
});

test('a touchpoint in capitals adds no partner', async () => {
  expect(await answer('Texted Dana Lee, Marcus Webb')).toContain(
    '✓ Traded messages with Dana Lee and Marcus Webb',
  );
  expect(await answer('Thank You')).toContain('Anytime.');
  expect((await tiers()).length).toBe(3);
});
