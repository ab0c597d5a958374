/** The digits of an extension at most: longer runs are numbers of their own. */
const extensionDigitsMax = 6;

/** A phone number as it was typed, and its extension: "813-555-0142 ext. 3", "813-555-0142 #3". */
export function splitPhone(phone: string): { number: string; extension: string | null } {
  const runs = phone.trim().match(/\d+|\D+/g) ?? [];
  const [mark = '', last = ''] = runs.slice(-2);
  const isExtension = /^\d/.test(last) && last.length <= extensionDigitsMax && /[x#]/i.test(mark);
  return isExtension
    ? { number: runs.slice(0, -2).join(''), extension: last }
    : { number: phone, extension: null };
}
