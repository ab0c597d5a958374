import { addDays, type Day } from '../days/day.ts';
import { dayBehind } from '../reading/said-day.ts';
import type { Sentence } from '../reading/sentence.ts';
import type { Clause } from './clause.ts';
import type { Template } from './template.ts';

/** What happened longer ago is not taken, as in the forms. Days. */
const daysMax = 366;

/** A stretch of the template. */
export interface Span {
  from: number;
  to: number;
}

/** What begins a clause of its own after "and": a deed of ours, or what someone named says, wants, or has. */
const opensAfterAnd =
  "(?:(?:i|we|also|just|then) )*(?:(?:asked|introduced|introd|intro'd|connected|helped|gave|covered|left|posted|put|made)\\b|(?:she|he|they|§\\d+)(?:'s|'re|'d|'ll)? (?:\\w+ )?(?:said|says|wants|trying|looking|hoping|working|moved|joined|left|wrote|reviewed)\\b|(?:her|his|their|§\\d+'s) (?:\\w+ ){0,2}?(?:birthday|bday|cell|phone|number|email|e-mail|mobile|goal)\\b)";
/** The same where dictation left out the comma, and only what nothing else can go on with. */
const opensAnywhere =
  "(?:(?:asked|helped|introduced) (?:her|him|them)\\b|(?:she|he|they)(?:'s|'re| is| are) (?:really |also )?(?:trying|looking|hoping|working on|focused on|pushing for|chasing|hungry for|building|growing|wanting to)\\b|(?:she|he|they) (?:wants|moved to|joined|left us|gave us|said (?:yes|no|sure|absolutely))\\b|(?:her|his|their) (?:new )?(?:birthday|bday|cell|number|email|goal) is\\b)";
const joining =
  '(?<!\\b(?:if|that|said|says|whether|because|when|while|after|since|what|how|where|who|as|like|thinks?|hopes?|me|us|mentioned|and|but|so|then|to|for|about|of|with|on|or|than|know|i|we|just))';
const newClause = new RegExp(
  `,? (?:and|but|then|so|&)(?= ${opensAfterAnd})|${joining}(?= ${opensAnywhere})`,
  'g',
);

/** The clauses of a sentence, as far as one can tell of news. */
export function splitClauses({ text, clauses }: Template): Span[] {
  return clauses.flatMap(({ from, to }) => {
    const spans: Span[] = [];
    let start = from;
    for (const match of text.slice(from, to).matchAll(newClause)) {
      if (match.index === 0) continue;
      spans.push({ from: start, to: from + match.index });
      start = from + match.index + match[0].length;
    }
    spans.push({ from: start, to });
    return spans.map((span) => trimmed(text, span)).filter((span) => span.to > span.from);
  });
}

function trimmed(text: string, { from, to }: Span): Span {
  while (from < to && text[from] === ' ') from++;
  while (to > from && text[to - 1] === ' ') to--;
  return { from, to };
}

const lead =
  /^(?:(?:and|but|so|also|then|plus|oh|great news|good news|happy to report|guess what|just so you know|quick update|reminder|btw|fyi|hey|hi|ok|okay|note|heads up|update|today|yesterday|this morning|last night|earlier|finally|already|actually|quickly|i|we|just|i've|i have|we've|ive|rapport)(?: |:|$)+)+/;

/** "Dana said she wants …": "she" is Dana. */
const saying =
  /^(§\d+) (?:said|says|mentioned|told (?:me|us)|tells (?:me|us))(?: that)? (?=(?:she|he|they|her|his|their)\b)/;

export function clauseAt(
  sentence: Sentence,
  template: Template,
  spans: readonly Span[],
  index: number,
  today: Day,
): Clause {
  const span = spans[index]!;
  const { text } = template;
  const whole = text.slice(span.from, span.to);
  let from = span.from + (lead.exec(whole)?.[0].length ?? 0);
  const [opening = '', speaker] = saying.exec(text.slice(from, span.to)) ?? [];
  from += opening.length;
  const next = spans[index + 1];
  return {
    sentence,
    template,
    from,
    to: span.to,
    text: text.slice(from, span.to),
    speaker,
    more:
      next && text.slice(span.to, next.from).trim() === ','
        ? { text: text.slice(from, next.to), to: next.to }
        : null,
    after: text.slice(span.to),
    on: dayOf(sentence, template, span, today),
  };
}

/** The day that stands at the end of a clause, or at its beginning, if it lies behind; else today. */
function dayOf({ days, tokens }: Sentence, template: Template, { from, to }: Span, today: Day): Day {
  const first = template.tokenAt(from);
  const end = Math.min(tokens.length, template.tokenAt(to - 1) + 1);
  const atEnd = [...days].find(
    ([at, day]) =>
      at > first && day.to === end && (tokens[at]!.word === 'on' || !ofSomething.test(tokens[at - 1]!.word)),
  );
  // "Sat Katie's open house"
  const said = atEnd?.[1].said ?? (tokens[first]?.word === 'sat' ? undefined : days.get(first)?.said);
  const on = said && (said.is === 'exact' ? said.day : dayBehind(said, today));
  return on && on <= today && on >= addDays(today, -daysMax) ? on : today;
}

/** A day after these is the day of something else. */
const ofSomething = /^(?:for|by|until|till|before|her|his|their|the|next|this)$/;
