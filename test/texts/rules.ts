import { said } from './given.ts';
import type { Text } from './texts.ts';
import { unusedWords } from './words.ts';

export interface Offender {
  text: Text;
  /** The part of the text that offends. */
  found: string;
  /** What to write. */
  instead?: string;
}

export interface Rule {
  name: string;
  find(text: Text): Offender[];
}

/** A rule that finds these patterns in the texts it is about. */
const pattern = (
  name: string,
  about: (text: Text) => boolean,
  ...patterns: (RegExp | [RegExp, string])[]
): Rule => ({
  name,
  find: (text) =>
    about(text)
      ? patterns.flatMap((one) => {
          const [regExp, instead] = Array.isArray(one) ? one : [one];
          const [found] = regExp.exec(text.text) ?? [];
          return found === undefined ? [] : [{ text, found, ...(instead ? { instead } : {}) }];
        })
      : [],
});

const onScreen = ({ place }: Text) => place === 'screen';
const notForOperators = ({ place }: Text) => place === 'screen' || place === 'docs' || place === 'demo';
const isNotification = ({ is }: Text) => is === 'notification';
const isPlain = ({ is }: Text) => is === 'plain';
const isRendered = ({ is }: Text) => is !== 'source' && is !== 'prose';

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const words: Rule = {
  name: 'words that are not used',
  find: (text) =>
    unusedWords.flatMap(({ word, instead, places, except = [] }) => {
      const [found] = word.exec(text.text) ?? [];
      if (found === undefined || (places && !places.includes(text.place))) return [];
      return except.some((one) => one.text.test(text.text)) ? [] : [{ text, found, instead }];
    }),
};

/** Texts that may be longer, with the reason. */
const mayBeLong: readonly { text: RegExp; because: string }[] = [
  { text: /RESPA/, because: 'a warning of the law: every sentence of it is needed' },
  { text: /^Welcome, /, because: 'the first message: what Rapport is, does, and never does' },
];

/** So many words (“By Fri, Jun 12.”) are read at a glance, and are no sentence. */
const glanceMax = 4;

const twoSentences: Rule = {
  name: 'at most two sentences in a paragraph',
  find: (text) => {
    if (text.place !== 'screen' || !isRendered(text) || isNotification(text)) return [];
    return text.text.split('\n').flatMap((paragraph) => {
      if (mayBeLong.some((one) => one.text.test(paragraph))) return [];
      const ends = paragraph
        .replace(/“[^”]*”/g, '“…”')
        .replace(/\b(?:St|Mr|Ms|Dr|Co)\./g, '')
        .split(/(?<=[.?!][)”]?)\s+(?=[“(*_]*[A-Z\d])/)
        .filter(
          (sentence) => sentence.split(' ').length > glanceMax && /[.?!][)”*_]*$/.test(sentence),
        ).length;
      return ends > 2 ? [{ text: { ...text, text: paragraph }, found: `${ends} sentences` }] : [];
    });
  },
};

const pairs: Rule = {
  name: 'quotes come in pairs',
  find: (text) => {
    if (!onScreen(text) || !isRendered(text)) return [];
    const [open, close] = ['“', '”'].map((mark) => text.text.split(mark).length - 1);
    return open === close ? [] : [{ text, found: `${open} “ and ${close} ”` }];
  },
};

/** What every text must keep to. Each is a test of its own. */
export const rules: readonly Rule[] = [
  words,
  pattern('times have AM or PM', notForOperators, [
    /(?<![\d:T])(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:|\s?[AP]M\b)/,
    '“5:30 PM”',
  ]),
  pattern('AM and PM in capitals', notForOperators, [
    /\b\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)/,
    '“5:30 PM”',
  ]),
  pattern('a comma between weekday and date', notForOperators, [
    new RegExp(`\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* (?:${months})[a-z]* \\d`),
    '“Tue, Jun 9”',
  ]),
  pattern('no ISO days', notForOperators, [
    // What follows "=" stands in a link's address, which no one reads.
    /(?<!=)\b\d{4}-\d\d-\d\d\b|\bYYYY-MM(?:-DD)?\b/,
    '“Jun 9”, typed “6/9/2026”',
  ]),
  pattern('no path of the repository', ({ place }) => place === 'screen' || place === 'demo', [
    /(?<![\w/.-])(?:docs|samples|src|compose|demo|sandbox)\/\w/,
    'what to do, or the name of the guide',
  ]),
  pairs,
  pattern(
    'typographic quotes',
    onScreen,
    [/"/, '“…”'],
    [/(?<=\w)'(?=\w)|(?<=s)'(?=\s)/, '’'],
    [/(?<!\w)'\w[^']*'/, '“…”'],
  ),
  pattern('no marks of mrkdwn in plain text', (text) => isPlain(text) && onScreen(text), [
    /[*`~]|(?<!\w)_\w[^_]*_(?!\w)|<[^>]*\|[^>]*>|<[@#!][^>]*>|&(?:amp|lt|gt);/,
    'plain words',
  ]),
  pattern('no marks of mrkdwn in notifications', isNotification, [
    /[*`~]|(?<!\w)_\w[^_]*_(?!\w)|<[^>]*\|[^>]*>|<[@#!][^>]*>/,
    'plain words',
  ]),
  pattern('notifications begin with the news, not a greeting', isNotification, [
    /^(?:Good morning|Good afternoon|Good evening|Morning|Hi|Hello|Hey|Welcome|Dear)\b/,
    'the news; the greeting stands in the blocks',
  ]),
  pattern('notifications are never empty', isNotification, [/^\s*$/, 'the news in one line']),
  ...Object.entries(said).map(([what, words]) =>
    pattern(`notifications never tell what was said: the ${what}`, isNotification, [
      new RegExp(escaped(words.slice(0, 18)), 'i'),
      'counts, names, days',
    ]),
  ),
  twoSentences,
  pattern(
    'no double blanks, no stray dots and commas',
    (text) => onScreen(text) && text.is !== 'prose',
    [/\S {2,}\S/, 'one blank'],
    [/\w (?:,|\.(?!\w))/, 'no blank before it'],
    [/(?<!\.)\.\.(?!\.|\/)/, 'one dot'],
    [/,,|,\./, 'one mark'],
  ),
  pattern(
    'nothing is missing in what is put in',
    isRendered,
    /\bundefined\b|\bnull\b|\bNaN\b|\[object|Invalid Date/,
    /\(\)| ·\s*$/m,
  ),
];
