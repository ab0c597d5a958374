import type { ReactNode } from 'react';
import type { Place } from '../../scene.ts';
import { HOME } from '../address.ts';
import { Icon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { openSwitcher } from './switcher.tsx';

/** The places to go: joined channels, the app's messages and Home, channels not joined. */
export function Sidebar({ current, onChoose }: { current: string; onChoose: (place: string) => void }) {
  const { state } = useStore();
  const { app, places, workspace } = state.scene!;
  const channels = places.filter((place) => place.kind !== 'im');
  const dm = places.find((place) => place.kind === 'im');
  const entry = (place: Place, mark: ReactNode, name: string) => (
    <Entry
      key={place.id}
      mark={mark}
      name={name}
      unread={place.id === current ? 0 : place.unread}
      isCurrent={place.id === current}
      onChoose={() => onChoose(place.id)}
    />
  );
  const channel = (place: Place) =>
    entry(place, place.kind === 'private' ? <Icon name="lock" /> : '#', place.name);
  const joined = channels.filter((place) => place.isMember && !place.isArchived);
  const others = channels.filter((place) => !place.isMember && !place.isArchived);
  return (
    <nav className="sidebar" aria-label="Conversations">
      <p className="workspace">{workspace}</p>
      <button type="button" className="jump" onClick={openSwitcher}>
        Jump to… <kbd>Ctrl K</kbd>
      </button>
      <h2>Channels</h2>
      <ul>{joined.map(channel)}</ul>
      <h2>Apps</h2>
      <ul>
        {dm && entry(dm, <Icon name="mail" />, app.name)}
        {app.homeTab && (
          <Entry
            mark={<Icon name="house" />}
            name={`${app.name} Home`}
            unread={0}
            isCurrent={current === HOME}
            onChoose={() => onChoose(HOME)}
          />
        )}
      </ul>
      {others.length > 0 && (
        <>
          <h2>Not joined</h2>
          <ul>{others.map(channel)}</ul>
        </>
      )}
    </nav>
  );
}

function Entry({
  mark,
  name,
  unread,
  isCurrent,
  onChoose,
}: {
  mark: ReactNode;
  name: string;
  unread: number;
  isCurrent: boolean;
  onChoose: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        className="entry"
        aria-current={isCurrent ? 'page' : undefined}
        data-unread={unread > 0}
        onClick={onChoose}
      >
        <span className="mark" aria-hidden="true">
          {mark}
        </span>
        <span className="entry-name">{name}</span>
        {unread > 0 && (
          <span className="badge">
            {unread > 99 ? '99+' : unread}
            <span className="visually-hidden"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}
