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

/** What people are told when they are made it. A cover is one for the days of someone's absence. */
export const toldRoles = ['manager', 'lead', 'compliance', 'cover'] as const;
export type ToldRole = (typeof toldRoles)[number];

/** Who paid for a meal. RESPA § 8 has no small-gift exception, so there is a record even when each paid their own. */
export const payers = ['each own', 'they did', 'we did'] as const;
export type Payer = (typeof payers)[number];

/** By what route a capture came: typed, dictated, or sent words; a form; a button; the import. */
export const captureSources = ['words', 'dm', 'modal', 'tap', 'import'] as const;
export type CaptureSource = (typeof captureSources)[number];

/** Dated facts of a relationship other than contacts. `later` is a postponement. */
export const factKinds = [
  'entered',
  'first due',
  'tier',
  'owner',
  'deal',
  'quiet',
  'recommit',
  'later',
  'archived',
] as const;
export type FactKind = (typeof factKinds)[number];

/** How a plan ended. `moved` means that another plan replaces it. That is a postponement, too. */
export const planEndings = ['held', 'missed', 'dropped', 'moved'] as const;
export type PlanEnding = (typeof planEndings)[number];

export const promiseStates = ['open', 'done', 'dropped'] as const;
export type PromiseState = (typeof promiseStates)[number];

/** A row of the expense record: a statement, or the counter-entry of one that was undone or corrected. */
export const spendEntries = ['stated', 'withdrawn'] as const;
