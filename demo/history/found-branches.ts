import type { Day } from '../../src/domain/days/day.ts';
import { addDays } from '../../src/domain/days/day.ts';
import type { SlackPerson } from '../../src/domain/members/slack-user.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import { addBranchEvent, setGoing } from '../../src/store/branch-events.ts';
import type { Database } from '../../src/store/db/database.ts';
import { saveArea } from '../../src/store/leads/areas.ts';
import { noteAbsence } from '../../src/store/members/absences.ts';
import { findBranch, joinMember, saveBranch } from '../../src/store/members/branches.ts';
import { setLead } from '../../src/store/members/member-settings.ts';
import { findMember } from '../../src/store/members/members.ts';
import { greet } from '../../src/store/members/welcomes.ts';
import { importSet } from '../../src/store/partners/import-partners.ts';
import { events } from '../cast/events.ts';
import type { CastPartner } from '../cast/partner.ts';
import {
  absences,
  areas,
  emailOf,
  members,
  type Office,
  offices,
  type Person,
  people,
} from '../cast/people.ts';
import { known } from '../cast/tampa.ts';
import { startRandom } from '../random.ts';
import type { SlackIds } from '../slack/populate.ts';
import { firstDay, lastMorning } from './days.ts';
import { partnersOf } from './history.ts';

/** Sets up the first day: three branches, their members, and the members' books. */
export async function foundBranches(db: Database, slack: SlackIds, seed: number): Promise<void> {
  const now = new Date(`${firstDay}T15:00:00Z`);
  for (const office of offices) {
    const { name, zone, region } = office;
    const theirs = members.filter(({ member }) => member.branch === name);
    const manager = members.find(({ handle }) => handle === office.manager)!;
    const channelId = slack.channels[office.channel]!;
    const { id } = await saveBranch(
      db,
      { channelId, name, timeZone: zone, region },
      slackPerson(slack, manager),
      now,
    );
    await greet(
      db,
      id,
      theirs.map((person) => slackPerson(slack, person)),
      now,
    );
    for (const { handle, member } of theirs) {
      const { kind, meetingsPerWeek } = member;
      await joinMember(db, slack.users[handle]!, { kind, meetingsPerWeek, timeZone: null }, now);
    }
  }
  await noteLead(db, slack, now);
  await noteAreas(db, slack, now);
  await noteAbsences(db, slack, now);
  await noteEvents(db, slack, now);
  for (const office of offices) await importBook(db, slack, office, seed, now);
  await noteDays(db);
}

/** Greets who is in a branch's channel and no member yet: their welcome waits when the demo begins. */
export async function greetNewcomers(db: Database, slack: SlackIds): Promise<void> {
  for (const { name, channel } of offices) {
    const newcomers = people.filter(({ member, channels }) => member === null && channels.includes(name));
    const branch = await findBranch(db, slack.channels[channel]!);
    const theirs = newcomers.map((person) => slackPerson(slack, person));
    if (branch && theirs.length > 0) await greet(db, branch.id, theirs, lastMorning);
  }
}

const slackPerson = (slack: SlackIds, { handle, realName, zone }: Person): SlackPerson => ({
  slackUserId: slack.users[handle]!,
  name: realName,
  email: emailOf(handle),
  timeZone: zone,
});

async function noteLead(db: Database, slack: SlackIds, now: Date): Promise<void> {
  for (const { handle } of members.filter(({ member }) => member.isLead)) {
    await setLead(db, (await findMember(db, slack.users[handle]!))!.id, true, null, now);
  }
}

async function noteAreas(db: Database, slack: SlackIds, now: Date): Promise<void> {
  for (const { name, lead, branches } of areas) {
    const channels = offices
      .filter((office) => branches.includes(office.name))
      .map((office) => slack.channels[office.channel]!);
    const theirs = await db.query<{ id: number }>(
      'select id from branch where channel_id = any($1::text[])',
      [channels],
    );
    const leadId = (await findMember(db, slack.users[lead]!))!.id;
    await saveArea(db, null, { name, leadId, branchIds: theirs.map(({ id }) => id) }, null, now);
  }
}

/** Saves the partner fields that only the form has, not an imported file. */
async function noteDays(db: Database): Promise<void> {
  for (const { name, birthday, email, fit } of known) {
    await db.query('update partner set birthday = $2, email = $3, fit = $4, fit_on = $5 where name = $1', [
      name,
      birthday,
      email,
      fit,
      firstDay,
    ]);
  }
}

async function noteAbsences(db: Database, slack: SlackIds, now: Date): Promise<void> {
  const idOf = async (handle: string) => (await findMember(db, slack.users[handle]!))!.id;
  for (const { who, from, to, cover } of absences) {
    await noteAbsence(db, await idOf(who), { from, to, coverId: await idOf(cover) }, null, now);
  }
}

async function noteEvents(db: Database, slack: SlackIds, now: Date): Promise<void> {
  for (const { branch, on, at, name, place = null, going } of events) {
    const office = offices.find((one) => one.name === branch)!;
    const [row] = await db.query<{ id: number }>('select id from branch where channel_id = $1', [
      slack.channels[office.channel],
    ]);
    const id = await addBranchEvent(db, { branchId: row!.id, name, place, on, at }, null, now);
    for (const handle of going) {
      const member = await findMember(db, slack.users[handle]!);
      await setGoing(db, id, member!.id, true);
    }
  }
}

async function importBook(
  db: Database,
  slack: SlackIds,
  { name, channel, areaCode }: Office,
  seed: number,
  now: Date,
): Promise<void> {
  const [branch] = await db.query<{ id: number }>('select id from branch where channel_id = $1', [
    slack.channels[channel],
  ]);
  const owners = new Map(members.map((person) => [emailOf(person.handle), slackPerson(slack, person)]));
  const rows = partnersOf[name].flatMap((partner, index) => rowsOf(partner, index, areaCode, seed));
  const { problems, asked } = await importSet(db, {
    branchId: branch!.id,
    rows,
    people: owners,
    today: firstDay,
    now,
  });
  if (problems.length + asked.length > 0)
    throw new Error(`the demo's partners: ${JSON.stringify([...problems, ...asked])}`);
}

/** One row per owner. A partner's second row adds a relationship. */
function rowsOf(partner: CastPartner, index: number, areaCode: string, seed: number): PartnerRow[] {
  const { name, company, kind, tier, growing, owners } = partner;
  const random = startRandom(seed, `before, ${name}`);
  const on: Day = addDays(firstDay, -Math.floor(random.between(8, 75)));
  const lastTouch = random.chance(0.5)
    ? { on, kind: 'meal' as const, word: random.pick(['coffee', 'lunch']) }
    : { on, kind: 'call' as const, word: null };
  const row = {
    line: index + 2,
    name,
    company,
    kind,
    tier,
    growing,
    lastTouch,
    birthday: null,
    anniversary: null,
    phone: `${areaCode}-555-0${101 + index}`,
    email: `${name
      .normalize('NFD')
      .replace(/[^A-Za-z ]/g, '')
      .toLowerCase()
      .replaceAll(' ', '.')}@example.com`,
  };
  if (owners.length === 0) return [{ ...row, ownerEmail: null }];
  return owners.map((handle) => ({ ...row, ownerEmail: emailOf(handle) }));
}
