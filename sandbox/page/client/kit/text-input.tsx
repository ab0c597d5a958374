import type { KeyboardEvent } from 'react';
import { useInvalid } from './kit-context.ts';
import { plain } from './plain.ts';
import { type Placed, useHeld } from './pressing.ts';
import { Trouble } from './trouble.tsx';

const TYPES: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
};
/** Slack's own limit of characters if the app sets none. */
const LONGEST = 3000;
/** Below this number of characters left, the count is shown. */
const COUNTED_FROM = 50;

export function TextInput({
  label,
  describedBy,
  ...placed
}: Placed & { label: string; describedBy?: string }) {
  const { block, element } = placed;
  const { held, put, pressing } = useHeld(placed);
  const text = textOf(held);
  const most = (element.max_length as number | undefined) ?? LONGEST;
  const isLong = element.multiline === true || element.type === 'rich_text_input';
  const triggers = (element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined)
    ?.trigger_actions_on ?? ['on_enter_pressed'];
  const dispatches = block.type !== 'input' || block.dispatch_action === true;

  const type = (next: string) => {
    put(next || null);
    if (dispatches && triggers.includes('on_character_entered')) void pressing.pressLatest(next || null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || !dispatches || !triggers.includes('on_enter_pressed')) return;
    if (isLong && !(event.ctrlKey || event.metaKey)) return;
    // Tells the app without submitting the form.
    event.preventDefault();
    event.stopPropagation();
    void pressing.press(text);
  };
  const common = {
    className: 'kit-input',
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': useInvalid(block),
    'aria-busy': pressing.isBusy,
    placeholder: plain(element.placeholder) || undefined,
    value: text,
    onKeyDown,
  };
  return (
    <span className="kit-element kit-text">
      {isLong ? (
        <textarea {...common} rows={4} onChange={(event) => type(event.target.value)} />
      ) : (
        <input
          {...common}
          type={TYPES[element.type] ?? 'text'}
          inputMode={element.type === 'number_input' ? 'decimal' : undefined}
          onChange={(event) => type(event.target.value)}
        />
      )}
      {most - text.length < COUNTED_FROM && (
        <small className="kit-count" data-over={text.length > most}>
          {most - text.length}
        </small>
      )}
      <Trouble pressing={pressing} />
    </span>
  );
}

/** The plain text of a held value. Rich text is held as a tree. */
function textOf(held: unknown): string {
  if (held === null || held === undefined) return '';
  if (typeof held !== 'object') return String(held);
  const { text, elements } = held as { text?: string; elements?: unknown[] };
  return text ?? (elements ?? []).map(textOf).join('');
}
