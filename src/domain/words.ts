/** The product's vocabulary as codes: the same in the database, in code, and (through `messages/`) on screen. */

export const tiers = ['inner', 'core', 'keep', 'resting'] as const;
export type Tier = (typeof tiers)[number];

export const touchpointKinds = ['meal', 'visit', 'event', 'committee', 'video', 'call', 'message'] as const;
export type TouchpointKind = (typeof touchpointKinds)[number];

/** Kinds where people meet in the same room. Only these reset the face-time clock. */
export const inPersonKinds: ReadonlySet<TouchpointKind> = new Set(['meal', 'visit', 'event', 'committee']);

export const partnerKinds = [
  'realtor',
  'builder',
  'financial planner',
  'divorce attorney',
  'accountant',
  'insurance agent',
  'title officer',
  'other',
] as const;
export type PartnerKind = (typeof partnerKinds)[number];

export const memberKinds = ['originator', 'relationship manager'] as const;
export type MemberKind = (typeof memberKinds)[number];

export const memberRoles = ['member', 'manager', 'lead', 'compliance'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Who paid for a meal. RESPA § 8 has no small-gift exception, so there is a record even when each paid their own. */
export const payers = ['each own', 'they did', 'we did'] as const;
export type Payer = (typeof payers)[number];
