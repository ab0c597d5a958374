import { phrases } from '../reading/phrases.ts';

/** What a word of an order about a plan says. */
export type PlanWord =
  /** Calls a plan off: "cancel", and as news "canceled", "is off". `needsNoun`: only of a lunch or the like. */
  | { is: 'cancel'; isNews: boolean; needsNoun?: boolean }
  /** `isOfPlans`: only plans are rescheduled, but people move. */
  | { is: 'move'; isNews: boolean; isOfPlans?: boolean }
  /** Sounds as if it were off, or wished for: it is asked about. */
  | { is: 'hint'; does: 'cancel' | 'move' | null }
  /** A plan of whatever kind. */
  | { is: 'any plan' }
  | { is: 'with' }
  /** A stretch by which it is moved. */
  | { is: 'later'; days: number; minutes: number }
  | { is: 'filler' };

const rows = (means: PlanWord, patterns: readonly string[]): [string, PlanWord][] =>
  patterns.map((pattern) => [pattern, means]);

const counts = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, '1': 1, '2': 2, '3': 3, '4': 4 };
const later = (days: number, minutes: number, length: string) =>
  rows({ is: 'later', days, minutes }, [`back/out? by? ${length} later?`]);
const stretches = [
  ...Object.entries(counts).flatMap(([word, many]) => [
    ...later(many, 0, `${word} day/days`),
    ...later(7 * many, 0, `${word} week/weeks/wk/wks`),
    ...later(0, 60 * many, `${word} hour/hours/hr/hrs`),
  ]),
  ...['15', '30', '45'].flatMap((many) => later(0, Number(many), `${many} min/mins/minutes`)),
  ...later(0, 30, 'half an hour'),
];

export const planWords = phrases<PlanWord>([
  ...rows({ is: 'cancel', isNews: false }, [
    'cancel/cancell/cancle/canel/cxl/cnx/nix/scrap/scratch/kill/forget/nvm/nevermind on/about?',
    'never mind on/about?',
    'call off',
  ]),
  ...rows({ is: 'cancel', isNews: true }, [
    'canceled/cancelled/cancels/canceling/cancelling/cxled/cxld/nixed/scrapped/scratched/bailed/bailing/flaked/flaking',
    'called/calling/calls off',
    'backed/backing/pulled out',
    'fell/fallen/falling through',
    'rained out',
    'got the axe/boot',
    'not/no longer? happening',
    'isnt/aint/wasnt/wont happening/happen',
    'not going to happen',
    'not/isnt/aint gonna happen',
    'isnt/aint going to happen',
    'is/are now canceled/cancelled/off',
    'a? no go',
  ]),
  ...rows({ is: 'cancel', isNews: true, needsNoun: true }, ['off']),
  ...rows({ is: 'cancel', isNews: false, needsNoun: true }, ['skip/skipping']),
  ...rows({ is: 'move', isNews: false }, [
    'move/push/bump/shift/slide/delay/switch/change/update back/out/over?',
  ]),
  ...rows({ is: 'move', isNews: true }, [
    'moved/moving/moves/pushed/pushing/bumped/bumping/shifted/shifting/switched/changed back/out/over?',
    'is/its/are now',
  ]),
  ...rows({ is: 'move', isNews: false, isOfPlans: true }, [
    'reschedule/resched/reschdule/rescheduel/reshedule/recshedule/postpone',
  ]),
  ...rows({ is: 'move', isNews: true, isOfPlans: true }, ['rescheduled/rescheduling/postponed/postponing']),
  ...rows({ is: 'hint', does: 'cancel' }, [
    'cant/cannot/wont/not make it? to?',
    'can not make it? to?',
    'not able to make it? to?',
    'unable to make it? to?',
    'wont be able to make it? to?',
    'wont be able to do',
    'cant/cannot do/make?',
    'can not do',
    'not/isnt available',
    'no longer able/available',
    'unavailable',
    'no',
    'no longer having/doing/meeting/seeing',
    'not having/doing/meeting/seeing',
  ]),
  ...rows({ is: 'hint', does: 'move' }, ['instead of?']),
  ...rows({ is: 'hint', does: null }, [
    'wants/asked/asking to',
    'asked me/us to',
    'asked/asking if we/i could/can',
    'would like to',
    'looks/sounds like',
    'may/might have? to',
  ]),
  ...rows({ is: 'any plan' }, [
    'meeting/meetings/mtg/appointment/appt/appts/plan/plans/thing/date/event/catchup/meetup',
    'get together',
    'catch up',
    'meet up',
    'one on one',
    '1 1',
  ]),
  ...rows({ is: 'with' }, ['with/w']),
  ...rows({ is: 'filler' }, [
    'my/our/the/that/this/an/a/of/on/at/from/for/and/now/just/also/already/anymore/again/up/everything/all',
    'i/we/im/ive/id/well/were/weve/lets',
    'me/us',
    'on/with me/us',
    'both/back',
    'she/he/they has/have/had/needs/need? to?',
    'is/was/are/been/be/being/got/get/gets/getting/has/have/s/will/its/hes/shes/theyre',
    'need/needs/have/has/had/got/want/going/able/decided/like to',
    'gonna/gotta/wanna/gotten/do/make/wants/prefers',
    'please/pls/plz/thanks/thx/hey/hi/hello/ok/okay/rapport/sorry/unfortunately/actually/um/uh/oops/ugh/damn/dang/fyi',
    'sick/ill/emergency/conflict',
    'something came up',
    'out of town',
    'had/has/have a/an emergency/conflict',
    'can/could/would/will you/u/we/i please/pls? help? me?',
    'go ahead and',
    'scheduled/planned/upcoming/original/originally',
    'any more',
    'after all',
    'thank you',
    'same time/place',
    'i/we have/planned to?',
    'last minute',
  ]),
  ...stretches,
]);
