import {
  addBranchEvent,
  callOffEvent,
  editBranchEvent,
  keepSeries,
  setGoing,
} from '../../../../src/store/branch-events.ts';
import { saveArea } from '../../../../src/store/leads/areas.ts';
import { cancelAbsence, coverAbsence, noteAbsence } from '../../../../src/store/members/absences.ts';
import { noteChannel, notePosted, noteTold, takeUnchecked } from '../../../../src/store/members/audience.ts';
import { joinMember, saveBranch } from '../../../../src/store/members/branches.ts';
import { declineCover } from '../../../../src/store/members/decline-cover.ts';
import { noteDeparture, noteReturn } from '../../../../src/store/members/departures.ts';
import {
  saveSettings,
  setLead,
  setRoleHolders,
  stopWorking,
} from '../../../../src/store/members/member-settings.ts';
import { resumeAfterAbsences } from '../../../../src/store/members/resume-after-absences.ts';
import { updateNames } from '../../../../src/store/members/resync-members.ts';
import { askAtOnce, askJoiners, chooseBranch, greet } from '../../../../src/store/members/welcomes.ts';
import { ensureBranchSchedules, setPostTime } from '../../../../src/store/nudges/branch-schedules.ts';
import { loadBoard } from '../../../../src/store/week/standings.ts';
import { closeOneWeek } from '../../../../src/store/week/weeks.ts';
import type { Operations } from './operation.ts';
import { newKey, now, today, when } from './scene.ts';

const zone = { timeZone: 'America/New_York', region: 'FL' };

export const branch: Operations = {
  'save settings': ({ db, priya, sam, lee }, pick) => {
    const settings = {
      kind: 'originator' as const,
      digestAt: pick(['07:30', '09:00']),
      workdays: pick([[1, 2, 3, 4] as const, [1, 2, 3, 4, 5] as const]),
      meetingsPerWeek: pick([3, 4, 5]),
      timeZone: zone.timeZone,
      onLeaderboard: true,
      remindedOfPlans: pick([true, false]),
    };
    return saveSettings(
      db,
      pick([priya, sam, lee]),
      { ...settings, workdays: [...settings.workdays] },
      when.now,
    );
  },
  'stop working': ({ db, sam, lee }, pick) => stopWorking(db, pick([sam, lee]), when),
  join: ({ db }, pick) =>
    joinMember(
      db,
      pick(['U3', 'U4', 'U5', 'U6']),
      { kind: 'originator', meetingsPerWeek: 4, timeZone: null },
      now,
    ),
  'greet people': ({ db, branchId }, pick) => {
    const people = pick([
      ['U6', 'U7', 'U8'],
      ['U8', 'U7', 'U6'],
    ]).map((id) => ({ slackUserId: id, name: id, email: null, timeZone: zone.timeZone }));
    return greet(db, branchId, people, now);
  },
  'ask who joined a channel': ({ db, branchId, otherBranchId }, pick) => {
    const people = pick([
      ['U6', 'U7'],
      ['U7', 'U6'],
    ]).map((id) => ({ slackUserId: id, name: id, email: null, timeZone: zone.timeZone }));
    return askJoiners(db, pick([branchId, otherBranchId]), people, now);
  },
  'ask someone at their first word': ({ db, branchId, otherBranchId }, pick) => {
    const id = pick(['U6', 'U7', 'U8']);
    const person = { slackUserId: id, name: id, email: null, timeZone: null };
    return askAtOnce(db, pick([branchId, otherBranchId]), person, now);
  },
  'choose a branch': ({ db, branchId, otherBranchId }, pick) =>
    chooseBranch(db, pick(['U5', 'U6', 'U7']), pick([branchId, otherBranchId]), now),
  'note a departure': ({ db, priya, sam, lee }, pick) => noteDeparture(db, pick([priya, sam, lee]).id, now),
  'note a return': ({ db, zoe, sam, lee }, pick) => noteReturn(db, pick([zoe, sam, lee]).id, now),
  'set the leads': ({ db, branchId, ada, priya, sam }, pick) => {
    const people = pick([
      [ada, priya],
      [sam, ada],
    ]).map(({ slackUserId, name }) => ({ slackUserId, name, email: null, timeZone: zone.timeZone }));
    return setRoleHolders(db, pick(['lead', 'compliance']), people, { branchId, madeBy: ada.id, now });
  },
  'make someone a lead': ({ db, ada, priya, sam }, pick) =>
    setLead(db, pick([ada, priya, sam]).id, pick([true, false]), ada.id, now),
  'take names from Slack': ({ db }, pick) => {
    const ids = pick([
      ['U2', 'U3', 'U4'],
      ['U4', 'U3', 'U2'],
    ]);
    const name = pick(['New Name', 'Newer Name']);
    return updateNames(
      db,
      ids.map((slackUserId) => ({ slackUserId, name, email: null, timeZone: null, gone: null })),
    );
  },
  'note an absence': ({ db, priya, sam, lee }, pick) => {
    const coverId = pick([null, lee.id]);
    const days = pick([
      { from: '2026-06-09', to: '2026-06-12' } as const,
      { from: '2026-06-03', to: '2026-06-08' } as const,
    ]);
    return noteAbsence(db, pick([priya, sam]).id, { ...days, coverId }, null, now);
  },
  'cancel an absence': ({ db, rows }, pick) => {
    const { id, memberId } = pick(rows.absences);
    return cancelAbsence(db, memberId, id, null, now);
  },
  'cover an absence': ({ db, rows, lee }, pick) => {
    const { id, memberId } = pick(rows.absences);
    return coverAbsence(db, memberId, id, lee.id, now);
  },
  'decline to cover': ({ db, rows, priya, sam, lee }, pick) =>
    declineCover(db, pick([sam, priya, lee]), pick(rows.absences).id, when.now),
  'resume after absences': ({ db }) => resumeAfterAbsences(db, now),

  'save the branch': ({ db, areaId, ada, priya, lee }, pick) => {
    const { slackUserId, name } = pick([ada, priya, lee]);
    const manager = { slackUserId, name, email: null, timeZone: zone.timeZone };
    const which = pick([
      { channelId: 'C1', name: 'Tampa' },
      { channelId: 'C2', name: 'Ocala' },
    ]);
    const daysOff = [pick(['2026-06-10', '2026-06-11'])];
    return saveBranch(db, { ...which, ...zone }, manager, now, {
      daysOff,
      holidayChanges: pick([[], ['Good Friday']]),
      areaId: pick([areaId, null]),
    });
  },
  'save an area': ({ db, areaId, branchId, otherBranchId, ada, priya }, pick) =>
    saveArea(
      db,
      pick([areaId, null]),
      {
        name: newKey(),
        leadId: pick([ada, priya]).id,
        branchIds: pick([[branchId, otherBranchId], [otherBranchId]]),
      },
      ada.id,
      now,
    ),
  'set the time of a post': ({ db, branchId, ada }, pick) =>
    setPostTime(
      db,
      branchId,
      pick(['plan', 'leaderboard']),
      { localTime: '10:15', weekdays: [2, 4] },
      ada.id,
      now,
    ),
  'add missing schedules': ({ db }) => ensureBranchSchedules(db, now),
  'note a channel': ({ db, branchId }, pick) =>
    noteChannel(db, branchId, pick([null, 'archived']), { checked: true }),
  'note that a channel takes no posts, that someone knows, or that it took one': async (
    { db, branchId },
    pick,
  ) => {
    await noteChannel(db, branchId, 'restricted', { checked: true });
    await (pick([true, false]) ? noteTold(db, branchId, 'restricted') : notePosted(db, branchId));
  },
  'take unchecked channels': ({ db }) => takeUnchecked(db, 5, 60_000),
  'close a week': ({ db }) => closeOneWeek(db, now),
  'compute the standings': ({ db }, pick) => loadBoard(db.within(20_000), pick(['2026-06-01', '2026-06-08'])), // `db` itself remembers the last board

  'add an event': ({ db, branchId, priya }) => {
    const event = { name: 'Fair', place: null, on: '2026-06-11', at: '09:00', repeats: 'weekly' } as const;
    return addBranchEvent(db, { ...event, branchId }, priya.id, now);
  },
  'edit an event': ({ db, rows, priya }, pick) => {
    const fields = { name: 'Fair', place: 'the hall', at: '09:30', kind: 'event', host: 'ours' } as const;
    const on = pick(['2026-06-10', '2026-06-17', '2026-06-18'] as const);
    const repeats = pick(['weekly', 'two weeks', 'never'] as const);
    return editBranchEvent(db, pick(rows.events).id, { ...fields, on, repeats }, priya, now);
  },
  'call off an event': ({ db, rows, priya }, pick) =>
    callOffEvent(db, pick(rows.events).id, { all: pick([true, false]) }, priya, now),
  'say who is going': ({ db, rows, priya, sam, lee }, pick) =>
    setGoing(db, pick(rows.events).id, pick([priya, sam, lee]).id, pick([true, false])),
  'keep a series': ({ db, branchId }) => keepSeries(db, branchId, today),
};
