/** What text can be destroyed while its event stays. */
export const redactable = [
  'note',
  'attempt',
  'plan',
  'promise',
  'feedback',
  'growing',
  'record',
  'change',
] as const;
export type Redactable = (typeof redactable)[number];

/** Why. A code, so that the reason cannot hold what was taken out. */
export const redactionReasons = [
  'borrower data',
  'wrong person',
  'they asked',
  'should not stand here',
] as const;
export type RedactionReason = (typeof redactionReasons)[number];
