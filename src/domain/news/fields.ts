import { isEmail, parseYearDay } from '../partners/partner-fields.ts';
import { readPhones } from '../partners/phone-numbers.ts';
import { type Clause, type Found, owner, type ReadClause, subject, typedOf } from './clause.ts';
import { nameInSmall, readCompanyName } from './company.ts';
import type { News, OpenNews, ToldField } from './news.ts';

/** A partner's birthday, phone, email, and company. */
export const readField: ReadClause = (clause) => {
  // "June 19, 1984", "new number for Joan, 813-555-0101": as much as belongs to it.
  for (const one of clause.more ? [clause.more, clause] : [clause]) {
    const found = readOne(clause, one.text, one.to);
    if (found) return found;
  }
  return null;
};

const readOne = (clause: Clause, text: string, to: number): Found | null =>
  readPhone(clause, text, to) ??
  readMail(clause, text, to) ??
  readBirthday(text, to) ??
  readCompany(clause, text, to);

const field = (ref: string, to: number, name: ToldField, value: string, more = {}): Found => ({
  refs: [ref],
  make: (partnerIds): News => ({ is: 'field', partnerIds, field: name, value, ...more }),
  to,
  hasNote: false,
});

const open = (ref: string, to: number, make: (partnerId: number) => OpenNews): Found => ({
  refs: [ref],
  make: ([partnerId = 0]) => make(partnerId),
  to,
  hasNote: false,
});

const please =
  "(?:(?:please |pls )?(?:remember(?: that)?|don't forget(?: that)?|update|change|set|add|save|note|record|put down|got|have|here's|here is) )?";
const newer = '(?:new |updated |current |best |correct |direct |work |office |personal |business |main )*';
const phoneWord = `${newer}(?:cell ?phone|cell|mobile|phone|number|direct line|direct|line)(?: number| phone| #)?`;
const between = "(?:(?: is now| is|'s| to| as| at)(?=[ ,:])|,|:| =| -)*:? ?";
const oneNumber = '\\+?\\(?\\d[\\d ().+-]{5,20}\\d(?:,? ?(?:x|#|ext(?:ension)?\\.?) ?\\d{1,6})?';
const digits = `(${oneNumber}(?: ?(?:or|/|;) ?${oneNumber})?)`;
const tail = '(?: now)?';

const phones = [
  new RegExp(`^${please}${owner} ${phoneWord}${between}${digits}${tail}$`, 'd'),
  new RegExp(`^${please}(?:the )?${phoneWord} (?:for|of) ${owner}${between}${digits}${tail}$`, 'd'),
  new RegExp(`^${subject} (?:has|got|has got) (?:a )?${phoneWord}${between}${digits}${tail}$`, 'd'),
  new RegExp(`^${subject} changed (?:her|his|their) ${phoneWord} to ${digits}${tail}$`, 'd'),
  new RegExp(`^${subject} can be reached at ${digits}${tail}$`, 'd'),
  new RegExp(`^()${digits} is (?:now )?${owner} ${phoneWord}$`, 'd'),
];

function readPhone(clause: Clause, text: string, to: number): Found | null {
  const match = firstOf(phones, text);
  if (!match) return null;
  const value = typedOf(clause, match, 2, clause.from).replace(/^\((?=[^)]*$)/, '');
  const ref = refOf(match);
  return readPhones(value).problem === null
    ? field(ref, to, 'phone', value)
    : open(ref, to, (partnerId) => ({ open: 'phone', partnerId, value }));
}

/** Whose it is. Where the value comes first, the first group is empty. */
const refOf = (match: RegExpExecArray): string => match[1] || match[3]!;

const mailWord = `${newer}(?:e[- ]?mail)(?: address)?`;
const address = '(\\S+@\\S+)';
const mails = [
  new RegExp(`^${please}${owner} ${mailWord}${between}${address}${tail}$`, 'd'),
  new RegExp(`^${please}(?:the )?${mailWord} (?:for|of) ${owner}${between}${address}${tail}$`, 'd'),
  new RegExp(`^${subject} (?:has|got|has got) (?:a )?${mailWord}${between}${address}${tail}$`, 'd'),
  new RegExp(`^${subject} changed (?:her|his|their) ${mailWord} to ${address}${tail}$`, 'd'),
  new RegExp(`^${subject}(?:'s| is| can be reached) (?:now )?at ${address}${tail}$`, 'd'),
];

function readMail(clause: Clause, text: string, to: number): Found | null {
  const match = firstOf(mails, text);
  if (!match) return null;
  const value = typedOf(clause, match, 2, clause.from)
    .replace(/[.,;]+$/, '')
    .toLowerCase();
  return isEmail(value) ? field(match[1]!, to, 'email', value) : null;
}

const birthdayWord = '(?:birthday|bday|b-day|b day|birth day)';
const birthdays = [
  new RegExp(`^${please}${owner},? ${birthdayWord}${between}(?:on )?(.+)$`, 'd'),
  new RegExp(`^()(?:fyi )?(.+) is ${owner} ${birthdayWord}$`, 'd'),
  new RegExp(`^${please}(?:the )?${birthdayWord} (?:for|of) ${owner}${between}(?:on )?(.+)$`, 'd'),
  new RegExp(`^${subject} (?:was born|has (?:her|his|their|a) ${birthdayWord})(?: on)? (.+)$`, 'd'),
];
const year = /(?:,? (?:of |in )?|[/.-])(?:(?:19|20)\d\d)$|(?<=\d[/.-]\d{1,2})[/.-]\d\d$/;
/** Where the year of birth was taken out before anything was kept. */
const left = / ?\(removed\)/g;
const isoDate = /^(?:19|20)\d\d-(\d\d?-\d\d?)$/;
const inexact =
  /^(?:today|tomorrow|tmrw|(?:this |next |on |coming up )*(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this |next )(?:week|month|weekend)|the \d{1,2}(?:st|nd|rd|th)?|in .{1,20}|coming up(?: .{1,20})?|soon)$/;

function readBirthday(text: string, to: number): Found | null {
  const match = firstOf(birthdays, text);
  if (!match) return null;
  const said = match[2]!
    .replace(left, '')
    .replace(/ (?:btw|fyi|every year|this year)$/, '')
    .trim();
  const iso = isoDate.exec(said);
  const bare = (iso?.[1] ?? said.replace(year, ''))
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/\b(?:the|of|on)\b/g, ' ');
  const ref = refOf(match);
  const day = parseYearDay(bare);
  const yearLeftOut = Boolean(iso) || year.test(said);
  if (day) return field(ref, to, 'birthday', day, yearLeftOut ? { yearLeftOut } : {});
  return inexact.test(said) && !/ born\b/.test(text)
    ? open(ref, to, (partnerId) => ({ open: 'birthday', partnerId }))
    : null;
}

const now =
  '(?: now| these days| as of (?:today|now|this week)| (?:this|last) (?:week|month|spring|summer|fall|winter|year)| (?:earlier )?today| recently| yesterday| in (?:january|february|march|april|may|june|july|august|september|october|november|december))?';
const moves = [
  `^${subject} (?:just |has |recently |finally )*(?:moved|switched|jumped|transferred|hopped|went over|moved over|switched over|jumped ship)(?: from .+?)? to (.+?)${now}$`,
  `^${subject} (?:just |has |recently |finally )*(?:left|quit) .+? (?:for|to join|and joined|and went to|and moved to|and (?:is|she's|he's) now (?:at|with)) (.+?)${now}$`,
  `^${subject} (?:just |has |recently |finally )*(?:left|quit) .+?,? (?:she|he|they)(?:'s|'re| is| are) (?:now )?(?:over )?(?:at|with) (.+?)${now}$`,
  `^${subject} (?:just |has |recently |finally )*joined (.+?)${now}$`,
  `^${subject} (?:just |has |recently )*(?:started|opened|launched) (?:her|his|their) own (?:company|brokerage|firm|shop|team|practice)(?:,| called| named)* (.+?)${now}$`,
  `^${subject} (?:just )?hung (?:her|his|their) license (?:with|at) (.+?)${now}$`,
  `^${subject}(?:'s| is| are)? (?:now )?(?:works?|working) (?:for|at|with) (.+?)${now}$`,
  `^${please}${owner} (?:new |current )?(?:company|brokerage|firm|employer|shop)${between}(.+?)${now}$`,
].map((pattern) => new RegExp(pattern, 'd'));
/** "Joan is with Keller Williams", which could also be where she is. */
const whereabouts = new RegExp(
  `^${subject}(?:'s| is| are) (now )?(with|at|over at) (.+?)( now| these days| as of .+| starting .+)?$`,
  'd',
);

/** "Update Grant to RE/MAX Bayside", "Marcus went to Century 21", which could also be a visit there */
const updated = new RegExp(`^(?:(?:update|change|switch|move) )?${subject}(?:'s company)? to (.+)$`, 'd');
const update = /\b(?:update|change|switch|move) $/;
const wentTo = new RegExp(`^${subject} (?:just |recently )*(?:went|went over) to (.+?)${now}$`, 'd');
/** What is called by its name need not sound like a company. */
const named = new RegExp(
  `^${subject} (?:just |has |recently |finally )*(?:started|opened|launched) (?:a|her|his|their)(?: own)?(?: new)? (?:company|brokerage|firm|shop|team|practice|office),? (?:it's|its) (?:called|named) (.+)$`,
  'd',
);

function readNamed(clause: Clause, text: string, to: number): Found | null {
  const match = named.exec(text);
  const value = match && typedOf(clause, match, 2, clause.from).replace(/[.,;!\s]+$/, '');
  return value && value.length <= namedMax ? field(match[1]!, to, 'company', value) : null;
}
/** Characters. */
const namedMax = 60;

function readCompany(clause: Clause, text: string, to: number): Found | null {
  const called = readNamed(clause, text, to);
  if (called) return called;
  const before = clause.template.text.slice(Math.max(0, clause.from - 8), clause.from);
  const isUpdate = update.test(before) || /^(?:update|change|switch|move) /.test(text);
  const went = (isUpdate ? updated : wentTo).exec(text);
  const known = went && readCompanyName(clause.sentence, typedOf(clause, went, 2, clause.from), went[2]!);
  if (went && known)
    return known.isSure && isUpdate
      ? field(went[1]!, to, 'company', known.name)
      : open(went[1]!, to, (partnerId) => ({ open: 'company', partnerId, value: known.name }));
  const moved = firstOf(moves, text);
  const match = moved ?? whereabouts.exec(text);
  if (!match) return null;
  const group = moved ? 2 : 4;
  const said = match[group]!;
  const typed = typedOf(clause, match, group, clause.from);
  const works = /^§\d+(?:'s)?(?: (?:now|is|just))* work(?:s|ing)? for /.test(text);
  const company = readCompanyName(clause.sentence, typed, said) ?? (works ? nameInSmall(typed) : null);
  if (!company) return null;
  // "Dana is at Datz now": somewhere, unless it is a company for sure.
  const isNow = moved !== null || (match[3] === 'with' && (match[2] ?? match[5]) !== undefined);
  if (company.isSure) return field(match[1]!, to, 'company', company.name);
  const { name } = company;
  return isNow ? open(match[1]!, to, (partnerId) => ({ open: 'company', partnerId, value: name })) : null;
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}
