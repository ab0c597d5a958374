import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Place } from '../../scene.ts';
import { Icon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { Thread } from './thread.tsx';

/** A channel, or the direct message with the app: a header, the messages, and a composer. */
export function Conversation({ place, tabs }: { place: Place; tabs: ReactNode }) {
  const { state, acting, load, note } = useStore();
  const scene = state.scene!;
  const conversation = state.conversations[place.id];
  const isLoaded = conversation !== undefined;
  const [thread, setThread] = useState<string>();
  const closeThread = useCallback(() => setThread(undefined), []);
  const writes = canWrite(place, scene.app.messagesTab);
  const title = place.kind === 'im' ? scene.app.name : place.name;

  useEffect(() => {
    if (!isLoaded && state.connection === 'open') void load(place.id);
  }, [isLoaded, state.connection, place.id, load]);
  useEffect(() => {
    if (place.unread > 0 && isLoaded && document.visibilityState === 'visible') {
      void acting.read(place.id).catch(() => undefined);
    }
  }, [place.unread, place.id, isLoaded, acting]);

  return (
    <div className="conversation-row" data-thread={thread !== undefined}>
      <section className="conversation" aria-label={title}>
        <header className="place-header">
          <h1>
            {place.kind !== 'im' && (
              <span aria-hidden="true">{place.kind === 'private' ? <Icon name="lock" /> : '#'}</span>
            )}
            {title}
          </h1>
          {tabs ?? <span className="members">{membersOf(place)}</span>}
          {place.isShared && <span className="tag">shared with another company</span>}
        </header>
        {!scene.app.reachable && (
          <p className="banner" role="status">
            No app is connected. Commands and buttons won’t do anything until {scene.app.name} is running.
          </p>
        )}
        <MessageList
          key={isLoaded ? 'loaded' : 'loading'}
          place={place}
          messages={conversation?.messages}
          firstIndex={conversation?.firstIndex ?? 0}
          hasOlder={conversation?.hasOlder ?? false}
          notices={state.notices[place.id] ?? []}
          onThread={setThread}
        />
        {writes ? (
          <Composer place={place} />
        ) : (
          <p className="no-composer">
            {whyNot(place)}{' '}
            {!place.isMember && !place.isArchived && (
              <button
                type="button"
                onClick={() => acting.join(place.id).catch((error: Error) => note(place.id, error.message))}
              >
                Join #{place.name}
              </button>
            )}
          </p>
        )}
      </section>
      {thread !== undefined && (
        <Thread key={thread} place={place} thread={thread} canWrite={writes} onClose={closeThread} />
      )}
    </div>
  );
}

function canWrite(place: Place, messagesTab: 'open' | 'read only' | 'off'): boolean {
  if (place.kind === 'im') return messagesTab === 'open';
  return place.isMember && !place.isArchived;
}

function whyNot(place: Place): string {
  if (place.kind === 'im') return 'Sending messages to this app has been turned off.';
  return place.isArchived ? `#${place.name} is archived.` : `You’re not a member of #${place.name}.`;
}

function membersOf(place: Place): string {
  return place.members.length === 1 ? '1 member' : `${place.members.length} members`;
}
