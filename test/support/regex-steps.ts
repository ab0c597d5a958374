import { type AST, RegExpParser } from '@eslint-community/regexpp';

/**
 * Counts what a backtracking engine does: each character looked at, each choice made, and each choice taken back. The
 * engine of Node is never slower: it skips what it can. A count says how work grows without a clock.
 */

/** The text took more steps than it may. */
export class TooManySteps extends Error {}

type Test = (input: string, at: number) => number;
type Instruction =
  | { op: 'test'; test: Test }
  | { op: 'assert'; holds: (input: string, at: number) => boolean }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'forget'; slots: number[] }
  /** Fails an iteration that consumed nothing. */
  | { op: 'moved'; since: number }
  | { op: 'look'; program: Program; negate: boolean }
  | { op: 'repeat group'; group: number; backward: boolean }
  | { op: 'match' };
type Program = Instruction[];

interface Counter {
  steps: number;
  limit: number;
}

const nativeExec = RegExp.prototype.exec;
/** Runs the work and returns the steps of all its regular expressions. @throws TooManySteps beyond the limit */
export function countSteps(work: () => unknown, limit = Number.POSITIVE_INFINITY): number {
  const counter: Counter = { steps: 0, limit };
  RegExp.prototype.exec = counted;
  try {
    work();
  } finally {
    RegExp.prototype.exec = nativeExec;
  }
  return counter.steps;

  function counted(this: RegExp, text: string): RegExpExecArray | null {
    // What counts uses regular expressions, too.
    RegExp.prototype.exec = nativeExec;
    try {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const expected = run(compiled(this), String(text), from, this.sticky, counter);
      const found = this.exec(text);
      // The count is worth as much as the engine that counts is right.
      if (
        found?.index !== expected?.start ||
        found?.[0].length !== (expected ? expected.end - expected.start : undefined)
      )
        throw new Error(`the counting engine disagrees on ${this} in ${JSON.stringify(text)}`);
      return found;
    } finally {
      RegExp.prototype.exec = counted;
    }
  }
}

interface Compiled {
  program: Program;
  slots: number;
  unicode: boolean;
}
const known = new Map<string, Compiled>();

function compiled(pattern: RegExp): Compiled {
  const key = String(pattern);
  let ready = known.get(key);
  if (!ready) {
    ready = compile(pattern);
    known.set(key, ready);
  }
  return ready;
}

function compile({ source, flags, unicode }: RegExp): Compiled {
  const { pattern } = new RegExpParser({ ecmaVersion: 2025 }).parseLiteral(`/${source}/${flags}`);
  let slots = 2;
  const groups = new Map<AST.CapturingGroup, number>();
  const program: Program = [];
  put(program, pattern.alternatives, false);
  program.push({ op: 'match' });
  return { program, slots, unicode };

  function slotOf(group: AST.CapturingGroup): number {
    let slot = groups.get(group);
    if (slot === undefined) {
      slot = slots;
      slots += 2;
      groups.set(group, slot);
    }
    return slot;
  }

  function put(out: Program, alternatives: AST.Alternative[], backward: boolean): void {
    const ends: { op: 'jump'; to: number }[] = [];
    for (const [i, { elements }] of alternatives.entries()) {
      const split = { op: 'split' as const, first: out.length + 1, second: 0 };
      const isLast = i === alternatives.length - 1;
      if (!isLast) out.push(split);
      for (const element of backward ? elements.toReversed() : elements) putElement(out, element, backward);
      if (isLast) continue;
      const end = { op: 'jump' as const, to: 0 };
      out.push(end);
      ends.push(end);
      split.second = out.length;
    }
    for (const end of ends) end.to = out.length;
  }

  function putElement(out: Program, element: AST.Element, backward: boolean): void {
    switch (element.type) {
      case 'Group':
        put(out, element.alternatives, backward);
        return;
      case 'CapturingGroup': {
        const slot = slotOf(element);
        out.push({ op: 'save', slot: backward ? slot + 1 : slot });
        put(out, element.alternatives, backward);
        out.push({ op: 'save', slot: backward ? slot : slot + 1 });
        return;
      }
      case 'Quantifier':
        putQuantifier(out, element, backward);
        return;
      case 'Assertion': {
        if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
          const inner: Program = [];
          put(inner, element.alternatives, element.kind === 'lookbehind');
          inner.push({ op: 'match' });
          out.push({ op: 'look', program: inner, negate: element.negate });
        } else out.push({ op: 'assert', holds: assertion(element, flags) });
        return;
      }
      case 'Backreference':
        if (Array.isArray(element.resolved)) throw new Error('a name for several groups is not supported');
        out.push({ op: 'repeat group', group: slotOf(element.resolved as AST.CapturingGroup), backward });
        return;
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        out.push({ op: 'test', test: characterTest(element.raw, flags, unicode, backward) });
        return;
      default:
        throw new Error(`${element.type} is not supported`);
    }
  }

  function putQuantifier(
    out: Program,
    { element, min, max, greedy }: AST.Quantifier,
    backward: boolean,
  ): void {
    const inside: number[] = [];
    visitGroups(element, (group) => inside.push(slotOf(group), slotOf(group) + 1));
    const body = () => {
      if (inside.length > 0) out.push({ op: 'forget', slots: inside });
      putElement(out, element, backward);
    };
    const choice = () => {
      const split = { op: 'split' as const, first: 0, second: 0 };
      out.push(split);
      const enter = out.length;
      return {
        at: enter - 1,
        leaveTo: (leave: number) =>
          Object.assign(split, greedy ? { first: enter, second: leave } : { first: leave, second: enter }),
      };
    };
    const optionalBody = () => {
      if (!canBeEmpty(element)) return body();
      const since = slots++;
      out.push({ op: 'save', slot: since });
      body();
      out.push({ op: 'moved', since });
    };
    for (let i = 0; i < min; i++) body();
    if (max === Number.POSITIVE_INFINITY) {
      const loop = choice();
      optionalBody();
      out.push({ op: 'jump', to: loop.at });
      loop.leaveTo(out.length);
      return;
    }
    const choices = Array.from({ length: max - min }, () => {
      const one = choice();
      optionalBody();
      return one;
    });
    for (const one of choices) one.leaveTo(out.length);
  }
}

/** Whether it may match without a character: then an iteration that did not move must end. */
function canBeEmpty(element: AST.Element): boolean {
  if (element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass')
    return false;
  if (element.type === 'Quantifier') return element.min === 0 || canBeEmpty(element.element);
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return element.alternatives.some(({ elements }) => elements.every(canBeEmpty));
  return true;
}

function visitGroups(node: AST.Element, visit: (group: AST.CapturingGroup) => void): void {
  if (node.type === 'CapturingGroup') visit(node);
  if (node.type === 'Quantifier') visitGroups(node.element, visit);
  if ('alternatives' in node)
    for (const { elements } of node.alternatives) for (const element of elements) visitGroups(element, visit);
}

/** One character, judged by Node's own engine: classes, properties, and cases are as it knows them. */
function characterTest(raw: string, flags: string, unicode: boolean, backward: boolean): Test {
  const one = new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ''));
  const answers = new Map<string, boolean>();
  const fits = (character: string): boolean => {
    let answer = answers.get(character);
    if (answer === undefined) {
      answer = one.test(character);
      answers.set(character, answer);
    }
    return answer;
  };
  return (input, at) => {
    const character = backward ? characterBefore(input, at, unicode) : characterAt(input, at, unicode);
    if (character === '' || !fits(character)) return -1;
    return backward ? at - character.length : at + character.length;
  };
}

const characterAt = (input: string, at: number, unicode: boolean): string =>
  at >= input.length ? '' : unicode ? String.fromCodePoint(input.codePointAt(at)!) : input[at]!;

function characterBefore(input: string, at: number, unicode: boolean): string {
  if (at <= 0) return '';
  const pair = unicode && at > 1 ? input.codePointAt(at - 2)! : 0;
  return pair > 0xffff ? String.fromCodePoint(pair) : input[at - 1]!;
}

function assertion(
  { kind, ...rest }: AST.EdgeAssertion | AST.WordBoundaryAssertion,
  flags: string,
): (input: string, at: number) => boolean {
  const isBreak = (character: string | undefined) =>
    character !== undefined && '\n\r\u2028\u2029'.includes(character);
  const multiline = flags.includes('m');
  if (kind === 'start') return (input, at) => at === 0 || (multiline && isBreak(input[at - 1]));
  if (kind === 'end') return (input, at) => at === input.length || (multiline && isBreak(input[at]));
  const negate = 'negate' in rest && rest.negate;
  const word = new RegExp('^\\w$', flags.replace(/[gym]/g, ''));
  const isWord = (character: string | undefined) => character !== undefined && word.test(character);
  return (input, at) => (isWord(input[at - 1]) !== isWord(input[at])) !== negate;
}

function run(
  { program, slots, unicode }: Compiled,
  input: string,
  from: number,
  sticky: boolean,
  counter: Counter,
): { start: number; end: number } | null {
  for (let start = from; start <= input.length; start++) {
    const end = matchAt(program, input, start, new Array(slots).fill(-1), counter);
    if (end !== null) return { start, end: end.at };
    if (sticky) return null;
    if (unicode && input.codePointAt(start)! > 0xffff) start++;
  }
  return null;
}

type Slots = readonly number[];

function matchAt(
  program: Program,
  input: string,
  start: number,
  initial: Slots,
  counter: Counter,
): { at: number; slots: Slots } | null {
  const choices: { pc: number; at: number; slots: Slots }[] = [{ pc: 0, at: start, slots: initial }];
  for (let choice = choices.pop(); choice; choice = choices.pop()) {
    let { pc, at, slots } = choice;
    for (let alive = true; alive; ) {
      if (++counter.steps > counter.limit) throw new TooManySteps();
      const instruction = program[pc++]!;
      switch (instruction.op) {
        case 'test':
          at = instruction.test(input, at);
          alive = at >= 0;
          break;
        case 'assert':
          alive = instruction.holds(input, at);
          break;
        case 'split':
          choices.push({ pc: instruction.second, at, slots });
          pc = instruction.first;
          break;
        case 'jump':
          pc = instruction.to;
          break;
        case 'save':
          slots = slots.with(instruction.slot, at);
          break;
        case 'forget':
          if (instruction.slots.some((slot) => slots[slot] !== -1))
            slots = slots.map((value, slot) => (instruction.slots.includes(slot) ? -1 : value));
          break;
        case 'moved':
          alive = slots[instruction.since] !== at;
          break;
        case 'look': {
          const seen = matchAt(instruction.program, input, at, slots, counter);
          alive = (seen !== null) !== instruction.negate;
          if (alive && seen) slots = seen.slots;
          break;
        }
        case 'repeat group': {
          const [begin, end] = [slots[instruction.group]!, slots[instruction.group + 1]!];
          if (begin < 0 || end < 0) break;
          const text = input.slice(begin, end);
          const to = instruction.backward ? at - text.length : at + text.length;
          alive =
            to >= 0 && input.slice(Math.min(at, to), Math.max(at, to)).toLowerCase() === text.toLowerCase();
          at = to;
          break;
        }
        case 'match':
          return { at, slots };
      }
    }
  }
  return null;
}
