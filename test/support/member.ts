import type { Member } from '../../src/domain/members/member.ts';
import type { MemberRole } from '../../src/domain/words.ts';

/** A member for tests of rules and messages. */
export function aMember(
  id: number,
  roles: MemberRole[] = ['member'],
  home = 1,
  more: Partial<Member> = {},
): Member {
  const branch = {
    id: home,
    name: 'Here',
    channelId: 'C1',
    timeZone: 'America/Chicago',
    region: null,
    daysOff: [],
    holidayChanges: [],
  };
  return {
    id,
    slackUserId: `U${id}`,
    name: `Person ${id}`,
    timeZone: branch.timeZone,
    zoneOffer: null,
    joinedOn: '2026-01-05',
    innerAskedOn: null,
    closeAskedOn: null,
    state: 'active',
    kind: 'originator',
    roles,
    meetingsPerWeek: 4,
    workdays: [1, 2, 3, 4, 5],
    digestAt: '08:00',
    remindedOfPlans: false,
    dmChannelId: null,
    manages: [],
    branch,
    ...more,
  };
}
