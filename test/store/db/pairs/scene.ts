import pg from 'pg';
import type { Day } from '../../../../src/domain/days/day.ts';
import type { Member } from '../../../../src/domain/members/member.ts';
import { capFor } from '../../../../src/domain/partners/tiers.ts';
import type { CaptureContent } from '../../../../src/domain/touchpoints/capture.ts';
import type { Tier } from '../../../../src/domain/words.ts';
import { addBranchEvent, setGoing } from '../../../../src/store/branch-events.ts';
import { type Database, transaction } from '../../../../src/store/db/database.ts';
import { postpone } from '../../../../src/store/digest/later-choices.ts';
import { decide } from '../../../../src/store/digest/your-call.ts';
import { saveFeedback, stepFeedback } from '../../../../src/store/feedback/feedback-changes.ts';
import { saveArea } from '../../../../src/store/leads/areas.ts';
import { noteAbsence } from '../../../../src/store/members/absences.ts';
import { inviteMembers, joinMember, saveBranch } from '../../../../src/store/members/branches.ts';
import { noteDeparture } from '../../../../src/store/members/departures.ts';
import { setLead } from '../../../../src/store/members/member-settings.ts';
import { findMember } from '../../../../src/store/members/members.ts';
import {
  noteHardClosing,
  saveAdvocate,
  saveAsk,
  saveHelp,
  savePromise,
} from '../../../../src/store/partners/goodwill.ts';
import { handOver } from '../../../../src/store/partners/hand-over.ts';
import { importSet } from '../../../../src/store/partners/import-partners.ts';
import { beginImport } from '../../../../src/store/partners/imports.ts';
import { mergePartners } from '../../../../src/store/partners/merge.ts';
import { addPartner, editPartner, setFit } from '../../../../src/store/partners/partner-edit.ts';
import { addPartners } from '../../../../src/store/partners/partners.ts';
import { archive, setTier } from '../../../../src/store/partners/relationship-changes.ts';
import { settlePlan } from '../../../../src/store/plans.ts';
import { erase } from '../../../../src/store/privacy/erasure.ts';
import { findPartnerToErase } from '../../../../src/store/privacy/erasure-subject.ts';
import { placeLegalHold } from '../../../../src/store/privacy/legal-holds.ts';
import { keepPromise } from '../../../../src/store/promises.ts';
import { saveEntry } from '../../../../src/store/record/expense-record.ts';
import { saveCapture } from '../../../../src/store/touchpoints/captures.ts';
import { keepDraft } from '../../../../src/store/touchpoints/drafts.ts';

/** A Tuesday morning in the branch's zone. */
export const now = new Date('2026-06-09T13:30:00Z');
export const today: Day = '2026-06-09';
export const when = { today, now };

/** A branch in which everything is going on that the operations can touch. */
export interface Scene {
  db: Database;
  branchId: number;
  areaId: number;
  otherBranchId: number;
  /** The manager, who is a lead, too. */
  ada: Member;
  priya: Member;
  sam: Member;
  /** Has no partners, so that she can be erased. */
  lee: Member;
  /** Has left. */
  zoe: Member;
  /** Priya and Sam know both; everyone writes about them. */
  dana: number;
  cy: number;
  /** Priya's, and held by counsel. */
  bo: number;
  /** The branch's. */
  ray: number;
  rows: Rows;
}

/** The rows that operations change, with the member who may. */
export interface Rows {
  captures: Own[];
  /** Added to one of the captures. */
  additions: Own[];
  promises: Own[];
  /** Captures of promises without a contact. */
  promisesAlone: Own[];
  plans: Own[];
  asks: (Own & { partnerId: number })[];
  decisions: Own[];
  postponements: (Own & { partnerId: number })[];
  traces: Own[];
  absences: Own[];
  relationships: (Own & { partnerId: number })[];
  /** Open, and answered. */
  feedback: Own[];
  notes: { id: number; partnerId: number }[];
  growing: { id: number; partnerId: number }[];
  entries: { id: number }[];
  events: { id: number }[];
  holds: { id: number }[];
  drafts: { id: number }[];
  imports: Own[];
  mentions: { id: number }[];
  nudges: { id: number; memberId: number }[];
}

interface Own {
  id: number;
  memberId: number;
}

export const contact: CaptureContent = {
  what: 'touchpoint',
  kind: 'visit',
  word: null,
  on: today,
  today,
  partnerIds: [],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  promises: [],
  feedback: null,
  growing: null,
  note: null,
};

export const gift = {
  item: 'gift',
  payer: 'we did',
  amountCents: 500,
  currency: 'USD',
  purpose: 'a closing well done',
  attendees: null,
  what: 'flowers',
  offeredTo: null,
  attested: true,
} as const;

export const untold = { topic: null, severity: null, aboutId: null, answerBy: null } as const;

let requests = 0;
export const newKey = (): string => `request:${++requests}`;

/** Makes the branch, through the same functions as the bot. */
export async function setScene(db: Database): Promise<Scene> {
  const founded = new Date('2026-05-27T14:00:00Z');
  const person = (id: string, name: string) => ({
    slackUserId: id,
    name,
    email: `${id}@example.com`.toLowerCase(),
    timeZone: 'America/New_York',
  });
  const zone = { timeZone: 'America/New_York', region: 'FL' };
  const boss = person('U1', 'Ada Ruiz');
  const { id: branchId } = await saveBranch(db, { channelId: 'C1', name: 'Tampa', ...zone }, boss, founded);
  const other = await saveBranch(db, { channelId: 'C2', name: 'Ocala', ...zone }, boss, founded);
  await inviteMembers(db, branchId, [
    person('U2', 'Priya Patel'),
    person('U3', 'Sam Cole'),
    person('U4', 'Lee Park'),
    person('U5', 'Zoe Diaz'),
    person('U6', 'Not Yet'),
  ]);
  const joining = { kind: 'originator', meetingsPerWeek: 4, timeZone: null } as const;
  for (const id of ['U1', 'U2', 'U3', 'U4', 'U5']) await joinMember(db, id, joining, founded);
  await setLead(db, (await findMember(db, 'U1'))!.id, true, null, founded);
  const [ada, priya, sam, lee, zoe] = (await Promise.all(
    ['U1', 'U2', 'U3', 'U4', 'U5'].map((id) => findMember(db, id)),
  )) as [Member, Member, Member, Member, Member];
  await noteDeparture(db, zoe.id, now);
  const coast = { name: 'Coast', leadId: ada.id, branchIds: [branchId] };
  const area = await saveArea(db, null, coast, ada.id, now);
  if (area.how !== 'saved') throw new Error('the scene has no area');

  const add = (member: Member, names: string[], tier: Tier) =>
    transaction(db, (tx) =>
      addPartners(
        tx,
        member,
        names.map((name) => ({ name, company: null })),
        tier,
        '2026-05-28',
      ),
    );
  const inner = Array.from({ length: capFor('inner', 4)! - 1 }, (_, index) => `Inner ${index}`);
  const [dana, cy, kim, kimToo, eve] = (await add(
    priya,
    ['Dana Lee', 'Cy Young', 'Kim One', 'Kim Two', 'Eve Stone'],
    'core',
  )) as [number, number, number, number, number];
  const [bo] = (await add(priya, ['Bo Ash', ...inner], 'inner')) as [number];
  await add(sam, ['Dana Lee', 'Cy Young', 'Kim One'], 'core');
  const [ray] = (await add(sam, ['Ray Fox', 'Ann Hill'], 'keep')) as [number];
  await db.query('update relationship set owner_id = null where partner_id = $1', [ray]);

  const request = (member: Member, partnerId: number) => ({ requestKey: newKey(), member, partnerId, now });
  const tell = (member: Member, content: Partial<CaptureContent>, at = now) =>
    saveCapture(db, {
      requestKey: newKey(),
      source: 'words',
      member,
      content: { ...contact, ...content },
      now: at,
    });
  const promises = [{ text: 'workshop slides', dueOn: '2026-06-12' as const }];
  const lately = { on: '2026-06-08', note: 'Eve Stone was there', promises } as const;
  const goals = { feedback: 'slow to call back', growing: 'a second crew' };
  // Years ago, so that the retention has something to let go.
  const long = { on: '2020-03-04', today: '2020-03-04' } as const;
  const longAgo = new Date('2020-03-04T15:00:00Z');
  for (const partnerIds of [[dana], [cy], [cy, dana]]) {
    const old = { ...long, partnerIds, note: 'long ago' };
    await tell(priya, { ...old, growing: 'an office' }, longAgo);
    await tell(sam, { ...old, what: 'attempt', kind: null }, longAgo);
    await tell(priya, { ...old, what: 'plan', place: 'the pier' }, longAgo);
    await tell(sam, { ...old, alongIds: [lee.id] }, longAgo);
  }
  await tell(priya, {
    ...lately,
    ...goals,
    kind: 'meal',
    partnerIds: [dana, cy],
    alongIds: [sam.id, lee.id],
  });
  await tell(sam, { ...lately, kind: 'meal', partnerIds: [cy, dana], alongIds: [priya.id], growing: 'more' });
  await tell(lee, { ...lately, ...goals, partnerIds: [cy, dana], growing: 'a fourth crew' });
  const again = { ...goals, on: '2026-06-08', kind: 'meal', growing: null } as const;
  await tell(priya, { ...again, partnerIds: [dana, cy], note: 'they liked the dessert' });
  await tell(sam, { ...again, partnerIds: [cy, dana], note: 'a good talk' });
  await tell(priya, { ...lately, what: 'attempt', kind: null, partnerIds: [dana] });
  await tell(sam, { what: 'plan', place: 'the pier', partnerIds: [cy, dana] });
  await tell(priya, { what: 'plan', place: 'the café', partnerIds: [dana, cy] });
  await tell(priya, { partnerIds: [dana], newPartners: [{ name: 'Una New', company: null }] });
  for (const member of [priya, sam])
    for (const partnerId of [dana, cy]) {
      const partnerIds = [dana, cy];
      await savePromise(db, {
        ...request(member, partnerId),
        text: 'a list',
        dueOn: '2026-06-12',
        partnerIds,
      });
      await saveHelp(db, { ...request(member, partnerId), kind: 'planning', on: today, note: 'a plan' });
      await saveAsk(db, { ...request(member, partnerId), on: today, answer: 'open', note: 'asked' });
      await saveAdvocate(db, { ...request(member, partnerId), on: today, occasion: 'the fair' });
      await saveEntry(db, {
        ...request(member, partnerId),
        statement: gift,
        facts: { partnerIds, memberIds: [member.id], on: today },
      });
      await noteHardClosing(db, request(member, partnerId));
    }
  const hear = async (member: Member, partnerId: number, aboutId: number | null, answererId?: number) => {
    const details = { ...untold, aboutId, answererId };
    const heard = { partnerIds: [partnerId], text: 'late again', heardOn: today, details };
    const [feedback] = await saveFeedback(db, { ...request(member, partnerId), ...heard });
    return feedback!.id;
  };
  await hear(priya, dana, null, sam.id);
  await hear(sam, cy, null, priya.id);
  await hear(sam, dana, lee.id);
  await stepFeedback(db, await hear(priya, cy, null), priya, 'take on', {}, now);
  await stepFeedback(db, await hear(sam, dana, null), sam, 'answer', { answer: 'we call by five' }, now);

  await postpone(db, priya, [dana], { kind: 'later', until: '2026-06-12' }, today, now);
  await decide(db, priya, dana, { what: 'recommit' }, { ...when, nudgeId: null });
  await decide(db, sam, cy, { what: 'archive' }, { ...when, nudgeId: null });
  const relationshipOf = async (member: Member, partnerId: number) => {
    const of = 'select id from relationship where owner_id = $1 and partner_id = $2';
    return (await db.query<{ id: number }>(of, [member.id, partnerId]))[0]!.id;
  };
  const toKeep = { partnerId: kim, relationshipId: await relationshipOf(priya, kim), tier: 'keep' as const };
  await setTier(db, priya, toKeep, when);
  await mergePartners(db, priya, { keptId: kim, goneId: kimToo }, when);
  await archive(db, sam, await relationshipOf(sam, kim), when);
  await handOver(db, priya, { partnerId: eve, fromId: priya.id, toId: sam.id, note: 'call her' }, when);
  await setFit(db, priya, dana, ['buyers'], when);
  const edited = { kind: 'realtor', phone: null, email: null, growing: null, birthday: null } as const;
  const fields = { ...edited, name: 'Cy Young', company: 'Young & Co', anniversary: null };
  const [card] = await db.query<{ version: number }>('select version from partner where id = $1', [cy]);
  await editPartner(db, priya, cy, { version: card!.version, fields }, now);
  const adding = { fields: { ...fields, name: 'Mo Late' }, tier: 'keep' as const, requestKey: newKey() };
  await addPartner(db, sam, adding, when);
  await erase(db, (await findPartnerToErase(db, eve))!, { dry: false }, now);
  await placeLegalHold(db, { partnerId: bo }, 'a claim', ada, now);
  await keepDraft(db, newKey(), priya, 'workshop slides for Dana', now);

  await noteAbsence(db, sam.id, { from: '2026-06-01', to: '2026-06-05', coverId: priya.id }, null, now);
  await noteAbsence(db, priya.id, { from: '2026-06-22', to: '2026-06-26', coverId: sam.id }, null, now);
  const event = { name: 'Breakfast', place: 'the club', on: '2026-06-10', at: '08:00', branchId } as const;
  const eventId = await addBranchEvent(db, { ...event, repeats: 'weekly' }, priya.id, now);
  for (const member of [priya, sam, lee]) await setGoing(db, eventId, member.id, true);

  // What is finished, for those who reopen it, and what is missing, for those who add it.
  const ofSam = 'select max(id) as id from plan where member_id = $1';
  const [plan] = await db.query<{ id: number }>(ofSam, [sam.id]);
  await settlePlan(db, plan!.id, sam, 'missed', today, now);
  const ofPriya = 'select max(id) as id from promise where member_id = $1';
  const [promise] = await db.query<{ id: number }>(ofPriya, [priya.id]);
  await keepPromise(db, promise!.id, priya, today, now);
  await keepDraft(db, newKey(), sam, 'long ago', longAgo);
  await db.query(`delete from schedule where post = 'plan'`);
  await db.query('delete from branch_event where id = (select max(id) from branch_event)');
  await db.query(
    `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
     select b.id, week, 3, 5, 8, 6 from branch b, unnest('{2026-05-11,2026-05-18,2026-05-25,2026-06-01}'::date[]) as week`,
  );

  await importTwo(db, branchId, ada);
  await planNudges(db, [priya, sam, lee, ada]);
  const rows = await loadRows(db);
  return {
    db,
    branchId,
    areaId: area.id,
    otherBranchId: other.id,
    ada,
    priya,
    sam,
    lee,
    zoe,
    dana,
    cy,
    bo,
    ray,
    rows,
  };
}

/** An import by the manager: a new partner of Priya's, and one of the branch's. */
async function importTwo(db: Database, branchId: number, ada: Member): Promise<void> {
  const importId = (await beginImport(db, {
    ...{ branchId, memberId: ada.id, own: false, requestKey: 'import:V1', now },
  }))!;
  const people = new Map([
    [
      'u2@example.com',
      { slackUserId: 'U2', name: 'Priya Patel', email: 'u2@example.com', timeZone: 'America/New_York' },
    ],
  ]);
  const row = {
    ...({
      company: null,
      kind: 'realtor',
      tier: 'keep',
      phone: '555-0100',
      email: null,
      growing: null,
    } as const),
    lastTouch: { on: '2026-05-01', kind: 'meal', word: 'coffee' } as const,
    ...{ birthday: null, anniversary: null },
  };
  const rows = [
    { ...row, line: 2, name: 'Jon Gray', ownerEmail: 'u2@example.com' },
    { ...row, line: 3, name: 'Ida Brown', ownerEmail: null },
  ];
  await importSet(db, { branchId, rows, people, today, now, importId: async () => importId });
}

async function loadRows(db: Database): Promise<Rows> {
  const lists: Record<keyof Rows, string> = {
    captures: `select id, member_id as "memberId" from capture k where made_at > '2026-01-01' and member_id is not null
                  and id in (select capture_id from touchpoint union select capture_id from attempt union select capture_id from plan)`,
    additions: `select id, member_id as "memberId" from capture where added_to is not null`,
    promises: `select id, member_id as "memberId" from promise`,
    promisesAlone: `select id, member_id as "memberId" from capture
                     where id in (select capture_id from promise where capture_id not in (select capture_id from touchpoint
                                    union select capture_id from attempt union select capture_id from plan))`,
    plans: `select id, member_id as "memberId" from plan where made_on > '2026-01-01'`,
    asks: `select id, member_id as "memberId", partner_id as "partnerId" from ask`,
    decisions: `select distinct f.capture_id as id, f.made_by as "memberId" from relationship_fact f join capture k on k.id = f.capture_id
                 where k.request_key like 'your-call:%' and f.made_by is not null`,
    postponements: `select f.id, f.made_by as "memberId", r.partner_id as "partnerId"
                      from relationship_fact f join relationship r on r.id = f.relationship_id where f.kind = 'later'`,
    traces: `select id, made_by as "memberId" from trace where subject in ('partner', 'relationship') and made_by is not null`,
    absences: `select id, member_id as "memberId" from absence`,
    relationships: `select id, owner_id as "memberId", partner_id as "partnerId" from relationship
                     where owner_id is not null and archived_on is null and tier in ('core', 'keep')`,
    feedback: `select id, coalesce(answerer_id, member_id) as "memberId" from feedback where heard_on > '2026-01-01'`,
    notes: `select t.id, tp.partner_id as "partnerId" from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id
              join touchpoint_partner tp on tp.touchpoint_id = t.id where t.occurred_on > '2026-01-01'`,
    growing: `select g.capture_id as id, g.partner_id as "partnerId" from growing_text g join capture k on k.id = g.capture_id
               where k.made_at > '2026-01-01'`,
    entries: `select id from spend_record`,
    events: `select id from branch_event`,
    holds: `select id from hold`,
    drafts: `select id from draft`,
    imports: `select id, member_id as "memberId" from capture where request_key like 'import:%'`,
    mentions: `select row_id as id from erasure_mention where kind = 'note'`,
    nudges: `select id, member_id as "memberId" from nudge where post = 'digest' and state <> 'planned' and due_at > '2026-01-01'`,
  };
  const rows: Partial<Record<keyof Rows, unknown[]>> = {};
  for (const [kind, list] of Object.entries(lists) as [keyof Rows, string][]) {
    rows[kind] = await db.query(`${list} order by 1`);
    if (rows[kind].length === 0) throw new Error(`the scene has no ${kind}`);
  }
  return rows as unknown as Rows;
}

/** Makes all schedules due, and adds nudges in every state: due, expired, sent long ago, in doubt, with a sender who went away. */
async function planNudges(db: Database, members: readonly Member[]): Promise<void> {
  await db.query(`update schedule set next_at = $1::timestamptz - interval '5 minutes'`, [now]);
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at, state, channel_id, message_ts, lease_until, not_before)
     select 'planted:' || state || ':' || m || ':' || n, gen_random_uuid(), 'digest', m, $2::timestamptz - ago,
            $2::timestamptz - ago + interval '4 hours', state, case when state <> 'planned' then 'D' || m end,
            case when state = 'sent' then m || '.' || n end,
            case when state in ('sending', 'in doubt') then clock_timestamp() - interval '1 hour' end,
            case when state = 'in doubt' then clock_timestamp() - interval '1 hour' end
       from unnest($1::int[]) as m, generate_series(1, 2) as n,
            (values ('planned', interval '1 hour'), ('planned', interval '2 days'), ('sending', interval '1 hour'),
                    ('in doubt', interval '1 hour'), ('sent', interval '1 day'), ('sent', interval '4 years')) as s(state, ago)
     on conflict (key) do nothing`,
    [members.map(({ id }) => id), now],
  );
}

/** Keeps the database as it is now. The returned function brings everything back to this point, in one round trip. */
export async function keepState(url: string): Promise<{ restore(): Promise<void>; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like '\\_%'`,
  );
  await client.query('create schema kept');
  for (const { name } of rows)
    await client.query(`create table kept.${name} as select * from public.${name}`);
  const again = rows.map(
    ({ name }) => `delete from public.${name}; insert into public.${name} select * from kept.${name};`,
  );
  // Foreign keys and the expense record's triggers are for changes that people make.
  let restored = 0;
  const restoring = `begin; set local session_replication_role = 'replica'; ${again.join('\n')} commit;`;
  return {
    restore: async () => {
      await client.query(restoring);
      // What was deleted would slow down all reads.
      if (++restored % 100 === 0) await client.query('vacuum');
    },
    close: () => client.end(),
  };
}
