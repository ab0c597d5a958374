import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { startRapport } from '../../support/rapport.ts';

/** Exports of all branches, and of others, on their way back. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
await db.query(`insert into branch (channel_id, name, zone) values ('C2', 'Chicago', 'America/Chicago')`);

type Person = typeof priya;
const file =
  'id,branch,name,owner_email\n1,Tampa,Dana Lee,\n2,Chicago,Joan Ortiz,\n3,Chicago,Marcus Webb,priya@example.com\n';

async function preview(who: Person): Promise<string> {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', 'import', rapport.channel);
  const { id } = uploadAs(sandbox.world, who.user, 'partners.csv', new TextEncoder().encode(file));
  await who.submit(who.view()!, { file: [id] });
  await vi.waitFor(() => expect(readable(who.view()!)).toMatch(/What will change/), 15_000);
  return readable(who.view()!);
}
const partners = () =>
  db.query(
    'select b.name as branch, p.name from partner p join branch b on b.id = p.branch_id order by 1, 2',
  );

test('a member can’t bring partners into a branch of others, nor a manager into one that they don’t manage', async () => {
  for (const who of [priya, ada]) {
    const shown = await preview(who);
    expect(shown).toContain('1 partner to add');
    expect(shown).toContain(
      'Line 3, column branch: is a partner of Chicago; its manager or a program lead can import it',
    );
    expect(shown).toContain('3 rows for Tampa');
  }
  expect(await partners()).toEqual([]);
});

test('rows that can’t go where they belong come back with their branch', async () => {
  await preview(ada);
  await ada.submit(ada.view()!);
  const sent = await vi.waitFor(() => {
    const found = [...sandbox.world.files.values()].find(
      (one) => one.name === 'rows-to-fix.csv' && one.completed,
    );
    expect(found).toBeDefined();
    return new TextDecoder().decode(found!.bytes);
  }, 15_000);
  expect(sent).toMatch(/^\ufeff?id,branch,name,.*,problem\r\n2,Chicago,Joan Ortiz,/);
  expect(await partners()).toEqual([{ branch: 'Tampa', name: 'Dana Lee' }]);
});

test('a lead brings all branches back', async () => {
  await db.query(`update member set roles = '{member,lead}' where slack_user_id = $1`, [rapport.admin.id]);
  expect(await preview(ada)).toMatch(/3 rows for Tampa and Chicago.*2 partners to add\. 1 already here/s);
  await ada.submit(ada.view()!);
  await vi.waitFor(async () => expect(await partners()).toHaveLength(3), 15_000);
  expect(await partners()).toEqual([
    { branch: 'Chicago', name: 'Joan Ortiz' },
    { branch: 'Chicago', name: 'Marcus Webb' },
    { branch: 'Tampa', name: 'Dana Lee' },
  ]);
});
