import { describe, expect, test } from 'vitest';
import { readPromiseNote } from '../../../src/domain/reading/promise-note.ts';
import type { PartnerName } from '../../../src/domain/reading/read.ts';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { unlimited } from './in-words.ts';

/** A Wednesday. */
const today = '2026-06-10';
const book: PartnerName[] = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Tom Baxter', 'Ann Ray'].map(
  (name, at) => ({
    id: at + 1,
    name,
    company: null,
    own: true,
  }),
);

/** "Dana Lee: flyer @ 06-15"; null for a line that promises nothing by itself. */
function read(said: string): string | null {
  const note = readPromiseNote(said, book, today, unlimited);
  return (
    note &&
    `${book.find(({ id }) => id === note.partnerIds[0])?.name}: ${note.promises.map(({ text, dueOn }) => `${text} @ ${dueOn?.slice(5) ?? '-'}`)}`
  );
}

describe('a note of one’s own promises', () => {
  test.each([
    ['need to get dana that flyer monday dont let me forget', 'Dana Lee: flyer @ 06-15'],
    ['im on the hook to tom for a condo list, end of month', 'Tom Baxter: a condo list @ 06-30'],
    ['said yes to making tom an intro packet by friday', 'Tom Baxter: an intro packet @ 06-12'],
    ['nudge me in 3 days re toms video intro i owe him', 'Tom Baxter: video intro @ 06-13'],
    ['remind me about joans flyer at 9 am friday 🙏', 'Joan Ortiz: flyer (9 am) @ 06-12'],
    ['todo - marcus - cobranded postcards - due 6/20', 'Marcus Webb: cobranded postcards @ 06-20'],
    ['set a reminder. marcus. 2 yard signs. 6/15', 'Marcus Webb: 2 yard signs @ 06-15'],
    ['told marcus id have the rate sheet to him by friday', 'Marcus Webb: the rate sheet @ 06-12'],
    ['dont forget anns thank you card', 'Ann Ray: thank you card @ -'],
    ['gave joan my word she’d have the numbers by friday', 'Joan Ortiz: the numbers @ 06-12'],
    ['Me to Joan: will send the outline next Tuesday', 'Joan Ortiz: the outline @ 06-16'],
  ])('%s', (said, promised) => expect(read(said)).toBe(promised));
});

describe('nothing is promised by', () => {
  test.each([
    'need to get lunch w marcus soon',
    'remind me to ring Joan Thursday',
    'Remind me when I saw Tom',
    'slides went out to dana this morning like i promised',
    'dana owes me the flyer',
    'dana said she will send me the slides',
    'told dana i cant get her the flyer',
    'told dana i’d see her friday',
    'need to get dana and marcus the flyer',
    'promised Dana and Jane Roe the flyer by Friday',
    'remind me friday',
    'note to self dana',
    'gotta get dana to call me back',
    'todo dana lunch',
    'dont forget dana',
    'did i promise dana the flyer?',
    'gave dana the flyer',
    'owed dana the slides, sent them today',
  ])('%s', (said) => {
    expect(read(said)).toBeNull();
    // What tells of a contact is no note.
    expect(
      understand('coffee with Dana today, need to get her the flyer', book, today)[0]?.promised,
    ).toBeNull();
  });
});
