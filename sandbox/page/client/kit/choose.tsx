import {
  Combobox,
  ComboboxGroup,
  ComboboxGroupLabel,
  ComboboxItem,
  ComboboxPopover,
  ComboboxProvider,
} from '@ariakit/react';
import { useState } from 'react';
import type { Option } from '../../../blocks/shapes.ts';
import type { Scene } from '../../scene.ts';
import { portals } from '../portals.ts';
import { type Choice, useChoices } from './choices.ts';
import { Confirmed } from './confirm.tsx';
import { useInvalid, useKit } from './kit-context.ts';
import { plain } from './plain.ts';
import { type Placed, useHeld } from './pressing.ts';
import { Trouble } from './trouble.tsx';

/** Every menu of options, people or conversations, single or multiple. Type to search, use the arrow keys to choose. */
export function Choose({ label, describedBy, ...placed }: Placed & { label: string; describedBy?: string }) {
  const { block, element } = placed;
  const { scene } = useKit();
  const { held, change, pressing } = useHeld(placed);
  const isInvalid = useInvalid(block);
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const { groups, note } = useChoices(placed, query, isOpen);
  const isMulti = element.type.startsWith('multi_');
  const chosen = (isMulti ? ((held ?? []) as unknown[]) : [held]).filter(
    (each) => each !== null && each !== undefined,
  );
  const most = element.max_selected_items ?? Number.POSITIVE_INFINITY;
  const single = isMulti || chosen.length === 0 ? '' : labelOf(chosen[0], scene);
  // An input must be optional, because an empty one could not be submitted.
  const canClear = single !== '' && (block.type !== 'input' || block.optional === true);

  const choose = (choice: Choice) => {
    setQuery('');
    if (!isMulti) return change(choice.shown);
    const key = keyOfHeld(choice.shown);
    const isOn = chosen.some((each) => keyOfHeld(each) === key);
    if (isOn) return change(chosen.filter((each) => keyOfHeld(each) !== key));
    if (chosen.length < most) change([...chosen, choice.shown]);
  };

  return (
    <Confirmed<Choice> element={element} act={choose}>
      {(ask) => (
        <span
          className="kit-element kit-choose"
          data-in-form={block.type === 'input'}
          data-clearable={canClear}
        >
          {isMulti &&
            chosen.map((each) => (
              <span key={keyOfHeld(each)} className="kit-chip">
                {labelOf(each, scene)}
                <button
                  type="button"
                  aria-label={`Remove ${labelOf(each, scene)}`}
                  onClick={() => ask({ key: keyOfHeld(each), label: labelOf(each, scene), shown: each })}
                >
                  ×
                </button>
              </span>
            ))}
          <ComboboxProvider
            open={isOpen}
            setOpen={(open) => {
              setOpen(open);
              // Not on opening: the key that opened it is the first letter of the query.
              if (!open) setQuery('');
            }}
            value={isOpen ? query : single}
            setValue={setQuery}
            selectedValue={chosen.map(keyOfHeld)}
          >
            <Combobox
              className="kit-input kit-combobox"
              aria-label={label}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              aria-busy={pressing.isBusy}
              autoSelect
              showOnClick
              showOnKeyPress
              placeholder={single || plain(element.placeholder) || (chosen.length > 0 ? '' : 'Choose…')}
              data-focus-on-load={element.focus_on_load === true || undefined}
              onBlur={() => setOpen(false)}
            />
            <ComboboxPopover
              className="menu kit-options"
              portal
              portalElement={portals}
              gutter={4}
              sameWidth={block.type === 'input'}
              unmountOnHide
              aria-label={label}
            >
              {groups.map((group) => (
                <ComboboxGroup key={group.label ?? ''}>
                  {group.label !== undefined && (
                    <ComboboxGroupLabel className="kit-group">{group.label}</ComboboxGroupLabel>
                  )}
                  {group.choices.map((choice) => (
                    <ComboboxItem
                      key={choice.key}
                      className="menu-item"
                      value={keyOfHeld(choice.shown)}
                      setValueOnClick={false}
                      selectValueOnClick={false}
                      hideOnClick
                      focusOnHover
                      // The popover is outside the field. A press in it must not blur the field.
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => ask(choice)}
                    >
                      {choice.label}
                      {choice.hint !== undefined && <span>{choice.hint}</span>}
                    </ComboboxItem>
                  ))}
                </ComboboxGroup>
              ))}
              {note !== undefined && <p className="kit-note">{note}</p>}
            </ComboboxPopover>
          </ComboboxProvider>
          {canClear && (
            <button
              type="button"
              className="kit-clear"
              aria-label={`Clear ${label}`}
              onClick={() => change(null)}
            >
              ×
            </button>
          )}
          <Trouble pressing={pressing} />
        </span>
      )}
    </Confirmed>
  );
}

function keyOfHeld(held: unknown): string {
  return typeof held === 'string' ? held : ((held as Option).value ?? (held as Option).text.text);
}

function labelOf(held: unknown, scene: Scene): string {
  if (typeof held !== 'string') return plain((held as Option).text);
  const place = scene.places.find((each) => each.id === held);
  if (place) return place.kind === 'im' ? scene.app.name : `#${place.name}`;
  return scene.people.find((person) => person.id === held)?.realName ?? held;
}
