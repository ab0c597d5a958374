import { worksWithPartners } from '../domain/access.ts';
import type { Member } from '../domain/members/member.ts';
import { asTyped, type Message, section } from './blocks.ts';
import { whoReadsNotes } from './who-reads-notes.ts';

const say = (text: string): Message => ({ text: asTyped(text), blocks: [section(asTyped(text))] });

/** Fits one screen of a phone. `unknown` is the word nobody knows. */
export function help(unknown: string | null, member: Member | null): Message {
  if (member?.state === 'active' && !worksWithPartners(member)) return readersHelp(unknown);
  const isLead = member?.roles.includes('lead') ?? false;
  const text = [
    ...(unknown ? [`I don’t know “${asTyped(unknown)}”.`] : []),
    '*After a coffee*, one line, typed or dictated:',
    '`/touchpoint coffee with Dana Lee yesterday, promised the slides by Friday`',
    'or the same words to me as a direct message. `/touchpoint` alone opens a form.',
    '*Tried:* `/touchpoint left a voicemail for Marcus` · *Planned:* `… lunch with Joan next Thursday`',
    '*A partner’s card:* `/partner dana` · `/partner add` · `import` · `export`',
    '*What they told us:* `/rapport feedback dana …` · *Spent:* `/rapport record` · *Events:* `/rapport events`',
    '*Today’s list:* `/rapport digest`, or my Home tab · *My days:* `/rapport me`',
    `*The branch:* \`/rapport branch\`${isLead ? ' · *Areas:* `/rapport areas`' : ''} · *Roles* (admins): \`/rapport people\``,
    `I never contact partners. ${whoReadsNotes}`,
  ].join('\n');
  return { text, blocks: [section(text)] };
}

/** For who has compliance and nothing else. */
function readersHelp(unknown: string | null): Message {
  const text = [
    ...(unknown ? [`I don’t know “${asTyped(unknown)}”.`] : []),
    'You read the record, the history and exports, and place holds:',
    '*Spent:* `/rapport record` · *A partner’s history:* `/partner dana` · *Files:* `/partner export`',
    '*Holds* are in my Home tab.',
  ].join('\n');
  return { text, blocks: [section(text)] };
}

export const branchFirst = (): Message =>
  say('There is no branch yet. Type /rapport branch in the channel of the first one.');

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
