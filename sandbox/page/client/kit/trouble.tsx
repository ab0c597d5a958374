import { Icon } from '../icons.tsx';
import type { Pressing } from './pressing.ts';

/** What Slack shows beside an element whose press the app did not answer. */
export function Trouble({ pressing }: { pressing: Pressing }) {
  if (pressing.trouble === undefined) return null;
  return (
    <span className="kit-trouble" role="alert">
      <Icon name="warning" /> {pressing.trouble}
    </span>
  );
}
