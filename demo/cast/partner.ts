import { type PartnerKind, partnerKinds, type Tier, tiers } from '../../src/domain/words.ts';
import type { Handle } from './people.ts';

/**
 * How a relationship goes. `steady` is kept in rhythm, `slipping` often late, `mending` too, until it is taken up in spring;
 * `quiet` is let go then; `told` is told deed by deed in story.ts; `resting` ones are left alone.
 */
const courses = ['steady', 'slipping', 'mending', 'quiet', 'told', 'resting'] as const;
export type Course = (typeof courses)[number];

export interface CastPartner {
  name: string;
  company: string;
  kind: PartnerKind;
  tier: Tier;
  course: Course;
  /** Empty: the branch has them. Each owner has a relationship of their own. */
  owners: Handle[];
  /** What they are trying to grow. */
  growing: string | null;
  /** What they said last, as the owner noted it. */
  said: string | null;
}

/**
 * Reads a cast: "priya & sam, steady, core: NAME, COMPANY, KIND", or "nobody: …", each with "grows:" and "said:" indented
 * below it where there is something to tell.
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
  const [whose = '', whom = ''] = head.split(': ');
  const [owners = '', course = 'resting', tier = 'resting'] = whose.split(', ');
  const [name = '', company = '', kind = ''] = whom.split(', ');
  const told = (what: string) => below.find((line) => line.startsWith(what))?.slice(what.length) ?? null;
  return {
    name,
    company,
    kind: oneOf(partnerKinds, kind, entry),
    tier: oneOf(tiers, tier, entry),
    course: oneOf(courses, course, entry),
    owners: owners === 'nobody' ? [] : owners.split(' & '),
    growing: told('grows: '),
    said: told('said: '),
  };
}

function oneOf<Word extends string>(words: readonly Word[], word: string, entry: string): Word {
  const found = words.find((one) => one === word);
  if (!found) throw new Error(`"${word}" is none of ${words.join(', ')}: ${entry}`);
  return found;
}
