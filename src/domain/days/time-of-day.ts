/** A time as it is typed ("5:30 pm", "17:30", "5pm", "noon") as HH:MM; null for what is none. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === 'noon') return '12:00';
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|a|p)?$/.exec(text);
  if (!match) return null;
  const [, hours = '', minutes = '00', half] = match;
  const said = Number(hours);
  if (Number(minutes) > 59 || (half && (said < 1 || said > 12)) || (!half && match[2] === undefined))
    return null;
  const hour = half ? (said % 12) + (half.startsWith('p') ? 12 : 0) : said;
  return hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minutes}`;
}
