import { FeedbackButtons, PressButton } from './button.tsx';
import { Checkboxes, RadioButtons } from './checks.tsx';
import { Choose } from './choose.tsx';
import { FileInput } from './file-input.tsx';
import { Overflow } from './overflow.tsx';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.tsx';
import { plain } from './plain.ts';
import type { Placed } from './pressing.ts';
import { TextInput } from './text-input.tsx';

/** Any element that can be pressed or filled in. `label` is its accessible name, by default taken from the element itself. */
export function Interactive({ label, ...placed }: Placed & { label?: string; describedBy?: string }) {
  const { element } = placed;
  const name =
    label ?? (element.accessibility_label as string | undefined) ?? (plain(element.placeholder) || 'Choose');
  switch (element.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return <PressButton {...placed} />;
    case 'feedback_buttons':
      return <FeedbackButtons {...placed} />;
    case 'overflow':
      return <Overflow {...placed} />;
    case 'checkboxes':
      return <Checkboxes {...placed} label={name} />;
    case 'radio_buttons':
      return <RadioButtons {...placed} label={name} />;
    case 'datepicker':
      return <DatePicker {...placed} label={name} />;
    case 'timepicker':
      return <TimePicker {...placed} label={name} />;
    case 'datetimepicker':
      return <DateTimePicker {...placed} label={name} />;
    case 'file_input':
      return <FileInput {...placed} label={name} />;
    case 'plain_text_input':
    case 'rich_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...placed} label={name} />;
    default:
      return element.type.endsWith('_select') ? <Choose {...placed} label={name} /> : null;
  }
}
