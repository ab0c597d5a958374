import type { Day } from '../days/day.ts';
import { indexBook } from '../reading/book.ts';
import type { PartnerName } from '../reading/reading.ts';
import { prepare, type Sentence } from '../reading/sentence.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import { vocabulary } from '../reading/vocabulary.ts';
import { readAsk } from './asks.ts';
import type { Clause, Found, ReadClause } from './clause.ts';
import { clauseAt, type Span, splitClauses } from './clauses.ts';
import { readField } from './fields.ts';
import { readGrowing, readLineGrowing } from './growing.ts';
import { readHelp } from './help.ts';
import { lineOf, mayTellOfContact, ofOthers, type ReadLine } from './line.ts';
import { readLineAsk } from './line-asks.ts';
import { readLineField } from './line-fields.ts';
import { readLineHelp } from './line-help.ts';
import { readLineIntroduction } from './line-introductions.ts';
import type { News, OpenNews } from './news.ts';
import { findPeople, namesIn } from './people.ts';
import { readReview } from './reviews.ts';
import { makeTemplate, type Template } from './template.ts';

/** What a text tells besides contacts and promises. */
export interface ReadNews {
  news: News[];
  /** Left open, and nothing else said; then nothing is saved. */
  open: OpenNews | null;
  /** The text tells of nothing else: no contact is to be looked for in it. */
  isAlone: boolean;
  /** A contact that was told with the news, in words that read alone: "lunch with Joan and Rita". */
  contact: string | null;
  /** The text without the news; empty where there is none. */
  rest: string;
}

const noNews: ReadNews = { news: [], open: null, isAlone: false, contact: null, rest: '' };

/** What is longer is a story. Characters. */
const textMax = 1000;

/** A sentence without any of these tells no news. */
const mayTell =
  /\b(?:intro\w*|connect\w*|link\w*|hook\w*|match\w*|pair\w*|put|set|got|gave|sent|pass\w*|text\w*|shar\w*|suggest\w*|found|refer\w*|recommend\w*|help\w*|lent|assist\w*|pitched|brainstorm\w*|work\w*|went|review\w*|cover\w*|manned|staffed|ran|sat|watched|took|filled|subbed|stepped|made|printed|design\w*|proofread|edited|wrote|built|fixed|created|drafted|shot|brought|pulled|spent|ask\w*|hit|did|said|says|agreed|turned|declined|passed|approved|heard|testimonial|posted|left|endorsed|plugged|praised|tagged|shouted|called|birthday|bday|b-day|born|cell|phone|mobile|number|line|direct|e-?mail|changed|moved|switched|jumped|transferred|hopped|quit|joined|hung|started|opened|launched|company|brokerage|firm|employer|shop|(?:is|are|['’]s) (?:now )?(?:with|at|over)|grow\w*|try\w*|want\w*|needs?|(?:would|['’]d) (?:like|love)|look\w*|hop\w*|aim\w*|plans|planning|focus\w*|goal|priority|reached|remember|babysat|trained|emailed|wrote|forwarded|thinking|chasing|after|hir\w*|recruit\w*|expand\w*|opening|building|adding|redid|re\w+ed|cleaned|got|landed|hosted|taught|showed|walked|coached|loaned|boosted|promoted|staged|stars?|popped|together|connection|turned|passed|update|met|meet|know|thing|where|reach|addy|email)\b|@|\d{4}|🎂/i;

const readers: readonly ReadClause[] = [readReview, readAsk, readField, readGrowing, readHelp];
/** For a text whose clauses tell nothing each by itself. */
const lineReaders: readonly ReadLine[] = [
  readLineField,
  readLineGrowing,
  readLineAsk,
  readLineIntroduction,
  readLineHelp,
];

/**
 * Reads what a text tells of partners besides contacts and promises. `present` are the partners whom "she" and "them" may mean
 * when nobody was named before.
 */
export function readNews(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
  present: readonly number[] = [],
): ReadNews {
  if (text.length > textMax || !mayTell.test(text) || /\?\s*$/.test(text)) return noNews;
  const sentence = prepare(text, indexBook(book), today, limit);
  if (sentence.readTo < text.length) return noNews;
  const template = makeTemplate(sentence);
  const spans = splitClauses(template);
  const told: Told[] = [];
  const others: Span[] = [];
  let open: OpenNews | null = null;
  for (let i = 0; i < spans.length; ) {
    const clause = clauseAt(sentence, template, spans, i, today);
    const found = read(clause);
    const people = found && findPeople(found, clause, present, spans.slice(0, i));
    if (!found || !people) {
      others.push(spans[i]!);
      i++;
      continue;
    }
    const made = 'open' in people ? people : found.make(people.ids);
    // One question settles one thing: beside something else, all of it is for a person to look at.
    if (open || ('open' in made && (told.length > 0 || found.contact))) return noNews;
    if ('open' in made) open = made;
    else told.push({ news: made, found, from: spans[i]!.from });
    while (i < spans.length && spans[i]!.from < found.to) i++;
  }
  const news = told.map((one) => one.news);
  // Help never stands beside a public review: neither is given for the other.
  const isMixed = news.some(({ is }) => is === 'help') && news.some(({ is }) => is === 'review');
  if (told.length === 0 && !open) return readLine(sentence, template, today, present);
  if (isMixed) return noNews;
  const comments = others.filter(({ from, to }) => !filler.test(template.text.slice(from, to).trim()));
  const ids = new Set(news.flatMap(({ partnerIds }) => partnerIds));
  const isIntroduced = news.every((one) => one.is === 'help' && one.kind === 'introduction');
  const isAlone =
    comments.length === 0 ||
    (told.length > 0 &&
      told.every(({ found }) => found.hasNote) &&
      comments.every((span) => isComment(sentence, template, span, ids, isIntroduced)));
  const met = told.find(({ found }) => found.contact);
  return {
    news: isAlone && comments.length > 0 ? news.map((one) => withNote(one, text.trim())) : news,
    open: isAlone ? open : null,
    isAlone,
    contact: isAlone && met ? contactWords(met, template) : null,
    rest: others.map(({ from, to }) => template.said(from, to)).join(', '),
  };
}

/** What the whole text tells, by the words of a topic. */
function readLine(sentence: Sentence, template: Template, today: Day, present: readonly number[]): ReadNews {
  const line = lineOf(sentence, template, today);
  for (const reader of lineReaders) {
    const found = reader(line);
    const people = found && findPeople(found, line, present, []);
    if (!found || !people) continue;
    const made = 'open' in people ? people : found.make(people.ids);
    const { from, to } = found;
    const outside = `${line.text.slice(0, from)} ${line.text.slice(to)}`;
    const isAlone = !mayTellOfContact(line, found) && !promises.test(outside);
    if ('open' in made) return isAlone ? { news: [], open: made, isAlone, contact: null, rest: '' } : noNews;
    const rest = `${template.said(0, from).trim()} ${template.said(to, line.to).trim()}`.trim();
    return { news: [withNote(made, sentence.text.trim())], open: null, isAlone, contact: null, rest };
  }
  return noNews;
}

interface Told {
  news: News;
  found: Found;
  from: number;
}

/** With the comments that stand beside it, so that no word is lost. */
function withNote(news: News, whole: string): News {
  if (news.is === 'review') return { ...news, occasion: whole };
  return news.is === 'help' || news.is === 'ask' ? { ...news, note: whole } : news;
}

function read(clause: Clause): Found | null {
  for (const reader of readers) {
    const found = reader(clause);
    if (found) return found;
  }
  return null;
}

const promises = /\b(?:promised|owe|remind|i'll|we'll|i will|need to)\b/;

const filler =
  /^(?:thanks?|thank you|thx|ty|fyi|btw|please|pls|ok|okay|lol|yay|great|nice|awesome|cool|today|yesterday|hey|hi|rapport|note|§\d+ (?:just )?(?:changed|switched) (?:companies|brokerages|jobs|firms|brokers)|just now|earlier|this morning|[^\p{L}\p{N}]*)[\s!]*$/u;

/** Words beside the news, about those it is about, that tell of no contact, promise nothing, and quote no one. */
function isComment(
  { tokens, days }: Sentence,
  template: Template,
  { from, to }: Span,
  about: ReadonlySet<number>,
  isIntroduced: boolean,
): boolean {
  const words = template.text.slice(from, to);
  if (/\?|\bwith §|\b(?:promised|owe|remind|i'll|we'll|i will|need to|told|said|says)\b/.test(words))
    return false;
  if (!namesIn(template, words).every((name) => name.ids.every((id) => about.has(id)))) return false;
  for (let i = template.tokenAt(from); i < Math.min(tokens.length, template.tokenAt(to - 1) + 1); i++) {
    const means = vocabulary.find(tokens, i)?.means.is;
    if (isIntroduced && ofOthers.test(tokens[i]!.word)) continue;
    if (
      means === 'kind' ||
      means === 'attempt' ||
      means === 'plan' ||
      means === 'off' ||
      (days.has(i) && tokens[i]!.word !== 'now')
    )
      return false;
  }
  return true;
}

/** "Lunch with Joan and Rita today": those who were introduced were there. */
function contactWords({ found, from }: Told, template: Template): string {
  const typed = namesIn(template, template.text.slice(from, found.to).replace(/§\d+'s/g, '')).map(
    (name) => name.typed,
  );
  const [, first = '', rest = ''] =
    /^(\S+(?: (?:hour|house|mixer|breakfast|luncheon))?)(.*)$/s.exec(found.contact ?? '') ?? [];
  return `${first} with ${typed.join(' and ')}${rest}`;
}
