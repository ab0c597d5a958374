import type { Member } from './members/member.ts';

/**
 * Who may do what (docs/design.md, Who sees what). Only this file decides it. Every entry (command, message, button,
 * options menu, App Home, export) asks here, with the current state of the database and never with what a button
 * carried.
 */

/** A person's role toward a partner. One person can have several. */
export const partnerRoles = ['owner', 'cover', 'manager', 'lead', 'colleague', 'compliance'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

/** What people can do with a partner. */
export const partnerActions = [
  /** Name, company, owner and day of last contact. */
  'see outline',
  /** Notes, phone and e-mail, promises, plans, feedback, warmth. */
  'see card',
  'see history',
  /** Everybody's notes. Others read only notes of contacts they took part in, and of members they cover. */
  'read all notes',
  'log',
  'plan',
  /** Make and record promises, help, and asks for an introduction. */
  'look after',
  /** Become another owner of the partner. */
  'take on',
  'edit',
  'later',
  'set tier',
  /** Hold one more than the tier has room for, with a reason. */
  'override cap',
  'reassign',
  /** Reassign other people's relationships. */
  'reassign for others',
  'archive',
  'merge',
  /** Destroy a text for good. The event it belongs to stays. */
  'redact',
  /** Protect data from erasure and retention for now. */
  'place legal hold',
] as const;
export type PartnerAction = (typeof partnerActions)[number];

/** The roles allowed to perform each action. Everyone else is refused, and told who is allowed. */
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

/** A person's role in a branch, or in the whole workspace. */
export const branchRoles = ['member', 'manager', 'lead', 'compliance', 'admin'] as const;
export type BranchRole = (typeof branchRoles)[number];

export const branchActions = [
  'add partners',
  /** Import a file that sets owners and tiers for other people, too. */
  'import for others',
  'export own',
  'export branch',
  'export all',
  /** The record of what was spent: one's own entries, a branch's, or all. */
  'read own record',
  'read branch record',
  'read all records',
  /** A colleague's entry. The member who made an entry may always correct it. */
  'correct record',
  /** Load, rhythm, and unowned partners, by person. */
  'see people',
  'see all branches',
  /** Events the branch can attend. */
  'add events',
  /** A colleague's event. Anyone may edit their own. */
  'edit events',
  'edit branch',
  'set up branch',
  'group branches',
  /** Set who is a program lead, who has compliance, and who may export a book as a file. */
  'name roles',
] as const;
export type BranchAction = (typeof branchActions)[number];

/** `admin`: an admin or owner of the Slack workspace, according to Slack at that moment. */
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

/** A person's role toward a colleague. */
export type MemberRole = 'cover' | 'manager' | 'lead';

export const memberActions = [
  /** Tell a touchpoint that is theirs. They are told of it, and can refuse it. */
  'log for',
  /** Say who covers for them, where the one who was to cannot. */
  'name a cover',
] as const;
export type MemberAction = (typeof memberActions)[number];

export const memberAccess: Record<MemberAction, readonly MemberRole[]> = {
  'log for': ['cover', 'manager', 'lead'],
  'name a cover': ['manager', 'lead'],
};

/** The current facts about a colleague that permissions depend on, from the database. */
export interface MemberTies {
  branchId: number;
  /** Who covers for them today. */
  coverIds: readonly number[];
}

/** The current facts about a partner that permissions depend on, from the database. */
export interface PartnerTies {
  branchId: number;
  /** Members with a relationship of their own that is not archived. */
  ownerIds: readonly number[];
  /** Today's covers, each with the owner they stand in for. */
  covers: readonly { ownerId: number; coverId: number }[];
}

/**
 * False for someone with only the compliance role, whatever branch Slack put them in. They read the record and nothing
 * else, and may write nothing about a partner or the branch.
 */
export const worksWithPartners = (member: Pick<Member, 'roles' | 'state'>): boolean =>
  member.state === 'active' && member.roles.some((role) => role !== 'compliance');

/** False for a manager or lead who works for the branch, but not with partners of their own. */
export const keepsPartners = (member: Pick<Member, 'roles' | 'state'>): boolean =>
  member.state === 'active' && member.roles.includes('member');

/** A member's roles toward a partner. Empty for a stranger to the branch. */
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

/** A member's roles in a branch. Slack admins are checked separately: Slack knows them, the database does not. */
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

/** A member's roles toward a colleague, their branch's manager included. */
export function memberRolesOf(member: Member, { branchId, coverIds }: MemberTies): MemberRole[] {
  if (!worksWithPartners(member)) return [];
  return [
    ...(coverIds.includes(member.id) ? (['cover'] as const) : []),
    ...(member.manages.includes(branchId) ? (['manager'] as const) : []),
    ...(member.roles.includes('lead') ? (['lead'] as const) : []),
  ];
}

export const mayForMember = (roles: readonly MemberRole[], action: MemberAction): boolean =>
  memberAccess[action].some((role) => roles.includes(role));

/**
 * The branches where a member may find partners by name: all, or the listed ones. They find their own partners in
 * any branch.
 */
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

/** The branches where a member may open every card, and so find one by its phone. Their own partners, they find in any. */
export const phoneReachOf = (member: Member): number[] =>
  [...new Set([member.branch.id, ...member.manages])].filter((branchId) =>
    may(partnerRolesOf(member, { branchId, ownerIds: [], covers: [] }), 'see card'),
  );

/**
 * The ids of members whose notes and promises this one may read. Null: all of them. Otherwise their own and those of
 * the members they cover. Empty if they may not see the card.
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

/** Compliance may, everywhere. */
export const mayPlaceLegalHold = (member: Member): boolean =>
  may(partnerRolesOf(member, { branchId: Number.NaN, ownerIds: [], covers: [] }), 'place legal hold');

/**
 * A record entry may be corrected by the member who made it and by the people responsible for the branch. Compliance
 * can only read it.
 */
export const mayCorrect = (member: Member, entry: { tellerId: number; branchId: number }): boolean =>
  (worksWithPartners(member) && entry.tellerId === member.id) ||
  mayInBranch(branchRolesOf(member, entry.branchId), 'correct record');

export const mayInBranch = (roles: readonly BranchRole[], action: BranchAction): boolean =>
  branchAccess[action].some((role) => roles.includes(role));

/** The current facts about a contact, attempt, or plan that permissions depend on, from the database. */
export interface EntryTies {
  tellerId: number;
  tellerBranchId: number;
  partnerBranchIds: readonly number[];
}

/** An entry in a list, with what its rights depend on. */
export interface ListedEntry extends EntryTies {
  captureId: number;
}

/**
 * The person who told an entry may change it, and so may the manager of their branch, who reads its words. Where a partner in it
 * is another branch's, that manager would have to manage that branch, too.
 */
export const mayChangeEntry = (
  member: Member,
  { tellerId, tellerBranchId, partnerBranchIds }: EntryTies,
): boolean =>
  worksWithPartners(member) &&
  (tellerId === member.id ||
    [tellerBranchId, ...partnerBranchIds].every((id) => member.manages.includes(id)));

/** A person's role in one piece of feedback, besides their roles toward the partner who gave it. */
export type FeedbackRole = 'hearer' | 'answerer' | 'owner' | 'cover' | 'manager' | 'lead' | 'about';

export const feedbackAccess = {
  read: ['hearer', 'answerer', 'owner', 'cover', 'manager', 'lead'],
  'take on': ['answerer', 'manager', 'lead'],
  answer: ['answerer', 'manager', 'lead'],
  /** Tell the partner what came of it. */
  tell: ['hearer', 'answerer', 'owner', 'cover', 'manager', 'lead'],
  'could not tell': ['manager', 'lead'],
  /** What it is about, how bad it is, who answers it, and by when. */
  detail: ['hearer', 'answerer', 'manager', 'lead'],
  /** Move it to the partner who said it, or withdraw it, in any state. */
  correct: ['hearer', 'manager', 'lead'],
} as const satisfies Record<string, readonly FeedbackRole[]>;
export type FeedbackAction = keyof typeof feedbackAccess;

/** The facts about a piece of feedback that permissions depend on. */
export interface FeedbackTies {
  hearerId: number;
  answererId: number | null;
  /** The member it is about, with their home branch and the branches they manage. */
  about: { id: number; branchId: number; manages: readonly number[]; isLead: boolean } | null;
  /** The member it is about has been shown it. */
  shared: boolean;
}

/**
 * A member's roles in a piece of feedback. Feedback about a member goes to their manager first, feedback about a
 * manager one level up. Until it is shared, only these people, the hearer, and the answerer read it.
 */
export function feedbackRolesOf(
  member: Member,
  partner: PartnerTies,
  { hearerId, answererId, about, shared }: FeedbackTies,
): FeedbackRole[] {
  if (!worksWithPartners(member)) return [];
  const isHearer = hearerId === member.id;
  const isAbout = about?.id === member.id;
  // No one judges feedback about themselves, not even as a manager or lead.
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
  // A colleague's notes are read by that colleague, their cover, the manager, and leads. If two officers share a
  // partner, each reads only what they heard.
  const hears = notesOf(member, partner);
  const reads = hears === null || hears.includes(hearerId);
  return [
    ...roles,
    ...(['owner', 'cover', 'manager'] as const).filter(
      (role) => ofPartner.includes(role) && reads && !(isAbout && role === 'manager'),
    ),
  ];
}

/**
 * The member it is about may answer it once it is assigned to them. They may not change how bad it was, or that it was
 * about them, nor move or withdraw it.
 */
export const mayWithFeedback = (roles: readonly FeedbackRole[], action: FeedbackAction): boolean =>
  !((action === 'detail' || action === 'correct') && roles.includes('about')) &&
  (feedbackAccess[action] as readonly FeedbackRole[]).some((role) => roles.includes(role));
