import { Confirmed } from './confirm.tsx';
import { secondsOf, wallClock, zoneOf } from './dates.ts';
import { useInvalid, useKit } from './kit-context.ts';
import { type Placed, useHeld } from './pressing.ts';
import { Trouble } from './trouble.tsx';

type Labelled = Placed & { label: string; describedBy?: string };

/** The browser's own pickers, which people know and which work by keyboard and screen reader. */
function Picker({
  type,
  shown = asIs,
  typed = asIs,
  label,
  describedBy,
  ...placed
}: Labelled & {
  type: 'date' | 'time' | 'datetime-local';
  /** Convert the held value to the picker's format and back. */
  shown?: (held: unknown) => unknown;
  typed?: (text: string) => unknown;
}) {
  const { held, change, pressing } = useHeld(placed);
  const isInvalid = useInvalid(placed.block);
  return (
    <Confirmed<unknown> element={placed.element} act={change}>
      {(ask) => (
        <span className="kit-element">
          <input
            type={type}
            className="kit-input kit-picker"
            aria-label={label}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            aria-busy={pressing.isBusy}
            value={held === null || held === undefined ? '' : String(shown(held))}
            onChange={(event) => ask(event.target.value ? typed(event.target.value) : null)}
          />
          <Trouble pressing={pressing} />
        </span>
      )}
    </Confirmed>
  );
}

const asIs = (value: unknown): unknown => value;

export const DatePicker = (props: Labelled) => <Picker {...props} type="date" />;
export const TimePicker = (props: Labelled) => <Picker {...props} type="time" />;

/** Holds epoch seconds and shows the local time in the person's zone. */
export function DateTimePicker(props: Labelled) {
  const zone = zoneOf(useKit().scene);
  return (
    <Picker
      {...props}
      type="datetime-local"
      shown={(held) => wallClock(Number(held), zone)}
      typed={(text) => secondsOf(text, zone)}
    />
  );
}
