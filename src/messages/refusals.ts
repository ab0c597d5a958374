import {
  type BranchAction,
  type BranchRole,
  branchAccess,
  type MemberAction,
  memberAccess,
  type PartnerAction,
  type PartnerRole,
  partnerAccess,
} from '../domain/access.ts';
import { choiceOf } from '../domain/format.ts';

/** What is said to who may not: why, and who could. Nothing of the partner or the branch is in it. */

const partnerWhat: Record<PartnerAction, string> = {
  'see outline': 'see this partner',
  'see card': 'see this partner’s notes, phone numbers, and promises',
  'see history': 'see this partner’s history',
  'read all notes': 'read colleagues’ notes',
  log: 'log a touchpoint with this partner',
  plan: 'make plans with this partner',
  'look after': 'add promises, help, or asks for this partner',
  'take on': 'take over this partner',
  edit: 'edit this partner',
  later: 'snooze this partner',
  'set tier': 'change this partner’s tier',
  'override cap': 'go over a tier’s limit',
  reassign: 'hand over this partner',
  'reassign for others': 'hand over a colleague’s partner',
  archive: 'archive this partner',
  merge: 'merge these partners',
  redact: 'redact text',
  'place legal hold': 'place a legal hold',
};

const branchWhat: Record<BranchAction, string> = {
  'add partners': 'add partners',
  'import for others': 'import partners for other people',
  'export own': 'export a book of partners',
  'export branch': 'export a branch’s partners',
  'export all': 'export every branch’s partners',
  'read own record': 'see the expense record',
  'read branch record': 'see a branch’s expense record',
  'read all records': 'see every branch’s expense record',
  'correct record': 'correct a colleague’s entry',
  'see people': 'see a branch broken down by person',
  'see all branches': 'see all branches',
  'add events': 'add an event',
  'edit events': 'change a colleague’s event',
  'edit branch': 'change this branch’s settings',
  'set up branch': 'make this channel a branch',
  'group branches': 'group branches into areas',
  'name roles': 'name program leads and compliance',
};

const memberWhat: Record<MemberAction, string> = {
  'log for': 'log a touchpoint for this colleague',
  'name a cover': 'say who covers for this colleague',
};

const roleWords: Record<PartnerRole | BranchRole, string> = {
  owner: 'the owner',
  cover: 'whoever covers for them',
  manager: 'the branch manager',
  lead: 'a program lead',
  colleague: 'anyone in the partner’s branch',
  compliance: 'compliance',
  member: 'anyone in the branch',
  admin: 'a Slack workspace admin',
};

/** "You can’t edit this partner. The owner, the branch manager, or a program lead can." */
export const refusedPartner = (action: PartnerAction): string =>
  refusal(partnerWhat[action], partnerAccess[action]);

export const refusedBranch = (action: BranchAction): string =>
  refusal(branchWhat[action], branchAccess[action]);

export const refusedForMember = (action: MemberAction): string =>
  refusal(memberWhat[action], memberAccess[action]);

function refusal(what: string, who: readonly (PartnerRole | BranchRole)[]): string {
  const list = choiceOf(widest(who).map((role) => roleWords[role]));
  return `You can’t ${what}. ${list[0]?.toUpperCase()}${list.slice(1)} can.`;
}

/** Where anyone in the branch may, its owners, covers, and manager need not be named. */
function widest(who: readonly (PartnerRole | BranchRole)[]): readonly (PartnerRole | BranchRole)[] {
  const anyone = who.find((role) => role === 'colleague' || role === 'member');
  const ofBranch: ReadonlySet<string> = new Set(['owner', 'cover', 'manager']);
  return anyone ? [anyone, ...who.filter((role) => role !== anyone && !ofBranch.has(role))] : who;
}

/** For a partner whom the asker may not see, and for one who does not exist: the same words, so that neither is told. */
export const noSuchPartner = 'I can’t find that partner among yours or your branch’s. Try /partner NAME.';
