import {
  type BranchAction,
  type BranchRole,
  branchAccess,
  type PartnerAction,
  type PartnerRole,
  partnerAccess,
} from '../domain/access.ts';
import { choiceOf } from '../domain/format.ts';

/** What is said to who may not: why, and who could. Nothing of the partner or the branch is in it. */

const partnerWhat: Record<PartnerAction, string> = {
  'see outline': 'see that partner',
  'see card': 'read notes, numbers and promises of a partner',
  'see history': 'read the history of a partner',
  'read all notes': 'read what colleagues heard',
  log: 'log a touchpoint with that partner',
  plan: 'plan a contact with that partner',
  'look after': 'note promises, help and asks of a partner',
  'take on': 'take that partner on',
  edit: 'edit a partner',
  later: 'put a partner off',
  'set tier': 'change the tier of a partner',
  'override cap': 'go over the cap of a tier',
  reassign: 'give a partner to somebody else',
  'reassign for others': 'give a partner of a colleague to somebody else',
  archive: 'archive a partner',
  merge: 'merge two partners',
  redact: 'take a text out',
  'place legal hold': 'place a hold',
};

const branchWhat: Record<BranchAction, string> = {
  'add partners': 'add partners',
  'import for others': 'import partners of other people',
  'export own': 'take a book of partners out as a file',
  'export branch': 'take the partners of a branch out as a file',
  'export all': 'take the partners of all branches out as a file',
  'read own record': 'read the record',
  'read branch record': 'read the record of a branch',
  'read all records': 'read the record of all branches',
  'correct record': 'correct an entry of a colleague',
  'see people': 'see a branch by person',
  'see all branches': 'see all branches',
  'add events': 'add an event',
  'edit events': 'change an event of a colleague',
  'edit branch': 'edit a branch',
  'set up branch': 'make a channel a branch',
  'group branches': 'group branches in areas',
  'name roles': 'name program leads and compliance',
};

const roleWords: Record<PartnerRole | BranchRole, string> = {
  owner: 'whoever looks after them',
  cover: 'whoever covers for that person',
  manager: 'the branch’s manager',
  lead: 'a program lead',
  colleague: 'anybody in their branch',
  compliance: 'compliance',
  member: 'anybody in the branch',
  admin: 'an admin of this Slack workspace',
};

/** "You can’t edit a partner that is not yours. Whoever looks after them, the branch’s manager or a program lead can." */
export const refusedPartner = (action: PartnerAction): string =>
  refusal(partnerWhat[action], partnerAccess[action]);

export const refusedBranch = (action: BranchAction): string =>
  refusal(branchWhat[action], branchAccess[action]);

function refusal(what: string, who: readonly (PartnerRole | BranchRole)[]): string {
  const list = choiceOf(who.map((role) => roleWords[role]));
  return `You can’t ${what} here. ${list[0]?.toUpperCase()}${list.slice(1)} can.`;
}

/** For a partner whom the asker may not see, and for one who does not exist: the same words, so that neither is told. */
export const noSuchPartner = 'I know no such partner of yours or of your branch. /partner NAME finds one.';
