import { addDays } from '../days/day.ts';
import { isEmail, parseYearDay } from '../partners/partner-fields.ts';
import { readPhones } from '../partners/phone-numbers.ts';
import { wordSet } from '../reading/grammar.ts';
import type { Line, LineFound, ReadLine } from './line.ts';
import type { ToldField } from './news.ts';

/**
 * A partner's phone, email, or birthday in any order of words: one partner, one value, and besides them nothing but words that
 * such a line is made of. "Tessa's assistant's number is …" has a word that is not.
 */
export const readLineField: ReadLine = (line) => {
  if (line.marks.length !== 1) return null;
  return phoneIn(line) ?? emailIn(line) ?? birthdayIn(line);
};

const small =
  'the a an is now at to on for from as of it this that and also please pls fyi btw ok so hey save update change add put down got here heres new her his their';
const phoneWords = wordSet(
  `${small} cell cellphone mobile phone number numbers direct line work office main best way reach reached can be changed switched moving forward use using # 📞 📱 ☎`,
);
const phone = /(?<![\w$.,@-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?![\w-]|[.,]\d)/;

function phoneIn(line: Line): LineFound | null {
  const match = phone.exec(line.text);
  if (!match || !isAllOf(line, match, phoneWords)) return null;
  const value = line.template.said(match.index, match.index + match[0].length);
  return readPhones(value).problem === null ? field(line, 'phone', value) : null;
}

const emailWords = wordSet(
  `${small} email e mail emails addy address work personal best changed switched uses use using moved reach reached can be by`,
);
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/;

function emailIn(line: Line): LineFound | null {
  const match = email.exec(line.text);
  if (!match || !isAllOf(line, match, emailWords)) return null;
  const value = line.template.said(match.index, match.index + match[0].length).toLowerCase();
  return isEmail(value) ? field(line, 'email', value) : null;
}

const birthdayWords = wordSet(
  `${small} birthday bday birth day has born was lol haha its falls every year same halloween christmas valentines new years eve turns another older remember note remind me 🎂 🎉 🎈 🥳`,
);
const saysBirthday = /\b(?:birthday|b-day|b day|bday)\b(?! (?:party|dinner|lunch|gift|card|cake))|🎂/;
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const yearDay = new RegExp(
  `\\b${months}\\.? (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)?|(?:twenty[- ]|thirty[- ])?(?:${ordinals.join('|')})|thirtieth)\\b(?![ ,/-]*\\d)|\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${months}\\b(?![ ,/-]*\\d)|(?<![\\d/.-])\\d{1,2}/\\d{1,2}(?![\\d/.-])`,
);

function birthdayIn(line: Line): LineFound | null {
  const { text, sentence } = line;
  if (!saysBirthday.test(text) || /\b(?:happy|wish\w*|party|celebrat\w*|remind)\b/.test(text)) return null;
  // "Its Grant's birthday tomorrow"
  const tomorrow = /\btomorrow\b|\btmrw\b/.exec(text);
  const match = yearDay.exec(text) ?? tomorrow;
  if (!match || !isAllOf(line, match, birthdayWords)) return null;
  const value = match === tomorrow ? addDays(sentence.today, 1).slice(5) : parseYearDay(inFigures(match[0]));
  return value ? field(line, 'birthday', value) : null;
}

/** "August second", "may twenty first" */
function inFigures(said: string): string {
  const tens = /\btwenty[- ]/.test(said) ? 20 : /\bthirt(?:y[- ]|ieth)/.test(said) ? 30 : 0;
  const one = ordinals.findIndex((word) => said.endsWith(word)) + 1;
  const month = /^[a-z]+/.exec(said)?.[0];
  return one + tens > 0 && month
    ? `${month} ${one + tens}`
    : said.replace(/(\d)(?:st|nd|rd|th)\b/g, '$1').replace(/\b(?:the|of)\b/g, ' ');
}

/** Whether all words beside the name and the value are such as these lines are made of. */
function isAllOf({ text }: Line, value: RegExpExecArray, words: ReadonlySet<string>): boolean {
  const rest = `${text.slice(0, value.index)} ${text.slice(value.index + value[0].length)}`;
  const left = rest.replace(/§\d+(?:'s)?/g, ' ').match(/[\p{L}\d'#]+|\p{Extended_Pictographic}/gu) ?? [];
  return left.every((word) => words.has(word.replace(/'s$/, '')) || words.has(word));
}

const field = ({ marks, text }: Line, name: ToldField, value: string): LineFound => ({
  refs: [marks[0]!],
  make: (partnerIds) => ({ is: 'field', partnerIds, field: name, value }),
  from: 0,
  to: text.length,
  hasNote: false,
});
