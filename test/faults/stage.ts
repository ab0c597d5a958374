import { randomBytes } from 'node:crypto';
import type { Member } from '../../src/domain/members/member.ts';
import { recomputeClocks } from '../../src/store/clocks/clocks.ts';
import { openDatabase, type Sql, transaction } from '../../src/store/db/database.ts';
import { saveBranch } from '../../src/store/members/branches.ts';
import { findMember } from '../../src/store/members/members.ts';
import { addPartners } from '../../src/store/partners/partners.ts';
import { databaseUrl, onServer } from '../support/server.ts';

/** Where worlds are made: a server, and a populated database that is copied for each world. */
export interface Stage {
  serverUrl: string;
  /** Prefix of database names. */
  prefix: string;
  /** Name of the database that is copied. */
  peopled: string;
}

export const most = { members: 6, days: 10 };

/** Working days around the fall clock change in the United States. None is a holiday. */
export const days = [
  ...['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30'],
  ...['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'],
] as const;

/** @param template a migrated database */
export async function setStage(serverUrl: string, prefix: string, template: string): Promise<Stage> {
  const peopled = `${prefix}peopled_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${peopled} TEMPLATE ${template}`);
  await populate(databaseUrl(serverUrl, peopled));
  return { serverUrl, prefix, peopled };
}

/**
 * Adds members with a partner first due on each of the days, so that no digest is empty, and with lunch planned on each of
 * them, so that each evening has something to ask.
 */
async function populate(url: string): Promise<void> {
  const db = openDatabase({ url });
  const founded = new Date('2026-10-23T12:00:00Z');
  const person = { slackUserId: 'U0', name: 'Ada Ruiz', email: null, timeZone: 'America/New_York' };
  await saveBranch(
    db,
    { channelId: 'C0', name: 'Tampa', timeZone: 'America/New_York', region: null },
    person,
    founded,
  );
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state)
     select 'U' || n, b.id, 'Member ' || n, b.zone, 'active' from branch b, generate_series(1, $1::int) n`,
    [most.members],
  );
  for (let index = 1; index <= most.members; index++) {
    const owner = (await findMember(db, `U${index}`))!;
    await transaction(db, async (tx) => {
      const partners = days.map((day) => ({ name: `Partner of ${day} ${index}`, company: null }));
      const ids = await addPartners(tx, owner, partners, 'core', '2026-10-23');
      const rows = await tx.query<{ id: number }>(
        `update relationship_fact f set until_day = d.day, face_day = d.day + 60
           from unnest($1::int[], $2::date[]) as d(partner_id, day), relationship r
          where r.partner_id = d.partner_id and f.relationship_id = r.id and f.kind = 'first due' returning r.id`,
        [ids, days],
      );
      await recomputeClocks(
        tx,
        rows.map((row) => row.id),
      );
      await planLunches(tx, owner);
    });
  }
  await db.close();
}

/** With someone who is not due before the last of the days. */
async function planLunches(sql: Sql, owner: Member): Promise<void> {
  const [partnerId] = await addPartners(
    sql,
    owner,
    [{ name: `Luncher ${owner.name}`, company: null }],
    'keep',
    '2026-10-23',
  );
  await sql.query(
    `with c as (insert into capture (request_key, member_id, source, made_at)
                select concat('lunch:', $1::int, ':', day), $1, 'words', '2026-10-23' from unnest($3::date[]) as d(day)
                returning id, request_key)
     insert into plan (capture_id, partner_id, member_id, kind, word, made_on, planned_on, at_time)
     select id, $2, $1, 'meal', 'lunch', '2026-10-23', split_part(request_key, ':', 3)::date, '12:00' from c`,
    [owner.id, partnerId, days],
  );
}

/** Copies the populated database. */
export async function copyDatabase(stage: Stage): Promise<{ url: string; drop(): Promise<void> }> {
  const name = stage.prefix + randomBytes(6).toString('hex');
  await onServer(stage.serverUrl, `CREATE DATABASE ${name} TEMPLATE ${stage.peopled}`);
  return {
    url: databaseUrl(stage.serverUrl, name),
    drop: async () => {
      await onServer(stage.serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
