import type { SectionBlock } from '@slack/types';
import type { Brief } from '../../domain/asking/brief.ts';
import type { BranchContacts, OwnContacts, SaidContact } from '../../domain/asking/facts.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, listOf, number, shortDay, withTime } from '../../domain/format.ts';
import {
  actions,
  button,
  capitalize,
  cut,
  emailLink,
  labeled,
  type Message,
  quoted,
  section,
  spoken,
} from '../blocks.ts';
import { contactName, onDay } from '../digest/digest-words.ts';
import { touchpointWords } from '../kinds.ts';
import { nameAndCompany } from '../names.ts';
import { cardActions } from '../partners/card-actions.ts';
import { phoneLinks } from '../phone-links.ts';
import { briefButton, logButton, type Named, nameMax, openButton, planButton } from './ask-controls.ts';

/** `others`: where the asker has none of their own, and may see whose the branch's are. */
type Contacts = OwnContacts & { others?: BranchContacts };

/** "You last met Marcus Webb on Sun, Apr 12 (open house), and talked on Wed, May 20." and the plan below. */
export function lastContact(partner: Named, contacts: Contacts, today: Day): Message {
  const { plan } = contacts;
  const place = plan?.place ? ` at ${quoted(plan.place, 60)}` : '';
  const next =
    plan && `Next: ${quoted(contactName(plan), 40)}${place}, ${withTime(shortDay(plan.on, today), plan.at)}.`;
  const last = lastSentence(`*${quoted(partner.name, nameMax)}*`, contacts, today);
  return {
    text: spoken(last),
    blocks: [
      section([last, ...(next ? [next] : [])].join('\n')),
      actions([briefButton(partner), openButton(partner)]),
    ],
  };
}

/** A partner by name: who they are, and when the asker last met and talked with them. */
export function partnerShown(
  partner: Named & { company: string | null },
  contacts: Contacts,
  today: Day,
): Message {
  const { text, blocks } = lastContact(partner, contacts, today);
  const who = `*${quoted(partner.name, nameMax)}*${partner.company ? ` · ${quoted(partner.company, nameMax)}` : ''}`;
  return { text, blocks: [section(who), ...blocks] };
}

function lastSentence(
  name: string,
  { met, talked, lastTouchOn, others: theirs }: Contacts,
  today: Day,
): string {
  if (met) {
    const how = met.kind === 'visit' && !met.word ? '' : ` (${quoted(contactName(met), 40)})`;
    const since = talked && talked.on > met.on ? `, and ${pastOf(talked)} ${onDay(talked.on, today)}` : '';
    return `You last met ${name} ${onDay(met.on, today)}${how}${since}.`;
  }
  if (talked) return `You last ${pastOf(talked)} with ${name} ${onDay(talked.on, today)}. No meeting yet.`;
  const told = theirs && othersSentence(name, theirs, today);
  if (told) return told;
  const others = lastTouchOn ? ` The branch’s last one was ${onDay(lastTouchOn, today)}.` : '';
  return `You haven’t logged a contact with ${name} yet.${others}`;
}

/** "Wen Zhao last met *Pete Sandoval* on Mon, Mar 30 (lunch), and talked on Mon, May 18." */
function othersSentence(name: string, { met, talked }: BranchContacts, today: Day): string | null {
  const who = (by: readonly string[]) => quoted(by.length > 0 ? listOf([...by]) : 'Someone', 120);
  if (!met)
    return (
      talked &&
      `${who(talked.by)} last ${pastOf(talked)} with ${name} ${onDay(talked.on, today)}. No meeting yet.`
    );
  const how = met.kind === 'visit' && !met.word ? '' : ` (${quoted(contactName(met), 40)})`;
  const isSame = talked && talked.by.join() === met.by.join();
  const since =
    talked && talked.on > met.on
      ? `, and ${isSame ? '' : `${who(talked.by)} `}${pastOf(talked)} ${onDay(talked.on, today)}`
      : '';
  return `${who(met.by)} last met ${name} ${onDay(met.on, today)}${how}${since}.`;
}

const pastOf = ({ kind }: SaidContact): string => touchpointWords[kind].past;

/** They want to see or talk to someone: what is planned, or a button to plan it; and when they last did. */
export function wishAnswer(partner: Named, contacts: Contacts, today: Day): Message {
  const { text, blocks } = lastContact(partner, contacts, today);
  const lead = contacts.plan
    ? 'You have a plan already.'
    : 'Nothing logged. Pick a day, and I’ll remind you.';
  return {
    text,
    blocks: [
      section(lead),
      ...blocks.slice(0, 1),
      actions([planButton(partner), briefButton(partner), openButton(partner)]),
    ],
  };
}

/** More than these are found faster by more of the name. */
const namesakesMax = 5;

const cardLine = (one: Named & { company: string | null }): SectionBlock => ({
  ...section(`*${quoted(one.name, nameMax)}*${one.company ? ` · ${quoted(one.company, nameMax)}` : ''}`),
  accessory: labeled(nameAndCompany(one), button(cardActions.open, 'Open', String(one.id))),
});

/** Several bear the name that was asked about. Each one's card has the answer. */
export function whichPartner(asked: string, found: readonly (Named & { company: string | null })[]): Message {
  const more = found.length - namesakesMax;
  const text = `Which ${quoted(capitalize(cut(asked, 60)), 60)}?`;
  const tail = more > 0 ? [section(`+${number(more)} more. Ask again with the last name.`)] : [];
  return {
    text,
    blocks: [section(text), ...found.slice(0, namesakesMax).map(cardLine), ...tail],
  };
}

/** Several names and nothing else: a list is no contact. */
export function partnersListed(found: readonly (Named & { company: string | null })[]): Message {
  const text = `${count(found.length, 'partner')}, nothing logged. Did you see them?`;
  return {
    text,
    blocks: [section(text), ...found.map(cardLine), actions([logButton()])],
  };
}

/** How to reach a partner. `isRead`: the reader may see phone and email. A lock screen shows neither. */
export function reachAnswer({ id, name, owners, details }: Brief): Message {
  const ways = details
    ? [details.phone && phoneLinks(details.phone), details.email && emailLink(details.email)].filter(Boolean)
    : [];
  const who = `*${quoted(name, nameMax)}*`;
  const owner = owners.length > 0 ? ` Ask ${listOf(owners.map((one) => quoted(one, 60)))}.` : '';
  const line = details
    ? `${who}: ${ways.length > 0 ? ways.join(' · ') : 'no phone or email yet. Add them with Edit on the card.'}`
    : `${who} isn’t in your book, so I can’t show a phone or email.${owner}`;
  return {
    text: `How to reach ${quoted(name, nameMax)}`,
    blocks: [section(line), actions([openButton({ id, name })])],
  };
}
