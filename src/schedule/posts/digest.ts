import { worksWithPartners } from '../../domain/access.ts';
import { isWorkingDay } from '../../domain/days/calendar.ts';
import { dayIn } from '../../domain/days/day.ts';
import { askingLine } from '../../domain/digest/asking-line.ts';
import { composeDigest } from '../../domain/digest/digest.ts';
import type { ShownLine } from '../../domain/digest/shown-line.ts';
import { offeredZone } from '../../domain/members/zone-offer.ts';
import { digestPolicy } from '../../domain/policy.ts';
import { digestMessage, pickFive } from '../../messages/digest/digest.ts';
import { tierQuestion } from '../../messages/partners/tier-questions.ts';
import { loadDigestInput } from '../../store/digest/digest.ts';
import { loadShownLines } from '../../store/digest/digest-lines.ts';
import { loadNextBrief } from '../../store/digest/meetings.ts';
import { noteShowings } from '../../store/digest/showings.ts';
import { chooseQuestion } from '../../store/feedback/questions.ts';
import { findMemberById } from '../../store/members/members.ts';
import { noteZoneOffered } from '../../store/members/zone-offers.ts';
import { findTierQuestion, noteTierQuestion } from '../../store/partners/tier-questions.ts';
import { hours, type Post } from './post.ts';

/** To each member, at their hour on their working days: who to see today and why. It expires when the morning is over. */
export const digest: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(digestPolicy.expiresHours)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (member?.state !== 'active') return { close: 'cancelled', reason: 'not a member anymore' };
    if (!worksWithPartners(member)) return { close: 'empty', reason: 'reads the record only' };
    const today = dayIn(member.timeZone, now);

    const input = await loadDigestInput(db, member, today);
    const composed = composeDigest(input, today);
    if (composed === null && !isWorkingDay(today, input.calendar)) return { close: 'empty' };
    if (composed?.kind === 'pick-five') return { to: { member }, message: pickFive(member.name) };

    const { lines: listed, more, days, meetings: planned } = composed ?? nothing;
    const zone = offeredZone(member, today);
    // One question a morning.
    const question = zone
      ? null
      : await findTierQuestion(db, member, { day: today, now, listed: listed.map((line) => line.partnerId) });
    const lines = await loadShownLines(db, member, listed, today, today, { isAsked: question !== null });
    if (lines.length + days.length + planned.length === 0 && !question) return { close: 'empty' };
    const meetings = await loadNextBrief(db, member, planned, { day: today, today, now });
    const asked = question ? null : questionFor(lines, askingLine(lines, meetings));
    const surface = { nudgeId: nudge.id, shownOn: today };
    const stamp = 'sent';
    return {
      to: { member },
      message: digestMessage({
        name: member.name,
        surface,
        today,
        lines,
        meetings,
        more,
        days,
        zone,
        question: question && tierQuestion(question, { surface, today, stamp }),
        stamp,
      }),
      async onSend(tx) {
        if (zone) await noteZoneOffered(tx, member.id, today);
        if (question) await noteTierQuestion(tx, member.id, question, today);
        if (asked) await chooseQuestion(tx, member, asked.partnerId, asked.wording, today);
        await noteShowings(tx, member.id, {
          nudgeId: nudge.id,
          shownOn: today,
          lines: lines.map(({ line }) => line),
          more,
          question,
        });
      },
    };
  },
};

const nothing = { lines: [], more: 0, days: [], meetings: [] };

/** A question that this list is the first to show. From then on it counts as chosen: after the meeting comes whether it was put. */
function questionFor(lines: readonly ShownLine[], partnerId: number | null) {
  const { question = null, chosen = false } =
    lines.find(({ line }) => line.partnerId === partnerId)?.partner.toAsk ?? {};
  return partnerId === null || question === null || chosen ? null : { partnerId, wording: question };
}
