import { useInvalid } from './kit-context.ts';
import { type Placed, useHeld } from './pressing.ts';
import { Trouble } from './trouble.tsx';

type Labelled = Placed & { label: string; describedBy?: string };

/** The browser's own pickers: known to whoever uses them, also by keyboard and screen reader. */
function Picker({ type, label, describedBy, ...placed }: Labelled & { type: 'date' | 'time' }) {
  const { held, change, pressing } = useHeld(placed);
  const isInvalid = useInvalid(placed.block);
  return (
    <span className="kit-element">
      <input
        type={type}
        className="kit-input kit-picker"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        aria-busy={pressing.isBusy}
        value={(held as string | null) ?? ''}
        onChange={(event) => change(event.target.value || null)}
      />
      <Trouble pressing={pressing} />
    </span>
  );
}

export const DatePicker = (props: Labelled) => <Picker {...props} type="date" />;
export const TimePicker = (props: Labelled) => <Picker {...props} type="time" />;

/** Held in seconds, shown as the clock on this wall has it. */
export function DateTimePicker({ label, describedBy, ...placed }: Labelled) {
  const { held, change, pressing } = useHeld(placed);
  const isInvalid = useInvalid(placed.block);
  return (
    <span className="kit-element">
      <input
        type="datetime-local"
        className="kit-input kit-picker"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        aria-busy={pressing.isBusy}
        value={typeof held === 'number' ? localTime(held) : ''}
        onChange={(event) =>
          change(event.target.value ? Math.floor(new Date(event.target.value).getTime() / 1000) : null)
        }
      />
      <Trouble pressing={pressing} />
    </span>
  );
}

function localTime(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
