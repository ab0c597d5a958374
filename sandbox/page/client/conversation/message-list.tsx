import { useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { Place, ShownMessage } from '../../scene.ts';
import { dayOf } from '../days.ts';
import { type Notice, useStore } from '../store.ts';
import { Message } from './message.tsx';

/** Messages of one person within this time stand under one name. Seconds. */
const TOGETHER_S = 300;

interface Listed {
  notices: readonly Notice[];
  hasOlder: boolean;
  place: Place;
}

/** The messages, the newest at the bottom; only what is in sight is drawn, however long the conversation. */
export function MessageList({
  place,
  messages,
  firstIndex,
  hasOlder,
  notices,
}: {
  place: Place;
  messages: readonly ShownMessage[] | undefined;
  firstIndex: number;
  hasOlder: boolean;
  notices: readonly Notice[];
}) {
  const { load, state } = useStore();
  // Fixed when the list appears: reading it makes the count fall.
  const [unreadAtFirst] = useState(place.unread);
  const scene = state.scene!;
  const zone = scene.people.find((person) => person.id === scene.me)?.zone ?? 'UTC';
  if (!messages) return <p className="loading">Loading…</p>;
  return (
    <div className="messages" role="log" aria-label="Messages">
      <Virtuoso<ShownMessage, Listed>
        // Scrolled by the keyboard, too.
        tabIndex={0}
        data={messages as ShownMessage[]}
        context={{ notices, hasOlder, place }}
        firstItemIndex={firstIndex}
        initialTopMostItemIndex={
          unreadAtFirst > 0
            ? { index: Math.max(0, messages.length - unreadAtFirst), align: 'start' }
            : { index: 'LAST', align: 'end' }
        }
        alignToBottom
        followOutput="auto"
        atBottomThreshold={80}
        increaseViewportBy={400}
        startReached={() => void load(place.id, true)}
        computeItemKey={(_index, message) => message.ts}
        components={{ Header: Beginning, Footer: Notices, EmptyPlaceholder: Nothing }}
        itemContent={(index, message) => {
          const before = messages[index - firstIndex - 1];
          const isNewDay = !before || dayOf(before.ts, zone) !== dayOf(message.ts, zone);
          return (
            <>
              {isNewDay && (
                <h2 className="day">
                  <span>{dayOf(message.ts, zone)}</span>
                </h2>
              )}
              <Message
                message={message}
                scene={scene}
                zone={zone}
                isContinued={!isNewDay && continues(before, message)}
              />
            </>
          );
        }}
      />
    </div>
  );
}

function continues(before: ShownMessage, message: ShownMessage): boolean {
  return (
    before.user === message.user &&
    !before.ephemeral &&
    !message.ephemeral &&
    Number(message.ts) - Number(before.ts) < TOGETHER_S
  );
}

function Beginning({ context }: { context?: Listed }) {
  return <p className="beginning">{context?.hasOlder ? 'Loading older messages…' : ''}</p>;
}

function Nothing({ context }: { context?: Listed }) {
  const { state } = useStore();
  const name = context?.place.kind === 'im' ? state.scene!.app.name : `#${context?.place.name}`;
  const command = state.scene!.app.commands[0]?.command;
  return (
    <p className="nothing">
      Nothing has been said in {name} yet.
      {command !== undefined && (
        <>
          {' '}
          Type <kbd>/</kbd> for what {state.scene!.app.name} can do, such as {command}.
        </>
      )}
    </p>
  );
}

/** What Slack's own bot says to this person alone. */
function Notices({ context }: { context?: Listed }) {
  return (
    <div className="notices">
      {context?.notices.map(({ id, text }) => (
        <p key={id} className="notice" role="status">
          <b>Slackbot</b> <span className="only-you">Only visible to you</span>
          <br />
          {text}
        </p>
      ))}
    </div>
  );
}
