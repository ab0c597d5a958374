import type { Block, Element, Option, TextObject } from './blocks/shapes.ts';
import { HOLDINGS, isEmpty, type ViewState } from './views/state.ts';

/** Turns ids into names. An unknown id stays unchanged. */
export interface Names {
  user?(id: string): string | undefined;
  channel?(id: string): string | undefined;
}

/** A message, or a view from the sandbox or a payload. */
export interface Readable {
  text?: string | undefined;
  blocks?: readonly Block[] | undefined;
  title?: TextObject | undefined;
  submit?: TextObject | null | undefined;
  close?: TextObject | null | undefined;
  definition?: Readable;
  state?: ViewState | { values: ViewState };
}

interface Reading {
  names: Names;
  state: ViewState;
}

/**
 * Renders a message or view as plain text for terminals and test output: what a person would read, buttons as [Label], menus
 * as ⌄ with the current choice, inputs with label and value.
 */
export function readable(shown: Readable, names: Names = {}): string {
  const { definition = shown, state } = shown;
  const reading: Reading = { names, state: readState(state) };
  const lines = (definition.blocks ?? [])
    .map((block) => readBlock(block, reading))
    .filter((line) => line !== '');
  if (lines.length === 0 && definition.text !== undefined) lines.push(readMrkdwn(definition.text, names));
  if (definition.title) lines.unshift(`== ${definition.title.text} ==`);
  const footer = [definition.close, definition.submit].flatMap((button) =>
    button ? [`[${button.text}]`] : [],
  );
  return [...lines, ...(footer.length > 0 ? [footer.join(' ')] : [])].join('\n');
}

/** Renders Slack's mrkdwn with names for mentions and links, and without escapes. */
export function readMrkdwn(text: string, names: Names = {}): string {
  const named = text.replace(/<([^<>]+)>/g, (whole, inner: string) => {
    const [target = '', label] = inner.split(/\|(.*)/s);
    if (target.startsWith('@')) return `@${names.user?.(target.slice(1)) ?? label ?? target.slice(1)}`;
    if (target.startsWith('#')) return `#${names.channel?.(target.slice(1)) ?? label ?? target.slice(1)}`;
    if (target.startsWith('!date^')) return label ?? target;
    if (target.startsWith('!')) return `@${label ?? target.slice(1)}`;
    if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return whole;
    if (label === undefined || label === target) return target.replace(/^(tel|mailto):/, '');
    return /^(tel|mailto):/.test(target) ? label : `${label} (${target})`;
  });
  return named.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readState(state: Readable['state']): ViewState {
  if (!state) return {};
  return 'values' in state && Object.keys(state).length === 1
    ? (state.values as ViewState)
    : (state as ViewState);
}

function readText(text: TextObject | undefined, { names }: Reading): string {
  if (!text) return '';
  return text.type === 'mrkdwn' ? readMrkdwn(text.text, names) : text.text;
}

function readBlock(block: Block, reading: Reading): string {
  switch (block.type) {
    case 'divider':
      return '---';
    case 'header':
      return readText(block.text, reading);
    case 'section': {
      const words = [
        readText(block.text, reading),
        ...(block.fields ?? []).map((field) => readText(field, reading)),
      ];
      const accessory = block.accessory ? readElement(block, block.accessory, reading) : '';
      return [words.filter(Boolean).join('\n'), accessory].filter(Boolean).join('  ');
    }
    case 'context':
      return (block.elements ?? []).map((each) => readContext(each, reading)).join(' ');
    case 'actions':
    case 'context_actions':
      return (block.elements ?? []).map((each) => readElement(block, each, reading)).join(' ');
    case 'input': {
      const optional = block.optional ? ' (optional)' : '';
      const hint = block.hint ? `\n  ${block.hint.text}` : '';
      const value = block.element ? readElement(block, block.element, reading) : '';
      return `${block.label?.text ?? ''}${optional}: ${value}${hint}`;
    }
    case 'image':
      return `(image: ${String(block.alt_text ?? '')})`;
    case 'markdown':
      return String(block.text ?? '');
    case 'alert':
      return `! ${readText(block.text, reading)}`;
    case 'table':
    case 'data_table':
      return readTable(block, reading);
    case 'data_visualization':
      return `(chart: ${String(block.title ?? '')})`;
    case 'rich_text':
      return (block.elements ?? []).map((each) => readRichText(each, reading)).join('\n');
    default:
      return readUnknown(block, reading);
  }
}

/** Renders newer blocks as their texts and buttons. */
function readUnknown(block: Block, reading: Reading): string {
  const texts = ['title', 'subtitle', 'body', 'subtext'].map(
    (key) => block[key] as TextObject | string | undefined,
  );
  const words = texts.map((text) => (typeof text === 'string' ? text : readText(text, reading)));
  const buttons = ((block.actions as Element[] | undefined) ?? []).map((each) =>
    readElement(block, each, reading),
  );
  const inner = ((block.child_blocks ?? block.elements ?? []) as Block[]).map((each) =>
    readBlock(each, reading),
  );
  return [...words, buttons.join(' '), ...inner].filter(Boolean).join('\n');
}

function readContext(element: Element, reading: Reading): string {
  if (element.type === 'image') return `(image: ${String(element.alt_text ?? '')})`;
  return readText(element as unknown as TextObject, reading);
}

function readElement(block: Block, element: Element, reading: Reading): string {
  const held = reading.state[block.block_id ?? '']?.[element.action_id ?? ''];
  switch (element.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return `[${element.text?.text ?? ''}]`;
    case 'feedback_buttons':
      return '[👍] [👎]';
    case 'overflow':
      return `[⋯ ${labels(element.options).join(' · ')}]`;
    case 'image':
      return `(image: ${String(element.alt_text ?? '')})`;
    case 'checkboxes':
    case 'radio_buttons':
      return readChoices(element, held ?? initialOf(element), reading);
    default:
      return readHeld(element, isEmpty(held) && !held ? initialOf(element) : held, reading);
  }
}

type Held = { type: string; [key: string]: unknown } | undefined;

function initialOf(element: Element): Held {
  const holding = HOLDINGS[element.type];
  return holding && { type: element.type, [holding.key]: element[holding.initial] ?? holding.empty };
}

function readChoices(element: Element, held: Held, reading: Reading): string {
  const chosen = new Set(
    [held?.selected_option ?? held?.selected_options ?? []].flat().map((each) => (each as Option)?.value),
  );
  const [on, off] = element.type === 'checkboxes' ? ['☑', '☐'] : ['◉', '○'];
  return (element.options ?? [])
    .map((option) => `${chosen.has(option.value) ? on : off} ${readText(option.text, reading)}`)
    .join('  ');
}

function readHeld(element: Element, held: Held, { names }: Reading): string {
  const key = HOLDINGS[element.type]?.key ?? '';
  const isTyped = key === 'value' || key === 'rich_text_value';
  const mark = isTyped ? '' : '⌄ ';
  if (isEmpty(held)) return `${mark}${element.placeholder?.text ?? (isTyped ? '____' : '')}`.trimEnd();
  const values = [held?.[key]].flat().map((value) => {
    if (typeof value === 'object' && value !== null && 'text' in value) return (value as Option).text.text;
    const id = String(value);
    if (key.startsWith('selected_user')) return `@${names.user?.(id) ?? id}`;
    if (key.startsWith('selected_c')) return `#${names.channel?.(id) ?? id}`;
    if (key === 'selected_date_time') return new Date(Number(value) * 1000).toISOString();
    return typeof value === 'object' ? readRichText(value as Element, { names, state: {} }) : id;
  });
  return mark + values.join(', ');
}

function labels(options: readonly Option[] = []): string[] {
  return options.map((option) => option.text.text);
}

function readTable(block: Block, reading: Reading): string {
  const rows = (block.rows as (Element | null)[][] | undefined) ?? [];
  const readCell = (cell: Element | null) =>
    cell?.type === 'rich_text' ? readRichText(cell, reading) : String(cell?.text ?? cell?.value ?? '');
  const lines = rows.map((row) => row.map(readCell).join(' | '));
  return [block.caption, ...lines].filter((line) => line !== undefined).join('\n');
}

function readRichText(element: Element, reading: Reading): string {
  const inner = (element.elements as Element[] | undefined) ?? [];
  switch (element.type) {
    case 'rich_text_list':
      return inner
        .map(
          (item, index) =>
            `${element.style === 'ordered' ? `${index + 1}.` : '•'} ${readRichText(item, reading)}`,
        )
        .join('\n');
    case 'rich_text_quote':
      return `> ${inner.map((each) => readRichText(each, reading)).join('')}`;
    case 'user':
      return `@${reading.names.user?.(String(element.user_id)) ?? String(element.user_id)}`;
    case 'channel':
      return `#${reading.names.channel?.(String(element.channel_id)) ?? String(element.channel_id)}`;
    case 'broadcast':
      return `@${String(element.range)}`;
    case 'emoji':
      return `:${String(element.name)}:`;
    case 'text':
      return String(element.text ?? '');
    case 'link':
      return String(element.text ?? element.url);
    default:
      return inner.map((each) => readRichText(each, reading)).join(element.type === 'rich_text' ? '\n' : '');
  }
}
