import { Icon } from '../icons.tsx';

/** Takes files from the person's machine, beside the composer. They are sent at once, as when someone shares them from a phone. */
export function Attach({ send }: { send: (files: readonly File[]) => void }) {
  return (
    <label className="attach">
      <Icon name="clip" />
      <input
        type="file"
        className="visually-hidden"
        aria-label="Attach a file"
        multiple
        onChange={(event) => {
          send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}
