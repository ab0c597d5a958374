import { describe, expect, it } from 'vitest';
import { emojiOf, type Mark, type Marking, marksOf, withLinks } from './mrkdwn.ts';

/** Marks as text: `bold(x)`, `link(http://…|x)`. */
function shown(marks: readonly Mark[]): string {
  return marks
    .map((mark) => {
      if (mark.type === 'text') return mark.text;
      if ('marks' in mark) return `${mark.type}(${shown(mark.marks)})`;
      if (mark.type === 'link') return `${mark.isAutomatic ? 'auto' : 'link'}(${mark.url}|${mark.text})`;
      if (mark.type === 'emoji') return `emoji(${mark.name})`;
      if (mark.type === 'date') return `date(${mark.seconds} ${mark.format}|${mark.fallback})`;
      if ('text' in mark) return `${mark.type}(${mark.text})`;
      return `${mark.type}(${mark.id ?? ''}${mark.label === undefined ? '' : `|${mark.label}`})`;
    })
    .join('');
}
const see = (text: string, marking?: Marking) => shown(marksOf(text, marking));

describe('mrkdwn', () => {
  it.each([
    ['*bold* _it_ ~gone~ `code`', 'bold(bold) italic(it) strike(gone) code(code)'],
    ['*_both_*', 'bold(italic(both))'],
    ['(*x*), "*x*".', '(bold(x)), "bold(x)".'],
    ['a*b*c, a_b_c, 5*3*2', 'a*b*c, a_b_c, 5*3*2'],
    ['* a * and *a *b', '* a * and *a *b'],
    ['*a\nb*', '*a\nb*'],
    ['*<@U1>* `*x*`', 'bold(user(U1)) code(*x*)'],
    ['*<https://a.b/x*y|z>*', 'bold(link(https://a.b/x*y|z))'],
    ['```*a* <@U1>\n:b:```!', 'preformatted(*a* <@U1>\n:b:)!'],
    ['&gt; a *b*\n&gt; c\nd', 'quote(a bold(b)\nc\n)d'],
    ['a\u200b*b*\u200bc', 'a\u200bbold(b)\u200bc'],
  ])('shows emphasis in %j as Slack does', (text, expected) => {
    expect(see(text)).toBe(expected);
  });

  it.each([
    ['evil.example/login', 'auto(http://evil.example/login|evil.example/login)'],
    ['See https://a.example/x?y=1&amp;z.', 'See auto(https://a.example/x?y=1&z|https://a.example/x?y=1&z).'],
    ['(www.a.example)', '(auto(http://www.a.example|www.a.example))'],
    ['*a.example*', 'bold(auto(http://a.example|a.example))'],
    ['ana@a.example', 'auto(mailto:ana@a.example|ana@a.example)'],
    [
      '(813) 555-0142, 1-813-555-0142',
      'auto(tel:8135550142|(813) 555-0142), auto(tel:18135550142|1-813-555-0142)',
    ],
    ['9 a.m., 3.50, e.g. v1.2, 555-0142', '9 a.m., 3.50, e.g. v1.2, 555-0142'],
    ['@here, @channels, a@here', 'broadcast(here), @channels, a@here'],
    ['evil.\u2060example', 'evil.\u2060example'],
  ])('makes links of the addresses in %j', (text, expected) => {
    expect(see(text)).toBe(expected);
  });

  it('leaves addresses and channels alone if it is verbatim, but not what is marked', () => {
    const isChannel = (name: string) => name === 'garden';
    const text = 'evil.example @here #garden *b* :fern: <https://a.b|x>';
    expect(see(text, { verbatim: true, isChannel })).toBe(
      'evil.example @here #garden bold(b) emoji(fern) link(https://a.b|x)',
    );
    expect(see('#garden, #shed, C#garden', { isChannel })).toBe('channel(|garden), #shed, C#garden');
  });

  it.each([
    [':+1: :fern: 12:30:45', 'emoji(+1) emoji(fern) 12:30:45'],
    ['a:fern:b :Fern:', 'aemoji(fern)b :Fern:'],
  ])('shows emoji codes in %j that exist', (text, expected) => {
    expect(see(text, { isEmoji: (name) => /[a-z]|\+1/.test(name) })).toBe(expected);
  });

  it.each([
    ['<@U1|ana> <#C1> <#C1|shed>', 'user(U1|ana) channel(C1) channel(C1|shed)'],
    ['<!here> <!subteam^S1|@crew>', 'broadcast(here) group(S1|@crew)'],
    ['<!date^1780000000^{date}|May>', 'date(1780000000 {date}|May)'],
    ['<tel:+1555|555> <mailto:a@b.c>', 'link(tel:+1555|555) link(mailto:a@b.c|a@b.c)'],
    ['<b> a < b', '<b> a < b'],
    ['&lt;@U1&gt; &amp;lt;', '<@U1> &lt;'],
  ])('shows what is in angle brackets in %j', (text, expected) => {
    expect(see(text)).toBe(expected);
  });
});

describe('the text of a message', () => {
  it.each([
    ['evil.example/x?a&amp;b', '<http://evil.example/x?a&amp;b|evil.example/x?a&amp;b>'],
    [
      '*ana@a.example*: 813-555-0142',
      '*<mailto:ana@a.example|ana@a.example>*: <tel:8135550142|813-555-0142>',
    ],
    ['#garden, #shed, @channel', '<#C1|garden>, #shed, <!channel>'],
    ['<https://a.b|a.example> `a.example` ```a.example``` <@U1>', undefined],
  ])('keeps %j with links', (text, kept = text) => {
    expect(withLinks(text, new Map([['garden', 'C1']]))).toBe(kept);
  });
});

describe('plain text', () => {
  it('shows emoji codes, and nothing else', () => {
    expect(shown(emojiOf('*a* :fern: a.example &lt;3'))).toBe('*a* emoji(fern) a.example <3');
    expect(shown(emojiOf(':fern:', () => false))).toBe(':fern:');
  });
});
