import { Icon } from '../icons.tsx';
import type { Pressing } from './pressing.ts';

/** The warning beside an element whose press failed. */
export function Trouble({ pressing }: { pressing: Pressing }) {
  if (pressing.trouble === undefined) return null;
  return (
    <span className="kit-trouble" role="alert">
      <Icon name="warning" /> {pressing.trouble}
    </span>
  );
}
