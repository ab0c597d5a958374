import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { RememberedDay } from '../../domain/digest/days-to-remember.ts';
import { listToday } from '../../domain/digest/digest.ts';
import type { HandledToday, ShownLine } from '../../domain/digest/shown-line.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Message } from '../../messages/blocks.ts';
import { digestMessage } from '../../messages/digest/digest.ts';
import { loadDigestInput } from '../../store/digest/digest.ts';
import { loadShownLines } from '../../store/digest/digest-lines.ts';
import { loadHandledToday } from '../../store/digest/handled-today.ts';
import { todayOf } from '../members/members.ts';

/** As many as a person does in a day before the rest is told by the list's absence. */
const handledMax = 8;

/** What a line shows by itself while its partner is still on the list. */
const inLine: ReadonlySet<HandledToday['matter']> = new Set(['contact', 'later', 'decision']);

/** The member's list as it is now: the five of the digest, the rest, and what was dealt with today and left it. */
interface ListNow {
  today: Day;
  lines: ShownLine[];
  rest: ShownLine[];
  handled: HandledToday[];
  days: readonly RememberedDay[];
}

export async function loadListNow(context: Context, member: Member): Promise<ListNow> {
  const { db } = context;
  const today = todayOf(context, member);
  const input = await loadDigestInput(db, member, today);
  // What the mornings have shown lately is still open: only the digest that comes by itself waits a week to repeat it.
  const all = input.relationships.map((relationship) => ({ ...relationship, lastShownOn: null }));
  const { lines, rest } = listToday({ ...input, relationships: all }, today);
  const shown = await loadShownLines(db, member, [...lines, ...rest], today);
  const listed = new Set(shown.map(({ line }) => line.partnerId));
  const first = new Set(lines.map((line) => line.partnerId));
  const settled = await loadHandledToday(db, member, today, handledMax);
  return {
    today,
    lines: shown.filter(({ line }) => first.has(line.partnerId)),
    rest: shown.filter(({ line }) => !first.has(line.partnerId)),
    days: input.days,
    handled: settled.filter(({ partnerId, matter }) => !listed.has(partnerId) || !inLine.has(matter)),
  };
}

/** Today's digest on demand, at any hour. Nothing counts as shown: that is for the one of the morning. */
export const digestNow = async (context: Context, member: Member): Promise<Message> =>
  drawListNow(member, await loadListNow(context, member));

export function drawListNow(
  member: Member,
  { today, lines, rest, handled: settled, days }: ListNow,
  note?: string,
): Message {
  return digestMessage({
    name: member.name,
    surface: { nudgeId: null, shownOn: today },
    today,
    lines,
    more: rest.length,
    days,
    handled: settled,
    stamp: newStamp(),
    ...(note ? { note } : {}),
  });
}

/** Another one each time: rows that keep their id would keep what was chosen in their menus. */
export const newStamp = (): string => (Date.now() + stamps++).toString(36);
let stamps = 0;
