import { help } from './help.ts';
import { byUs, notDone, type ReadLine } from './line.ts';

/** That we brought partners together, in whatever words: "Grant meet Marcus. Made that intro finally". */

const cues = [
  `${byUs}(?:(?:e|email|re)[- ])?(?:introduced|introd|intro'd|connected|hooked up|linked up|paired up)(?! me\\b| us\\b| to us\\b| with (?:me|us)\\b)\\b`,
  `${byUs}(?:made|did|sent|set up|finally made) (?:\\w+ ){0,3}(?:intros?|introductions?|connection)\\b(?! (?:call|class|meeting|packet|email|letter|video))`,
  `${byUs}(?:put|got|brought) (?=[^.,;]*§)[^.,;]{1,40} (?:together|connected|in touch)\\b(?! with (?:me|us|my|our)\\b)`,
  "\\b(?:so )?(?:that's|thats) an? (?:intro|introduction)\\b",
  '\\bto (?:introduce|connect) (?:them|the two|both|everyone|each other)\\b',
  '\\bso (?:that )?(?:they|the two|the two of them|both) (?:could|can) (?:finally )?(?:meet|connect|get to know)\\b(?: each other| one another)?',
  '\\b(?:wanted|had) (?:them|the two|the two of them|both|both of them) (?:to )?(?:meet|connect|know)\\b',
  '\\bmet (?:through|thru|because of) (?:me|us)\\b',
].map((pattern) => new RegExp(pattern));

/** Somebody else brought them together, or us to someone. */
const byOthers =
  /§\d+ (?:just |also |then |has |finally )*(?:introduced|connected|hooked|made|put|set)\b(?= §| them\b| her\b| him\b| my\b| an? | the )|\bintroduc\w* (?:me|us)\b|\b(?:connect\w*|intro|hook\w* up|put) (?:me|us)\b|\basked\b|\bwere introduced\b/;

export const readLineIntroduction: ReadLine = (line) => {
  const { text, marks } = line;
  if (marks.length < 2 || marks.length > partnersMax || byOthers.test(text)) return null;
  const match = cues.map((cue) => cue.exec(text)).find(Boolean);
  if (!match || notDone.test(text.slice(0, match.index))) return null;
  const from = match.index;
  const to = match.index + match[0].length;
  const whole = { ...line, from: 0, to: text.length };
  const { contact: _, ...found } = help(whole, marks, 'introduction');
  return { ...found, from, to, isOfOthers: true };
};

/** More names than that are a crowd. */
const partnersMax = 4;
