import type { TouchpointKind } from '../words.ts';
import type { KindPhrase } from './kind-words.ts';

export interface SaidKind extends KindPhrase {
  from: number;
  to: number;
}

/** Contacts for which nobody has to be in the same room. */
export const remoteKinds: ReadonlySet<TouchpointKind> = new Set(['call', 'message', 'video']);
/** What was done in the room, however one got there. */
export const roomKinds: ReadonlySet<TouchpointKind> = new Set(['meal', 'event', 'committee']);

/**
 * The one kind that all these words agree on; `conflict` when they name two contacts. Neighbouring words are one
 * contact: a "board lunch" is the board's, "coffee over zoom" is a video call.
 */
export function decideKind(said: readonly SaidKind[]): {
  kind: TouchpointKind | null;
  guessed: boolean;
  conflict: boolean;
} {
  let left = [...said];
  const firm = left.filter((phrase) => phrase.strength !== 'guessed');
  if (firm.length > 0) left = firm;
  const inTheRoom = left.filter((phrase) => roomKinds.has(phrase.kind));
  if (inTheRoom.length > 0) left = left.filter((phrase) => phrase.strength !== 'arrived');
  if (left.some((phrase) => phrase.kind === 'video')) {
    left = left.filter((phrase) => phrase.kind === 'video' || !overVideo.has(phrase.kind));
  }
  // They are in the order of the text, so that only those right beside one can absorb it.
  left = left.filter(
    (phrase, at) => !left.slice(Math.max(0, at - 2), at + 3).some((other) => absorbs(other, phrase)),
  );
  return {
    kind: left[0]?.kind ?? null,
    guessed: left.every((phrase) => phrase.strength === 'guessed'),
    conflict: new Set(left.map((phrase) => phrase.kind)).size > 1,
  };
}

const overVideo = new Set<TouchpointKind>(['meal', 'call', 'committee', 'event']);
const compound: TouchpointKind[] = ['event', 'committee', 'meal', 'visit', 'call', 'message'];

/** In a compound the earlier of the list names the contact: event before committee before meal. */
function absorbs(other: SaidKind, phrase: SaidKind): boolean {
  const gap = Math.max(phrase.from - other.to, other.from - phrase.to);
  return gap <= 1 && compound.indexOf(other.kind) < compound.indexOf(phrase.kind);
}
