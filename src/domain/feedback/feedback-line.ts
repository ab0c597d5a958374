/**
 * Feedback told under its own heading: "feedback from Grant: we never call back on weekends", "Dana's feedback: too many
 * emails". Whatever stands in it tells of no contact.
 */
const headings = [
  /^(?:(?:got|some|more|honest|new|heard|here's|heres) )*feedback (?:from|by) (?<who>[^:,\n–—-]{2,40}?) ?(?:[:,–—-]| that\b| is that\b) *(?<text>.+)$/isu,
  /^(?<who>[^:,\n–—-]{2,40}?)['’]?s? (?:honest )?feedback ?(?:[:–—-]|was that\b|is that\b) *(?<text>.+)$/isu,
  /^(?<who>[^:,\n–—-]{2,40}?) (?:gave|had|left) (?:(?:us|me|some|honest|a little) )*feedback ?[:,–—-] *(?<text>.+)$/isu,
  /^feedback ?[:–—-] *(?<text>(?<who>\p{L}[\p{L}’' ]{1,40}?) (?:says?|said|thinks?|feels?|told (?:me|us)|wishes)\b.+)$/isu,
];

/** The words before the feedback that say whose it is, and the feedback. Null for any other line. */
export function readFeedbackLine(said: string): { who: string; text: string } | null {
  for (const heading of headings) {
    const { who, text } = heading.exec(said.trim())?.groups ?? {};
    if (who && text && text.length >= textMin) return { who, text: text.trim() };
  }
  return null;
}

/** A shorter rest is no feedback yet: "feedback from Dana: yes". Characters. */
const textMin = 8;
