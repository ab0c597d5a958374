import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { downloadFile, isSlacks } from '../../../src/slack/bolt/files.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const ada = sandbox.as(rapport.admin);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);

type Person = typeof priya;
const view = (who: Person) => (who.view() ? readable(who.view()!) : '');
const shows = (text: string | RegExp, who: Person) =>
  vi.waitFor(() => expect(view(who)).toMatch(text), 15_000);
const waitForMessage = (text: string | RegExp, who: Person) =>
  vi.waitFor(
    () =>
      expect(
        who
          .messages()
          .map((one) => readable(one))
          .join('\n'),
      ).toMatch(text),
    15_000,
  );
const open = async (who: Person) => {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', 'import', rapport.channel);
};
const drop = async (content: string | Uint8Array, who: Person = priya, name = 'partners.csv') => {
  await open(who);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = uploadAs(sandbox.world, who.user, name, bytes);
  return who.submit(who.view()!, { file: [file.id] });
};
/** A file that was sent to Priya, and to no one else. */
const sentFile = (name: string) =>
  vi.waitFor(() => {
    const [id, file] = [...sandbox.world.files].find(([, one]) => one.name === name) ?? [];
    expect(file?.channels).toEqual([priya.dmChannel]);
    sandbox.world.files.delete(id!);
    return new TextDecoder().decode(file!.bytes);
  }, 15_000);
const partners = () => db.query<{ name: string }>('select name from partner order by name');

describe('/partner import', () => {
  test('first shows what would change and every bad row, and writes nothing before it is confirmed', async () => {
    await rapport.book(rapport.priya, ['Joan Ortiz']);
    await drop(
      'name,company,tier,phone\nDana Lee,Lee & Co,core,555-0142\nJoan Ortiz,,core,\nMarcus Webb,,golden,\n,No Name,core,\n',
    );
    await shows('What will change', priya);
    expect(view(priya)).toContain('*partners.csv*: 4 rows for Tampa. Nothing is saved yet.');
    expect(view(priya)).toContain('2 partners to add. 1 already here, 1 row to skip.');
    expect(view(priya)).toContain('*1 cell I couldn’t use:*');
    expect(view(priya)).toContain('• Line 4, tier: “golden” isn’t a tier');
    expect(view(priya)).toContain('• Line 5, column name: is missing');
    expect(await partners()).toEqual([{ name: 'Joan Ortiz' }]);
    await priya.submit(priya.view()!);
    await waitForMessage(
      /✓ Read 4 rows for Tampa\.\n2 partners added\. 1 already here, 1 row skipped\./,
      priya,
    );
    expect(priya.messages().map(({ text }) => text)).toContain(
      'Import into Tampa: 2 partners added, 1 row skipped.',
    );
    expect(await sentFile('rows-to-fix.csv')).toContain('No Name');
    expect(await partners()).toEqual([{ name: 'Dana Lee' }, { name: 'Joan Ortiz' }, { name: 'Marcus Webb' }]);
    const [row] = await db.query(
      `select m.name as owner, r.tier from relationship r join member m on m.id = r.owner_id join partner p on p.id = r.partner_id where p.name = 'Dana Lee'`,
    );
    expect(row).toEqual({ owner: 'Priya Patel', tier: 'core' });
  });

  test('has nothing to import when the same file is sent again', async () => {
    await drop('name,company,tier,phone\nDana Lee,Lee & Co,core,555-0142\n');
    await shows('Nothing to import', priya);
    expect(priya.view()!.definition.submit).toBeUndefined();
  });

  test('by a member leaves out a colleague’s rows; their manager can import them', async () => {
    const file = 'name,owner_email\nRosa Diaz,sam@example.com\nTom Fox,priya@example.com\n';
    await drop(file);
    await shows(
      /• Line 2, column owner_email: belongs to someone else; the branch manager or a program lead can import it/,
      priya,
    );
    expect(view(priya)).toContain('1 partner to add');
    await drop(file, ada);
    await shows('2 partners to add', ada);
    await ada.submit(ada.view()!);
    await waitForMessage('2 partners added', ada);
    expect(
      await db.query(
        `select p.name, m.name as owner from relationship r join partner p on p.id = r.partner_id join member m on m.id = r.owner_id
          where p.name in ('Rosa Diaz', 'Tom Fox') order by p.name`,
      ),
    ).toEqual([
      { name: 'Rosa Diaz', owner: 'Sam Cole' },
      { name: 'Tom Fox', owner: 'Priya Patel' },
    ]);
  });

  test('sends the rows that it skipped as a file that can be fixed and imported', async () => {
    await drop(
      'First,Last,Brokerage,Notes,Cell\nZed,Bell,,,\n,,Bayshore Title,her rate is up,813-555-0123\n',
    );
    await shows('1 row without a name can’t be picked.', priya);
    await priya.submit(priya.view()!, { ticks: ['0'] });
    await shows('1 row to skip', priya);
    expect([...sandbox.world.files.values()].map(({ name }) => name)).not.toContain('rows-to-fix.csv');
    await priya.submit(priya.view()!);
    const content = await sentFile('rows-to-fix.csv');
    expect(content.split('\r\n').slice(1)).toEqual([
      ',Bayshore Title,,,,813-555-0123,,,,,,,,"line 3, column name: is missing (“Bayshore Title”)"',
      '',
    ]);
    await drop(content.replace('\r\n,', '\r\nTitus Day,'));
    await shows('1 partner to add. 0 already here, 0 rows to skip.', priya);
    expect(view(priya)).not.toContain('Left out');
  });

  test('sends it with the preview when nothing can be imported', async () => {
    await drop('name,company,phone\n,Bayshore Title,813-555-0123\n');
    await shows('Nothing to import', priya);
    expect(await sentFile('rows-to-fix.csv')).toContain('Bayshore Title');
  });

  test('sends it with the preview when there are more bad rows than the form can show', async () => {
    await drop(
      `name,phone\n${Array.from({ length: 1500 }, (_, row) => `!!!,813-555-${1000 + row}`).join('\n')}\n`,
    );
    await shows('I’ll send you all of them as a file that you can fix and import.', priya);
    expect((await sentFile('rows-to-fix.csv')).trim().split('\n')).toHaveLength(1501);
  });

  test('removes the apostrophe that an export puts before anything that looks like a formula', async () => {
    await drop(`name,phone,growing\nAnn Bell,'+1 813 555 0123,'=SUM(A1)\n`);
    await shows('1 partner to add', priya);
    await priya.submit(priya.view()!);
    await vi.waitFor(() => expect(priya.messages().at(-1)?.text).toContain('1 partner added'), 15_000);
    expect(await db.query(`select phone, growing from partner where name = 'Ann Bell'`)).toEqual([
      { phone: '+1 813 555 0123', growing: '=SUM(A1)' },
    ]);
  });
});

describe('rows that may be someone who is known', () => {
  const file =
    'name,company,phone\nGina Park,Park & Co,813-555-0301\nGena Parke,,813-555-0301\nUrsula Vance,Bay Homes,813-555-0399\nIvo Roth,,\n';

  test('are asked about in the preview, and each becomes what was answered', async () => {
    await drop('name,company,phone\nGina Park,Park & Co,813-555-0301\nUrsula Vance,Bay Homes,813-555-0302\n');
    await shows('2 partners to add', priya);
    await priya.submit(priya.view()!);
    await vi.waitFor(() => expect(priya.messages().at(-1)?.text).toContain(': 2 partners added'), 15_000);
    await drop(file);
    await shows('2 rows for you to decide', priya);
    expect(view(priya)).toContain('Line 3: Gena Parke has Gina Park’s phone.');
    expect(view(priya)).toContain(
      'Line 4: Ursula Vance’s phone is 813-555-0302 here, 813-555-0399 in the file.',
    );
    const [gena, ursula] = priya
      .view()!
      .definition.blocks.flatMap((block) => ('block_id' in block && block.type === 'input' ? [block] : []));
    await priya.submit(priya.view()!, { [ursula!.block_id!]: 'replace.0' });
    await waitForMessage(
      /1 partner added\. 2 already here.*\n1 existing partner updated\.\n1 row left out/,
      priya,
    );
    expect(
      await db.query(`select name, phone from partner where phone like '813-555-03%' order by name`),
    ).toEqual([
      { name: 'Gina Park', phone: '813-555-0301' },
      { name: 'Ursula Vance', phone: '813-555-0399' },
    ]);
    expect(gena).toBeDefined();
    const rest = await sentFile('rows-to-fix.csv');
    expect(rest).toContain('column same_as: Gena Parke has Gina Park’s phone. Write yes or no here');
    await drop(rest.replace(',,"line 3', ',no,"line 3').replace(',,line 3', ',no,line 3'));
    await shows('1 partner to add', priya);
    await priya.submit(priya.view()!);
    await vi.waitFor(
      async () =>
        expect(await db.query(`select name from partner where phone = '813-555-0301' order by name`)).toEqual(
          [{ name: 'Gena Parke' }, { name: 'Gina Park' }],
        ),
      15_000,
    );
    await waitForMessage(/1 partner added\. 0 already here, 0 rows skipped\./, priya);
  });
});

test('a button sends a sample, which can be imported as it is', async () => {
  await open(priya);
  await priya.press({ actionId: 'import.sample' });
  await shows('I’ll send you a sample in a direct message.', priya);
  await drop(await sentFile('sample-partners.csv'));
  await shows(/3 rows for Tampa/, priya);
  expect(view(priya)).not.toMatch(/couldn’t use|Left out|[1-9]\d* rows? to skip/);
});

describe('a file that is not a partners file', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  test.each<[string, string | Uint8Array, string]>([
    ['a picture', png, 'That isn’t a file I can read.'],
    ['a zip that is no workbook', Buffer.from('PK\x03\x04 workbook'), 'That isn’t a file I can read.'],
    [
      'a header of others, and no rows',
      'shoe,hat\n',
      'No column has names. Name one “Name,” or two “First name” and “Last name.” Its first line has “shoe” and “hat.”',
    ],
    ['a header alone', 'name,company\n', 'a header, but no rows'],
    ['an open quote', 'name,company\nDana Lee,"Lee & Co\nJoan,x\n', 'nothing after it was read'],
  ])('%s is refused where the person is looking, and nothing is lost', async (_, content, says) => {
    const before = await partners();
    await drop(content);
    await shows(says, priya);
    expect(await partners()).toEqual(before);
  });

  test('of 50 MB is refused before it is fetched, or while it is fetched if its stated size is false', async () => {
    await open(priya);
    const file = uploadAs(sandbox.world, rapport.priya, 'big.csv', new Uint8Array([110]));
    file.length = 50 * 1024 * 1024;
    const outcome = await priya.submit(priya.view()!, { file: [file.id] });
    expect((outcome as { errors?: Record<string, string> }).errors?.file).toContain(
      'Files can be up to 5 MB here',
    );
    const lying = uploadAs(
      sandbox.world,
      rapport.priya,
      'lying.csv',
      new Uint8Array(6 * 1024 * 1024).fill(97),
    );
    lying.length = 10;
    await priya.submit(priya.view()!, { file: [lying.id] });
    await shows('Files can be up to 5 MB here', priya);
  });

  test('that is gone from Slack is reported', async () => {
    await open(priya);
    const file = uploadAs(sandbox.world, rapport.priya, 'gone.csv', new TextEncoder().encode('name\nX Y\n'));
    file.completed = false;
    await priya.submit(priya.view()!, { file: [file.id] });
    await shows('That file isn’t in Slack anymore.', priya);
  });
});

describe('the token', () => {
  test('goes only to Slack’s hosts, and follows no redirect from there', async () => {
    const seen: (string | undefined)[] = [];
    const thief = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('name\nStolen Token\n');
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    const { port } = thief.address() as AddressInfo;
    for (const address of [
      `http://127.0.0.1:${port}/file.csv`,
      `https://files.slack.com.example.com/file.csv`,
      `https://files.slack.com@127.0.0.1:${port}/file.csv`,
      'http://files.slack.com/file.csv',
      'file:///etc/passwd',
      'nonsense',
      '',
    ]) {
      await expect(downloadFile(context, address), address).rejects.toMatchObject({
        refusal: { why: 'not in slack' },
      });
    }
    const leading = createServer((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/file.csv` }).end();
    });
    await new Promise<void>((resolve) => leading.listen(0, '127.0.0.1', resolve));
    const slacks = `http://127.0.0.1:${(leading.address() as AddressInfo).port}`;
    const { config } = context;
    const there = { ...config, slack: { ...config.slack, apiUrl: `${slacks}/api/` } };
    await expect(downloadFile({ ...context, config: there }, `${slacks}/file.csv`)).rejects.toMatchObject({
      refusal: { why: 'forbidden' },
    });
    expect(seen).toEqual([]);
    thief.close();
    leading.close();
  });

  test.each([
    ['https://slack.com/api/', 'https://files.slack.com/files-pri/T1-F1/partners.csv', true],
    ['https://slack-gov.com/api/', 'https://files.slack-gov.com/files-pri/T1-F1/partners.csv', true],
    ['https://slack-gov.com/api/', 'https://slack-gov.com/files/partners.csv', true],
    ['https://slack-gov.com/api/', 'http://files.slack-gov.com/partners.csv', false],
    ['https://slack-gov.com/api/', 'https://files.slack-gov.com.example/partners.csv', false],
    ['https://slack-gov.com/api/', 'https://files-slack-gov.com/partners.csv', false],
    ['https://slack.com/api/', 'https://example.com/partners.csv', false],
    ['http://127.0.0.1:3001/api/', 'http://127.0.0.1:3001/files/partners.csv', true],
    ['http://127.0.0.1:3001/api/', 'http://127.0.0.1:3002/files/partners.csv', false],
  ])('with %s, goes to %s: %s', (api, address, goes) => expect(isSlacks(api, address)).toBe(goes));
});

describe('a forged form', () => {
  test('cannot import into a branch that the member may not import into', async () => {
    const [other] = await db.query<{ id: number }>(
      `insert into branch (channel_id, name, zone) values ('C0ELSE', 'Elsewhere', 'America/Chicago') returning id`,
    );
    for (const purpose of [
      { branchId: other!.id, own: true },
      { branchId: other!.id, own: false },
      { branchId: (await rapport.member(rapport.priya)).branch.id, own: false },
    ]) {
      await open(priya);
      priya.view()!.definition.private_metadata = JSON.stringify(purpose);
      const file = uploadAs(
        sandbox.world,
        rapport.priya,
        'x.csv',
        new TextEncoder().encode('name\nForged Person\n'),
      );
      const outcome = await priya.submit(priya.view()!, { file: [file.id] });
      expect((outcome as { errors?: Record<string, string> }).errors?.file).toMatch(
        /^You can’t (?:add|import) partners/,
      );
    }
    expect((await partners()).map(({ name }) => name)).not.toContain('Forged Person');
  });
});
