import { gerunds, givings } from './commitment-words.ts';
import { wordSet } from './grammar.ts';
import type { Piece } from './note-line.ts';
import { isEmpty } from './promised-thing.ts';
import type { Sentence } from './sentence.ts';
import { isPastVerb } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

const contactVerbs = wordSet(
  'ring phone call see meet visit grab join reach catch check follow ask talk tell',
);
/** Stand around the thing, and are no part of it. */
export const fillers = wordSet(
  'to for before about re regarding that so i id ill and my him her them he she they it em with by on at due in as needs need wants want wanted asked asking asks expecting expects from me of the a an this these those have has get gets getting got send sending give gives giving email emailing text texting bring bringing mail mailing make making ship forward forwarding shoot hand shed hed theyd shell hell would will still also just pls please finally asap reminder is are be both all too back over off out up done ready now then lol haha ugh hey ok okay oh thanks thx ty rush no hurry later than soon or like actually really you sure she he said do drop',
);
const articles = wordSet('the a an my our his her their some those');
/** Kept in front of the thing that one makes or does; what is only handed over needs none. */
const handsOver = wordSet(
  'get gets getting send sending give giving email emailing text texting bring bringing mail mailing make making ship forward shoot hand have need needs',
);

/** "Told Dana I'd have lunch with her" is a plan. */
const contact =
  /^(?:an? |some |the )?(?:quick )?(?:coffee|lunch|dinner|breakfast|brunch|drinks|call|zoom|meeting|visit|chat|happy hour)(?:\s+(?:with|at|on|about)\b|$)/i;

export const isWord = ({ word }: Piece): boolean => !/^(?:NAME|DAY|HOUR|\|)$/.test(word);

/** "Get lunch with Marcus soon" is a plan, a coffee mug is none. */
function isMeeting(tokens: Sentence['tokens'], first: Piece, last: Piece): boolean {
  const phrase = vocabulary.find(tokens, first.from);
  if (phrase?.means.is !== 'kind' || phrase.means.kind === 'message') return false;
  return phrase.end >= last.to || /^(?:with|w|at|on|soon|next|this|sometime)$/.test(tokens[phrase.end]!.word);
}

/** "Printed his flyers", but not "my signed W9", nor "cobranded postcards". */
function isDeed(group: readonly Piece[], at: number): boolean {
  const { word } = group[at]!;
  if (!isPastVerb(word) && word !== 'went') return false;
  const next = group[at + 1];
  const isOfThing = articles.has(group[at - 1]?.word ?? '');
  return !isOfThing && (!next || !isWord(next) || next.word === 'OWN' || fillers.has(next.word));
}

/** Null if it is nothing to give or to do, or more than a thing. */
export function thingOf({ text, tokens }: Sentence, group: readonly Piece[], max: number): string | null {
  const [first] = group;
  const last = group.at(-1)!;
  const words = group.filter(isWord);
  if (!first || words.length > max || contactVerbs.has(first.word)) return null;
  if (isMeeting(tokens, first, last)) return null;
  const before = tokens[first.from - 1];
  const isOf = before && articles.has(before.word) ? first.from - 1 : first.from;
  const isForThem =
    /^(?:her|his|their)$/.test(tokens[isOf]!.word) && handsOver.has(tokens[isOf - 1]?.word ?? '');
  const start = isForThem ? first.from : isOf;
  if (group.some((_, at) => isDeed(group, at))) return null;
  if (gerunds.test(first.word) && words.length === 1) return null;
  const isWhole = group.every(({ word }) => word !== 'NAME' && word !== 'DAY' && word !== 'HOUR');
  const thing = isWhole
    ? text.slice(tokens[start]!.start, tokens[last.to - 1]!.end)
    : pieceWords(start, group);
  return isEmpty(thing) || contact.test(thing) || givings.test(thing) ? null : thing;

  function pieceWords(from: number, of: readonly Piece[]): string {
    const kept = of.filter(isWord).map((one) => text.slice(tokens[one.from]!.start, tokens[one.to - 1]!.end));
    const article = from < first!.from ? [text.slice(tokens[from]!.start, tokens[from]!.end)] : [];
    return [...article, ...kept].join(' ');
  }
}
