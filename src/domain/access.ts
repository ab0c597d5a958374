import type { Member } from './members/member.ts';

/**
 * Who may do what (docs/design.md, Who sees what): the only place that decides it. Every entry (command, message, button,
 * menu of options, App Home, export) asks here, with what the database says now and never with what a button carried.
 */

/** What somebody is to a partner. A person can be several at once. */
export const partnerRoles = ['owner', 'cover', 'manager', 'lead', 'colleague', 'compliance'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

/** What one can do with a partner. */
export const partnerActions = [
  /** Name, company, owner and day of last contact. */
  'see outline',
  /** Notes, phone and e-mail, promises, plans, feedback, warmth. */
  'see card',
  'see history',
  /** What colleagues heard as well: others read what was said where they were, or whom they cover. */
  'read all notes',
  'log',
  'plan',
  /** To promise, to help, to ask for an introduction, and to say so. */
  'look after',
  /** To look after them too. */
  'take on',
  'edit',
  'later',
  'set tier',
  /** One more than the tier has room for, with a reason. */
  'override cap',
  'reassign',
  /** What is somebody else’s. */
  'reassign for others',
  'archive',
  'merge',
  /** To destroy a text while what happened stays. */
  'redact',
  /** What must not be erased or thrown away for now. */
  'place legal hold',
] as const;
export type PartnerAction = (typeof partnerActions)[number];

/** Who may; everybody else is refused, and told who could. */
export const partnerAccess: Record<PartnerAction, readonly PartnerRole[]> = {
  'see outline': ['owner', 'cover', 'manager', 'lead', 'colleague'],
  'see card': ['owner', 'cover', 'manager', 'lead'],
  'see history': ['owner', 'cover', 'manager', 'lead', 'compliance'],
  'read all notes': ['manager', 'lead'],
  log: ['owner', 'cover', 'manager', 'lead', 'colleague'],
  plan: ['owner', 'cover', 'manager', 'lead', 'colleague'],
  'look after': ['owner', 'cover', 'manager', 'lead'],
  'take on': ['cover', 'manager', 'lead', 'colleague'],
  edit: ['owner', 'manager', 'lead'],
  later: ['owner'],
  'set tier': ['owner', 'manager', 'lead'],
  'override cap': ['lead'],
  reassign: ['owner', 'manager', 'lead'],
  'reassign for others': ['manager', 'lead'],
  archive: ['owner', 'manager', 'lead'],
  merge: ['owner', 'manager', 'lead'],
  redact: ['manager', 'lead'],
  'place legal hold': ['compliance'],
};

/** What somebody is to a branch, or to the whole workspace. */
export const branchRoles = ['member', 'manager', 'lead', 'compliance', 'admin'] as const;
export type BranchRole = (typeof branchRoles)[number];

export const branchActions = [
  'add partners',
  /** A file with owners and tiers of other people too. */
  'import for others',
  'export own',
  'export branch',
  'export all',
  /** The record of what was spent: one's own entries, a branch's, all. */
  'read own record',
  'read branch record',
  'read all records',
  /** Of a colleague; one's own whoever told of them may. */
  'correct record',
  /** Load, rhythm and unowned partners, by person. */
  'see people',
  'see all branches',
  /** Where the branch can turn up. */
  'add events',
  /** Of a colleague; one's own anybody may. */
  'edit events',
  'edit branch',
  'set up branch',
  'group branches',
  /** Who is a program lead, who has compliance, and who may take a book out as a file. */
  'name roles',
] as const;
export type BranchAction = (typeof branchActions)[number];

/** `admin`: an admin or owner of the Slack workspace, as Slack says at that moment. */
export const branchAccess: Record<BranchAction, readonly BranchRole[]> = {
  'add partners': ['member', 'manager', 'lead'],
  'import for others': ['manager', 'lead'],
  'export own': ['member', 'manager', 'lead'],
  'export branch': ['manager', 'lead', 'compliance'],
  'export all': ['lead', 'compliance'],
  'read own record': ['member', 'manager', 'lead'],
  'read branch record': ['manager', 'lead', 'compliance'],
  'read all records': ['lead', 'compliance'],
  'correct record': ['manager', 'lead'],
  'see people': ['manager', 'lead'],
  'see all branches': ['lead'],
  'add events': ['member', 'manager', 'lead'],
  'edit events': ['manager', 'lead'],
  'edit branch': ['manager', 'lead', 'admin'],
  'set up branch': ['lead', 'admin'],
  'group branches': ['lead', 'admin'],
  'name roles': ['admin'],
};

/** What of a partner decides who may do what: as the database has it now. */
export interface PartnerTies {
  branchId: number;
  /** Members with a relationship of their own, archived ones excepted. */
  ownerIds: readonly number[];
  /** Who covers today for which of the owners. */
  covers: readonly { ownerId: number; coverId: number }[];
}

/**
 * Someone who only has compliance reads the record and nothing else, whatever branch Slack put them in: nothing of a partner or of the
 * branch is theirs to write.
 */
export const worksWithPartners = (member: Pick<Member, 'roles' | 'state'>): boolean =>
  member.state === 'active' && member.roles.some((role) => role !== 'compliance');

/** What a member is to a partner; nothing at all for a stranger to the branch. */
export function partnerRolesOf(member: Member, partner: PartnerTies): PartnerRole[] {
  if (member.state !== 'active') return [];
  const works = worksWithPartners(member);
  const has: Record<PartnerRole, boolean> = {
    owner: works && partner.ownerIds.includes(member.id),
    cover: works && partner.covers.some(({ coverId }) => coverId === member.id),
    manager: works && member.manages.includes(partner.branchId),
    lead: member.roles.includes('lead'),
    colleague: works && member.branch.id === partner.branchId,
    compliance: member.roles.includes('compliance'),
  };
  return partnerRoles.filter((role) => has[role]);
}

/** What a member is to a branch. Admins of Slack are asked for apart: Slack knows them, the database does not. */
export function branchRolesOf(member: Member, branchId: number): BranchRole[] {
  if (member.state !== 'active') return [];
  const works = worksWithPartners(member);
  const has: Record<Exclude<BranchRole, 'admin'>, boolean> = {
    member: works && member.branch.id === branchId,
    manager: works && member.manages.includes(branchId),
    lead: member.roles.includes('lead'),
    compliance: member.roles.includes('compliance'),
  };
  return branchRoles.filter((role) => role !== 'admin' && has[role]);
}

/** Where a member may find partners by name: in all branches, or in these. Their own they find wherever those are. */
export function reachOf(member: Member): { all: boolean; branchIds: number[] } {
  const everywhere = partnerRolesOf(member, { branchId: Number.NaN, ownerIds: [], covers: [] });
  const finds = (roles: readonly PartnerRole[]) => may(roles, 'see outline') || may(roles, 'see history');
  const homes = [...new Set([member.branch.id, ...member.manages])];
  return {
    all: finds(everywhere),
    branchIds: homes.filter((branchId) =>
      finds(partnerRolesOf(member, { branchId, ownerIds: [], covers: [] })),
    ),
  };
}

/**
 * The members whose notes and promises this one may read: null, all of them; else their own and those of whom they cover,
 * and nobody's where they may not see the card.
 */
export function notesOf(member: Member, partner: PartnerTies): number[] | null {
  const roles = partnerRolesOf(member, partner);
  if (may(roles, 'read all notes')) return null;
  if (!may(roles, 'see card')) return [];
  const covered = partner.covers.filter(({ coverId }) => coverId === member.id).map(({ ownerId }) => ownerId);
  return [member.id, ...covered];
}

export const may = (roles: readonly PartnerRole[], action: PartnerAction): boolean =>
  partnerAccess[action].some((role) => roles.includes(role));

/** An entry of the record is put right by whoever told of it, and by who answers for the branch: compliance reads it, and nothing else. */
export const mayCorrect = (member: Member, entry: { tellerId: number; branchId: number }): boolean =>
  (worksWithPartners(member) && entry.tellerId === member.id) ||
  mayInBranch(branchRolesOf(member, entry.branchId), 'correct record');

export const mayInBranch = (roles: readonly BranchRole[], action: BranchAction): boolean =>
  branchAccess[action].some((role) => roles.includes(role));

/** What somebody is to one piece of feedback, besides what they are to the partner who gave it. */
export type FeedbackRole = 'hearer' | 'answerer' | 'owner' | 'cover' | 'manager' | 'lead' | 'about';

export const feedbackAccess = {
  read: ['hearer', 'answerer', 'owner', 'cover', 'manager', 'lead'],
  'take on': ['answerer', 'manager', 'lead'],
  answer: ['answerer', 'manager', 'lead'],
  /** Tells the partner what came of it. */
  tell: ['hearer', 'answerer', 'owner', 'cover', 'manager', 'lead'],
  'could not tell': ['manager', 'lead'],
  /** What it is about, how bad it is, whose it is to answer, and by when. */
  detail: ['hearer', 'answerer', 'manager', 'lead'],
} as const satisfies Record<string, readonly FeedbackRole[]>;
export type FeedbackAction = keyof typeof feedbackAccess;

/** What of a piece of feedback decides who may do what. */
export interface FeedbackTies {
  hearerId: number;
  answererId: number | null;
  /** The member it is about, with the branches that they manage and where they are at home. */
  about: { id: number; branchId: number; manages: readonly number[]; isLead: boolean } | null;
  /** Whoever it is about has been shown it. */
  shared: boolean;
}

/**
 * What a member is to a piece of feedback. About a member it is read by their manager first, about a manager by who is one level
 * up: until it is shared, only by them and by who heard it or has it to answer.
 */
export function feedbackRolesOf(
  member: Member,
  partner: PartnerTies,
  { hearerId, answererId, about, shared }: FeedbackTies,
): FeedbackRole[] {
  if (!worksWithPartners(member)) return [];
  const isHearer = hearerId === member.id;
  const isAbout = about?.id === member.id;
  // Not even as the manager or a lead is one the judge of what was said of oneself.
  if (isAbout && !shared) return isHearer ? ['hearer', 'about'] : [];
  const isLead = member.roles.includes('lead') && !isAbout;
  const roles: FeedbackRole[] = [
    ...(isHearer ? (['hearer'] as const) : []),
    ...(answererId === member.id ? (['answerer'] as const) : []),
    ...(isLead ? (['lead'] as const) : []),
    ...(isAbout ? (['about'] as const) : []),
  ];
  const ofPartner = partnerRolesOf(member, partner);
  if (about && !shared) {
    const isAboveThem =
      !about.isLead && about.manages.length === 0 && member.manages.includes(about.branchId);
    return isAboveThem ? [...roles, 'manager'] : roles;
  }
  // A colleague's notes are read by their owner, cover, manager and leads; of two officers each hears their own.
  const hears = notesOf(member, partner);
  const reads = hears === null || hears.includes(hearerId);
  return [
    ...roles,
    ...(['owner', 'cover', 'manager'] as const).filter(
      (role) => ofPartner.includes(role) && reads && !(isAbout && role === 'manager'),
    ),
  ];
}

/** Whom it is about answers it, once it was given to them, and does not say how bad it was, or that it was not about them. */
export const mayWithFeedback = (roles: readonly FeedbackRole[], action: FeedbackAction): boolean =>
  !(action === 'detail' && roles.includes('about')) &&
  (feedbackAccess[action] as readonly FeedbackRole[]).some((role) => roles.includes(role));
