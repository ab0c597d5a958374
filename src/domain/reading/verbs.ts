import { wordSet } from './grammar.ts';

/** Tells a report from a wish: "had lunch", but "have lunch" and "having lunch". */
export type Tense = 'past' | 'base' | 'present';

const rows: [past: string, base: string, gerund: string][] = [
  ['had', 'have', 'having'],
  ['went', 'go', 'going'],
  ['did', 'do', 'doing'],
  ['took', 'take', 'taking'],
  ['made', 'make', 'making'],
  ['got', 'get', 'getting'],
  ['grabbed', 'grab', 'grabbing'],
  ['enjoyed', 'enjoy', 'enjoying'],
  ['attended', 'attend', 'attending'],
  ['joined', 'join', 'joining'],
  ['hosted', 'host', 'hosting'],
  ['cohosted', 'cohost', 'cohosting'],
  ['finished', 'finish', 'finishing'],
  ['wrapped', 'wrap', 'wrapping'],
  ['caught', 'catch', 'catching'],
  ['held', 'hold', 'holding'],
  ['gave', 'give', 'giving'],
  ['sent', 'send', 'sending'],
  ['left', 'leave', 'leaving'],
  ['shared', 'share', 'sharing'],
  ['treated', 'treat', 'treating'],
  ['bought', 'buy', 'buying'],
  ['brought', 'bring', 'bringing'],
  ['saw', 'see', 'seeing'],
  ['met', 'meet', 'meeting'],
  ['called', 'call', 'calling'],
  ['phoned', 'phone', 'phoning'],
  ['rang', 'ring', 'ringing'],
  ['dialed', 'dial', 'dialing'],
  ['texted', 'text', 'texting'],
  ['emailed', 'email', 'emailing'],
  ['messaged', 'message', 'messaging'],
  ['pinged', 'ping', 'pinging'],
  ['wrote', 'write', 'writing'],
  ['visited', 'visit', 'visiting'],
  ['toured', 'tour', 'touring'],
  ['dropped', 'drop', 'dropping'],
  ['stopped', 'stop', 'stopping'],
  ['swung', 'swing', 'swinging'],
  ['popped', 'pop', 'popping'],
  ['came', 'come', 'coming'],
  ['ran', 'run', 'running'],
  ['bumped', 'bump', 'bumping'],
  ['sat', 'sit', 'sitting'],
  ['spoke', 'speak', 'speaking'],
  ['talked', 'talk', 'talking'],
  ['chatted', 'chat', 'chatting'],
  ['connected', 'connect', 'connecting'],
  ['touched', 'touch', 'touching'],
  ['checked', 'check', 'checking'],
  ['followed', 'follow', 'following'],
  ['reached', 'reach', 'reaching'],
  ['walked', 'walk', 'walking'],
  ['hung', 'hang', 'hanging'],
  ['ate', 'eat', 'eating'],
  ['lunched', 'lunching', 'lunching'],
  ['golfed', 'golf', 'golfing'],
  ['played', 'play', 'playing'],
  ['presented', 'present', 'presenting'],
  ['drove', 'drive', 'driving'],
  ['headed', 'head', 'heading'],
  ['zoomed', 'zoom', 'zooming'],
  ['facetimed', 'facetime', 'facetiming'],
  ['spent', 'spend', 'spending'],
  ['helped', 'help', 'helping'],
  ['showed', 'show', 'showing'],
  ['shadowed', 'shadow', 'shadowing'],
  ['picked', 'pick', 'picking'],
  ['delivered', 'deliver', 'delivering'],
  ['ended', 'end', 'ending'],
  ['managed', 'manage', 'managing'],
  ['circled', 'circle', 'circling'],
  ['networked', 'network', 'networking'],
  ['introduced', 'introduce', 'introducing'],
  ['knocked', 'knock', 'knocking'],
  ['celebrated', 'celebrate', 'celebrating'],
  ['tried', 'try', 'trying'],
  ['taught', 'teach', 'teaching'],
  ['returned', 'return', 'returning'],
  ['mailed', 'mail', 'mailing'],
  ['started', 'start', 'starting'],
  ['loved', 'love', 'loving'],
  ['kept', 'keep', 'keeping'],
  ['was', 'be', 'being'],
  ['were', 'be', 'being'],
];

const tenses = new Map<string, Tense>([
  ...rows.map(([past]): [string, Tense] => [past, 'past']),
  ...rows.map(([, base]): [string, Tense] => [base, 'base']),
  ...rows.map(([, , gerund]): [string, Tense] => [gerund, 'present']),
  ...['is', 'are', 'am', 'has', "i'm", 'im', "we're"].map((word): [string, Tense] => [word, 'present']),
  ...["i've", 'ive', "we've", "'d"].map((word): [string, Tense] => [word, 'past']),
]);

/** The tense of a verb of contact, or of one that goes with it; null for any other word. `word` is folded. */
export const tenseOf = (word: string): Tense | null => tenses.get(word) ?? null;

/** Nouns as much as verbs: "call with Dana", "text from Dana", "visit to Dana". */
export const nounsToo = wordSet(
  'phone call text email message visit tour walk drop stop ring ping meeting talk chat golf zoom facetime head present play show catch hang check touch follow networking run closing showing wrap',
);

/** "Huddled", "shot": something done. What was only meant, moved, or missed is no deed. `word` is folded. */
export const isPastVerb = (word: string): boolean =>
  tenseOf(word) === 'past' || irregular.has(word) || (/^\p{L}{2,}ed$/u.test(word) && !undone.test(word));

/** Irregular pasts that go with a contact and are no verbs of contact. */
const irregular = wordSet(
  'shot split paid rode threw built fed told read sang slept drew swapped bumped knocked won lost spent',
);

/** "Shot Grant an email", "paid Joan a visit". `word` is folded. */
export const isIrregularPast = (word: string): boolean => irregular.has(word);

/** How words in "-ed" begin that tell of nothing done: called off, put off, wished for, thought; "need" and its like. */
const undone =
  /^(?:cancel|postpon|reschedul|skipp|bail|dodg|miss|declin|dread|delay|scrapp|nix|avoid|ditch|blank|consider|discuss|plann|want|hoped|attempt|offer|propos|request|suggest|promis|schedul|book|arrang|wait|fail|forgo|refus|push|mov|clos|lock|stranded|cann|axed|pass|decid|expect|imagin|wish|wonder|reject|ignor|block|intend|pretend|learn|hear|assum|point|supposed|speed|need|feed|seed|indeed|reed|resched|repl)/;
