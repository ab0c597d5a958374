import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { composeDigest, endsWithWeeks } from '../../domain/digest/digest.ts';
import { offeredZone } from '../../domain/members/zone-offer.ts';
import { digestPolicy } from '../../domain/policy.ts';
import { countKeptWeeks } from '../../domain/week/rhythm.ts';
import { digestMessage, pickFive, square } from '../../messages/digest/digest.ts';
import { loadDigestInput } from '../../store/digest/digest.ts';
import { loadShownLines } from '../../store/digest/digest-lines.ts';
import { noteShowings } from '../../store/digest/showings.ts';
import { findMemberById } from '../../store/members/members.ts';
import { noteZoneOffered } from '../../store/members/zone-offers.ts';
import { loadKeptWeeks } from '../../store/week/weeks.ts';
import { hours, type Post } from './post.ts';

/** To each member, at their hour on their working days: who to see today and why. It expires when the morning is over. */
export const digest: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(digestPolicy.expiresHours)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (member?.state !== 'active') return { close: 'cancelled', reason: 'not a member anymore' };
    if (!worksWithPartners(member)) return { close: 'empty', reason: 'reads the record only' };
    const today = dayIn(member.timeZone, now);

    const composed = composeDigest(await loadDigestInput(db, member, today), today);
    if (composed === null) return { close: 'empty' };
    const weeks = endsWithWeeks(today) ? countKeptWeeks(await loadKeptWeeks(db, member.id)) : null;
    if (composed.kind === 'square') return { to: { member }, message: square(member.name, weeks) };
    if (composed.kind === 'pick-five') return { to: { member }, message: pickFive(member.name) };

    const lines = await loadShownLines(db, member, composed.lines, today);
    const { more, days } = composed;
    const zone = offeredZone(member, today);
    if (lines.length + days.length === 0) return { close: 'empty' };
    return {
      to: { member },
      message: digestMessage({
        name: member.name,
        surface: { nudgeId: nudge.id, shownOn: today },
        today,
        lines,
        more,
        days,
        weeks,
        zone,
        stamp: 'sent',
      }),
      async onSend(tx) {
        if (zone) await noteZoneOffered(tx, member.id, today);
        await noteShowings(tx, member.id, {
          nudgeId: nudge.id,
          shownOn: today,
          lines: lines.map(({ line }) => line),
          more,
        });
      },
    };
  },
};
