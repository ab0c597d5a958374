import type { Day } from '../../src/domain/days/day.ts';
import type { TouchpointKind } from '../../src/domain/words.ts';
import type { Handle } from '../cast/people.ts';
import type { Deed, PlanDeed } from './deeds.ts';

/**
 * Deeds listed one by one: those of Priya's five partners, so that her digest on Wednesday, June 10 has one line of each class,
 * and deeds that guarantee the others something that morning.
 */
export const story: readonly Deed[] = [
  ...danaLee(),
  ...marcusWebb(),
  ...joanOrtiz(),
  ...elenaVasquez(),
  ...grantWhitfield(),
  ...others(),
];

type More = Partial<Omit<Extract<Deed, { what: 'contact' }>, 'what' | 'kind' | 'word' | 'note'>>;

/** Deeds of one member and one partner. `word` is an everyday word for the kind, such as "lunch". */
function between(by: Handle, partner: string) {
  const contact =
    (kind: TouchpointKind) =>
    (on: Day, note: string | null = null, word: string | null = null, more: More = {}): Deed => ({
      what: 'contact',
      by,
      partner,
      on,
      kind,
      word,
      note,
      ...(kind === 'meal' ? { paid: 'each own' } : {}),
      ...more,
    });
  return {
    meal: contact('meal'),
    visit: contact('visit'),
    event: contact('event'),
    call: contact('call'),
    video: contact('video'),
    attempt: (on: Day, note: string | null = null): Deed => ({ what: 'attempt', by, partner, on, note }),
    plan: (on: Day, plannedOn: Day, word: string, note: string | null = null): Deed & PlanDeed => ({
      what: 'plan',
      by,
      partner,
      on,
      kind: 'meal',
      word,
      plannedOn,
      note,
    }),
    held: (on: Day, of: Deed & PlanDeed): Deed => ({ what: 'held', by, partner, on, of }),
    kept: (on: Day, of: Deed): Deed => ({ what: 'kept', by, partner, on, of }),
  };
}

/** A promise due on Wednesday; both clocks have a week left. */
function danaLee(): Deed[] {
  const { meal, visit, event, call, video, kept } = between('priya', 'Dana Lee');
  const draft = meal('2026-01-28', 'First workshop is Feb 20. Wants us to cover the loan section.', 'lunch', {
    promise: { text: 'a draft of the loan section', dueOn: '2026-02-04' },
  });
  return [
    meal('2025-12-10', 'Thinking about a class for first-time buyers.', 'coffee'),
    call('2025-12-19'),
    visit('2026-01-06', 'Found a room at the library. Seats twelve.', 'office visit'),
    call('2026-01-16'),
    draft,
    kept('2026-02-03', draft),
    video('2026-02-09', 'Read the draft. Wants fewer words.'),
    event('2026-02-20', 'Nine of twelve seats filled. People stayed an hour after.', 'workshop', {
      along: 'luis',
    }),
    call('2026-03-04', 'Wants to do it again, bigger.'),
    meal('2026-03-17', 'Looking for a room that seats forty.', 'coffee'),
    call('2026-03-30'),
    meal('2026-04-10', 'The community center could work. Parking is the question.', 'lunch', {
      paid: 'they did',
    }),
    call('2026-04-21'),
    visit('2026-05-05', 'Toured the room together.', 'site visit'),
    call('2026-05-14', 'It’s booked: forty seats, Saturday, June 20.'),
    meal('2026-05-20', 'Wants to open with the question everyone’s afraid to ask.', 'lunch'),
    call('2026-06-01', 'Wants the outline first, to go out with the invitation. Slides after that.', null, {
      promise: { text: 'a one-page outline of the workshop', dueOn: '2026-06-10' },
    }),
  ];
}

/** Face time was due on Friday. Wednesday is the last day of grace. */
function marcusWebb(): Deed[] {
  const { meal, visit, event, call, attempt } = between('priya', 'Marcus Webb');
  return [
    visit('2025-12-11', 'Three starts planned for the spring.', 'site visit'),
    call('2025-12-23'),
    meal('2026-01-08', 'One crew isn’t enough.', 'breakfast'),
    call('2026-01-21'),
    visit('2026-02-04', 'Slab’s poured. Knows what he wants in a foreman.', 'site visit'),
    call('2026-02-17'),
    meal('2026-03-03', 'Lost a good framer to a bigger builder.', 'lunch', { along: 'sam' }),
    call('2026-03-16'),
    visit('2026-03-30', 'Framing’s up. Wants buyers to walk it before drywall.', 'site visit'),
    call('2026-04-10'),
    meal('2026-04-24', 'Hiring a site manager. Asked if we know anyone.', 'coffee'),
    event('2026-05-08', 'Thirty people came through the model home.', 'open house'),
    attempt('2026-05-18', 'Texted back that he was up on a roof'),
    call('2026-05-27', 'His site manager starts June 15 and wants to meet us.'),
  ];
}

/** On Wednesday, the last touch is 30 days ago: due today. Her feedback is waiting for an answer. */
function joanOrtiz(): Deed[] {
  const { meal, call } = between('priya', 'Joan Ortiz');
  return [
    meal('2025-12-12', 'The first thing her clients ask is who keeps the house.', 'lunch'),
    call('2026-01-08'),
    meal('2026-02-05', 'Would hand out a guide if we keep it to two pages.', 'coffee'),
    call('2026-03-06', 'In trial until April.'),
    meal('2026-04-02', 'Read page one. Liked the diagram.', 'coffee'),
    call('2026-04-24'),
    meal('2026-05-11', 'Wants the guide before the bar association lunch in July.', 'lunch', {
      feedback:
        'Our guide is written for lenders. Her clients have never heard of half the terms on page two.',
    }),
  ];
}

/** A lunch planned for Tuesday. On Wednesday, Rapport asks whether it happened. */
function elenaVasquez(): Deed[] {
  const { meal, call, video, plan, held } = between('priya', 'Elena Vasquez');
  const first = plan('2026-01-05', '2026-01-13', 'coffee');
  return [
    call('2025-12-15', 'Swamped with year-end. Try again in January.'),
    first,
    held('2026-01-13', first),
    video('2026-02-10'),
    meal('2026-03-10', 'Her younger clients want a house before they want a 401(k).', 'lunch'),
    call('2026-04-08'),
    meal('2026-05-06', 'Wants to host an evening for clients around thirty.', 'coffee'),
    plan('2026-06-02', '2026-06-09', 'lunch'),
  ];
}

/** No contact since March, only two unanswered attempts. */
function grantWhitfield(): Deed[] {
  const { meal, call, attempt } = between('priya', 'Grant Whitfield');
  return [
    meal('2025-12-16', 'Knows every street in Seminole Heights.', 'coffee'),
    call('2026-01-14'),
    meal('2026-02-12', 'Lost two agents in one month.', 'lunch'),
    call('2026-03-18', 'Said to call back after Easter.'),
    attempt('2026-04-22', 'voicemail'),
    attempt('2026-05-21', 'voicemail'),
  ];
}

function others(): Deed[] {
  const theo = between('ada', 'Theo Lambert');
  const beatrice = between('naomi', 'Beatrice Quinn');
  const lorena = between('grace', 'Lorena Fuentes');
  const carmen = between('luis', 'Carmen Salas');
  return [
    theo.call('2025-12-17'),
    theo.call('2026-03-12', 'New closing room. Wants us to come see it.'),
    beatrice.call('2025-12-18'),
    beatrice.meal('2026-01-20', 'Six advisors, one long table.', 'lunch'),
    beatrice.video('2026-02-18'),
    beatrice.meal('2026-03-19', 'Nine at the second lunch.', 'lunch'),
    beatrice.call('2026-04-16'),
    beatrice.visit('2026-05-13', 'Wants to move it to evenings.', 'office visit'),
    beatrice.call('2026-06-03', 'Needs dates before she asks the others.', null, {
      promise: { text: 'two dates for the advisors’ lunch', dueOn: '2026-06-11' },
    }),
    lorena.visit('2026-06-04', 'Buyers ask about the heat and the electric bill first.', 'office visit', {
      promise: { text: 'a one-pager on cooling bills', dueOn: '2026-06-11' },
    }),
    // Luis is away. His cover keeps his promise.
    carmen.meal('2026-06-04', 'Her Ybor buyers want it in both languages.', 'coffee', {
      promise: { text: 'the bilingual flyer', dueOn: '2026-06-10' },
    }),
    between('sam', 'Tessa Monroe').plan('2026-06-08', '2026-06-11', 'lunch', 'about the open house kit'),
    between('wen', 'Imani Walker').plan('2026-06-08', '2026-06-12', 'coffee', 'with her two new agents'),
    { what: 'quiet', by: 'hannah', partner: 'Katarina Novak', on: '2026-02-16', until: '2026-04-16' },
  ];
}
