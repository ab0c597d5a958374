import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { Turns } from '../../../src/slack/bolt/turns.ts';
import { startRapport } from '../../support/rapport.ts';

/** Which people in a file to import, by label or ticked in a list; and what its columns hold, where that is not clear. */

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
const view = (who: Person = priya) => (who.view() ? readable(who.view()!) : '');
const shows = (text: string | RegExp, who: Person = priya) =>
  vi.waitFor(() => expect(view(who)).toMatch(text), 15_000);
let said = 0;
const drop = async (content: string, name = 'contacts.csv', who: Person = priya) => {
  said = who.messages().length;
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', 'import', rapport.channel);
  const file = uploadAs(sandbox.world, who.user, name, new TextEncoder().encode(content));
  await who.submit(who.view()!, { file: [file.id] });
  return file;
};
const done = (text: string, who: Person = priya) =>
  vi.waitFor(() => expect(who.messages()[said]?.text).toContain(text), 15_000);
const partners = async () =>
  (await db.query<{ name: string }>('select name from partner order by name')).map(({ name }) => name);
const errorsOf = (outcome: unknown) =>
  Object.values((outcome as { errors?: Record<string, string> }).errors ?? {});
const ticked = () =>
  Object.values(priya.view()!.state)
    .flatMap(
      (block) => (block.ticks as { selected_options?: { text: { text: string } }[] })?.selected_options ?? [],
    )
    .map(({ text }) => text.text);
const phoneBook = (people: number) =>
  `First Name,Last Name,Company,Mobile\n${Array.from(
    { length: people },
    (_, at) =>
      `Person${String(at + 1).padStart(3, '0')},${at % 7 === 0 ? 'Webb' : 'Cole'},${at % 2 ? 'Acme' : 'Bay'} Co,813-555-${1000 + at}`,
  ).join('\n')}\n`;

describe('people without labels', () => {
  test('are ticked in a list, nothing ticked beforehand, and only those are previewed and imported', async () => {
    await drop(
      'First Name,Last Name,Company,Mobile,Notes\nZoe,Hart,Hart Homes,813-555-0142,x\nAl,Kim,,,\nMia,Fox,,,\n',
    );
    await shows('Who do you work with?');
    expect(view()).toContain(
      'Pick only people you work with. I’ll save name, company, and phone; nothing else.',
    );
    expect(view()).toContain(
      'Everyone in Tampa sees name, company, owner, and last contact; the rest: you, owners who were there, whoever covers for you, your manager, and program leads.',
    );
    expect(view()).toContain('The file stays in your Slack files until you delete it.');
    expect(view().indexOf('Al Kim')).toBeLessThan(view().indexOf('Mia Fox'));
    expect(ticked()).toEqual([]);
    expect(errorsOf(await priya.submit(priya.view()!))).toEqual(['Pick at least one person.']);

    await priya.submit(priya.view()!, { ticks: ['Zoe Hart', 'Al Kim'] });
    await shows('What will change');
    expect(view()).toContain('*contacts.csv*: 2 rows for Tampa. Nothing is saved yet.');
    expect(view()).toContain('2 partners to add.');
    expect(view()).toContain(
      '*The first rows, as I read them:*\n• Zoe Hart · Hart Homes\n813-555-0142\n• Al Kim',
    );
    expect(view()).not.toContain('Mia');
    expect(await partners()).toEqual([]);
    await priya.submit(priya.view()!);
    await done('2 partners added');
    expect(await partners()).toEqual(['Al Kim', 'Zoe Hart']);
  });

  test('stay ticked from page to page, and are found by name or company', async () => {
    await drop(phoneBook(120));
    await shows('1–50 of 120 contacts.');
    await priya.type(priya.view()!, { 'tick.0.0': ['Person001 Webb'], 'tick.0.4': ['Person050 Webb'] });
    await priya.press({ actionId: 'import.who.next' });
    await shows('51–100 of 120 contacts. 2 picked.');
    expect(view()).not.toContain('Pick only people');
    expect(ticked()).toEqual([]);
    await priya.type(priya.view()!, { 'tick.1.0': ['Person051 Cole'] });
    await priya.press({ actionId: 'import.who.back' });
    await shows('1–50 of 120 contacts. 3 picked.');
    expect(ticked()).toEqual(['Person001 Webb', 'Person050 Webb']);
    await priya.type(priya.view()!, { 'tick.2.0': [] });
    await priya.submit(priya.view()!);
    await shows('2 partners to add.');
  });

  test('are found by name or company, and stay ticked from search to search', async () => {
    await drop(phoneBook(120));
    await shows('1–50 of 120 contacts.');
    await priya.type(priya.view()!, { 'tick.0.4': ['Person050 Webb'] });
    await priya.type(priya.view()!, { 'find.0': 'bay webb' });
    await priya.press({ actionId: 'import.who.find' });
    await shows('9 contacts matching “bay webb”. 1 picked.');
    await priya.type(priya.view()!, { 'tick.1.0': ['Person015 Webb'] });
    await priya.press({ actionId: 'import.who.all' });
    await shows('1–50 of 120 contacts. 2 picked.');
    await priya.press({ actionId: 'import.who.search', value: 'nobody' });
    await shows('No one here matches “nobody.” 2 picked.');
    await priya.submit(priya.view()!);
    await shows('2 partners to add.');
    await priya.submit(priya.view()!);
    await done('2 partners added');
    expect((await partners()).filter((name) => name.startsWith('Person'))).toEqual([
      'Person015 Webb',
      'Person050 Webb',
    ]);
  });

  test('cannot be chosen from a file that is gone, or by someone who may not import', async () => {
    const file = await drop(phoneBook(60));
    await shows('1–50 of 60 contacts.');
    file.completed = false;
    await priya.press({ actionId: 'import.who.next' });
    await shows('That file isn’t in Slack anymore.');

    await drop(phoneBook(60));
    await shows('1–50 of 60 contacts.');
    const open = priya.view()!.definition;
    open.private_metadata = JSON.stringify({ ...JSON.parse(open.private_metadata!), own: false });
    await priya.press({ actionId: 'import.who.next' });
    expect(view()).toContain('You can’t import partners');
    await priya.closeView();
    expect(errorsOf(await priya.submit(priya.view()!, { 'tick.0.0': ['Person001 Webb'] }))).toEqual([
      expect.stringContaining('You can’t import partners'),
    ]);
  });

  test('wait while another file of the same person is read, with what was ticked', async () => {
    await drop(phoneBook(60));
    await shows('1–50 of 60 contacts.');
    await priya.type(priya.view()!, { 'tick.0.0': ['Person002 Cole'] });
    let release = () => {};
    const member = await rapport.member(rapport.priya);
    const held = imports.run(member.id, () => new Promise<void>((resolve) => (release = resolve)));
    await priya.press({ actionId: 'import.who.next' });
    expect(view()).toContain('I’m still working on another file of yours.');
    await priya.closeView();
    expect(ticked()).toEqual(['Person002 Cole']);
    expect(errorsOf(await priya.submit(priya.view()!))).toEqual([
      expect.stringContaining('still working on another file of yours'),
    ]);
    release();
    await held;
    await priya.submit(priya.view()!);
    await shows('1 partner to add.');
  });

  test('of a manager’s phone book become their own', async () => {
    await drop('First Name,Last Name,Mobile\nUma,Thorn,813-555-0101\n', 'phone.csv', ada);
    await shows('Who do you work with?', ada);
    await ada.submit(ada.view()!, { ticks: ['Uma Thorn'] });
    await shows('1 partner to add', ada);
    await ada.submit(ada.view()!);
    await done('1 partner added', ada);
    expect(
      await db.query(
        `select m.name from relationship r join member m on m.id = r.owner_id join partner p on p.id = r.partner_id
          where p.name = 'Uma Thorn'`,
      ),
    ).toEqual([{ name: 'Ada Ruiz' }]);
  });
});

describe('people with labels', () => {
  const google =
    'First Name,Last Name,Labels,Phone 1 - Value\nIda,Bloom,Realtors ::: * myContacts,813-555-0199\nBob,Noe,* myContacts,\nEve,Lin,Realtors ::: Lenders,\nTy,Poe,Family,\n';

  test('are chosen by label, with how many have each', async () => {
    await drop(google);
    await shows('Who do you work with?');
    const menu = JSON.stringify(priya.view()!.definition.blocks);
    for (const label of ['Realtors (2)', 'Family (1)', 'Lenders (1)']) expect(menu).toContain(label);
    expect(menu).not.toContain('myContacts');
    await priya.submit(priya.view()!, { labels: ['Realtors'] });
    await shows('2 partners to add.');
    await priya.submit(priya.view()!);
    await done('2 partners added');
    const added = await partners();
    expect(added).toEqual(expect.arrayContaining(['Ida Bloom', 'Eve Lin']));
    expect(added).not.toContain('Ty Poe');
  });

  test('are as many as fit beside the name of the file, however long that is', async () => {
    const labels = Array.from({ length: 26 }, (_, at) => `${at} ${'x'.repeat(70)}`);
    const rows = labels.map((label, at) => `Person${at},${label}`).join('\n');
    await drop(`First Name,Labels\n${rows}\n`, `${'"'.repeat(250)}.csv`);
    await shows('Who do you work with?');
    expect(errorsOf(await priya.submit(priya.view()!, { labels }))).toEqual([
      'That’s more labels than I can keep track of at once. Choose fewer.',
    ]);
    await priya.submit(priya.view()!, { labels: labels.slice(0, 3) });
    await shows('3 partners to add.');
  });

  test('can be picked by name, and by label again', async () => {
    await drop(google);
    await shows('Pick by name');
    await priya.press({ actionId: 'import.who.names' });
    await shows('4 contacts.');
    await priya.press({ actionId: 'import.who.labels' });
    await shows('[Pick by name]');
    await priya.press({ actionId: 'import.who.names' });
    await shows('4 contacts.');
    await priya.submit(priya.view()!, { ticks: ['Bob Noe'] });
    await shows('1 partner to add.');
  });
});

describe('a file without a column that has names', () => {
  test('is asked what its columns hold, from its own first rows', async () => {
    await drop(
      'My list\nWho they are;Where;Reach\nCal Reed;Reed Realty;813-555-0177\nDee Orr;;813-555-0178\n',
    );
    await shows('Which columns?');
    const menus = JSON.stringify(priya.view()!.definition.blocks);
    expect(menus).toContain('Column A: Who they are, like Cal Reed');
    expect(menus).toContain('Column C: Reach, like 813-555-0177');
    expect(errorsOf(await priya.submit(priya.view()!, { company: '1' }))).toEqual([
      'Choose the column with the names.',
    ]);
    expect(errorsOf(await priya.submit(priya.view()!, { name: '0', company: '0' }))).toEqual([
      'You chose this column above.',
    ]);
    await priya.submit(priya.view()!, { name: '0', company: '1', phone: '2' });
    await shows('I’ll save name, company, and phone; nothing else.');
    expect(view()).not.toContain('Who they are');
    await priya.submit(priya.view()!, { ticks: ['Cal Reed'] });
    await shows('1 partner to add.');
    await priya.submit(priya.view()!);
    await done('1 partner added');
    expect(await db.query(`select company, phone from partner where name = 'Cal Reed'`)).toEqual([
      { company: 'Reed Realty', phone: expect.stringContaining('555-0177') },
    ]);
  });

  test('whose first row is a person has that one, too', async () => {
    await drop('Gil Stone,Stone Law,813-555-0188\nHana Ito,,813-555-0189\n');
    await shows('Which columns?');
    expect(JSON.stringify(priya.view()!.state)).toContain('The first row is a person, too');
    await priya.submit(priya.view()!, { name: '0', phone: '2' });
    await shows('2 contacts.');
    expect(view()).toContain('Gil Stone');
  });
});
