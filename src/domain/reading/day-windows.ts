import { dayWord } from './day-words.ts';

/** A stretch of a text in which the library for days may find some. */
export interface DayWindow {
  /** Where its words stand, without marks before and after. */
  start: number;
  end: number;
  /** What the library gets to see, and how far that is from the beginning of the whole text. */
  text: string;
  offset: number;
  /** False if it is too long, or has too many units of time in it, to be read at all. */
  isReadable: boolean;
}

/** The most words, numbers, and marks of a stretch. */
const piecesMax = 24;

/** How often a stretch may double the time that the library takes over it: ten times what it takes over an honest one. */
const doublesMax = 5;

/** Stands for the words beside a stretch: one that the library does not know. */
const stranger = 'x';

const pieces = /[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_]/gu;
/** Marks that a day may hold: "June 9, 2026", "(Friday)", "5:30-6", "o'clock". */
const joinsDays = /^[,.:：/()（）+~〜'’∙–-]$/;

/** The stretches of the library's own words that may hold a day, in order. `text` has no two blanks in a row. */
export function dayWindows(text: string): DayWindow[] {
  const windows: DayWindow[] = [];
  let open: Stretch | null = null;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (piece === ' ') continue;
    const word = dayWord(piece);
    if (!word && !joinsDays.test(piece)) {
      close();
      continue;
    }
    open ??= { from: index, to: index, start: index, end: index, pieces: 0, doubles: 0, hasDay: false };
    open.to = index + piece.length;
    open.pieces++;
    if (!word) continue;
    if (open.start === open.end) open.start = index;
    open.end = open.to;
    open.doubles += word.doubles;
    open.hasDay ||= word.isDay;
  }
  close();
  return windows;

  function close(): void {
    if (open?.hasDay) windows.push(windowOf(text, open));
    open = null;
  }
}

interface Stretch {
  from: number;
  to: number;
  start: number;
  end: number;
  pieces: number;
  doubles: number;
  hasDay: boolean;
}

function windowOf(text: string, { from, to, start, end, pieces, doubles }: Stretch): DayWindow {
  const before = from > 0 ? `${stranger} ` : '';
  const after = to < text.length ? ` ${stranger}` : '';
  return {
    start,
    end,
    text: before + text.slice(from, to) + after,
    offset: from - before.length,
    isReadable: pieces <= piecesMax && doubles <= doublesMax,
  };
}
