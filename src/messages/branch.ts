import { asTyped } from './blocks.ts';

export function branchSet(name: string, channelId: string, greeted: number): string {
  const people =
    greeted === 0
      ? 'Nobody new to greet.'
      : `${greeted} ${greeted === 1 ? 'person is' : 'people are'} being greeted.`;
  return asTyped(
    `✓ ${name} is a branch now. ${people} Import partners with: npm run rapport -- import partners FILE.csv --branch ${channelId}`,
  );
}

export const greetingFailed = (name: string): string =>
  asTyped(
    `${name} is saved, but I could not look up who is in this channel. Type /rapport branch here again to greet them.`,
  );
