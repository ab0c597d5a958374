import { asTyped, type Message, section } from './blocks.ts';

const say = (text: string): Message => ({ text: asTyped(text), blocks: [section(asTyped(text))] });

/** Fits one screen of a phone. `unknown` is the word nobody knows. */
export function help(unknown: string | null): Message {
  const text = [
    ...(unknown ? [`I don’t know “${asTyped(unknown)}”.`] : []),
    '*After a coffee*, one line, typed or dictated:',
    '`/touchpoint coffee with Dana Lee yesterday, promised the slides by Friday`',
    'or the same words to me as a direct message. `/touchpoint` alone opens a form.',
    '*Tried and not reached:* `/touchpoint left a voicemail for Marcus`',
    '*Planned:* `/touchpoint lunch with Joan next Thursday`',
    '*Today’s list:* `/rapport digest`, or my Home tab.',
    '*A channel as a branch* (workspace admins): `/rapport branch`',
    'I never contact partners. Your notes: you, your cover, your manager.',
  ].join('\n');
  return { text, blocks: [section(text)] };
}

export const adminsOnly = (): Message =>
  say('Only a workspace admin can set up a branch. Ask one of them to type /rapport branch in this channel.');

export const notHere = (): Message =>
  say('A branch is a channel: type /rapport branch in the channel of the branch, not in a direct message.');

export const cannotSeeChannel = (): Message =>
  say('I can’t see this channel. Type /invite @Rapport here, then /rapport branch again.');

export const inviteFirst = (): Message =>
  say('I am not in this channel yet. Type /invite @Rapport here, then /rapport branch again.');

export const sharedChannel = (): Message =>
  say(
    'This channel is shared with another company, so it cannot be a branch: names of partners must stay in the house. Use a channel of your own.',
  );
