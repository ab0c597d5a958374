import { withoutEnd } from '../without-end.ts';
import { readPhones } from './phone-numbers.ts';

/** "Jane Roe, Roe Realty, 813-555-0142 x12", as it is typed to add someone. */
export interface TypedPartner {
  name: string;
  company: string | null;
  phone: string | null;
}

/** What is said before a number and says only that it is one. */
const label = /(?:^|[\s,])(?:cell|mobile|office|work|direct|phone|tel|ph|c|m|o)[.:]?$/i;

export function readTypedPartner(typed: string): TypedPartner {
  const { numbers, problem } = readPhones(typed);
  const [first] = numbers;
  const phone = typed.slice(first?.start ?? typed.length, numbers.at(-1)?.end);
  // "1-800-Flowers" is a company.
  const isPhone =
    first !== undefined && problem === null && !/[a-z]{4}/i.test(phone.replace(/extension/gi, 'x'));
  const before = isPhone ? withoutEnd(typed.slice(0, first.start).trimEnd(), ',').replace(label, '') : typed;
  const after = isPhone ? typed.slice(numbers.at(-1)!.end) : '';
  const [name = '', ...company] = `${before}${after}`.split(',').map((part) => part.trim());
  return {
    name,
    company: company.filter(Boolean).join(', ') || null,
    phone: isPhone ? phone : null,
  };
}
