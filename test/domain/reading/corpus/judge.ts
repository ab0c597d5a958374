import type { CaptureContent, PromiseMade } from '../../../../src/domain/touchpoints/capture.ts';
import type { Part } from '../../../../src/domain/touchpoints/understand.ts';
import type { Expectation, ExpectedEvent } from './expectation.ts';

/** How a sentence was taken, from good to bad. */
export const outcomes = ['right', 'asked', 'lost', 'false detail', 'false contact'] as const;
export type Outcome = (typeof outcomes)[number];

/** What was saved: contacts, and promises that were told of alone. */
export interface Saved {
  contents: CaptureContent[];
  promises: NonNullable<Part['promised']>[];
}

/** What else came of the sentence, and what the book calls its partners. */
interface How {
  asked: boolean;
  refused: boolean;
  codeOf: (partnerId: number) => string;
}

export function judge(expectation: Expectation, saved: Saved, how: How): Outcome {
  const isNothing = saved.contents.length + saved.promises.length === 0;
  const judged = expectation.alternatives.map((alternative): Outcome => {
    if (alternative === 'REFUSE') return how.refused && isNothing ? 'right' : 'false contact';
    if (typeof alternative === 'string') return isNothing ? 'right' : 'false contact';
    return isNothing ? 'asked' : judgeEvents(alternative, expectation, saved, how);
  });
  return outcomes[Math.min(...judged.map((outcome) => outcomes.indexOf(outcome)))]!;
}

const letters = { touchpoint: 'T', plan: 'P', attempt: 'A' } as const;

function judgeEvents(events: ExpectedEvent[], expectation: Expectation, saved: Saved, how: How): Outcome {
  const { contents } = saved;
  // "VM for Grant, VM for Amina": one event with both, or one for each.
  const [first] = contents;
  const isOneWithAll = contents.every(
    (one) => one.what === first!.what && one.kind === first!.kind && one.on === first!.on,
  );
  if (events.length === 1 && contents.length > 1 && isOneWithAll) {
    const partnerIds = contents.flatMap((one) => one.partnerIds);
    const one = { ...saved, contents: [{ ...first!, partnerIds }] };
    return judgeEvents(events, expectation, one, how);
  }
  const open = [...events];
  let kindsRight = true;
  for (const content of contents) {
    const at = open.findIndex((event) => isSame(event, content, how));
    const [event] = at < 0 ? [] : open.splice(at, 1);
    if (!event) return 'false contact';
    kindsRight &&= event.kinds.length === 0 || event.kinds.includes(content.kind ?? '');
  }
  /** Told of alone, where the expectation has them as part of a contact. */
  const withContact: PromiseMade[] = [];
  for (const { partnerIds, promises } of saved.promises) {
    for (const promise of promises) {
      const mine = open.filter(
        ({ what, who }) => what === 'R' && who.join() === partnerIds.map(how.codeOf).sort().join(),
      );
      const event = mine.find(({ word }) => has(promise.text, word));
      if (event?.days && !event.days.includes(promise.dueOn)) return 'false detail';
      if (event) open.splice(open.indexOf(event), 1);
      else if (mine.length > 0) return 'false detail';
      else if (partnerIds.every((id) => events.some(({ who }) => who.includes(how.codeOf(id)))))
        withContact.push(promise);
      else return 'false contact';
    }
  }
  if (!kindsRight) return 'false detail';
  const details = judgeDetails(expectation, contents, withContact);
  if (details === 'false detail') return details;
  if (open.length > 0) return how.asked || contents.length === 0 ? 'asked' : 'lost';
  return details;
}

function isSame(
  { what, who, days }: ExpectedEvent,
  { what: got, partnerIds, on }: CaptureContent,
  { codeOf }: How,
): boolean {
  return (
    letters[got] === what &&
    partnerIds.map(codeOf).toSorted().join() === who.join() &&
    (days === null || days.includes(on))
  );
}

const has = (text: string, word: string) => text.toLowerCase().includes(word.toLowerCase());

function judgeDetails(
  expectation: Expectation,
  saved: CaptureContent[],
  alone: readonly PromiseMade[],
): Outcome {
  const promises = [...saved.flatMap((content) => content.promises), ...alone];
  const feedback = saved.flatMap((content) => content.feedback ?? []).join('\n');
  let lost = false;
  for (const { word, days } of expectation.promises) {
    const words = word.split('/');
    const made = promises.find(({ text }) => words.some((one) => has(text, one)));
    if (!made) lost = true;
    else if (days && !days.includes(made.dueOn)) return 'false detail';
  }
  if (promises.length > 0 && expectation.promises.length === 0 && !expectation.promiseMayBe)
    return 'false detail';
  if (expectation.feedback !== null && !has(feedback, expectation.feedback)) lost = true;
  if (feedback && expectation.feedback === null && !expectation.feedbackMayBe) return 'false detail';
  const all = saved
    .flatMap(({ note, place }) => [note ?? '', place ?? ''])
    .concat(promises.map(({ text }) => text))
    .concat(feedback)
    .join('\n');
  if (expectation.kept.some((words) => !has(all, words))) lost = true;
  return lost ? 'lost' : 'right';
}
