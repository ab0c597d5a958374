import type { TextObject } from '../../../blocks/shapes.ts';

/** The readable text of a plain_text. Apps escape text that comes from people. */
export function plain(text: TextObject | undefined): string {
  return (text?.text ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
