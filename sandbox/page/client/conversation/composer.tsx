import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Place } from '../../scene.ts';
import { Failed } from '../api.ts';
import { threadKey } from '../conversations.ts';
import { useStore } from '../store.ts';
import { Attach } from './attach.tsx';
import { type Completion, complete, completionsFor } from './completion.ts';
import { draftKey, restoreDraft, setDraft, useDraft } from './drafts.ts';
import { ShortcutsMenu } from './shortcuts-menu.tsx';

/** The last text sent from each composer, for ArrowUp. */
const lastSent = new Map<string, string>();

/** Writes in a conversation, or, with the timestamp of its first message, in a thread. */
export function Composer({ place, thread }: { place: Place; thread?: string }) {
  const { state, acting, note } = useStore();
  const scene = state.scene!;
  // Each person has their own draft in a channel.
  const draft = draftKey(scene.me, thread === undefined ? place.id : threadKey(place.id, thread));
  const id = thread === undefined ? 'composer' : 'reply';
  const [isBroadcast, setBroadcast] = useState(false);
  const text = useDraft(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const [underway, setUnderway] = useState(0);
  const offered = dismissed === text ? [] : completionsFor(text.slice(0, Math.max(caret, 0)), scene);
  const where = place.kind === 'im' ? scene.app.name : `#${place.name}`;
  const label = thread === undefined ? `Message ${where}` : 'Reply in thread';

  useEffect(() => {
    // With touch, focusing would bring up the keyboard.
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);
  useEffect(() => {
    setCaret(
      field.current === document.activeElement ? (field.current?.selectionStart ?? text.length) : text.length,
    );
    setActive(0);
  }, [text]);

  const choose = (completion: Completion) => {
    setDraft(draft, complete(text, caret, completion));
    field.current?.focus();
  };
  const send = async () => {
    const said = text.trim();
    if (said === '') return;
    lastSent.set(draft, said);
    setDraft(draft, '');
    // The next line does not have to wait for this one's answer.
    setUnderway((count) => count + 1);
    try {
      const name = /^\S+/.exec(said)![0];
      if (name.startsWith('/') && thread !== undefined) {
        note(place.id, `${name} is not supported in threads. Sorry!`);
        restoreDraft(draft, said);
      } else if (thread !== undefined) {
        await acting.reply({ channel: place.id, ts: thread }, said, isBroadcast);
        setBroadcast(false);
      } else if (name.startsWith('/')) {
        const outcome = await acting.command(name, said.slice(name.length).trim(), place.id);
        // What the app answers is a message; what Slack itself says is a note.
        if (!outcome.message && (outcome.error || outcome.text))
          note(place.id, outcome.text ?? outcome.error!);
      } else {
        await acting.say(place.id, said);
      }
    } catch (error) {
      note(place.id, error instanceof Failed ? error.message : String(error));
      restoreDraft(draft, said);
    } finally {
      setUnderway((count) => count - 1);
    }
  };
  const attach = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const said = text.trim();
    setDraft(draft, '');
    setUnderway((count) => count + 1);
    try {
      const uploaded = await acting.upload(files);
      await acting.say(
        place.id,
        said,
        uploaded.map((file) => file.id),
      );
    } catch (error) {
      note(place.id, error instanceof Failed ? error.message : String(error));
      restoreDraft(draft, said);
    } finally {
      setUnderway((count) => count - 1);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (offered.length > 0) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        setActive((active + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
        return;
      }
      // Enter sends a fully typed command like any other line.
      const isWhole =
        text.startsWith('/') && scene.app.commands.some(({ command }) => command === text.trim());
      if (event.key === 'Tab' || (event.key === 'Enter' && !isWhole)) {
        event.preventDefault();
        choose(offered[active]!);
        return;
      }
      if (event.key === 'Escape') {
        setDismissed(text);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      setDraft(draft, lastSent.get(draft) ?? '');
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event) => {
        if (thread === undefined) event.preventDefault();
      }}
      onDrop={(event) => {
        if (thread !== undefined) return;
        event.preventDefault();
        void attach([...event.dataTransfer.files]);
      }}
    >
      {offered.length > 0 && (
        <div
          className="completions"
          role="listbox"
          aria-label={text.startsWith('/') ? 'Commands' : 'People'}
          id={`${id}-completions`}
        >
          {offered.map((completion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field keeps the focus and handles the keys.
            // biome-ignore lint/a11y/useFocusableInteractive: see above.
            <div
              key={completion.insert}
              id={`${id}-completion-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(completion)}
            >
              <b dir="auto">{completion.label}</b>
              <span>{completion.hint}</span>
            </div>
          ))}
        </div>
      )}
      {thread === undefined && <ShortcutsMenu place={place.id} />}
      {thread === undefined && <Attach send={(files) => void attach(files)} />}
      <textarea
        id={id}
        ref={field}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        placeholder={label}
        aria-label={label}
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-completions`}
        aria-autocomplete="list"
        aria-activedescendant={offered.length > 0 ? `${id}-completion-${active}` : undefined}
        onChange={(event) => {
          setDraft(draft, event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="send" disabled={text.trim() === ''} aria-busy={underway > 0}>
        Send
      </button>
      {thread !== undefined && (
        <label className="broadcast">
          <input
            type="checkbox"
            checked={isBroadcast}
            onChange={(event) => setBroadcast(event.target.checked)}
          />
          Also send to {place.kind === 'im' ? 'the direct message' : where}
        </label>
      )}
    </form>
  );
}
