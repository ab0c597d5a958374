import type { Member } from '../../../../src/domain/members/member.ts';
import type { TierQuestion } from '../../../../src/domain/partners/tier-questions.ts';
import { findMemberById } from '../../../../src/store/members/members.ts';
import type { Scene } from './scene.ts';

/** Picks one of a list. Pairs pick by their seed, so two operations often pick the same row. */
export type Pick = <const T>(of: readonly T[]) => T;

/** One write of the store, on rows it picks. What a person may not do is returned; any error it throws is a bug. */
export type Operation = (scene: Scene, pick: Pick) => Promise<unknown>;

/** Operations by what people call them. */
export type Operations = Readonly<Record<string, Operation>>;

/** A row's own member, as the scene began. */
export const ownerOf = async ({ db }: Scene, { memberId }: { memberId: number }): Promise<Member> =>
  (await findMemberById(db, memberId))!;

/** A question about the tiers of these relationships. */
export const askingOf = (
  about: TierQuestion['about'],
  asked: readonly { id: number; partnerId: number }[],
): TierQuestion => ({
  about,
  room: 24,
  partners: asked.map(({ id: relationshipId, partnerId }) => ({
    ...{ relationshipId, partnerId, name: '', company: null, tier: 'core' },
    ...{ lastFaceOn: null, faceDue: null, answer: null },
  })),
});

/** Two partners in either order. */
export const bothPartners = ({ dana, cy }: Scene, pick: Pick): number[] =>
  pick([
    [dana, cy],
    [cy, dana],
  ]);
