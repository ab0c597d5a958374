/** A line without what may be said before and after the matter itself, and with plain apostrophes. */
export const plainLine = (said: string): string =>
  said
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:hey|hi|hello|ok|okay|so|um|uh|please|pls|rapport)\b[,!.]? ?)+/i, '')
    .replace(/[\s?!.]+$/, '')
    .replace(/,? (?:please|pls|again|rapport)$/i, '');
