import { useState } from 'react';
import { unescaped } from '../../../blocks/mrkdwn.ts';
import type { Scene, ShownMessage } from '../../scene.ts';
import { Failed } from '../api.ts';
import { useStore } from '../store.ts';

/** A message of one's own while its text is being changed. Enter saves, Esc leaves it as it was. */
export function EditMessage({
  message,
  scene,
  onClose,
}: {
  message: ShownMessage;
  scene: Scene;
  onClose: () => void;
}) {
  const { acting, note } = useStore();
  const [text, setText] = useState(() => typedFrom(message.text, scene));
  const save = async () => {
    if (text.trim() === '') return;
    try {
      await acting.edit({ channel: message.channel, ts: message.ts }, text.trim());
      onClose();
    } catch (error) {
      note(message.channel, error instanceof Failed ? error.message : String(error));
    }
  };
  return (
    <form
      className="edit-message"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        className="kit-input"
        aria-label="Edit message"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit it.
        autoFocus
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className="kit-row">
        <button type="button" className="kit-button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="kit-button" data-style="primary" disabled={text.trim() === ''}>
          Save
        </button>
      </div>
    </form>
  );
}

/** What a person would type to get this text. */
function typedFrom(text: string, scene: Scene): string {
  const named = text.replace(/<@(\w+)>/g, (whole, id: string) => {
    const person = scene.people.find((each) => each.id === id);
    return person ? `@${person.name}` : whole;
  });
  return unescaped(named);
}
