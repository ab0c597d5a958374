import './thread.css';
import { useEffect } from 'react';
import type { Place } from '../../scene.ts';
import { threadKey } from '../conversations.ts';
import { useStore } from '../store.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** A thread beside its conversation. On a narrow screen it covers the conversation. */
export function Thread({
  place,
  thread,
  canWrite,
  onClose,
}: {
  place: Place;
  /** Timestamp of the first message. */
  thread: string;
  canWrite: boolean;
  onClose: () => void;
}) {
  const { state, loadThread } = useStore();
  const scene = state.scene!;
  const zone = scene.people.find((person) => person.id === scene.me)?.zone ?? 'UTC';
  const messages = state.threads[threadKey(place.id, thread)];
  const isLoaded = messages !== undefined;
  useEffect(() => {
    if (!isLoaded && state.connection === 'open') void loadThread(place.id, thread);
  }, [isLoaded, state.connection, place.id, thread, loadThread]);
  return (
    <aside className="thread" aria-label="Thread">
      <header className="place-header">
        <h2>Thread</h2>
        <button type="button" className="thread-close" aria-label="Close thread" onClick={onClose}>
          ×
        </button>
      </header>
      <div className="thread-messages" role="log" aria-label="Replies">
        {(messages ?? []).map((message) => (
          <Message key={message.ts} message={message} scene={scene} zone={zone} isContinued={false} />
        ))}
      </div>
      {canWrite && <Composer place={place} thread={thread} />}
    </aside>
  );
}
