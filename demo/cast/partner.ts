import { type PartnerKind, partnerKinds, type Tier, tiers } from '../../src/domain/words.ts';
import type { Handle } from './people.ts';

/**
 * The course of a relationship. `steady` stays in rhythm. `slipping` is often late. `mending` is often late until spring, then
 * steady. `quiet` ends in spring. `told` has its deeds listed one by one in story.ts. `resting` has none.
 */
const courses = ['steady', 'slipping', 'mending', 'quiet', 'told', 'resting'] as const;
export type Course = (typeof courses)[number];

export interface CastPartner {
  name: string;
  company: string;
  kind: PartnerKind;
  tier: Tier;
  course: Course;
  /** Each owner has their own relationship. Empty if the partner belongs to the branch alone. */
  owners: Handle[];
  /** What they are trying to grow. */
  growing: string | null;
  /** The owner's note of what they said last. */
  said: string | null;
}

/**
 * Reads a cast. Each entry is "priya & sam, steady, core: NAME, COMPANY, KIND" or "no one: …", followed by optional indented
 * lines "grows:" and "said:". @throws if a kind, tier or course is unknown
 */
export function readCast(text: string): CastPartner[] {
  return text
    .split(/\n(?=\S)/)
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map(readPartner);
}

function readPartner(entry: string): CastPartner {
  const [head = '', ...below] = entry.split('\n').map((line) => line.trim());
  const [whose = '', who = ''] = head.split(': ');
  const [owners = '', course = 'resting', tier = 'resting'] = whose.split(', ');
  const [name = '', company = '', kind = ''] = who.split(', ');
  const told = (what: string) => below.find((line) => line.startsWith(what))?.slice(what.length) ?? null;
  return {
    name,
    company,
    kind: oneOf(partnerKinds, kind, entry),
    tier: oneOf(tiers, tier, entry),
    course: oneOf(courses, course, entry),
    owners: owners === 'no one' ? [] : owners.split(' & '),
    growing: told('grows: '),
    said: told('said: '),
  };
}

function oneOf<Word extends string>(words: readonly Word[], word: string, entry: string): Word {
  const found = words.find((one) => one === word);
  if (!found) throw new Error(`"${word}" must be one of ${words.join(', ')}: ${entry}`);
  return found;
}
