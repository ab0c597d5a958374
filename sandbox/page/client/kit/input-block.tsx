import { useId } from 'react';
import type { ShownBlock } from '../../scene.ts';
import { Interactive } from './elements.tsx';
import { useKit } from './kit-context.ts';
import { plain } from './plain.ts';

/** A field of a form: label, element, hint and error. */
export function InputBlock({ block }: { block: ShownBlock }) {
  const { errors } = useKit();
  const id = useId();
  const error = errors[block.block_id!];
  if (!block.element) return null;
  const label = plain(block.label);
  return (
    <div
      className="kit-field"
      data-wrong={error !== undefined}
      data-block={block.block_id}
      data-focus-on-load={block.element.focus_on_load === true || undefined}
    >
      <p className="kit-label" aria-hidden="true">
        {label}
        {block.optional && <span> (optional)</span>}
      </p>
      <Interactive
        block={block}
        element={block.element}
        label={block.optional ? `${label} (optional)` : label}
        describedBy={`${id}-more`}
      />
      <div id={`${id}-more`}>
        {error !== undefined && (
          <p className="kit-error" role="alert">
            {error}
          </p>
        )}
        {block.hint && <p className="kit-hint">{plain(block.hint)}</p>}
      </div>
    </div>
  );
}
