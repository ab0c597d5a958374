import { may } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, listOf, monthDay, number } from '../../domain/format.ts';
import type { Card, CardDetails } from '../../domain/partners/card.ts';
import type { HelpKind } from '../../domain/partners/help.ts';
import type { AskAnswer, NotYet } from '../../domain/partners/readiness.ts';
import { context, type Message, quoted, section } from '../blocks.ts';
import { onDay } from '../digest/digest-words.ts';
import { timeSince } from '../due-words.ts';

export const helpWords: Record<HelpKind, { label: string; said: string }> = {
  planning: { label: 'Business planning', said: 'with business planning' },
  growth: { label: 'Growth and marketing', said: 'with growth and marketing' },
  introduction: { label: 'An introduction', said: 'with an introduction' },
  teaching: { label: 'Teaching together', said: 'by teaching together' },
  resource: { label: 'A resource or market data', said: 'with a resource' },
  other: { label: 'Something else', said: 'with something else' },
};

export const askWords: Record<AskAnswer, string> = {
  open: 'no answer yet',
  yes: 'yes',
  'not now': 'not now',
  no: 'no',
};

/** After a promise that was noted from a message. */
export function promiseSaved(names: string[], text: string, due: Day, today: Day): Message {
  const to = quoted(listOf(names), 200);
  const said = `✓ Promised ${to}: ${quoted(text, 300)}, by ${fullDay(due, today)}.`;
  const below = 'I’ll remind you the day before and the day it’s due. You’ll find it in Home › Promises.';
  return {
    text: `Saved: a promise to ${to}, due ${fullDay(due, today)}.`,
    blocks: [section(said), context(below)],
  };
}

/** "Ready to ask", or why not yet, each with the step that fixes it. Nothing of it counts what they sent us. */
export function readinessText(
  reasons: readonly NotYet[],
  today: Day,
  offers: { mayGoBackYears?: boolean } = {},
): string {
  if (reasons.length === 0)
    return '*Ready to ask* for an introduction: you’re up to date, every promise is kept, and there’s no open feedback.';
  return [
    '*Not ready to ask yet:*',
    ...reasons.slice(0, reasonsMax).map((reason) => `• ${reasonText(reason, today, offers)}`),
  ].join('\n');
}

/** Before one asks: whether it is time, and what became of the last ask. */
export function askingText(card: Card, { notYet, ask, readerId }: CardDetails, today: Day): string {
  const ready = readinessText(notYet, today, { mayGoBackYears: may(card.readerRoles, 'edit') });
  if (!ask) return ready;
  const who = ask.by.id === readerId ? 'You' : quoted(ask.by.name, 40);
  return `${ready}\n${who} asked ${onDay(ask.on, today)}: ${askWords[ask.answer]}.`;
}

/** Late promises aside, no partner has more at once. */
const reasonsMax = 5;

/** The choice under More that stands in for meetings from before Rapport. */
export const goBackYears = 'We go back years';

function reasonText(
  reason: NotYet,
  today: Day,
  { mayGoBackYears = false }: { mayGoBackYears?: boolean },
): string {
  switch (reason.why) {
    case 'nobody':
      return 'no owner yet → take over first';
    case 'resting':
      return 'they’re resting → pick a tier and be useful first';
    case 'never seen':
      return reason.clock === 'face'
        ? 'no meeting logged yet → see them first'
        : 'no contact logged yet → call them first';
    case 'not seen':
      return reason.clock === 'face'
        ? `${timeSince({ on: reason.due, meet: true }, today)} → see them first`
        : `${timeSince({ on: reason.due, meet: false }, today)} → call them first`;
    case 'few meetings': {
      const or = mayGoBackYears ? `, or choose “${goBackYears}” under More` : '';
      if (reason.met === 0) return `no meeting logged yet → ${count(reason.more, 'meeting')} first${or}`;
      return `${count(reason.met, 'meeting')} logged so far → ${number(reason.more)} more first${or}`;
    }
    case 'never asked for feedback':
      return 'no one has asked for honest feedback yet → ask once first';
    case 'promise':
      return reason.text
        ? `promise overdue since ${monthDay(reason.due, today)}: ${quoted(reason.text, 80)} → keep it first`
        : `a colleague’s promise overdue since ${monthDay(reason.due, today)} → ask them to keep it first`;
    case 'feedback':
      return 'their feedback is still open → answer it and let them know';
    case 'asked':
      return `asked on ${monthDay(reason.on, today)} → wait until ${fullDay(reason.until, today)}`;
  }
}
