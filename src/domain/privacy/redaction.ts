/** What text can be destroyed in the history of a partner, while its event stays. */
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

/** Every text that people write, by the row it stands in: an erasure looks for a name in all of them. */
export const textKinds = [
  ...redactable,
  'help',
  'ask',
  'advocate',
  /** The word for a contact, as the name of an event; by its capture. */
  'word',
  /** What a partner's card says that they grow, and where they work; by the partner. */
  'card',
  'company',
  'draft',
  'event',
  'hold',
  'area',
] as const;
export type TextKind = (typeof textKinds)[number];

/** Why. A code, so that the reason cannot hold what was taken out. */
export const redactionReasons = [
  'borrower data',
  'wrong person',
  'they asked',
  'should not stand here',
] as const;
export type RedactionReason = (typeof redactionReasons)[number];
