/** What people type around names in a list: bullets, greetings, and "here are my five". */

const bullet = /^(?:#?\d{1,2}(?:[.)]\s*|\s+)(?=\p{L})|[^\p{L}\d"“('’+]+)/u;
const opening =
  /^(?:(?:hi|hey|hello)(?: rapport| there)?[!,.]? (?=\S)|(?:my|the|here['’]?s my|here is my) (?:list|five|names|top five)(?: is| are)?:\s*|(?:maybe|also|and|plus|definitely|probably|possibly|oh|um|then|next|lastly|of course|obviously)[,:]? )+/i;
const closing =
  /(?:\s+(?:maybe|lol|haha|too|please|i think|i guess|for sure|definitely|probably|\(\?\)|[:;]-?[)D]))+$/i;
export const smallTalk =
  /^(?:(?:so )?here (?:you go|they are|it is|goes)|here(?: are|['’]?s| is)?(?: my| the)? (?:five|names|list|people|partners|few)|(?:my|the|top) (?:five|list|names)|names|thanks?|thx|thank you|cheers|hi|hello|hey|good (?:morning|afternoon|evening)|ok(?:ay)?|y(?:es|ep|up|eah)|sure|done|idk|i (?:dunno|do ?n['’]?t know)|(?:that['’]?s|thats|that is)(?: all| it| everyone| about it| the list).*|etc|(?:i(?:['’]m| am)? )?not sure who(?: else)?|(?:i )?can['’]?t think of (?:any|more|one).*)(?: .{0,20})?[\s:!.…]*$/i;

/** Without its bullet, what people say around a name, and the marks behind it. */
export function withoutFrame(line: string): string {
  const text = line.trim().replace(bullet, '').replace(opening, '');
  const plain = text.replace(/[\s,;!?…]+$|\.{2,}$/u, '').replace(closing, '');
  return plain.replace(/[\s,;!?…]+$|\.{2,}$|(?<=\p{L}{4})\.$/u, '');
}
