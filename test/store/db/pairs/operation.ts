import type { Member } from '../../../../src/domain/members/member.ts';
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

/** Two partners in either order. */
export const bothPartners = ({ dana, cy }: Scene, pick: Pick): number[] =>
  pick([
    [dana, cy],
    [cy, dana],
  ]);
