import { emojiOf, unescaped } from '../../../blocks/mrkdwn.ts';
import type { TextObject } from '../../../blocks/shapes.ts';
import { emojiNamed, isEmoji } from './emoji.ts';

/** The readable text of a plain_text. Slack shows emoji codes in it as emoji. */
export function plain(text: TextObject | undefined): string {
  if (text?.emoji === false) return unescaped(text.text);
  return emojiOf(text?.text ?? '', isEmoji)
    .map((mark) => (mark.type === 'emoji' ? emojiNamed(mark.name) : 'text' in mark ? mark.text : ''))
    .join('');
}
