import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { halfLine, readTypedNames, type TypedNames, wholeName } from '../../domain/partners/typed-names.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import type { Message } from '../../messages/blocks.ts';
import { plainMessage } from '../../messages/blocks.ts';
import { halvesAnswered, namesSkipped, namesTaken } from '../../messages/partners/names-taken.ts';
import { isRestingBook } from '../../store/partners/book.ts';
import {
  findLastNames,
  findNames,
  leaveNames,
  type NamesAsked,
  namesKey,
} from '../../store/partners/names-asked.ts';
import { keepDraft } from '../../store/touchpoints/drafts.ts';
import { addOrAsk } from './add-named.ts';

/** A message of lines, none of them refused. */
export interface Heard {
  context: Context;
  member: Member;
  book: readonly PartnerName[];
  lines: readonly string[];
  today: Day;
  eventId: string;
  /** Whether a line asks or orders something. */
  isOrder(line: string): boolean;
}

/** What to say of the names, and the lines that tell something else. */
export interface HeardNames {
  messages: Message[];
  told: string[];
}

/** "Add Zoe Hart", "new partners: Zoe Hart, Hart Homes" */
const asksToAdd =
  /^(?:please |can you |could you )?(?:add(?: (?:a |new )?partners?:?)?|new partners?:?)\s+(?=\p{L})/iu;

/** Who sends names one by one is still at it. Milliseconds. */
const namesMs = 15 * 60 * 1000;
/** As many as are asked for on the first day. */
const firstNamesMax = 5;
/** "Pete who?" is answered on the same day. Milliseconds. */
const halfMs = 12 * 60 * 60 * 1000;

/**
 * Takes names as people type them, where names were asked for or the first line says to add them, and answers to "Pete
 * who?". Null for anything else. The words are kept first: delivered again, they are still names.
 */
export async function hearNames(heard: Heard): Promise<HeardNames | null> {
  const { context, member, lines } = heard;
  const { db } = context;
  const now = context.now();
  const kept = await findNames(db, namesKey(heard.eventId), member);
  const last = kept ? null : await findLastNames(db, member, new Date(now.getTime() - halfMs));
  const answered = last && !last.finished ? await answerHalves(heard, last) : null;
  if (answered) return answered;

  const [first = '', ...others] = lines;
  const saysAdd = asksToAdd.test(first);
  const names = readTypedNames([first.replace(asksToAdd, ''), ...others], heard.today, heard.isOrder);
  if (!names) return null;
  const isAtIt = last !== null && now.getTime() - last.madeAt.getTime() < namesMs && !isKnown(heard, names);
  if (!kept && !saysAdd && !isAtIt && !(await isRestingBook(db, member))) return null;

  const halves = names.halves.map(halfLine).join('\n');
  const asked = kept ?? {
    id: await keepDraft(db, namesKey(heard.eventId), member, lines.join('\n'), now),
    said: lines.join('\n'),
    madeAt: now,
    finished: false,
  };
  const when = { today: heard.today, now };
  const { added, questions } = await addOrAsk({ context, member, ...when }, names.partners, heard.eventId);
  if (asked.said === lines.join('\n')) await leaveNames(db, asked, halves, now);
  const partners = kept ? added.map((one) => ({ ...one, added: true })) : added;
  const stillAsked = asked.finished && asked.said === '' ? [] : names.halves;
  const taken = { draftId: asked.id, partners, halves: stillAsked, unread: names.unread };
  const isTold = partners.length + stillAsked.length + names.unread.length > 0;
  return { messages: [...(isTold ? [namesTaken(taken)] : []), ...questions], told: names.told };
}

/** Whether a partner of the book is named: then it is about them. */
const isKnown = ({ book }: Heard, { partners, halves }: TypedNames): boolean =>
  book
    .map(({ name }) => nameKey(name))
    .some(
      (known) =>
        partners.some(({ name }) => known === nameKey(name)) ||
        halves.some(({ name }) => known.split(' ').includes(nameKey(name))),
    );

/** The people of an open question. */
export const halvesOf = (asked: NamesAsked, today: Day): NewPartner[] =>
  readTypedNames(asked.said.split('\n'), today)?.halves ?? [];

const skip =
  /^(?:skip|skip (?:it|him|her|them|that)|no idea|(?:i )?(?:don['’]?t|do not) know|idk|never ?mind)[.!\s]*$/i;
const just = /^(?:just |only )/i;

async function answerHalves(heard: Heard, asked: NamesAsked): Promise<HeardNames | null> {
  const { context, member, lines, today } = heard;
  const now = context.now();
  const halves = halvesOf(asked, today);
  if (lines.length === 1 && skip.test(lines[0]!)) {
    await leaveNames(context.db, asked, '', now);
    return { messages: [plainMessage(namesSkipped(halves.map(({ name }) => name)))], told: [] };
  }
  const left = [...halves];
  const whole: NewPartner[] = [];
  const told: string[] = [];
  for (const line of lines) {
    const found = heard.isOrder(line) ? null : answerIn(line, left, lines.length === halves.length);
    if (!found) told.push(line);
    else {
      whole.push(found.partner);
      left.splice(left.indexOf(found.half), 1);
    }
  }
  if (whole.length === 0) return null;
  const { added, questions } = await addOrAsk({ context, member, today, now }, whole, heard.eventId);
  await leaveNames(context.db, asked, left.map(halfLine).join('\n'), now);
  // In a book just begun, those named with them are who they may have seen.
  const others = heard.book.length <= firstNamesMax ? heard.book.map(({ name }) => name) : [];
  const message = halvesAnswered({ draftId: asked.id, partners: added, halves: left, others });
  return { messages: [...(added.length + left.length > 0 ? [message] : []), ...questions], told };
}

/** Whom a line completes. A last name alone is that of the only one, or of the next in turn. */
function answerIn(
  line: string,
  halves: readonly NewPartner[],
  inTurn: boolean,
): { half: NewPartner; partner: NewPartner } | null {
  for (const half of halves) {
    if (just.test(line) && nameKey(line.replace(just, '')) === nameKey(half.name))
      return { half, partner: half };
    const partner = wholeName(half, line);
    if (partner && (halves.length === 1 || inTurn || /\s/.test(line))) return { half, partner };
  }
  return null;
}
