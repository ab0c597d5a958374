import type { Actor, Message, View } from 'slack-sandbox';
import { type Block, type Element, interactiveElements, type Option, optionsOf } from 'slack-sandbox/blocks';
import type { Chance } from './chance.ts';
import type { Transcript } from './transcript.ts';

/** Text for fields whose label does not suggest a number, a day, or an address. */
const phrases = [
  'Wants our flyer for the open house',
  'Asked how fast we can close',
  'Prefers mornings; new office near the river',
  'Their last client waited a week for the letter',
];

/** Never pressed: after a month of random presses, everyone would have left. */
const leaves = /^me\.stop$/;

/** Search texts. */
const queries = ['dana', 'lee', 'mar', 'jo'];

/** Presses random controls and fills in the forms that open. */
export interface Hands {
  /** Presses or chooses something in a message or Home, and answers the form that may open. */
  press(on: Message | View, chance: Chance): Promise<void>;
  /** Fills in the open form and submits it, or closes it. */
  answerForm(chance: Chance, depth?: number): Promise<void>;
}

/** @param clearsEach of so many choices in a menu, one is cleared again; 0: none */
export function handsOf(actor: Actor, today: () => string, transcript: Transcript, clearsEach = 0): Hands {
  const who = actor.user.name;
  let choices = 0;

  async function press(on: Message | View, chance: Chance, depth = 0): Promise<void> {
    const isView = 'definition' in on;
    const blocks = isView ? on.definition.blocks : (on.blocks ?? []);
    const places = interactiveElements(blocks).filter(
      ({ block, element }) =>
        element.type !== 'datepicker' &&
        !leaves.test(element.action_id ?? '') &&
        (block.type !== 'input' || block.dispatch_action),
    );
    const place = chance.pick(places, placeNames(places));
    if (!place) return;
    const target = isView ? { view: on } : { message: on };
    const value = await chooseIn(on, place, chance);
    if (value === undefined && place.element.type !== 'button') return;
    const label = place.element.text?.text ?? place.element.placeholder?.text ?? place.element.action_id;
    const chosen = value && place.element.type !== 'button' ? ` > ${labelOf(place.element, value)}` : '';
    const where = { ...target, actionId: place.element.action_id!, blockId: place.block.block_id! };
    await transcript.deed(`${who} presses [${label}]${chosen}`, () =>
      actor.press({ ...where, ...(value !== undefined && { value }) }),
    );
    if (chosen && clearsEach > 0 && ++choices % clearsEach === 0)
      await transcript.deed(`${who} clears [${label}]`, () => actor.press(where));
    await answerForm(chance, depth + 1);
  }

  /** The value of a button, or the choice in a menu. Undefined if nothing is offered. */
  async function chooseIn(on: Message | View, { block, element }: Place, chance: Chance) {
    const byName = (option: Option) => stable(option.value);
    if (element.type === 'button') return element.value;
    if (element.type === 'external_select') {
      const { options } = await actor.options(on, keyOf(block, element), chance.pick(queries)!);
      return chance.pick(options, byName)?.value;
    }
    if (element.type === 'checkboxes') return firstOf(element);
    return chance.pick(optionsOf(element), byName)?.value;
  }

  async function answerForm(chance: Chance, depth = 0): Promise<void> {
    const view = actor.view();
    if (!view) return;
    if (depth < 3 && chance.of(`presses in the form ${depth}`) < 0.25) {
      await press(view, chance, depth);
      if (actor.view()?.id !== view.id) return answerForm(chance, depth + 1);
    }
    const open = actor.view();
    if (!open) return;
    if (!open.definition.submit || depth > 3 || chance.of(`closes the form ${depth}`) < 0.15) {
      return transcript.deed(`${who} closes the form`, () => actor.closeView({ all: true }));
    }
    const filled: string[] = [];
    const places = interactiveElements(open.definition.blocks);
    const nameOf = placeNames(places);
    for (const place of places) {
      if (place.block.type !== 'input') continue;
      const typed = await fill(open, place, nameOf(place), chance);
      if (typed === undefined) continue;
      const key = `${place.block.block_id}/${place.element.action_id}`;
      const shown = labelOf(place.element, typed);
      await actor.type(open, { [key]: typed }).then(
        () => filled.push(`${place.block.label?.text}: ${shown}`),
        () => {},
      );
    }
    let outcome: string | undefined;
    await transcript.deed(
      [`${who} submits [${open.definition.submit.text}]`, ...filled.map((line) => `  ${line}`)].join('\n'),
      async () => {
        ({ outcome } = await actor.submit(open));
      },
    );
    if (outcome === 'pushed' || outcome === 'updated') return answerForm(chance, depth + 1);
    if (actor.view()) await transcript.deed(`${who} closes the form`, () => actor.closeView({ all: true }));
  }

  /** The value to put into a field. Undefined leaves the field unchanged. */
  async function fill(view: View, place: Place, name: string, chance: Chance) {
    const { block, element } = place;
    const { type: _type, ...held } = view.state[block.block_id!]?.[element.action_id!] ?? {};
    const isEmpty = Object.values(held).every((value) => value === null || [value].flat().length === 0);
    const odds = isEmpty ? (block.optional ? 0.4 : 1) : 0.1;
    if (chance.of(`fills ${name}`) >= odds) return undefined;
    const label = `${block.label?.text ?? ''} ${element.action_id}`.toLowerCase();
    const day = (most: number) => addDays(today(), Math.floor(chance.of(`day ${name}`) * most));
    switch (element.type) {
      case 'plain_text_input':
        if (/amount|\$|paid|cost|how much/.test(label)) return '42.50';
        if (/phone/.test(label)) return '813-555-0188';
        if (/birth|anniver|day/.test(label)) return 'May 21';
        if (/name|who\b/.test(label)) return chance.pick(['Robin Vale', 'Casey Lund', 'Toni Marsh'])!;
        return chance.pick(phrases)!;
      case 'number_input':
        return '4';
      case 'email_text_input':
        return 'someone@example.com';
      case 'datepicker':
        return day(14);
      case 'timepicker':
        return '09:30';
      case 'static_select':
      case 'radio_buttons':
      case 'external_select':
        return chooseIn(view, place, chance);
      case 'multi_static_select':
      case 'checkboxes':
        return firstOf(element);
      case 'multi_external_select': {
        const { options } = await actor.options(view, keyOf(block, element), chance.pick(queries)!);
        const option = chance.pick(options, ({ value }) => stable(value));
        return option?.value ? [option.value] : undefined;
      }
      default:
        return undefined;
    }
  }

  return { press, answerForm };
}

/** Key by which the local Slack finds a menu, also beside others in one block. */
const keyOf = (block: Block, element: Element): string => `${block.block_id}/${element.action_id}`;

interface Place {
  block: Block;
  element: Element;
}

/** Names a control by its action and its position among controls with that action. Unlike ids, it is the same in every run. */
function placeNames(places: readonly Place[]): (place: Place) => string {
  const names = new Map<Place, string>();
  const seen = new Map<string, number>();
  for (const place of places) {
    const kind = stable(place.element.action_id);
    const nth = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, nth);
    names.set(place, `${kind} ${nth}`);
  }
  return (place) => names.get(place)!;
}

/** Replaces numbers, because choices must not depend on row ids, which change with whatever was saved before. */
const stable = (id: string | undefined): string => (id ?? '').replace(/\d+/g, '#');

const firstOf = (element: Element): string[] =>
  optionsOf(element)
    .slice(0, 1)
    .flatMap(({ value }) => value ?? []);

function labelOf(element: Element, value: unknown): string {
  const label = (one: unknown) =>
    optionsOf(element).find((option) => option.value === one)?.text.text ??
    (element.type.includes('external') ? '(one of those offered)' : String(one));
  return [value].flat().map(label).join(', ');
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
