import { useCallback, useEffect, useState } from 'react';
import { go, HOME, useAddress } from './address.ts';
import { Conversation } from './conversation/conversation.tsx';
import { Home } from './home/home.tsx';
import { Inside } from './inside/inside.tsx';
import { Modals } from './modal/modals.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { Switcher } from './sidebar/switcher.tsx';
import { useStore } from './store.ts';
import { TopBar } from './top-bar.tsx';
import { TryThis } from './try-this.tsx';

/** Where the list of conversations is behind a button. */
const PHONE = '(width <= 720px)';

/** The whole window, as one person sees it. */
export function Workspace() {
  const { state, acting } = useStore();
  const { place: wanted } = useAddress();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isInsideOpen, setInsideOpen] = useState(false);
  const { scene, connection } = state;
  const dm = scene?.places.find((each) => each.kind === 'im');
  const place =
    scene?.places.find((each) => each.id === wanted) ??
    scene?.places.find((each) => each.isMember && each.id === scene.guide?.steps[0]?.channel) ??
    scene?.places.find((each) => each.kind !== 'im' && each.isMember) ??
    dm;
  const isHome = wanted === HOME && scene?.app.homeTab === true;

  const choose = useCallback((id: string) => {
    go({ place: id });
    setMenuOpen(false);
  }, []);
  useEffect(() => {
    if (scene) document.title = `${isHome ? 'Home' : place?.name || scene.app.name} · ${scene.workspace}`;
  }, [scene, place, isHome]);
  useMenuKeys(isMenuOpen, setMenuOpen);
  // Slack tells the app each time someone opens its Home.
  useEffect(() => {
    if (isHome) void acting.openHome().catch(() => undefined);
  }, [isHome, acting]);

  if (!scene || !place) {
    return (
      <p className="opening">
        {connection === 'lost' ? 'The local Slack is not responding. Trying again…' : 'Opening…'}
      </p>
    );
  }
  return (
    <div className="window" id="slack_blocks_to_jsx" data-menu={isMenuOpen} data-inside={isInsideOpen}>
      <TopBar
        onMenu={() => setMenuOpen(!isMenuOpen)}
        isMenuOpen={isMenuOpen}
        onInside={() => setInsideOpen(!isInsideOpen)}
        isInsideOpen={isInsideOpen}
      />
      {connection === 'lost' && (
        <p className="lost" role="alert">
          The local Slack is not responding. This page reconnects automatically.
        </p>
      )}
      <Sidebar current={isHome ? HOME : place.id} onChoose={choose} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a tap outside the open menu closes it; Esc does too. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
      <div className="scrim" onClick={() => setMenuOpen(false)} />
      {/* What the open menu covers must not have the focus. */}
      <main className="main" onFocus={() => setMenuOpen(false)}>
        <TryThis />
        {isHome ? (
          <section className="home" aria-label={`Home of ${scene.app.name}`}>
            <header className="place-header">
              <h1>{scene.app.name}</h1>
              <AppTabs current={HOME} dm={dm?.id} onChoose={choose} />
            </header>
            <Home home={state.home} acting={acting} scene={scene} />
          </section>
        ) : (
          <Conversation
            key={place.id}
            place={place}
            tabs={place.kind === 'im' ? <AppTabs current={place.id} dm={place.id} onChoose={choose} /> : null}
          />
        )}
      </main>
      {isInsideOpen && <Inside onClose={() => setInsideOpen(false)} />}
      <Switcher onChoose={choose} />
      <div id="portals" />
      <Modals views={state.views} acting={acting} scene={scene} />
    </div>
  );
}

/** On a phone: the menu takes the focus when it opens, and gives it back when it closes, by Esc or by a choice. */
function useMenuKeys(isOpen: boolean, setOpen: (isOpen: boolean) => void): void {
  useEffect(() => {
    if (!isOpen) {
      // Unless the chosen place took it.
      const isCovered = document.activeElement?.closest('.sidebar') && matchMedia(PHONE).matches;
      if (isCovered) document.querySelector<HTMLElement>('.menu-button')?.focus();
      return;
    }
    document.querySelector<HTMLElement>('.sidebar [aria-current]')?.focus();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOpen, setOpen]);
}

function AppTabs({
  current,
  dm,
  onChoose,
}: {
  current: string;
  dm: string | undefined;
  onChoose: (id: string) => void;
}) {
  const { state } = useStore();
  if (!state.scene?.app.homeTab || dm === undefined) return null;
  const tab = (id: string, label: string) => (
    <button type="button" aria-current={current === id ? 'page' : undefined} onClick={() => onChoose(id)}>
      {label}
    </button>
  );
  return (
    <nav className="tabs" aria-label={state.scene.app.name}>
      {tab(HOME, 'Home')}
      {tab(dm, 'Messages')}
    </nav>
  );
}
