import type { PartnerKind, Tier, TouchpointKind } from '../../words.ts';
import { partnerKinds, touchpointKinds } from '../../words.ts';
import { quote, type Understood } from './cell.ts';

/** Kinds, tiers, and contacts in the words of people's own lists. */

/** Letters and figures alone, in the singular: "REALTORS®" is "realtor". */
const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[®™]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();

const table = <Value extends string>(rows: Partial<Record<Value, string>>): ReadonlyMap<string, Value> =>
  new Map(
    (Object.entries(rows) as [Value, string][]).flatMap(([value, words]) =>
      words.split(',').map((word): [string, Value] => [word.trim(), value]),
    ),
  );

const kinds = table<PartnerKind>({
  realtor:
    'realtor, agent, real estate agent, real estate, re agent, listing agent, buyer agent, buyers agent, selling agent, broker, broker associate, real estate broker, managing broker, broker owner, sales associate, real estate professional, team lead',
  builder:
    'builder, home builder, homebuilder, new construction, developer, contractor, builder rep, new home sales',
  'financial planner':
    'financial planner, financial advisor, financial adviser, planner, advisor, adviser, cfp, wealth advisor, wealth manager, wealth management, wealth planner, investment advisor, ria',
  'divorce attorney':
    'divorce attorney, divorce lawyer, family law attorney, family lawyer, family attorney, family law, divorce, cdlp',
  accountant:
    'accountant, cpa, tax, tax preparer, tax advisor, tax accountant, bookkeeper, enrolled agent, ea',
  'insurance agent':
    'insurance agent, insurance, insurance broker, home insurance, homeowners insurance, agent insurance',
  'title officer':
    'title officer, title, title company, title agent, title rep, escrow, escrow officer, closing attorney, settlement agent, closer, title and escrow',
  other: 'other',
});

/** A kind in people's words, which may stand among others: "Realtor; Top 25". Anything else is "other". */
export function readKindWord(text: string): Understood<PartnerKind> {
  const found = [text, ...text.split(/[;,|/]/)].map(kindOf).find((kind) => kind !== null);
  return found ? { value: found } : { value: 'other', leftOut: `${quote(text)} became other` };
}

function kindOf(text: string): PartnerKind | null {
  const key = keyOf(text);
  return (
    partnerKinds.find((kind) => kind === key) ?? kinds.get(key) ?? kinds.get(key.replace(/s$/, '')) ?? null
  );
}

const tiers = table<Tier>({
  inner:
    'inner, inner circle, a, a+, aa, aaa, 1, tier 1, tier a, tier one, top, top 10, top 20, top 25, top 50, vip, platinum, gold, top tier, a list, best',
  core: 'core, b, 2, tier 2, tier b, tier two, silver, active, preferred, monthly, b list',
  keep: 'keep, keep in touch, kit, c, 3, tier 3, tier c, tier three, bronze, warm, quarterly, occasional, c list',
  resting: 'resting, rest, d, 4, tier 4, tier d, dormant, cold, inactive, paused, on hold, archive, archived',
});

/** A tier in people's words. What is none rests, like everyone new. */
export function readTierWord(text: string): Understood<Tier> {
  const value = tiers.get(keyOf(text));
  return value ? { value } : { value: null, leftOut: `${quote(text)} isn’t a tier` };
}

const contacts = table<TouchpointKind>({
  meal: 'meal, coffee, met for coffee, coffee meeting, breakfast, brunch, lunch, lunch meeting, dinner, drinks, happy hour, beer, tea',
  visit:
    'visit, meeting, met, in person, in person meeting, face to face, f2f, drop by, drop in, dropped by, pop by, popby, pop in, stop by, stopped by, office visit, closing, appointment, walkthrough, site visit',
  event:
    'event, open house, broker open, brokers open, mixer, golf, golf outing, ce class, class, lunch and learn, seminar, workshop, networking, networking event, party, client event, conference, training, expo',
  committee: 'committee, board meeting, committee meeting, board',
  video: 'video, video call, zoom, zoom call, teams, ms teams, facetime, google meet, webex, virtual meeting',
  call: 'call, phone, phone call, called, talked, spoke, telephone, conversation',
  message:
    'message, text, text message, texted, sms, email, e mail, emailed, linkedin, linkedin message, dm, facebook, instagram, note, card, handwritten note, letter, mail',
});

/** Nobody was reached. */
const attempts =
  /^(?:(?:left )?(?:a )?(?:vm|voice ?mail|message left|lvm|no answer|attempt(?:ed)?|tried)|gift|gift card|swag)$/;
/** Kept beside the kind as they were written, so that a coffee stays a coffee. */
const isKind = (key: string): boolean => (touchpointKinds as readonly string[]).includes(key);

/** A contact without a kind that we know counts as a call, because it may not have been face time. */
export const unknownContact = { kind: 'call', word: null } as const satisfies {
  kind: TouchpointKind;
  word: null;
};

/** A contact in people's words: its kind, and the word if it says more. Null where nobody was reached. */
export function readContactWord(text: string): Understood<{ kind: TouchpointKind; word: string | null }> {
  const key = keyOf(text);
  const kind = contacts.get(key);
  if (kind) return { value: { kind, word: isKind(key) ? null : key } };
  if (attempts.test(key)) return { value: null, leftOut: `${quote(text)} isn’t a contact` };
  return { value: unknownContact, leftOut: `${quote(text)} became a call` };
}
