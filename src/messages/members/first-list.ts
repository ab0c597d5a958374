import { type Day, daysBetween, weekdayOf } from '../../domain/days/day.ts';
import type { ShownLine } from '../../domain/digest/shown-line.ts';
import { clockTime, fullDay, plural, spelled, weekdayInWords } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { naming } from '../asking/ask-controls.ts';
import { actions, asTyped, button, capitalize, context, type Message, section, spoken } from '../blocks.ts';
import { drawLine } from '../digest/digest-line.ts';
import { firstNames } from '../names.ts';

export const firstListActions = { see: 'first-list.see', change: 'first-list.change' } as const;

interface Next {
  on: Day;
  lines: readonly ShownLine[];
  more: number;
}

/** Once, after someone has told of their first touchpoint: what comes, when, and how to change that. */
export function youAreSet(
  { digestAt, meetingsPerWeek }: Member,
  next: Pick<Next, 'on' | 'lines'> | null,
  today: Day,
): Message {
  const pace = `At most ${spelled(meetingsPerWeek).toLowerCase()} ${plural(meetingsPerWeek, 'meeting', 'meetings')} a week.`;
  const change = button(firstListActions.change, 'Change hour or pace…', 'change');
  const [first] = next?.lines ?? [];
  if (!next || !first) {
    const text = `You’re set. When someone’s due, I’ll send you who at ${clockTime(digestAt)}.`;
    return { text, blocks: [section(`${text}\n${pace}`), actions([change])] };
  }
  const names = firstNames(next.lines.map(({ partner }) => partner.name));
  const said = `You’re set. First up: ${asTyped(names.get(first.partner.name) ?? first.partner.name)}, ${dayWord(next.on, today)} at ${clockTime(digestAt)}.`;
  return {
    text: spoken(said),
    blocks: [
      naming([first.line.partnerId], `${said}\n${pace}`),
      actions([button(firstListActions.see, `See ${listOn(next.on, today)}`, 'see'), change]),
    ],
  };
}

/** "tomorrow", "Monday", "on Thu, Jun 25" */
function dayWord(day: Day, today: Day): string {
  const ahead = daysBetween(today, day);
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  return ahead < 7 ? weekdayInWords(weekdayOf(day)) : `on ${fullDay(day, today)}`;
}

/** "tomorrow’s list", "the list of Thu, Jun 25" */
const listOn = (day: Day, today: Day): string =>
  daysBetween(today, day) < 7 ? `${dayWord(day, today)}’s list` : `the list of ${fullDay(day, today)}`;

/** The list as it will be sent, without its buttons: they log for the day of the list. */
export function nextList(next: Next | null, { digestAt }: Member, today: Day): Message {
  if (!next) {
    const none = 'No one’s due in the next two weeks. A good time to see someone you like.';
    return { text: none, blocks: [section(none)] };
  }
  const when = `${capitalize(listOn(next.on, today))}, as it looks now. I’ll send it at ${clockTime(digestAt)}.`;
  const drawn = { surface: { nudgeId: null, shownOn: today }, today: next.on, stamp: 'ahead' };
  return {
    text: when,
    blocks: [
      section(when),
      ...next.lines.flatMap((line) =>
        drawLine(line, drawn).flatMap((block) =>
          block.type === 'section' && block.text ? [naming([line.line.partnerId], block.text.text)] : [],
        ),
      ),
      ...(next.more > 0 ? [context(`+${next.more} more`)] : []),
    ],
  };
}
