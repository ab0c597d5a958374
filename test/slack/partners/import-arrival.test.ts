import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { Turns } from '../../../src/slack/bolt/turns.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** A file dropped or shared into a direct message, and rows pasted into it. */

const imports = new Turns({ atOnceMax: 1, waitingMax: 1 });
const rapport = await startRapport({ files: { imports }, ackTimeoutMs: 20_000 });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

type Person = typeof priya;
const view = (who: Person = priya) => (who.view() ? readable(who.view()!) : '');
const shows = (text: string | RegExp, who: Person = priya) =>
  vi.waitFor(() => expect(view(who)).toMatch(text), 15_000);
const cards = (...names: string[]) =>
  names
    .map((name) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL:813-555-0142\nEND:VCARD\n`)
    .join('');
const upload = (content: string | Uint8Array, name: string, who: Person = priya) =>
  uploadAs(
    sandbox.world,
    who.user,
    name,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  );
/** Sends it, and returns what Rapport answered, once it has read the file. */
async function send(said: Parameters<Person['dm']>[0], who: Person = priya, isRead = true) {
  while (who.view()) await who.closeView({ all: true });
  const before = who.messages().length;
  const outcome = await who.dm(said);
  expect(outcome.acknowledged).toBe(true);
  if (isRead) await vi.waitFor(() => expect(who.messages().at(-1)!.text).not.toContain('reading it'), 15_000);
  return { outcome, answers: who.messages().slice(before + 1) };
}
const share = (content: string | Uint8Array, name: string, text = '', who: Person = priya) =>
  send({ text, files: [upload(content, name, who).id] }, who);
const open = (message: ReturnType<Person['messages']>[number], who: Person = priya) =>
  who.press({ message, actionId: 'import.open' });
const partners = async () =>
  (await db.query<{ name: string }>('select name from partner order by name')).map(({ name }) => name);
const captures = async () => (await db.query<{ n: number }>('select count(*)::int as n from capture'))[0]!.n;

describe('a file', () => {
  test('shared from a phone is counted, chosen from, previewed, and imported', async () => {
    const { answers } = await share(cards('Zoe Hart', 'Al Kim', 'Mia Fox'), 'contacts.vcf');
    expect(answers.map((one) => readable(one))).toEqual([
      'Got *contacts.vcf*: 3 contacts. Who do you work with?\n[Choose…]',
    ]);
    expect(answers[0]!.text).toBe('Got contacts.vcf: 3 contacts. Who do you work with?');
    await open(answers[0]!);
    await shows('3 contacts.');
    expect(view()).toContain('The file stays in this chat until you delete it.');
    await priya.submit(priya.view()!, { ticks: ['Mia Fox'] });
    await shows('1 partner to add.');
    await priya.submit(priya.view()!);
    await vi.waitFor(() => expect(priya.messages().at(-1)!.text).toContain('1 partner added'), 15_000);
    expect(await partners()).toEqual(['Dana Lee', 'Mia Fox']);
  });

  test('in our own columns goes on to the preview', async () => {
    const { answers } = await share(
      'name,company,tier\nJoan Ortiz,Ortiz Law,core\nDana Lee,Lee & Co,\n',
      'partners.csv',
    );
    expect(answers.map((one) => readable(one))).toEqual([
      'Got *partners.csv*: 2 rows. Nothing is saved yet.\n[Preview…]',
    ]);
    await open(answers[0]!);
    await shows('1 partner to add. 1 already here, 0 rows to skip.');
    expect(await partners()).not.toContain('Joan Ortiz');
  });

  test('whose columns are unclear is asked about', async () => {
    const { answers } = await share('shoe,hat\nRex Moon,7\n', 'list.csv');
    expect(readable(answers[0]!)).toBe(
      'Got *list.csv*, but I can’t tell which column has the names.\n[Choose columns…]',
    );
    await open(answers[0]!);
    await shows('Which columns?');
  });

  test.each<[string, string | Uint8Array, string]>([
    [
      'letter.pdf',
      '%PDF-1.7',
      'That isn’t a file I can read. I take CSV, Excel (.xlsx), and contact cards (.vcf).',
    ],
    [
      'locked.xlsx',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]),
      'That has a password, or is from an old Excel (.xls). Save it as .xlsx, without a password.',
    ],
    ['empty.csv', 'name,company\n', 'The file has a header, but no rows.'],
    ['big.csv', new Uint8Array(6 * 1024 * 1024).fill(97), 'Files can be up to 5 MB here.'],
  ])('%s is refused where the person is looking', async (name, content, says) => {
    const { answers } = await share(content, name);
    expect(answers.map((one) => readable(one))).toEqual([
      expect.stringContaining(`I couldn’t use *${name}*. ${says}`),
    ]);
    expect(readable(answers[0]!)).not.toContain('[');
  });

  test('that Slack sends again is answered once', async () => {
    const file = upload(cards('Zoe Hart'), 'again.vcf');
    const before = priya.messages().length;
    const address = `${sandbox.url}/files/${file.id}/again.vcf`;
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: sandbox.teamId,
      event_id: 'Ev0AGAIN',
      event: {
        ...{ type: 'message', subtype: 'file_share', channel_type: 'im', channel: priya.dmChannel, text: '' },
        ...{ user: rapport.priya.id, ts: '3.1' },
        files: [{ id: file.id, name: 'again.vcf', mimetype: 'text/vcard', url_private_download: address }],
      },
    });
    for (let times = 0; times < 3; times++)
      expect((await sendSigned(rapport, body, { type: json })).status).toBe(200);
    await vi.waitFor(
      () =>
        expect(
          priya
            .messages()
            .slice(before)
            .map(({ text }) => text),
        ).toEqual(['Got again.vcf: 1 contact. Who do you work with?']),
      15_000,
    );
  });

  test('with words about itself is only a file; other words are read, too', async () => {
    const about = await share(cards('Zoe Hart'), 'contacts.vcf', 'Here are my contacts');
    expect(about.answers).toHaveLength(1);
    const before = await captures();
    const told = await share(cards('Zoe Hart'), 'contacts.vcf', 'coffee with Dana Lee');
    expect(told.answers.map(({ text }) => text)).toEqual([
      expect.stringContaining('Dana Lee'),
      'Got contacts.vcf: 1 contact. Who do you work with?',
    ]);
    expect(await captures()).toBe(before + 1);
    const letter = await share('%PDF-1.7', 'letter.pdf', 'lunch with Dana Lee');
    expect(letter.answers.map(({ text }) => text)).toEqual([expect.stringContaining('Dana Lee')]);
  });

  test('among several is the only one read, and that is said', async () => {
    const files = [upload(cards('Zoe Hart'), 'a.vcf').id, upload(cards('Al Kim'), 'b.vcf').id];
    const { answers } = await send({ files });
    expect(answers.map(({ text }) => text)).toEqual([
      'I read one file at a time, so I took only a.vcf. Send the others one by one.',
      'Got a.vcf: 1 contact. Who do you work with?',
    ]);
  });

  test('in a thread is answered there, and read from there', async () => {
    const root = priya.messages()[0]!;
    await priya.dm({ thread: root, files: [upload(cards('Zoe Hart'), 'thread.vcf').id] });
    const answer = priya.messages().at(-1)!;
    await vi.waitFor(() => expect(readable(answer)).toContain('[Choose…]'), 15_000);
    expect(answer.thread_ts).toBe(root.ts);
    await open(answer);
    await shows('1 contact.');
  });

  test('that takes long is answered at first without a count, and with it once it is read', async () => {
    let release = () => {};
    const held = imports.run(0, () => new Promise<void>((resolve) => (release = resolve)));
    const { answers } = await send(
      { files: [upload(cards('Zoe Hart', 'Al Kim'), 'slow.vcf').id] },
      priya,
      false,
    );
    expect(readable(answers[0]!)).toContain('Got *slow.vcf*. I’m reading it;');
    expect(readable(answers[0]!)).toContain('[Open…]');
    release();
    await held;
    await vi.waitFor(
      () => expect(priya.messages().at(-1)!.text).toBe('Got slow.vcf: 2 contacts. Who do you work with?'),
      15_000,
    );
  });

  test('while another of the same person is read waits for a press', async () => {
    let release = () => {};
    const member = await rapport.member(rapport.priya);
    const held = imports.run(member.id, () => new Promise<void>((resolve) => (release = resolve)));
    const { answers } = await share(cards('Zoe Hart'), 'next.vcf');
    expect(readable(answers[0]!)).toContain('Got *next.vcf*. I’m still working on another file of yours.');
    await open(answers[0]!);
    expect(view()).toContain('I’m still working on another file of yours.');
    release();
    await held;
    await priya.closeView();
    await open(answers[0]!);
    await shows('1 contact.');
  });

  test('that was deleted meanwhile is told of when its button is pressed', async () => {
    const { answers, outcome } = await share(cards('Zoe Hart'), 'gone.vcf');
    await priya.delete(outcome.message);
    await open(answers[0]!);
    await shows('That file isn’t in Slack anymore. Upload it again.');
  });
});

describe('pasted rows', () => {
  test('go the same way, whatever Slack made of their links', async () => {
    const rows =
      'Name\tBrokerage\tCell\tEmail\nRay Sun\tSun Realty\t813-555-0177\tray@sun.example.com\nKim Fell\t\t\t\n';
    const { answers } = await send(rows);
    expect(answers.map(({ text }) => text)).toEqual(['Got pasted rows: 2 contacts. Who do you work with?']);
    await open(answers[0]!);
    await shows('2 contacts.');
    await priya.submit(priya.view()!, { ticks: ['Ray Sun'] });
    await shows('1 partner to add.');
    await priya.submit(priya.view()!);
    await vi.waitFor(() => expect(priya.messages().at(-1)!.text).toContain('1 partner added'), 15_000);
    expect(await db.query(`select company, email from partner where name = 'Ray Sun'`)).toEqual([
      { company: 'Sun Realty', email: 'ray@sun.example.com' },
    ]);
  });

  test('that are edited after someone picked from them are picked from anew', async () => {
    const { answers, outcome } = await send('First Name,Last Name\nAda,Bell\nBo,Cruz\n');
    await open(answers[0]!);
    await shows('2 contacts.');
    await priya.edit(outcome.message, 'First Name,Last Name\nNew,Person\nAda,Bell\nBo,Cruz\n');
    await priya.submit(priya.view()!, { ticks: ['Ada Bell'] });
    await shows('That has changed since I read it. Start again.');
    expect(await partners()).not.toContain('New Person');
  });

  test('in our own columns that are edited after their preview are not what is imported', async () => {
    const { answers, outcome } = await send('name,company,phone\nIvy Shown,Shown Co,\n');
    await open(answers[0]!);
    await shows('1 partner to add.');
    await priya.edit(outcome.message, 'name,company,phone\nEve Unseen,Shown Co,\n');
    await priya.submit(priya.view()!);
    await vi.waitFor(() => expect(priya.messages().at(-1)!.text).toContain('stopped'), 15_000);
    expect(readable(priya.messages().at(-1)!)).toContain('That has changed since I read it.');
    expect(await partners()).not.toContain('Eve Unseen');
  });

  test.each([
    'Coffee with Dana Lee\nCall with Dana Lee yesterday',
    'add Nora Quist, Quist Homes\nOtto Vale, Vale Law',
  ])('are not %j', async (text) => {
    const { answers } = await send(text);
    expect(answers.map((one) => readable(one)).join('\n')).not.toContain('Got ');
  });
});

describe('rights', () => {
  test('someone in no branch is told so, and nothing is read', async () => {
    const guest = sandbox.as(sandbox.addUser({ name: 'gil', realName: 'Gil Guest' }));
    const { answers } = await share(cards('Zoe Hart'), 'contacts.vcf', '', guest);
    expect(answers.map(({ text }) => text)).toEqual([
      expect.stringContaining('You’re not in a branch’s channel yet'),
    ]);
  });

  test('a manager’s file in our own columns goes into the branch, each to the owner it names', async () => {
    await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
      rapport.admin.id,
    ]);
    const ada = sandbox.as(rapport.admin);
    const { answers } = await share('name,owner_email\nTom Fox,sam@example.com\n', 'tampa.csv', '', ada);
    await open(answers[0]!, ada);
    await shows('1 partner to add', ada);
    await ada.submit(ada.view()!);
    await vi.waitFor(() => expect(ada.messages().at(-1)!.text).toContain('1 partner added'), 15_000);
    expect(
      await db.query(
        `select m.name from relationship r join member m on m.id = r.owner_id join partner p on p.id = r.partner_id
          where p.name = 'Tom Fox'`,
      ),
    ).toEqual([{ name: 'Sam Cole' }]);
  });

  test('a forged press finds nothing in somebody else’s messages', async () => {
    const { answers } = await share(cards('Secret Person'), 'mine.vcf');
    const own = await share(cards('Sam’s Own'), 'own.vcf', '', sam);
    const button = JSON.stringify(own.answers[0]!.blocks);
    const message = own.answers[0]!;
    const mine = (answers[0]!.blocks as { elements?: { value: string }[] }[])[1]!.elements![0]!.value;
    (message.blocks as { elements?: { value: string }[] }[])[1]!.elements![0]!.value = mine;
    expect(JSON.stringify(message.blocks)).not.toBe(button);
    await open(message, sam);
    await shows('That file isn’t in Slack anymore.', sam);
    expect(view(sam)).not.toContain('Secret');
  });
});
