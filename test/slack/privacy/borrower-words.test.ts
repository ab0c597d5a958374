import { uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { partnerColumns } from '../../../src/domain/partners/partner-columns.ts';
import { everything, fillRest, number, planted, refused } from '../../support/planted.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const here = rapport.channel;
const last = () => priya.messages(here).at(-1)!;
const shows = (text: string) => vi.waitFor(() => expect(readable(priya.view()!)).toContain(text), 15_000);

describe('a borrower’s number outside a form', () => {
  const answered = async (text: string) => {
    const before = priya.messages().length;
    await priya.dm(text);
    const answers = priya
      .messages()
      .slice(before)
      .filter((message) => message.bot_id);
    return answers.map((message) => readable(message)).join('\n');
  };
  const close = async () => {
    while (priya.view()) await priya.closeView({ all: true });
  };

  test('a command is refused, and its other words are given back and kept', async () => {
    for (const kept of [`coffee with Dana Lee, ${planted}`, `lunch with Nobody Known, ${planted}`]) {
      await priya.command('/touchpoint', kept, here);
      expect(readable(last())).toContain('Not saved: that’s a borrower’s Social Security number.');
      expect(readable(last())).toContain(kept.replace(number, '(removed)'));
      expect(JSON.stringify(last())).not.toContain(number);
      expect(await everything(db)).not.toContain(number);
    }
  });

  test.each([
    ['/rapport', `feedback dana lee her ${planted}`],
    ['/partner', `add ${planted}`],
    ['/partner', `add Joan Roe, ${planted}`],
  ])('%s %s opens the form with the words in it, where they are refused', async (command, text) => {
    await close();
    await priya.command(command, text, here);
    const outcome = await priya.submit(priya.view()!);
    expect(Object.values((outcome as { errors: object }).errors)).toContainEqual(
      expect.stringMatching(refused),
    );
    expect(JSON.stringify(priya.view()!.state)).toContain(planted);
    expect(await everything(db)).not.toContain(number);
  });

  test('a searched name is not kept', async () => {
    await close();
    await priya.command('/partner', planted, here);
    await priya.shortcut('touchpoint.log');
    await priya.options(priya.view()!, 'partners', `Joan ${planted}`);
    expect(await everything(db)).not.toContain(number);
  });

  test('a new partner chosen in a form is refused there', async () => {
    const { options } = await priya.options(priya.view()!, 'partners', `Joan Roe, ${planted}`);
    const outcome = await priya.submit(priya.view()!, { partners: [String(options[0]!.value)], how: 'call' });
    expect(outcome).toMatchObject({ errors: { partners: expect.stringMatching(refused) } });
    expect(await everything(db)).not.toContain(number);
  });

  test('in a direct message, only the lines with a number are refused', async () => {
    const reply = await answered(`coffee with Dana Lee, ${planted}\ncalled Marcus Webb yesterday`);
    expect(reply).toContain('Not saved: that’s a borrower’s Social Security number.');
    expect(reply).toContain('✓ Talked with Marcus Webb');
    expect(await everything(db)).not.toContain(number);
  });

  test('a direct message with the number on the line after its word is refused as a whole', async () => {
    expect(await answered('coffee with Dana Lee, her ssn\n412339087')).toContain('Not saved');
    expect(await everything(db)).not.toContain('412339087');
  });

  test('in a list of names, that line is refused and the others are added', async () => {
    const reply = await answered(`Tom Fox, Fox Homes\nJoan Roe, ${planted}`);
    expect(reply).toContain('Tom Fox');
    expect(reply).toContain('Not saved: that’s a borrower’s Social Security number.');
    expect(await everything(db)).not.toContain(number);
  });

  test.each(['touchpoint.from-message', 'promise.from-message'])(
    'a message turned into a form is refused there: %s',
    async (shortcut) => {
      await close();
      const text = `I promised Dana Lee the file of ${planted} by Friday`;
      const { message } = await sandbox.as(rapport.sam).say(here, text);
      await priya.shortcut(shortcut, { message });
      const outcome = await priya.submit(priya.view()!, (await fillRest(priya, rapport.today())) as never);
      const { errors } = outcome as { errors: Record<string, string> };
      expect(Object.values(errors)).toContainEqual(expect.stringMatching(refused));
      expect(await everything(db)).not.toContain(number);
    },
  );

  test.each(partnerColumns)(
    'a cell of a file is left out by line and column, without its text: %s',
    async (column) => {
      await close();
      await priya.command('/partner', 'import', here);
      const row = partnerColumns.map((one) => (one === column ? planted : one === 'name' ? 'Joan Roe' : ''));
      const content = `${partnerColumns.join(',')}\nTim Day${','.repeat(row.length - 1)}\n${row.join(',')}\n`;
      const file = uploadAs(sandbox.world, priya.user, 'partners.csv', new TextEncoder().encode(content));
      await priya.submit(priya.view()!, { file: [file.id] });
      await shows('What will change');
      const shown = readable(priya.view()!);
      const where = column === 'name' ? 'column name' : column;
      expect(shown).toContain(`Line 3, ${where}: looks like borrower data`);
      expect(shown).not.toContain(number);
      expect(await everything(db)).not.toContain(number);
    },
  );
});
