/** The texts in a partner's history that can be destroyed, while their event stays. */
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

/** Every text that people write, by the row it is in. An erasure searches all of them for a name. */
export const textKinds = [
  ...redactable,
  'help',
  'ask',
  'advocate',
  /** The word for a contact, such as the name of an event; by its capture. */
  'word',
  /** What a partner's card says about what they are trying to grow, and where they work; by the partner. */
  'card',
  'company',
  'draft',
  'event',
  'hold',
  'area',
] as const;
export type TextKind = (typeof textKinds)[number];

/** Why a text was redacted. A code, so that the reason cannot repeat what was taken out. */
export const redactionReasons = [
  'borrower data',
  'wrong person',
  'they asked',
  'should not stand here',
] as const;
export type RedactionReason = (typeof redactionReasons)[number];
