import { useState } from 'react';
import { Failed } from '../api.ts';
import { useKit } from './kit-context.ts';
import { type Placed, useHeld } from './pressing.ts';

interface Uploaded {
  id: string;
  name: string;
}

/** Slack's limit of files if the app sets none. */
const MOST = 10;

export function FileInput({
  label,
  describedBy,
  ...placed
}: Placed & { label: string; describedBy?: string }) {
  const { element } = placed;
  const { acting } = useKit();
  const { held, change } = useHeld(placed);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const files = (held ?? []) as Uploaded[];
  const most = (element.max_files as number | undefined) ?? MOST;
  const types = element.filetypes as string[] | undefined;
  const add = async (chosen: readonly File[]) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      change([...files, ...(await acting.upload(chosen))].slice(-most));
    } catch (error) {
      setTrouble(error instanceof Failed ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="kit-element kit-files">
      {files.map((file) => (
        <span key={file.id} className="kit-chip">
          {file.name}
          <button
            type="button"
            aria-label={`Remove ${file.name}`}
            onClick={() => change(files.filter(({ id }) => id !== file.id))}
          >
            ×
          </button>
        </span>
      ))}
      <input
        type="file"
        aria-label={label}
        aria-describedby={describedBy}
        aria-busy={isBusy}
        multiple={most > 1}
        accept={types?.map((type) => `.${type}`).join(',')}
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {trouble !== undefined && (
        <span className="kit-trouble" role="alert">
          {trouble}
        </span>
      )}
    </span>
  );
}
