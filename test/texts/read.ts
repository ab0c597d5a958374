import { readMrkdwn } from 'slack-sandbox/readable';
import { isMessage, type Shown } from './catalog.ts';

type Part = Readonly<Record<string, unknown>>;

const names = { user: (id: string) => `someone (${id})`, channel: () => 'tampa' };

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const list = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** What a person reads, line by line: the notification, then the blocks with every button, menu, hint, and placeholder. */
export function read(shown: Shown): string[] {
  if (typeof shown === 'string') return readMrkdwn(shown, names).split('\n');
  if (isMessage(shown)) {
    const [first = '', ...rest] = readMrkdwn(shown.text, names).split('\n');
    return [
      `notification: ${first}`,
      ...rest.map((text) => `              ${text}`),
      ...readBlocks(shown.blocks),
    ];
  }
  if ('blocks' in shown) {
    const title = shown.title ? [`== ${textOf(shown.title)} ==`] : [];
    const buttons = [shown.submit, shown.close].filter(Boolean).map((button) => `[${textOf(button)}]`);
    return [...title, ...readBlocks(shown.blocks), ...(buttons.length > 0 ? [buttons.join(' ')] : [])];
  }
  if ('length' in shown)
    return shown.flatMap((one) => (typeof one === 'string' ? [`- ${one}`] : readBlocks([one])));
  return readBlocks([shown]);
}

const readBlocks = (blocks: unknown): string[] =>
  list(blocks).flatMap((block) => readBlock(block).split('\n'));

function readBlock(block: Part): string {
  switch (block.type) {
    case 'divider':
      return '---';
    case 'header':
      return `# ${textOf(block.text)}`;
    case 'context':
      return list(block.elements)
        .map((one) => `(${textOf(one)})`)
        .join(' ');
    case 'actions':
      return list(block.elements).map(readElement).join(' ');
    case 'input': {
      const hint = block.hint ? `\n    hint: ${textOf(block.hint)}` : '';
      return `${textOf(block.label)}${block.optional ? ' (optional)' : ''}: ${readElement(block.element as Part)}${hint}`;
    }
    case 'data_visualization':
      return `(chart: ${stringsIn(block).join(', ')})`;
    default:
      return [textOf(block.text), isPart(block.accessory) ? readElement(block.accessory) : '']
        .filter(Boolean)
        .join('  ');
  }
}

function readElement(element: Part): string {
  const options = list(element.options).map((option) => textOf(option.text));
  switch (element.type) {
    case 'button': {
      const { title, text, confirm, deny } = (element.confirm ?? {}) as Part;
      const asked = element.confirm ? ` (asks: ${[title, text, confirm, deny].map(textOf).join(' | ')})` : '';
      const label = textOf(element.text);
      const whom = String(element.accessibility_label ?? '').slice(`${label}: `.length);
      return `[${label}${whom && ` ‹${whom}›`}]${asked}`;
    }
    case 'checkboxes':
    case 'radio_buttons':
      return options.map((option) => `☐ ${option}`).join(' ');
    case 'plain_text_input':
    case 'number_input': {
      const example = element.placeholder ? ` (like: ${textOf(element.placeholder)})` : '';
      return `${String(element.initial_value ?? '____')}${example}`;
    }
    default: {
      const chosen = isPart(element.initial_option)
        ? textOf(element.initial_option.text)
        : textOf(element.placeholder);
      return `⌄${chosen && ` ${chosen}`}${options.length > 0 ? ` {${options.join(' · ')}}` : ''}`;
    }
  }
}

function textOf(text: unknown): string {
  if (!isPart(text) || typeof text.text !== 'string') return '';
  return text.type === 'mrkdwn' ? readMrkdwn(text.text, names) : text.text;
}

/** Names in a chart. */
const stringsIn = (chart: Part): string[] => [
  String(chart.title),
  ...list((chart.chart as Part).series).map(({ name }) => String(name)),
  String(((chart.chart as Part).axis_config as Part).x_label),
];

export interface ShownText {
  is: 'notification' | 'plain' | 'mrkdwn';
  text: string;
}

/** Each text of it as it is sent to Slack. */
export function textsIn(shown: unknown): ShownText[] {
  if (typeof shown === 'string') return [{ is: 'mrkdwn', text: shown }];
  if (Array.isArray(shown)) return shown.flatMap(textsIn);
  if (!isPart(shown)) return [];
  const { type, text, blocks, accessibility_label: label } = shown;
  if (typeof text === 'string') {
    if (blocks) return [{ is: 'notification', text }, ...inside(blocks)];
    return [{ is: type === 'mrkdwn' ? 'mrkdwn' : 'plain', text }];
  }
  if (type === 'data_visualization') return stringsIn(shown).map((one) => ({ is: 'plain', text: one }));
  return [...(label ? [{ is: 'plain' as const, text: String(label) }] : []), ...inside(shown)];
}

/** Texts stand in objects; a string by itself is an id or a value. */
const inside = (part: unknown): ShownText[] =>
  (isPart(part) ? Object.values(part) : []).filter(isPart).flatMap(textsIn);
