import type { TextObject } from '../../../blocks/shapes.ts';

/** The words of a plain_text as they are read; apps escape what they took from people. */
export function plain(text: TextObject | undefined): string {
  return (text?.text ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
