import type { TouchpointKind } from '../words.ts';

/**
 * How firmly the words settle the kind. `said` stands. `arrived` tells how one got there and gives way to what was
 * done in the room ("stopped by for coffee" is a meal, "saw her at the mixer" an event). `guessed` gives way to all.
 */
export type Strength = 'said' | 'arrived' | 'guessed';

export interface KindPhrase {
  kind: TouchpointKind;
  strength: Strength;
  /** A person comes next ("called Dana"), so that an unknown word there is an unknown name. */
  person: boolean;
  /** The bare verb ("call Dana"): an intention as likely as a report. */
  bare: boolean;
}

/** Patterns as in `phrases`; one that ends in ">" is followed by a person, one that begins with "!" is a bare verb. */
const table: [TouchpointKind, Strength, string[]][] = [
  [
    'meal',
    'said',
    [
      'coffee/coffees/cofee/coffe/lunch/lunches/brunch/dinner/supper/breakfast/meal/tea/latte/lattes/espresso',
      'lunched/dined/breakfasted with >',
      'drinks/drink/beer/beers/cocktails/wine/tacos/sushi/pizza/bbq/barbecue/ramen',
      'bite/bites',
      'bite to eat',
      'ice cream',
      'happy hour',
      'ate with? >',
      'coffee/lunch/breakfast/dinner/tea date/meeting/chat/mtg',
      '☕/🍽/🍔/🍕/🍻/🍺/🥗/🌮/🍷/🥞/🍳/🍣/🍝/🥪/🥐/🍩',
    ],
  ],
  [
    'event',
    'said',
    [
      'open house/houses',
      'mixer/mixers/chamber/networking/bni/rotary/conference/expo/gala/fundraiser/luncheon/seminar',
      'chamber of commerce',
      'networking event/group/breakfast/lunch/meeting/mixer',
      'ribbon cutting',
      'grand opening',
      "brokers/broker/broker's open",
      'broker caravan/tour',
      'event/events/party/cookout/workshop/class/training/convention/meetup/tailgate/picnic',
      'lunch and/n learn',
      'golf/golfed/golfing',
      'golf outing/tournament',
      'tee time',
      'home show',
      'parade of homes',
      'trade show',
      'award/awards ceremony/dinner/lunch/night',
      'client appreciation',
      'charity/fun run/walk/dinner/auction',
      'board of realtors event/mixer/luncheon',
      'pickleball/concert/ballgame/game',
      'ball game',
      'presented/spoke/speaking at',
      '⛳',
    ],
  ],
  [
    'committee',
    'said',
    [
      'committee/committees/subcommittee',
      'committee meeting/call/lunch',
      'board/council',
      'board meeting/mtg',
      'board of directors/realtors meeting?',
      'task force',
    ],
  ],
  [
    'video',
    'said',
    [
      'zoom/zooms/zoomed/webinar/facetime/facetimed/skype/skyped/webex',
      'zoom call/meeting/chat/coffee/lunch',
      'face timed',
      'google meet/meets',
      'gmeet',
      'video/virtual call/chat/conference/meeting/coffee/lunch/mtg',
      'videocall',
      'teams call/meeting/chat/mtg',
      'ms/microsoft teams call/meeting?',
      'on/over/via/by/through teams',
      'teams with/w >',
      '💻/🎥',
    ],
  ],
  ['video', 'guessed', ['virtually/teams']],
  [
    'call',
    'said',
    [
      'called/phoned/rang/dialed >',
      'called back >',
      'phone/conference call/chat/conversation',
      'by/via phone',
      'off the phone with? >',
      'on/over the phone',
      'call/calls/ring/buzz',
      'talked/spoke/chatted/caught up/connected on/over/by the? phone with? >',
      '📞/☎',
    ],
  ],
  ['call', 'guessed', ['spoke/talked/speaking/talking to/with >', 'talked/spoke/talk']],
  [
    'message',
    'said',
    [
      "texted/dmed/dm'd/messaged/emailed/pinged/whatsapped/replied/wrote to? >",
      'e mailed >',
      'texted/emailed/messaged/dmed back and forth with? >',
      'text/texts/email/emails/dm/dms/sms/whatsapp/imessage/messages',
      'e mail/mails',
      'linkedin/facebook/instagram/text/slack/direct message/messages?/dm',
      'text thread',
      'exchanged/traded/swapped texts/emails/messages/dms/notes with? >',
      'texting/emailing/messaging with? >',
      '💬/📧/📱/✉',
    ],
  ],
  [
    'visit',
    'said',
    [
      'site/office/house/home visit/visits',
      'site walk',
      'in person',
      'face to face',
      'sat down with/w >',
      'visit/visits',
      'pop by',
      'drop in',
      'f2f',
    ],
  ],
  [
    'visit',
    'arrived',
    [
      'dropped/stopped/swung/popped/came/went/ran by/in/over/into >',
      'dropped/stopped/swung/popped by/in/over at/to/and see/saw/visit/catch? >',
      'dropped/stopped by with/w >',
      'visited/saw/toured >',
      'ran/bumped into >',
      'met/meeting in person with? >',
      'met face to face with? >',
      'walk through',
      'walkthrough',
      'walked through with >',
      'hung out with >',
      'dropped off',
      'previewed >',
      'caught up in person with? >',
      'ran in to >',
      'sat with/w >',
      'sat next to >',
      'walked',
    ],
  ],
  [
    'visit',
    'guessed',
    [
      'met/meeting with/w? >',
      'met up with/w? >',
      'meeting/meetings/mtg/meet',
      'team/sales/office/staff meeting/mtg',
      'sit down',
      'one on one',
      '1:1/1on1',
      '1 on 1',
      'walk/hike',
      'tour',
    ],
  ],
];

const bareVerbs: [TouchpointKind, Strength, string[]][] = [
  ['call', 'said', ['call/phone/ring']],
  ['message', 'said', ['text/email/message/dm']],
  ['visit', 'arrived', ['see/visit', 'drop/stop/swing/pop by/in', 'run into']],
  ['visit', 'guessed', ['meet with? >', 'meet up with >', 'sit down with >']],
];

/** The bare verbs of contact: after "I'll" or "need to" they name a plan, alone they may be one. */
export const bareKinds: [string, KindPhrase][] = rows(bareVerbs, true);
export const kinds: [string, KindPhrase][] = rows(table, false);

function rows(source: typeof table, bare: boolean): [string, KindPhrase][] {
  return source.flatMap(([kind, strength, patterns]) =>
    patterns.map((pattern): [string, KindPhrase] => {
      const person = pattern.endsWith(' >');
      return [person ? pattern.slice(0, -2) : pattern, { kind, strength, person, bare }];
    }),
  );
}

export interface SaidKind extends KindPhrase {
  from: number;
  to: number;
}

/**
 * The one kind that all these words agree on; `conflict` when they name two contacts. Neighbouring words are one
 * contact: a "board lunch" is the board's, "coffee over zoom" is a video call.
 */
export function decideKind(said: readonly SaidKind[]): {
  kind: TouchpointKind | null;
  guessed: boolean;
  conflict: boolean;
} {
  let left = [...said];
  const firm = left.filter((phrase) => phrase.strength !== 'guessed');
  if (firm.length > 0) left = firm;
  const inTheRoom = left.filter((phrase) => roomKinds.has(phrase.kind));
  if (inTheRoom.length > 0) left = left.filter((phrase) => phrase.strength !== 'arrived');
  if (left.some((phrase) => phrase.kind === 'video')) {
    left = left.filter((phrase) => phrase.kind === 'video' || !overVideo.has(phrase.kind));
  }
  // They are in the order of the text, so that only those right beside one can absorb it.
  left = left.filter(
    (phrase, at) => !left.slice(Math.max(0, at - 2), at + 3).some((other) => absorbs(other, phrase)),
  );
  return {
    kind: left[0]?.kind ?? null,
    guessed: left.every((phrase) => phrase.strength === 'guessed'),
    conflict: new Set(left.map((phrase) => phrase.kind)).size > 1,
  };
}

const roomKinds = new Set<TouchpointKind>(['meal', 'event', 'committee']);
const overVideo = new Set<TouchpointKind>(['meal', 'call', 'committee', 'event']);
const compound: TouchpointKind[] = ['event', 'committee', 'meal', 'visit', 'call', 'message'];

/** In a compound the earlier of the list names the contact: event before committee before meal. */
function absorbs(other: SaidKind, phrase: SaidKind): boolean {
  const gap = Math.max(phrase.from - other.to, other.from - phrase.to);
  return gap <= 1 && compound.indexOf(other.kind) < compound.indexOf(phrase.kind);
}
