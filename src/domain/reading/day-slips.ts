import { isSlip } from './match-name.ts';

const dayWords =
  'monday tuesday wednesday thursday friday saturday sunday yesterday tomorrow morning afternoon evening tonight weekend'.split(
    ' ',
  );

/** Months that are no other word, nor anyone's name. */
const months = 'january february september october november december'.split(' ');

/** Words that are one letter from a day without being one. */
const others = new Set(
  'sundae mourning evenings evening morning mornings moaning warning weekends weekend'.split(' '),
);

const short = new Map(
  Object.entries({
    yest: 'yesterday',
    yday: 'yesterday',
    ystd: 'yesterday',
    ystrdy: 'yesterday',
    yesty: 'yesterday',
    wensday: 'wednesday',
    wendsday: 'wednesday',
    wednsday: 'wednesday',
    thurday: 'thursday',
    febuary: 'february',
    feburary: 'february',
    tommorow: 'tomorrow',
    tomorow: 'tomorrow',
    tmw: 'tomorrow',
    tmr: 'tomorrow',
    tmro: 'tomorrow',
    '2day': 'today',
    '2nite': 'tonight',
    '2night': 'tonight',
    tonite: 'tonight',
    nite: 'night',
    '2moro': 'tomorrow',
    '2morrow': 'tomorrow',
    ayer: 'yesterday',
    hoy: 'today',
    mañana: 'tomorrow',
    manana: 'tomorrow',
    lunes: 'monday',
    martes: 'tuesday',
    miércoles: 'wednesday',
    miercoles: 'wednesday',
    jueves: 'thursday',
    viernes: 'friday',
    sábado: 'saturday',
    sabado: 'saturday',
    domingo: 'sunday',
  }),
);

/** The text with its slips in days mended ("wendesday", "yest", "mañana"), and where each character stood before. */
export function mendDayWords(text: string): { mended: string; placeOf: (at: number) => number } {
  let mended = '';
  const places: number[] = [];
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)) {
    const word = meant(run.toLowerCase()) ?? run;
    mended += word;
    // Each letter lies within the word that was typed, its last at that word's last.
    for (let i = 0; i < word.length; i++)
      places.push(index + (i === word.length - 1 ? run.length - 1 : Math.min(i, run.length - 1)));
  }
  return { mended, placeOf: (at) => places[at]! };
}

function meant(word: string): string | null {
  const known = short.get(word);
  if (known) return known;
  if (word.length < 5 || word.length > 10 || others.has(word) || dayWords.includes(word)) return null;
  if (months.includes(word)) return null;
  return (
    [...dayWords, ...months].find((day) => word !== `${day}s` && day.length >= 6 && isSlip(word, day)) ?? null
  );
}
