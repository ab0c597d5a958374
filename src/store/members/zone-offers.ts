import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { ListedUser } from '../../domain/members/slack-user.ts';
import { offerOf } from '../../domain/members/zone-offer.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { loadSettings, saveSettings } from './member-settings.ts';

/**
 * Records the zones that Slack names, and makes an offer of each that has changed. A member's first is only remembered:
 * theirs may differ because they chose it.
 */
export async function noteZones(db: Database, users: readonly ListedUser[]): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await tx.query<{ id: number; own: string; was: string | null; is: string }>(
      `select m.id, m.zone as own, m.slack_zone as was, u."timeZone" as is
         from jsonb_to_recordset($1::jsonb) as u("slackUserId" text, "timeZone" text)
         join member m on m.slack_user_id = u."slackUserId"
        where u."timeZone" is not null and m.slack_zone is distinct from u."timeZone"
        order by m.id for no key update of m`,
      [JSON.stringify(users)],
    );
    if (changed.length === 0) return;
    const noted = changed.map(({ id, own, was, is }) => ({
      id,
      is,
      offer: was === null ? null : offerOf(own, is),
    }));
    await tx.query(
      `update member set slack_zone = n."is", zone_offer = n.offer, zone_offered_on = null
         from jsonb_to_recordset($1::jsonb) as n(id int, "is" text, offer text) where member.id = n.id`,
      [JSON.stringify(noted)],
    );
  });
}

/** Records that a morning's list is about to show the offer. */
export async function noteZoneOffered(tx: Sql, memberId: number, shownOn: Day): Promise<void> {
  await tx.query(
    `update member set zone_offered_on = $2
      where id = $1 and zone_offer is not null and zone_offered_on is null`,
    [memberId, shownOn],
  );
}

/** Moves a member to the zone of an offer. Their other settings stay. */
export async function takeZone(db: Database, member: Member, timeZone: string, now: Date): Promise<void> {
  await saveSettings(db, member, { ...(await loadSettings(db, member.id)), timeZone }, now);
}
