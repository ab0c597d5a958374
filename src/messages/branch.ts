import { asTyped } from './blocks.ts';

/** `channelId` is what an import asks for. */
const importNext = (channelId: string): string =>
  `Next: import your partners (docs/installing.md has how; the branch is ${channelId}).`;

export function branchSet(name: string, channelId: string, greeted: number): string {
  const people =
    greeted === 0
      ? 'Nobody new to greet.'
      : `${greeted} ${greeted === 1 ? 'person is' : 'people are'} being greeted.`;
  return asTyped(`✓ ${name} is a branch now. ${people} ${importNext(channelId)}`);
}

/** Saved before the form could show how many would be greeted: so nobody was. */
export function branchSetUnasked(name: string, channelId: string, toGreet: number): string {
  if (toGreet === 0) return branchSet(name, channelId, 0);
  const people = toGreet === 1 ? '1 person here has' : `${toGreet} people here have`;
  return asTyped(
    `✓ ${name} is a branch now. I greeted nobody yet: ${people} not been asked. To greet them, type /rapport branch here again and save once it shows the number. ${importNext(channelId)}`,
  );
}

export const greetingFailed = (name: string): string =>
  asTyped(
    `${name} is saved, but I could not look up who is in this channel. Type /rapport branch here again to greet them.`,
  );
