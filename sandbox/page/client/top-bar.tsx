import { go } from './address.ts';
import { ClockBar } from './clock-bar.tsx';
import { useStore } from './store.ts';
import { chooseTheme, useTheme } from './theme.ts';

export function TopBar({
  onMenu,
  isMenuOpen,
  onInside,
  isInsideOpen,
}: {
  onMenu: () => void;
  isMenuOpen: boolean;
  onInside: () => void;
  isInsideOpen: boolean;
}) {
  const { state } = useStore();
  const theme = useTheme();
  const scene = state.scene!;
  const people = scene.people.filter((person) => !person.isBot && !person.deleted);
  return (
    <header className="top-bar">
      <button type="button" className="menu-button" aria-expanded={isMenuOpen} onClick={onMenu}>
        <span aria-hidden="true">☰</span>
        <span className="visually-hidden">Menu</span>
      </button>
      <label className="you-are">
        <span>You are</span>
        <select value={scene.me} onChange={(event) => go({ me: event.target.value })}>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.realName}
            </option>
          ))}
        </select>
      </label>
      <div className="top-tools">
        <button type="button" onClick={() => chooseTheme(theme === 'dark' ? 'light' : 'dark')}>
          {theme === 'dark' ? 'Light' : 'Dark'}
        </button>
        <button type="button" aria-pressed={isInsideOpen} onClick={onInside}>
          Look inside
        </button>
      </div>
      <ClockBar />
    </header>
  );
}
