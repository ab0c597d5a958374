import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { boundContext } from '../../../src/slack/bolt/deadline.ts';
import { Turns } from '../../../src/slack/bolt/turns.ts';
import { runImport } from '../../../src/slack/partners/import-file.ts';
import { startRapport } from '../../support/rapport.ts';

/** What comes after an import: who to see first, and Undo. */

const imports = new Turns({ atOnceMax: 2, waitingMax: 10 });
const rapport = await startRapport({ files: { imports } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);

type Person = typeof priya;
const result = (who: Person) => who.messages().findLast((one) => !one.ephemeral && one.files === undefined)!;
const says = (text: string | RegExp, who: Person = priya) =>
  vi.waitFor(() => expect(readable(result(who))).toMatch(text), 15_000);
const heard = (text: string, who: Person = priya) =>
  vi.waitFor(
    () =>
      expect(
        who
          .messages()
          .filter((one) => one.ephemeral)
          .map((one) => readable(one))
          .join('\n'),
      ).toContain(text),
    15_000,
  );

async function bring(content: string, who: Person = priya): Promise<void> {
  const before = result(who)?.ts;
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', 'import', rapport.channel);
  const file = uploadAs(sandbox.world, who.user, 'partners.csv', new TextEncoder().encode(content));
  await who.submit(who.view()!, { file: [file.id] });
  await vi.waitFor(() => expect(readable(who.view()!)).toContain('What will change'), 15_000);
  await who.submit(who.view()!);
  await vi.waitFor(() => expect(result(who)?.ts).not.toBe(before), 15_000);
  await says('Undo import', who);
}
const undo = (who: Person = priya) => who.press({ actionId: 'import.undo', message: result(who) });
const books = () =>
  db.query(
    `select p.name, m.name as owner, r.tier from relationship r join partner p on p.id = r.partner_id
       left join member m on m.id = r.owner_id where r.archived_on is null order by p.name, m.name`,
  );

beforeEach(async () => {
  await db.query(`update relationship set archived_on = '2026-06-09', touch_due = null`);
  await db.query(`update partner set merged_into = id, erased_at = now(), name_key = ''`);
});

/** Chooses in the menu under the result of an import. */
async function pick(who: Person, ...names: string[]): Promise<void> {
  const message = result(who);
  const { options } = await who.options(message, 'import.first', '');
  const values = options
    .filter(({ text }) => names.includes(text.text.split(' · ')[0]!))
    .map(({ value }) => value!);
  await who.press({ actionId: 'import.first', message, value: values });
}
const choose = (who: Person = priya) => who.press({ actionId: 'import.core', message: result(who) });

describe('who to see first', () => {
  test('is asked of one’s own, and who is chosen becomes core in the same message', async () => {
    await bring('name,company\nDana Lee,Lee & Co\nMarcus Webb,\nJoan Ortiz,\n');
    await says('3 partners added, resting. Who would you like to see first?');
    expect(
      (await priya.options(result(priya), 'import.first', 'lee')).options.map(({ text }) => text.text),
    ).toEqual(['Dana Lee · Lee & Co']);
    await pick(priya, 'Dana Lee', 'Joan Ortiz');
    await choose();
    await says(/✓ Core now: Dana Lee and Joan Ortiz\. The first one comes up Wed, Jun 10\./);
    expect(readable(result(priya))).not.toContain('Who would you like');
    expect(readable(result(priya))).toContain('3 partners added.');
    expect(await books()).toEqual([
      { name: 'Dana Lee', owner: 'Priya Patel', tier: 'core' },
      { name: 'Joan Ortiz', owner: 'Priya Patel', tier: 'core' },
      { name: 'Marcus Webb', owner: 'Priya Patel', tier: 'resting' },
    ]);
    // They have been touched, and stay.
    await undo();
    await says(
      /1 partner removed\.\n2 stay, because someone has changed or worked with them since: Dana Lee and Joan Ortiz\./,
    );
  });

  test('says who had no room, and asks again when no one was chosen', async () => {
    await rapport.book(
      rapport.priya,
      Array.from({ length: 13 }, (_, i) => `Close ${String.fromCharCode(97 + i)}`),
    );
    await bring('name\nDana Lee\nMarcus Webb\n');
    await choose();
    await heard('First choose who, in the menu above the button.');
    await pick(priya, 'Dana Lee', 'Marcus Webb');
    await choose();
    await says(/✓ Core now: Dana Lee\..*\nCore is full \(14\), so Marcus Webb stays resting\./);
  });

  test('pressed twice at once, is answered once and the same', async () => {
    await bring('name\nDana Lee\nMarcus Webb\n');
    await pick(priya, 'Dana Lee');
    const pressed = result(priya);
    await Promise.all([1, 2].map(() => priya.press({ actionId: 'import.core', message: pressed })));
    await says(/✓ Core now: Dana Lee\./);
    expect(
      await db.query(
        `select from relationship_fact f join relationship r on r.id = f.relationship_id and r.archived_on is null where f.kind = 'tier'`,
      ),
    ).toHaveLength(1);
  });

  test.each([
    ['a file with tiers', priya, 'name,tier\nDana Lee,core\nMarcus Webb,\n'],
    ['an import for others', ada, 'name,owner_email\nDana Lee,priya@example.com\nMarcus Webb,\n'],
  ])('is not asked after %s', async (_, who, file) => {
    await bring(file, who);
    await says('2 partners added.', who);
    expect(readable(result(who))).not.toContain('Who would you like');
  });

  test('offers nothing of another’s import', async () => {
    await bring('name\nDana Lee\n');
    const theirs = structuredClone(
      result(priya).blocks!.find(({ type, accessory }) => type === 'section' && accessory)!,
    );
    await bring('name\nMarcus Webb\n', ada);
    const message = result(ada);
    message.blocks!.splice(1, 0, theirs);
    expect((await ada.options(message, 'import.first', '')).options).toEqual([]);
  });
});

describe('the undo of an import', () => {
  test('removes what it brought, and the same file can be imported again', async () => {
    await bring('name,phone\nDana Lee,813-555-0142\nMarcus Webb,\n');
    await undo();
    await says(/^Undone: the import into Tampa\. 2 partners removed\.$/);
    expect(result(priya).text).toBe('Import into Tampa undone: 2 partners removed.');
    expect(await books()).toEqual([]);
    await bring('name,phone\nDana Lee,813-555-0142\nMarcus Webb,\n');
    await says('2 partners added. 0 already here');
  });

  test('waits for no one twice: the second press is told that the first is at work', async () => {
    await bring('name\nDana Lee\n');
    const member = await rapport.member(rapport.priya);
    let release = () => {};
    const held = imports.run(member.id, () => new Promise<void>((resolve) => (release = resolve)));
    await undo();
    await heard('I’m still working on another file of yours.');
    release();
    await held;
    await undo();
    await says('1 partner removed.');
  });

  test('that stops half-way keeps its button, and goes on', async () => {
    await bring(`name\n${Array.from({ length: 250 }, (_, i) => `Partner ${i}`).join('\n')}\n`);
    await db.query(`create function refuse() returns trigger language plpgsql as
      $$ begin if old.name = 'Partner 240' then raise 'no room'; end if; return new; end $$`);
    await db.query('create trigger refuse before update on partner for each row execute function refuse()');
    await undo();
    await says('The undo stopped before it was done. Press Undo import again, and I’ll go on.');
    await db.query('drop trigger refuse on partner');
    await undo();
    await says('250 partners removed.');
    expect(await books()).toEqual([]);
  });
});

test('one preview submitted twice imports once', async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', 'import', rapport.channel);
  const file = uploadAs(
    sandbox.world,
    rapport.priya,
    'partners.csv',
    new TextEncoder().encode('name\nDana Lee\n'),
  );
  await priya.submit(priya.view()!, { file: [file.id] });
  await vi.waitFor(() => expect(readable(priya.view()!)).toContain('What will change'), 15_000);
  const preview = priya.view()!;
  await priya.submit(preview);
  await says('1 partner added, resting.');
  const count = priya.messages().length;
  await runImport(
    boundContext(context),
    await rapport.member(rapport.priya),
    JSON.parse(preview.definition.private_metadata!),
    preview.id,
  );
  expect(priya.messages()).toHaveLength(count);
});

// Time moves on here.
test('an undo is refused after a day, and to anyone else', async () => {
  await bring('name\nDana Lee\n');
  const message = result(priya);
  const id = message.blocks!.flatMap((block) =>
    'elements' in block ? (block.elements as { value?: string }[]) : [],
  )[0]!.value!;
  await bring('name\nMarcus Webb\n', ada);
  const own = result(ada);
  for (const block of own.blocks!)
    if ('elements' in block) (block.elements as { value?: string }[])[0]!.value = id;
  await undo(ada);
  await heard('Can’t undo: only the person who imported them can.', ada);
  sandbox.clock.advance(24 * 3_600_000 + 1000);
  await undo();
  await heard('Too late to undo: an import can be undone for 24 hours.');
  expect(await books()).toHaveLength(2);
  expect(readable(message)).toContain('Undo import');
});
