import { useId } from 'react';
import type { Option } from '../../../blocks/shapes.ts';
import { Mrkdwn } from './blocks.tsx';
import { useKit } from './kit-context.ts';
import { type Placed, useHeld } from './pressing.ts';
import { Trouble } from './trouble.tsx';

type Labelled = Placed & { label: string };

export function Checkboxes({ label, ...placed }: Labelled) {
  const { held, change, pressing } = useHeld(placed);
  const chosen = (held ?? []) as Option[];
  const toggle = (option: Option) => {
    const isOn = chosen.some((each) => each.value === option.value);
    change(isOn ? chosen.filter((each) => each.value !== option.value) : [...chosen, option]);
  };
  return (
    <fieldset className="kit-checks" aria-busy={pressing.isBusy}>
      <legend className="visually-hidden">{label}</legend>
      {(placed.element.options ?? []).map((option) => (
        <Check
          key={option.value}
          type="checkbox"
          option={option}
          isOn={chosen.some((each) => each.value === option.value)}
          onToggle={() => toggle(option)}
        />
      ))}
      <Trouble pressing={pressing} />
    </fieldset>
  );
}

export function RadioButtons({ label, ...placed }: Labelled) {
  const { held, change, pressing } = useHeld(placed);
  const name = useId();
  return (
    <fieldset className="kit-checks" aria-busy={pressing.isBusy}>
      <legend className="visually-hidden">{label}</legend>
      {(placed.element.options ?? []).map((option) => (
        <Check
          key={option.value}
          type="radio"
          name={name}
          option={option}
          isOn={(held as Option | null)?.value === option.value}
          onToggle={() => change(option)}
        />
      ))}
      <Trouble pressing={pressing} />
    </fieldset>
  );
}

function Check({
  type,
  name,
  option,
  isOn,
  onToggle,
}: {
  type: 'checkbox' | 'radio';
  name?: string;
  option: Option;
  isOn: boolean;
  onToggle: () => void;
}) {
  const { scene } = useKit();
  return (
    <label className="kit-check">
      <input type={type} name={name} checked={isOn} onChange={onToggle} />
      <span>
        {option.text.type === 'mrkdwn' ? <Mrkdwn text={option.text.text} scene={scene} /> : option.text.text}
        {option.description && <small>{option.description.text}</small>}
      </span>
    </label>
  );
}
