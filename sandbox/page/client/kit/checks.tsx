import { useId } from 'react';
import type { Option, TextObject } from '../../../blocks/shapes.ts';
import { Confirmed } from './confirm.tsx';
import { useInvalid, useKit } from './kit-context.ts';
import { Text } from './mrkdwn.tsx';
import { type Placed, useHeld } from './pressing.ts';
import { Trouble } from './trouble.tsx';

type Labelled = Placed & { label: string; describedBy?: string };

export function Checkboxes({ label, describedBy, ...placed }: Labelled) {
  const { held, change, pressing } = useHeld(placed);
  const isInvalid = useInvalid(placed.block);
  const chosen = (held ?? []) as Option[];
  const isOn = (option: Option) => chosen.some((each) => each.value === option.value);
  const toggle = (option: Option) =>
    change(isOn(option) ? chosen.filter((each) => each.value !== option.value) : [...chosen, option]);
  return (
    <Confirmed<Option> element={placed.element} act={toggle}>
      {(ask) => (
        <fieldset className="kit-checks" aria-describedby={describedBy} aria-busy={pressing.isBusy}>
          <legend className="visually-hidden">{label}</legend>
          {(placed.element.options ?? []).map((option) => (
            <Check
              key={option.value}
              type="checkbox"
              option={option}
              isOn={isOn(option)}
              isInvalid={isInvalid}
              onToggle={() => ask(option)}
            />
          ))}
          <Trouble pressing={pressing} />
        </fieldset>
      )}
    </Confirmed>
  );
}

export function RadioButtons({ label, describedBy, ...placed }: Labelled) {
  const { held, change, pressing } = useHeld(placed);
  const name = useId();
  return (
    <Confirmed<Option> element={placed.element} act={change}>
      {(ask) => (
        <fieldset className="kit-checks" aria-describedby={describedBy} aria-busy={pressing.isBusy}>
          <legend className="visually-hidden">{label}</legend>
          {(placed.element.options ?? []).map((option) => (
            <Check
              key={option.value}
              type="radio"
              name={name}
              option={option}
              isOn={(held as Option | null)?.value === option.value}
              onToggle={() => ask(option)}
            />
          ))}
          <Trouble pressing={pressing} />
        </fieldset>
      )}
    </Confirmed>
  );
}

function Check({
  type,
  name,
  option,
  isOn,
  isInvalid,
  onToggle,
}: {
  type: 'checkbox' | 'radio';
  name?: string;
  option: Option;
  isOn: boolean;
  /** For checkboxes only: a single radio button cannot be invalid. */
  isInvalid?: true | undefined;
  onToggle: () => void;
}) {
  return (
    <label className="kit-check">
      <input type={type} name={name} checked={isOn} aria-invalid={isInvalid} onChange={onToggle} />
      <span>
        <Words text={option.text} />
        {option.description && (
          <small>
            <Words text={option.description} />
          </small>
        )}
      </span>
    </label>
  );
}

function Words({ text }: { text: TextObject }) {
  const { scene } = useKit();
  return <Text text={text} scene={scene} />;
}
