import { borrower, borrowers, possessive } from './borrower-facts.ts';

export const sensitiveKinds = [
  'ssn',
  'card',
  'account',
  'loan number',
  'license',
  'passport',
  'credit score',
  'income',
  'date of birth',
] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

/** The words that say what a number is, before it ("loan no. 1002938") or after it ("1002938 is the loan number"). */
export interface Context {
  kind: SensitiveKind;
  /** Must match up to the start of the number. */
  before?: RegExp;
  /** Must match from the end of the number. */
  after?: RegExp;
  /** Neither of the two says enough by itself: "social 9087, last four". */
  both?: true;
  /** How many digits such a number has. */
  digits: [least: number, most: number];
  /** The word may just as well go with an amount or a year: "a loan for 425000", "account goals 2027". */
  loose?: true;
  /** How the digits are grouped. Any way if unset. */
  shape?: RegExp;
}

/** Between the word and the number: small words, signs, and letters that start the number. */
const between = String.raw`(?:[\s:#=.,()'’\-–—*]|\b(?:is|are|was|no|num|number|nbr|ending|ends|end|in|with|the|id|last|four|4|s)\b){0,12}(?:\b[a-z]{1,4}-?)?$`;
const upTo = (words: string, then = between) => new RegExp(String.raw`\b(?:${words})(?![a-z])${then}`, 'i');
/** The same, for what may start with a letter apart: "DL s 530 460". */
const letters = between.replace('-?)?$', String.raw`-?|\b[a-z] )?$`);
/** With other words between: "the license number she gave me was", "her passport, it's". */
const afar = (words: string) =>
  new RegExp(
    String.raw`\b(?:${words})(?![a-z])[^\n\d.;]{0,30}(?:\b(?:is|was|it['’]?s)|:)\s*(?:\b[a-z]{1,3}-?)?$`,
    'i',
  );
const from = (verb: string, words: string) =>
  new RegExp(
    String.raw`^[\s,;:()\-–—]*${verb}(?:\s*(?:his|her|their|the|my|our|a|an)\b)?\s*(?:[\w'’]{1,20}\s+)?(?:${words})(?![a-z])`,
    'i',
  );
const isTheir = String.raw`(?:(?:(?:that\s+)?(?:is|was|as)|that['’]?s|it['’]?s)\b)`;

const social = String.raw`ssns?|ss|s\.s\.n|soc(?:ia|ai)ls?(?:\s+sec(?:ur\w{1,4})?)?|soc(?:\.?\s+sec)?|i?tin|tax(?:payer)?\s*id`;
const whose = `${borrowers}${possessive}`;
const marker = String.raw`\s*(?:#|\b(?:number|num|nbr|no|id)\b)`;
const cards = String.raw`visa|master\s?card|amex|discover|(?:credit|debit)\s+card|cc|mc`;
const ending = String.raw`\s+(?:that\s+)?(?:ending|ends|end|last\s+(?:four|4))`;
const markerAfter = marker.replace('|no', '');
const loans = String.raw`(?:loan|ln|file|application|app|mortgage|borrower|(?:fha|va|usda|lender|agency)\s+case)(?:\s+(?:file|loan))?${marker}`;
const accounts = String.raw`(?:account|acct|a\/c|bank|checking|savings|routing|escrow|heloc)${marker}`;

const maybeMarker = `(?:${marker})?`;
/** A phone, with its area code. */
const notPhone = /^(?!(?:1-)?3-3-4$)/;
const licensed = 'licen[cs]es?|lisences?|lic';
/** Realtors, appraisers, and loan officers have licenses, too: only a driver's or a borrower's is refused. */
const driving = String.raw`(?:driver['’]?s?|driving|operator['’]?s?)\s*(?:${licensed}|id)|(?:[a-z]{2} ?)?d\.?l|(?:state|real)\s+id(?:\s+card)?|${whose}\s+(?:${licensed})|(?:${licensed})${maybeMarker}\s+(?:of|for)\s+(?:the\s+|her\s+|his\s+|their\s+)?${borrower}`;
/** Florida's, which has the holder's name and birthday in it, is known by its shape. */
const floridaShape = /^3-3-2-3-1$/;
const passport = String.raw`pas{1,2}p(?:or|ro|r|o)ts?(?:\s+(?:card|book))?|pp(?=\s*#)`;

/** "9087 (last four)", "4242, his last 4" */
const lastFour = /^[\s,;:()\-–—]*(?:(?:are|is|as)\s+)?(?:(?:the|his|her|their)\s+)?last\s+(?:four|4)(?!\w)/i;

export const contexts: Context[] = [
  { kind: 'license', before: upTo(driving, letters), digits: [6, 14], shape: notPhone },
  { kind: 'license', before: /\b[a-z][- ]?$/i, digits: [12, 12], shape: floridaShape },
  { kind: 'license', after: from(isTheir, driving), digits: [6, 14], shape: notPhone },
  { kind: 'license', before: afar(driving), digits: [6, 14], shape: notPhone },
  { kind: 'passport', before: upTo(passport, letters), digits: [6, 9] },
  { kind: 'passport', before: afar(passport), digits: [7, 9], shape: notPhone },
  { kind: 'passport', after: from(isTheir, passport), digits: [6, 9] },
  { kind: 'ssn', before: upTo(social), digits: [9, 20] },
  {
    kind: 'ssn',
    before: new RegExp(String.raw`\b(?:${social})(?![a-z])[^\n]{0,45}$`, 'i'),
    digits: [9, 9],
    shape: /^(?:9|3-2-4|3-3-3)$/,
  },
  { kind: 'ssn', after: from(`${isTheir}?`, social), digits: [9, 9] },
  {
    kind: 'ssn',
    before: upTo(String.raw`last\s+(?:four|4)\s+(?:digits\s+)?(?:(?:of|on)\s+)?(?:\w+\s+)?(?:${social})`),
    digits: [4, 4],
  },
  { kind: 'ssn', before: upTo(String.raw`(?:${social})\s+(?:ending|ends|end|last)`), digits: [4, 4] },
  {
    kind: 'ssn',
    before: /\blast\s+(?:four|4)\s+(?:(?:is|are)\s+)?$/i,
    after: new RegExp(String.raw`^\s+(?:of|on|for)\s+(?:\w+\s+)?(?:${social})(?![a-z])`, 'i'),
    both: true,
    digits: [4, 4],
  },
  {
    kind: 'ssn',
    after: from(`${isTheir}?`, String.raw`last\s+(?:four|4)\s+(?:of|on)\s+(?:\w+\s+)?(?:${social})`),
    digits: [4, 4],
  },
  { kind: 'ssn', before: upTo(social), after: lastFour, both: true, digits: [4, 4] },
  { kind: 'card', before: upTo(`${cards}|card`), after: lastFour, both: true, digits: [4, 5] },
  // Masked, as forms print it.
  { kind: 'ssn', before: /(?<![\w*•])[x*•#]{3}[ -]?[x*•#]{2}[ -]?$/i, digits: [4, 4] },
  {
    kind: 'card',
    before: new RegExp(String.raw`\b(?:${cards}|card)\s*(?:\.{2,}|[…x*-])+\s?$`, 'i'),
    digits: [4, 5],
  },
  { kind: 'card', before: upTo(`${cards}|card${marker}`), digits: [12, 19] },
  { kind: 'card', before: upTo(`(?:${cards}|card)${ending}`), digits: [4, 5], loose: true },
  { kind: 'loan number', before: upTo(loans), digits: [4, 20] },
  { kind: 'loan number', before: afar(loans), digits: [6, 20], shape: notPhone, loose: true },
  {
    kind: 'loan number',
    before: upTo(String.raw`(?:loan|borrower)(?:\s+file)?`),
    digits: [6, 20],
    loose: true,
  },
  // An amount drawn on a HELOC or paid into escrow has six digits at most, or ends in hundreds.
  { kind: 'loan number', before: upTo('heloc'), digits: [7, 20], loose: true },
  { kind: 'account', before: upTo('escrow'), digits: [6, 20], loose: true },
  // Not "Oak Ln 33602-1234": that is a street.
  { kind: 'loan number', before: /\bln-$/i, digits: [6, 20] },
  // An agency's case number is known by its shape. A court's contains the year.
  { kind: 'loan number', before: upTo(`case(?:${marker})?`), digits: [10, 13], shape: /^3-7(?:-\d)?/ },
  // A number in the mortgage registry (MERS) has 18 digits.
  { kind: 'loan number', before: upTo('min|mers'), digits: [18, 18] },
  {
    kind: 'loan number',
    after: from(isTheir, loans.replaceAll(marker, markerAfter)),
    digits: [4, 20],
    loose: true,
  },
  { kind: 'account', before: upTo(`${accounts}|routing|aba|rtn|iban`), digits: [4, 20] },
  { kind: 'account', before: upTo(`(?:account|acct|checking|savings)${ending}`), digits: [4, 20] },
  { kind: 'account', before: upTo('account|acct'), digits: [4, 20], loose: true },
  // "Her account at the credit union is 8839201".
  { kind: 'account', before: /\b(?:account|acct)\b[^\n\d]{0,30}\bis\s*$/i, digits: [7, 17], loose: true },
  { kind: 'account', before: upTo(String.raw`checking|savings|bank|a\/c`), digits: [6, 20], loose: true },
  { kind: 'account', before: /\b(?:ach|wire[ds]?)\b[^\n\d]{0,20}$/i, digits: [8, 20], loose: true },
  {
    kind: 'account',
    after: from(isTheir, accounts.replaceAll(marker, markerAfter)),
    digits: [4, 20],
    loose: true,
  },
  // Masked, and no word says what it is: usually a card. It comes last, because a word beside it knows better.
  { kind: 'card', before: /(?<![\w*•])(?:[x*•]{4}[ -]?){1,4}$/i, digits: [4, 4] },
];
