import type { Day } from '../days/day.ts';
import type { PartnerName } from '../reading/reading.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import type { CaptureWhat } from '../touchpoints/capture.ts';
import type { TouchpointKind } from '../words.ts';
import { dayOfEntry, type EntryWords, readEntryWords } from './entry-words.ts';
import { plainLine } from './plain-line.ts';

/** An order about one entry that is in the book. */
export interface EntryOrder {
  how: 'delete' | 'edit';
  entry: EntryWords;
  /** What it says is right: "coffee with Tom was actually yesterday". */
  right?: Pick<EntryWords, 'day' | 'word'> & { kind: TouchpointKind | null };
}

const lineMax = 120;

const verb =
  /^(?:(?:oops|wait|sorry|no),? )*(?:(?:can|could|would) you )?(?:please )?(?:i (?:want|need) to )?(delete|remove|erase|undo|unlog|take out(?= (?:the|my|that)\b)|get rid of|edit|change|fix|correct) (.+)$/i;
/** "That lunch I logged with Tom never happened, get rid of it", "I logged Joan twice, erase one" */
const behind =
  /^(.+?)(?:,| -|;)? (?:please )?(?:delete|remove|erase|get rid of|undo|take out) (?:it|that|that one|one|one of them|the (?:other|second|extra) one|this)$/i;
const logged =
  / (?:(?:that )?(?:i|we) (?:just )?(?:logged|put in|entered|added|saved)|(?:is |are )?(?:on|in) there|in there)\b/i;
const ofThem = /^(?:i (?:have|got|logged|put in|entered|added)|there's|theres|there is|you have|u have) /i;
const never =
  /,? (?:never happened|didn't happen|didnt happen|did not happen|(?:is|was|it's|its) (?:a )?(?:wrong|mistake|duplicate|dupe|double)|twice(?: for)?|doubled?)\b/gi;

const neverWas = / (?:never happened|didn't happen|didnt happen|did not happen)$/i;
/** "Coffee with Tom was actually yesterday", "Rita's coffee was the 3rd, not the 4th" */
const wasRather =
  /^(.{5,60}?) (?:was|were|is|happened)(?: on)? (?:(actually|really|supposed to be|meant to be) )?(.{3,30}?)(?:,? (?:and )?(?:not|instead of) (.{3,30}))?$/i;

/** Why it goes, which changes nothing about it. */
const why =
  /,? (?:(?:because|since|cause|bc) )?(?:i |it |that |it's |its |was |is |we )+(?:(?:never |didn't |didnt |did not |not )?(?:happen(?:ed)?|duplicate|a (?:duplicate|mistake|dupe|double)|a mistake|wrong|an error|logged (?:it |that )?twice|put (?:it |that )?in (?:by mistake|wrong|twice)|(?:logged|entered|added) (?:it |that )?(?:by mistake|by accident)))$/i;
const neverBehind = /, (?:it |that )?(?:never happened|didn't happen|didnt happen)$/i;
const fromWhere = / (?:from|in|off) (?:my |the )?(?:log|book|history|list|rapport|record)$/i;

/**
 * The order that the whole line gives about one entry: "delete the coffee with dana". Null for any other line, and where
 * a word tells of more than a kind, a day, and names, because that may be something to log.
 */
export function readEntryOrder(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): EntryOrder | null {
  if (said.length > lineMax) return null;
  const line = plainLine(said);
  const corrected = readCorrected(line, book, today, limit);
  if (corrected) return corrected;
  const [, spoken] = behind.exec(line) ?? [];
  const after =
    spoken && (logged.test(spoken) || ofThem.test(spoken) || neverWas.test(spoken)) ? spoken : null;
  const [, by = '', of = ''] = after
    ? [
        '',
        'delete',
        after
          .replace(ofThem, '')
          .replace(logged, ' ')
          .replace(never, ' ')
          .replace(/^that /i, 'the '),
      ]
    : (verb.exec(line) ?? []);
  const how = /^(?:edit|change|fix|correct)$/i.test(by) ? 'edit' : 'delete';
  // "Change lunch with Joan to Friday" is an order of another kind.
  if (how === 'edit' && /\bto\b/i.test(of)) return null;
  const entry =
    of &&
    readEntryWords(of.replace(why, '').replace(neverBehind, '').replace(fromWhere, ''), book, today, limit);
  if (!entry) return null;
  // "I got Joan on there twice for yesterday" names no kind, but what was logged.
  const isEntry = entry.kind !== null || entry.isAny || after !== null;
  if (!isEntry || (entry.names.length === 0 && entry.day === null)) return null;
  return { how, entry };
}

/** Only what names a partner and a kind, and says nothing but a day or a kind of it, puts it right. */
function readCorrected(
  line: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): EntryOrder | null {
  const [, of, really, is, isNot] = wasRather.exec(line) ?? [];
  if (!of || !is || (!really && !isNot)) return null;
  const read = (words: string) => readEntryWords(words, book, today, limit);
  const [entry, right, wrong] = [read(of), read(is), isNot ? read(isNot) : null];
  if (!entry?.kind || entry.kind === 'attempt' || entry.names.length === 0) return null;
  if (!right || right.kind === 'attempt' || right.names.length > 0 || (isNot && !wrong)) return null;
  if ((right.day === null) === (right.kind === null)) return null;
  const { day, kind, word } = right;
  return {
    how: 'edit',
    entry: { ...entry, day: entry.day ?? wrong?.day ?? null },
    right: { day, kind, word },
  };
}

/** An entry as far as words can tell it from others. */
export interface NamedEntry {
  captureId: number;
  what: CaptureWhat;
  kind: TouchpointKind | null;
  word: string | null;
  on: Day;
  partners: { id: number; name: string }[];
}

/** Those that the words fit. A tap kept no word, so its kind is enough. */
export function entriesMeant<Entry extends NamedEntry>(
  words: EntryWords,
  entries: readonly Entry[],
  today: Day,
): Entry[] {
  return entries.filter((entry) => {
    const isKind =
      words.kind === null ||
      (words.kind === 'attempt' ? entry.what === 'attempt' : entry.kind === words.kind);
    const isWord = words.word === null || entry.word === null || entry.word === words.word;
    const day = words.day && dayOfEntry(words.day, entry.what === 'plan', today);
    const isNamed = words.names.every(({ ids }) => entry.partners.some(({ id }) => ids.includes(id)));
    return isKind && isWord && isNamed && (day === null || day === entry.on);
  });
}
