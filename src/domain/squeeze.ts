/** A text with one blank for any white space, and where each of its characters stood before. */
export function squeeze(text: string): { squeezed: string; placeOf: (at: number) => number } {
  let squeezed = '';
  const places: number[] = [];
  for (const { 0: run, index } of text.matchAll(/\s+|\S+/g)) {
    const isBlank = /^\s/.test(run);
    squeezed += isBlank ? ' ' : run;
    for (let i = 0; i < (isBlank ? 1 : run.length); i++) places.push(index + i);
  }
  return { squeezed, placeOf: (at) => places[at]! };
}
