import { describe, expect, test } from 'vitest';
import { readPromiseNote, readPromiseNotes } from '../../../src/domain/reading/promise-note.ts';
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

/** Each of several: "Tom Baxter: comps @ 06-17". */
const readAll = (said: string): string[] =>
  (readPromiseNotes(said, book, today, unlimited) ?? []).flatMap(({ partnerIds, promises }) =>
    partnerIds.flatMap((of) =>
      promises.map(
        ({ text, dueOn }) => `${book.find(({ id }) => id === of)?.name}: ${text} @ ${dueOn?.slice(5) ?? '-'}`,
      ),
    ),
  );

describe('what is promised is', () => {
  test.each([
    // What they want of us, and that we said yes.
    ['dana needs that closing timeline from me by friday', 'Dana Lee: closing timeline @ 06-12'],
    ['joans waiting on a testimonial from me, due sunday', 'Joan Ortiz: a testimonial @ 06-14'],
    [
      'marcus wants my cpas number. said i would get it to him tonight',
      'Marcus Webb: my cpas number @ 06-10',
    ],
    ['ann asked for our lot loan guide and i said id send it over', 'Ann Ray: our lot loan guide @ -'],
    [
      'Tom asked for my buyer guide, i told him sure, will do it thursday',
      'Tom Baxter: my buyer guide @ 06-11',
    ],
    [
      "Joan needs the number of a CPA, I'll have it to her tomorrow",
      'Joan Ortiz: the number of a CPA @ 06-11',
    ],
    ['told dana yes on the notary name, sending it tonight', 'Dana Lee: the notary name @ 06-10'],
    ['ann is still waiting on my brochure', 'Ann Ray: my brochure @ -'],
    ['marcus needs the payoff number today, on it', 'Marcus Webb: the payoff number @ 06-10'],
    ['tom asked can i drop off the stamps and i said of course', 'Tom Baxter: the stamps @ -'],
    ['let joan know shed get the buyer letter tuesday', 'Joan Ortiz: the buyer letter @ 06-16'],
    ['said i would share my spreadsheet with joan', 'Joan Ortiz: share my spreadsheet @ -'],
    // That they will have it, or may have it.
    ['just told joan shell have my contacts before the day is over', 'Joan Ortiz: my contacts @ 06-10'],
    ['lender letter for marcus tomorrow, i told him he’d have it', 'Marcus Webb: lender letter @ 06-11'],
    [
      'said tom can use my mic for his open house, need to drop it off by sat',
      'Tom Baxter: use my mic for his open house @ 06-13',
    ],
    ['told tom next thursday for the new hire packet', 'Tom Baxter: the new hire packet @ 06-18'],
    // Our word, said first or last.
    [
      'joan 3 copies of the buyer book by the 22nd i gave her my word',
      'Joan Ortiz: 3 copies of the buyer book @ 06-22',
    ],
    ['Commitment: Ann Ray, incentive sheet, Friday.', 'Ann Ray: incentive sheet @ 06-12'],
    ['i volunteered to bring marcus a gift card on the 19th', 'Marcus Webb: a gift card @ 06-19'],
    ['put me down for getting joan the tax article by next tuesday', 'Joan Ortiz: the tax article @ 06-16'],
    ['forgot to write down i promised ann the rate lock info', 'Ann Ray: the rate lock info @ -'],
    // Notes to oneself.
    [
      'note: fix the typo on joans closing checklist like i said i would',
      'Joan Ortiz: fix the typo on joans closing checklist @ -',
    ],
    ['joan is waiting on our closing calendar, due friday', 'Joan Ortiz: our closing calendar @ 06-12'],
    ['on me to get ann the checklist before friday', 'Ann Ray: the checklist @ 06-12'],
    ['gotta remember the doorhangers for marcus', 'Marcus Webb: the doorhangers @ -'],
    ['make sure dana gets my signed w9 tmrw', 'Dana Lee: my signed w9 @ 06-11'],
    ['will shoot ann the podcast link tomorrow', 'Ann Ray: the podcast link @ 06-11'],
    ['dont let me leave today without emailing dana the tips', 'Dana Lee: the tips @ 06-10'],
    ['i will have the lot map over to ann first thing tomorrow', 'Ann Ray: the lot map @ 06-11'],
    ['dana gift basket june 19 do not forget', 'Dana Lee: gift basket @ 06-19'],
    // Dictated.
    ['Promised Dana comma two names comma by Monday period', 'Dana Lee: two names @ 06-15'],
    // An hour alone is today's.
    ['i need to send Tom comps by 5', 'Tom Baxter: comps (by 5) @ 06-10'],
  ])('%s', (said, promised) => expect(readAll(said)).toEqual([promised]));

  test.each([
    [
      'marcus flyers tomorrow, dana slides friday, i promised both',
      ['Marcus Webb: flyers @ 06-11', 'Dana Lee: slides @ 06-12'],
    ],
    [
      'i owe joan a sign rider and dana a coffee mug',
      ['Joan Ortiz: a sign rider @ -', 'Dana Lee: a coffee mug @ -'],
    ],
    [
      'dana and marcus are both expecting the stats from me next wed',
      ['Dana Lee: the stats @ 06-17', 'Marcus Webb: the stats @ 06-17'],
    ],
    [
      'three things for joan by friday: W9, my bio and the logo',
      ['Joan Ortiz: W9 @ 06-12', 'Joan Ortiz: my bio @ 06-12', 'Joan Ortiz: the logo @ 06-12'],
    ],
  ])('several: %s', (said, promised) => {
    expect(readAll(said)).toEqual(promised);
    // Each is saved by itself, under words that say the same alone.
    const parts = understand(said, book, today, unlimited);
    expect(parts.every((part) => part.promised !== null && part.content === null)).toBe(true);
  });
});

describe('not ours, not a thing, or not for a partner', () => {
  test.each([
    'marcus owes me the survey by friday',
    'joan said shell send the fee sheet tomorrow',
    'dana is getting me her photos monday',
    'ann promised to bring donuts',
    'ann needs to send me the hoa docs',
    'tom said he’d get the comps to me tonight',
    'dana promised marcus a flyer',
    'told marcus that joan would send him the flyer',
    'dana is waiting on marcus for the survey',
    'i told marcus i would never do that',
    'told joan i couldnt make the flyer by friday',
    'maybe ill send tom the comps',
    'if joan calls ill send her the flyer',
    'i was supposed to send ann the flyer but her assistant already had it',
    'told my processor id have the file to her by friday',
    'told danas assistant id have the file to her by friday',
    'promised joan alvarez the disclosure by friday',
    'joan needs a buyer by friday',
    'gotta get toms signature on the contract by friday',
    'need to get the comps from tom by 5',
    'printed marcus flyers tomorrow, i promised',
    'told tom thursday for lunch',
    'im good for lunch with ann friday',
    'marcus wanted to know what i promised him',
    'forget the flyer for dana',
    'I owe Dana and Marcus says hi',
    'tom and i owe the irs',
    'ann is on the hook for the permits by friday',
    'promised i would never work a sunday again with tom',
  ])('%s', (said) => expect(readAll(said)).toEqual([]));
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
    'going to make tom a partner one day',
    'gonna get dana a flyer someday',
    'going to make joan proud',
    'on me to get ann the checklist before the weekend',
  ])('%s', (said) => {
    expect(read(said)).toBeNull();
    // What tells of a contact is no note.
    expect(
      understand('coffee with Dana today, need to get her the flyer', book, today, unlimited)[0]?.promised,
    ).toBeNull();
  });
});
