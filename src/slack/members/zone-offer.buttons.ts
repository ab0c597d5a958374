import { z } from 'zod';
import { isTimeZone } from '../../domain/members/time-zones-and-regions.ts';
import { useZoneAction, zoneTaken } from '../../messages/members/zone-offer.ts';
import { findMember } from '../../store/members/members.ts';
import { takeZone } from '../../store/members/zone-offers.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { homeScreenOf, publishHome } from '../home/home.ts';

/** "Use Pacific Time", in a morning list or in Home. */
export const zoneButton = defineAction({
  id: useZoneAction,
  may: 'member',
  value: z.string().refine(isTimeZone),
  async press({ context, member, now, view, responseUrl, value }) {
    await takeZone(context.db, member, value, now);
    return async () => {
      const message = zoneTaken(value, member.digestAt);
      if (!view) return answer(context, member, { responseUrl }, message);
      const known = (await findMember(context.db, member.slackUserId)) ?? member;
      return publishHome(context, known, { screen: homeScreenOf(view) ?? undefined, note: message.text });
    };
  },
});
