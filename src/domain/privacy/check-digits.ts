/** Numbers that prove themselves by their check digits, no matter what is around them: cards and IBANs. */

export interface Span {
  start: number;
  end: number;
}

/** The numbers that networks issue (ISO/IEC 7812): Visa, Mastercard, Amex, Diners, JCB, Discover, UnionPay, Maestro. */
const networks =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5\d|2[2-7]|35)\d{14}|3[47]\d{13}|3[0689]\d{12}|6\d{15,18})$/;

const cardMin = 13;
const cardMax = 19;

/**
 * Finds a card in a run of digits, alone or with others beside it. It starts where a group starts and ends where one
 * ends.
 */
export function cardWithin(run: string): Span | null {
  const groups = [...run.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, index }));
  for (let first = 0; first < groups.length; first++) {
    // Most numbers begin like no card.
    if (!/^[2-6]/.test(groups[first]!.digits)) continue;
    let digits = '';
    for (let last = first; last < groups.length && digits.length < cardMax; last++) {
      const group = groups[last]!;
      digits += group.digits;
      if (
        digits.length >= cardMin &&
        networks.test(digits) &&
        isGroupedAsCard(groups.slice(first, last + 1).map((one) => one.digits.length)) &&
        passesLuhn(digits)
      )
        return { start: groups[first]!.index, end: group.index + group.digits.length };
    }
  }
  return null;
}

/**
 * In one group, in halves, in groups of four or fewer, or with four first. Rows of ZIP codes and prices come in fives
 * and sixes.
 */
const isGroupedAsCard = (lengths: number[]): boolean =>
  lengths.length === 1 ||
  lengths.join('-') === '8-8' ||
  ((lengths[0] === 4 || lengths.every((length) => length <= 4)) && !lengths.join('-').includes('3-3-4'));

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const ibanLike = /\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}/gi;
/** Norway's IBAN is the shortest (ISO 13616). */
const ibanMin = 15;
/** The fewest digits in any IBAN, not counting its letters. A word or a serial number has fewer. */
const ibanDigitsMin = 10;

/** The first IBAN in the text: country, check digits, then up to 30 letters and digits, also in groups of four. */
export function ibanWithin(text: string): Span | null {
  for (const { 0: like, index } of text.matchAll(ibanLike)) {
    for (const { index: end } of `${like} `.matchAll(/[ -]/g)) {
      const iban = like.slice(0, end).replace(/[ -]/g, '').toUpperCase();
      const enough = iban.length >= ibanMin && iban.replace(/\D/g, '').length >= ibanDigitsMin;
      const isCut = end === like.length && /^[a-z0-9]/i.test(text.slice(index + end));
      if (enough && !isCut && passesMod97(iban)) return { start: index, end: index + end };
    }
  }
  return null;
}

function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
