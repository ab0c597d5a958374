import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { RememberedDay } from '../../domain/digest/days-to-remember.ts';
import type { HandledToday, ShownLine } from '../../domain/digest/shown-line.ts';
import { fullDay, shortDay } from '../../domain/format.ts';
import { asTyped, context, cut, type Message, phoneLink, quoted, section, spoken } from '../blocks.ts';
import { weeksInRhythm } from '../week/weeks-in-rhythm.ts';
import type { Surface } from './digest-buttons.ts';
import { drawHandled } from './digest-handled.ts';
import { drawLine } from './digest-line.ts';

/** Slack takes 50 blocks in a message. */
const blocksMax = 50;

interface DigestDrawing {
  /** The member's. */
  name: string;
  surface: Surface;
  today: Day;
  /** At most five. */
  lines: readonly ShownLine[];
  /** Partners who did not fit. */
  more: number;
  /** Another one each time the same message is drawn again. */
  stamp: string;
  /** What was dealt with today and stands in no line; for lists drawn on demand. */
  handled?: readonly HandledToday[];
  /** Birthdays and the like; they are lines below, and none of the five. */
  days?: readonly RememberedDay[];
  /** The member's weeks in rhythm, on the days that end with them. */
  weeks?: { kept: number; of: number } | null;
  /** What to say first, about a button that could not do what it says. */
  note?: string;
}

/** The morning's message, as it is sent, asked for, and drawn again after a tap. */
export function digestMessage(digest: DigestDrawing): Message {
  const { surface, today, lines, more, handled = [], days = [], weeks = null, note } = digest;
  const drawn = lines.map((line) => drawLine(line, digest));
  const remembered = dayTexts(days, today);
  const below = [...footer(surface, today, more), ...weeksInRhythm(weeks)];
  const tail: KnownBlock[] = [
    ...(remembered.length > 0 ? [section(remembered.join('\n'))] : []),
    ...below.map(context),
  ];
  const blocks: KnownBlock[] = [
    ...(note ? [section(asTyped(note))] : []),
    section(greeting(digest)),
    ...drawn.flatMap((line) => line.blocks),
  ];
  for (const one of handled) {
    const more = drawHandled(one, digest);
    if (blocks.length + more.blocks.length + tail.length <= blocksMax) blocks.push(...more.blocks);
  }
  const texts = [...(note ? [asTyped(note)] : []), greeting(digest), ...drawn.map((line) => line.text)];
  return {
    text: spoken([...texts, ...remembered, ...below].join('\n')),
    blocks: [...blocks, ...tail],
  };
}

const numbers = ['No partners', 'One', 'Two', 'Three', 'Four', 'Five'];

const daysMax = 3;

/** "🎂 Sat, Jun 13: birthday of *Dana Lee* · 555-0142" */
function dayTexts(days: readonly RememberedDay[], today: Day): string[] {
  const texts = days.slice(0, daysMax).map(({ on, what, name, phone }) => {
    const which = what === 'birthday' ? '🎂 Birthday' : '🎉 Business anniversary';
    const call = phone ? ` · ${phoneLink(cut(phone, 30))}` : '';
    return `${which} of *${quoted(name, 80)}*: ${shortDay(on, today)}${call}`;
  });
  const left = days.length - texts.length;
  return left > 0 ? [...texts, `+${left} more days to remember`] : texts;
}

function greeting({ name, surface, today, lines, handled }: DigestDrawing): string {
  const count = numbers[lines.length] ?? String(lines.length);
  if (surface.nudgeId !== null && lines.length === 0)
    return `Morning, ${firstName(name)}. Nobody is due, and it is a day to remember.`;
  if (surface.nudgeId !== null) {
    const day = surface.shownOn === today ? 'today' : `on ${fullDay(surface.shownOn, today)}`;
    return `Morning, ${firstName(name)}. ${count} ${day}.`;
  }
  if (lines.length > 0) return `Today, ${firstName(name)}: ${count.toLowerCase()}.`;
  return handled?.length
    ? `That was today’s list, ${firstName(name)}. Nobody else is waiting.`
    : `Nobody is due today, ${firstName(name)}. After your next coffee send me one line, like “coffee with NAME, promised the slides by Friday”.`;
}

function footer(surface: Surface, today: Day, more: number): string[] {
  if (surface.shownOn !== today) {
    return [
      `This was the list of ${fullDay(surface.shownOn, today)}. Today’s is in my Home tab, or type /rapport digest.`,
    ];
  }
  return more > 0 ? [`+${more} more in my Home tab.`] : [];
}

const firstName = (name: string): string => quoted(name.split(' ')[0] || name, 40);

/** Friday, with nothing open. */
export function square(name: string, weeks: DigestDrawing['weeks'] = null): Message {
  const text = `You’re square, ${firstName(name)}. Nobody is waiting for you, and nothing you promised is due. Enjoy the weekend.`;
  const below = weeksInRhythm(weeks);
  return { text: [text, ...below].join('\n'), blocks: [section(text), ...below.map(context)] };
}

/** Monday, with a book that rests and room for partners. */
export function pickFive(name: string): Message {
  const text = `Morning, ${firstName(name)}. All your partners are resting. Pick five you’d have lunch with and send me their names, one per line: I’ll remind you to keep up with them.`;
  return { text, blocks: [section(text)] };
}
