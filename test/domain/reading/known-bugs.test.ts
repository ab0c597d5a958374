import { describe, expect, test } from 'vitest';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { book } from './book.ts';
import { read, today } from './in-words.ts';

const only = (said: string) => understand(said, book, today)[0]!;

describe('words that were taken for others', () => {
  test('someone who was in was reached', () => {
    expect(only('dropped by Coastal, Tiffany was in, good chat').content).toMatchObject({
      what: 'touchpoint',
      kind: 'visit',
    });
  });

  test.each(['the team met with Dana yesterday', 'our office called Dana', 'coffee with Dana, rain delay'])(
    'is not saved unasked: %s',
    (said) => {
      expect(only(said).content).toBeNull();
    },
  );

  test.each([
    'the team and I met with Dana yesterday',
    'went to the office and met with Dana',
    'met with Dana at the office',
  ])('but we were there: %s', (said) => {
    expect(only(said).content).toMatchObject({ what: 'touchpoint' });
  });

  test('a blast is no mailing', () => {
    expect(read('had a blast at lunch with Dana').what).toBe('touchpoint');
    expect(read('sent the email blast to Dana').what).toBe('no contact');
  });

  test.each([
    "lunch with Dana, we'll see if she sends anything",
    'lunch with Dana, should have brought flyers',
    "lunch with Dana, I'll be honest, it was awkward",
    'lunch with Dana, kept my promise and brought the list',
    'lunch with Dana, already sent her the payoff I owed her',
  ])('nothing is promised by %s', (said) => {
    expect(only(said).content?.promises).toEqual([]);
  });

  test.each([
    'lunch with Dana, she complained about her ex partner the whole time',
    'lunch with Dana, says her last lender was slow and rude',
    'lunch with Dana, it got complicated and we handled it well',
    'lunch with Dana, she said our team is the best',
  ])('no feedback about us is in %s', (said) => {
    expect(only(said).content).toMatchObject({ feedback: null });
  });

  test.each([
    ['lunch with Dana, he lost a buyer because of us', 'because of us'],
    ['lunch with Dana, she loves you guys but the processor is hard to reach', 'processor'],
    ['lunch with Dana, told me straight up we dropped the ball', 'dropped the ball'],
  ])('but in %s', (said, words) => {
    expect(only(said).content?.feedback).toContain(words);
  });
});
