import { useId } from 'react';
import type { ShownBlock } from '../../scene.ts';
import { Interactive } from './elements.tsx';
import { useKit } from './kit-context.ts';

/** A field of a form: its label, the element, a hint, and what is wrong with it. */
export function InputBlock({ block }: { block: ShownBlock }) {
  const { errors } = useKit();
  const id = useId();
  const error = errors[block.block_id!];
  if (!block.element) return null;
  const label = block.label?.text ?? '';
  return (
    <div className="kit-field" data-wrong={error !== undefined} data-block={block.block_id}>
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
        {block.hint && <p className="kit-hint">{block.hint.text}</p>}
      </div>
    </div>
  );
}
