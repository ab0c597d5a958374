import { officeWeekdays, type WorkCalendar } from '../../src/domain/days/calendar.ts';
import { compareDays, type Day } from '../../src/domain/days/day.ts';
import { isFederalHoliday } from '../../src/domain/days/holidays.ts';
import { chicagoPartners } from '../cast/chicago.ts';
import type { CastPartner } from '../cast/partner.ts';
import { absences, type BranchName, type Handle, members } from '../cast/people.ts';
import { phoenixPartners } from '../cast/phoenix.ts';
import { tampaPartners } from '../cast/tampa.ts';
import { startRandom } from '../random.ts';
import type { Deed } from './deeds.ts';
import { liveHalfYear } from './live-days.ts';
import { story } from './story.ts';

export const partnersOf: Readonly<Record<BranchName, readonly CastPartner[]>> = {
  Tampa: tampaPartners,
  Phoenix: phoenixPartners,
  Chicago: chicagoPartners,
};

/** Each member's deeds of half a year, by day. The same seed gives the same deeds. */
export function inventHistory(seed: number): Map<Handle, Deed[]> {
  const deeds = [
    ...story,
    ...Object.values(partnersOf)
      .flat()
      .flatMap((partner) => liveWith(partner, seed)),
  ];
  return new Map(
    members.map(({ handle }) => [
      handle,
      deeds.filter((deed) => deed.by === handle).sort((a, b) => compareDays(a.on, b.on)),
    ]),
  );
}

function liveWith(partner: CastPartner, seed: number): Deed[] {
  return partner.owners.flatMap((handle, index) =>
    liveHalfYear(
      {
        by: handle,
        partner: partner.name,
        kind: partner.kind,
        tier: partner.tier,
        course: partner.course,
        said: index === 0 ? partner.said : null,
        calendar: calendarWith(handle, partner),
        colleague: colleagueOf(handle),
      },
      startRandom(seed, `${handle} and ${partner.name}`),
    ),
  );
}

/** The member's working days, minus absences and the partner's quiet time. */
function calendarWith(handle: Handle, partner: CastPartner): WorkCalendar {
  const away: { from: Day; to: Day }[] = absences.filter(({ who }) => who === handle);
  const quiet = story.flatMap((deed) =>
    deed.what === 'quiet' && deed.partner === partner.name ? [{ from: deed.on, to: deed.until }] : [],
  );
  return { weekdays: officeWeekdays, isHoliday: isFederalHoliday, away: [...away, ...quiet] };
}

/** The next member of the branch in the list, leads excluded, so that some visits have two members. Null if there is no other. */
function colleagueOf(handle: Handle): Handle | null {
  const { branch } = memberOf(handle).member;
  const same = members.filter(({ member }) => member.branch === branch && !member.isLead);
  const next = same[(same.findIndex((one) => one.handle === handle) + 1) % same.length];
  return next && next.handle !== handle ? next.handle : null;
}

const memberOf = (handle: Handle) => members.find((member) => member.handle === handle)!;
