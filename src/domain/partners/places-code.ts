/** Places in a list as letters, so that hundreds fit into what a form remembers: about two letters a place. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Each letter holds five bits of the step from the place before, the last first, and whether more follow. */
const base = 32;

export function encodePlaces(places: Iterable<number>): string {
  let code = '';
  let before = -1;
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    let step = place - before - 1;
    for (; step >= base; step = Math.floor(step / base)) code += letters[base + (step % base)];
    code += letters[step];
    before = place;
  }
  return code;
}

/** Letters of no code count as nothing. */
export function decodePlaces(code: string): number[] {
  const places: number[] = [];
  let before = -1;
  let step = 0;
  let worth = 1;
  for (const letter of code) {
    const value = letters.indexOf(letter);
    if (value < 0) continue;
    step += (value % base) * worth;
    worth *= base;
    if (value >= base) continue;
    before += step + 1;
    places.push(before);
    step = 0;
    worth = 1;
  }
  return places;
}
