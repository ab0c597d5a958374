import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { RememberedDay } from '../../domain/digest/days-to-remember.ts';
import { listToday } from '../../domain/digest/digest.ts';
import type { TodaysMeetings } from '../../domain/digest/meetings.ts';
import type { HandledToday, ShownLine } from '../../domain/digest/shown-line.ts';
import type { Member } from '../../domain/members/member.ts';
import { offeredZone } from '../../domain/members/zone-offer.ts';
import type { TierQuestion } from '../../domain/partners/tier-questions.ts';
import type { Message } from '../../messages/blocks.ts';
import { digestMessage } from '../../messages/digest/digest.ts';
import type { Tapped } from '../../messages/digest/digest-line.ts';
import { tierQuestion } from '../../messages/partners/tier-questions.ts';
import { loadDigestInput } from '../../store/digest/digest.ts';
import { loadShownLines } from '../../store/digest/digest-lines.ts';
import { loadHandledToday } from '../../store/digest/handled-today.ts';
import { loadNextBrief } from '../../store/digest/meetings.ts';
import { loadTierQuestion } from '../../store/partners/tier-questions.ts';
import { todayOf } from '../members/members.ts';

/** As many as a person handles in a day. Older ones are simply absent from the list. */
const handledInList = 8;

/** What a line itself shows while its partner is still on the list. */
const inLine: ReadonlySet<HandledToday['matter']> = new Set(['contact', 'later', 'decision']);

/** The member's current list: the digest's five lines, the rest, and what was handled today and has left the list. */
export interface ListNow {
  today: Day;
  lines: ShownLine[];
  rest: ShownLine[];
  handled: HandledToday[];
  days: readonly RememberedDay[];
  /** The one that this morning's list asked. */
  question: TierQuestion | null;
  meetings: TodaysMeetings;
}

/** `handledMax`: how much of what was handled today to load; 0 spares the query. `withBrief`: of the next meeting. */
export async function loadListNow(
  context: Context,
  member: Member,
  { handledMax = handledInList, withBrief = false }: { handledMax?: number; withBrief?: boolean } = {},
): Promise<ListNow> {
  const { db } = context;
  const today = todayOf(context, member);
  const input = await loadDigestInput(db, member, today);
  // Lines that recent mornings have shown are still open. Only the scheduled digest waits a week before it repeats them.
  const all = input.relationships.map((relationship) => ({ ...relationship, lastShownOn: null }));
  const { lines, rest } = listToday({ ...input, relationships: all }, today);
  const question = await loadTierQuestion(db, member, { day: today, now: context.now() });
  const isAsked = question !== null;
  const shown = await loadShownLines(db, member, [...lines, ...rest], today, today, { isAsked });
  const listed = new Set(shown.map(({ line }) => line.partnerId));
  const first = new Set(lines.map((line) => line.partnerId));
  // What happened, or did not, is among what was handled.
  const meetings = input.meetings.filter(
    ({ settled: how, met }) => !met && how !== 'held' && how !== 'missed',
  );
  const settled = handledMax > 0 ? await loadHandledToday(db, member, today, handledMax) : [];
  return {
    today,
    lines: shown.filter(({ line }) => first.has(line.partnerId)),
    rest: shown.filter(({ line }) => !first.has(line.partnerId)),
    days: input.days,
    question,
    meetings: withBrief
      ? await loadNextBrief(db, member, meetings, { day: today, today, now: context.now() })
      : { meetings, next: null },
    handled: settled.filter(({ partnerId, matter }) => !listed.has(partnerId) || !inLine.has(matter)),
  };
}

/** Today's digest on demand, at any hour. Nothing is recorded as shown: only the morning digest does that. */
export const digestNow = async (context: Context, member: Member): Promise<Message> =>
  drawListNow(member, await loadListNow(context, member, { withBrief: true }));

export function drawListNow(
  member: Member,
  { today, lines, rest, handled: settled, days, meetings, question }: ListNow,
  note?: string,
  tapped?: Tapped,
): Message {
  const surface = { nudgeId: null, shownOn: today };
  const stamp = newStamp();
  return digestMessage({
    name: member.name,
    surface,
    today,
    lines,
    more: rest.length,
    days,
    meetings,
    handled: settled,
    zone: offeredZone(member, today),
    question: question && tierQuestion(question, { surface, today, stamp }),
    stamp,
    ...(note ? { note } : {}),
    ...(tapped ? { tapped } : {}),
  });
}

/** Different each time: rows that kept their id would also keep the choices in their menus. */
export const newStamp = (): string => (Date.now() + stamps++).toString(36);
let stamps = 0;
