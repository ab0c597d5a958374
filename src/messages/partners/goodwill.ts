import type { Day } from '../../domain/days/day.ts';
import { fullDay, listOf, monthDay, shortDay } from '../../domain/format.ts';
import type { HelpKind } from '../../domain/partners/help.ts';
import type { AskAnswer, NotYet } from '../../domain/partners/readiness.ts';
import { context, type Message, quoted, section, spoken } from '../blocks.ts';

export const helpWords: Record<HelpKind, { label: string; said: string }> = {
  planning: { label: 'Planning their business', said: 'with their planning' },
  growth: { label: 'Growth and marketing', said: 'with their growth' },
  introduction: { label: 'An introduction', said: 'with an introduction' },
  teaching: { label: 'Teaching together', said: 'by teaching together' },
  resource: { label: 'A resource, figures', said: 'with a resource' },
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
  const said = `✓ Promised to ${quoted(listOf(names), 200)}: ${quoted(text, 300)}, by ${fullDay(due, today)}.`;
  const below = 'I remind you the day before, and on the day. It stands under Promises in my Home tab.';
  return { text: spoken(`${said}\n${below}`), blocks: [section(said), context(below)] };
}

/** "Ready to ask", or why not yet, each with the step that mends it. Nothing of it counts what they sent us. */
export function readinessText(reasons: readonly NotYet[], today: Day): string {
  if (reasons.length === 0)
    return '*Ready to ask* for an introduction: seen in time, our word kept, nothing left unanswered.';
  return [
    '*Not yet the time to ask:*',
    ...reasons.slice(0, 4).map((reason) => `• ${reasonText(reason, today)}`),
  ].join('\n');
}

function reasonText(reason: NotYet, today: Day): string {
  switch (reason.why) {
    case 'nobody':
      return 'nobody looks after them → take them on first';
    case 'resting':
      return 'they are resting → give them a tier, and be useful for a while';
    case 'never seen':
      return reason.clock === 'face'
        ? 'no meeting in person noted yet → see them first'
        : 'no contact noted yet → call them first';
    case 'not seen':
      return reason.clock === 'face'
        ? `time to meet since ${shortDay(reason.due, today)} → see them first`
        : `time to talk since ${shortDay(reason.due, today)} → call them first`;
    case 'promise':
      return reason.text
        ? `promised and due since ${monthDay(reason.due, today)}: ${quoted(reason.text, 80)} → keep it`
        : `a colleague’s promise is due since ${monthDay(reason.due, today)} → it is to be kept first`;
    case 'feedback':
      return 'something they told us has no answer yet → answer it, and tell them';
    case 'asked':
      return `asked on ${monthDay(reason.on, today)} → leave it until ${fullDay(reason.until, today)}`;
  }
}
