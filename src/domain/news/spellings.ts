/** What is typed for short, or without its apostrophe, as the patterns of news have it. */
export const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    with: 'w w/',
    and: 'n',
    them: 'em',
    about: 'abt bout',
    through: 'thru',
    year: 'yr',
    years: 'yrs',
    until: 'til till',
    management: 'mgmt mgt',
    manager: 'mgr',
    meeting: 'mtg',
    birthday: 'bday b-day birthdate',
    instagram: 'insta ig',
    facebook: 'fb',
    "i'm": 'im',
    "i've": 'ive',
    "she's": 'shes',
    "he's": 'hes',
    "they're": 'theyre',
    "that's": 'thats',
    "isn't": 'isnt',
    "wasn't": 'wasnt',
    "doesn't": 'doesnt',
    "didn't": 'didnt',
    "don't": 'dont',
    "won't": 'wont',
    "wouldn't": 'wouldnt',
    "can't": 'cant',
    "couldn't": 'couldnt',
    "haven't": 'havent',
    "hasn't": 'hasnt',
  }).flatMap(([to, from]) => from.split(' ').map((one): [string, string] => [one, to])),
);

/** "Shed like to", but "a shed". */
export const wouldSpelled: ReadonlyMap<string, string> = new Map([
  ['shed', "she'd"],
  ['hed', "he'd"],
  ['theyd', "they'd"],
]);
export const afterWould = /^(?:like|love|intro|introduce|be|put|connect|make|do|help|rather|get|want)$/;
