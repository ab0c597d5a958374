import type { TextObject } from '../../../blocks/shapes.ts';
import { Confirmed } from './confirm.tsx';
import { plain } from './plain.ts';
import { openSite, type Placed, usePressing } from './pressing.ts';
import { Trouble } from './trouble.tsx';

export function PressButton(placed: Placed) {
  const { element } = placed;
  const pressing = usePressing(placed);
  const open = () => {
    openSite(element.url);
    void pressing.press(element.value);
  };
  return (
    <span className="kit-element">
      <Confirmed element={element} act={open}>
        {(ask) => (
          <button
            type="button"
            className="kit-button"
            data-style={element.style}
            aria-busy={pressing.isBusy}
            aria-label={element.accessibility_label as string | undefined}
            onClick={() => ask(undefined)}
          >
            {plain(element.text) || String(element.icon ?? '…')}
          </button>
        )}
      </Confirmed>
      <Trouble pressing={pressing} />
    </span>
  );
}

type Feedback = { text: TextObject; value: string; accessibility_label?: string };

/** Positive and negative feedback buttons, which form one element. */
export function FeedbackButtons(placed: Placed) {
  const { element } = placed;
  const pressing = usePressing(placed);
  const buttons = [element.positive_button, element.negative_button] as Feedback[];
  return (
    <span className="kit-element">
      {buttons.map((button) => (
        <button
          key={button.value}
          type="button"
          className="kit-button"
          aria-busy={pressing.isBusy}
          aria-label={button.accessibility_label}
          onClick={() => void pressing.press(button.value)}
        >
          {plain(button.text)}
        </button>
      ))}
      <Trouble pressing={pressing} />
    </span>
  );
}
