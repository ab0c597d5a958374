import { MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { Failed, type Ref } from '../api.ts';
import { PopupMenu } from '../popup-menu.tsx';
import { useStore } from '../store.ts';

/** The app's shortcuts, global ones or those on a message, and how to run one. What goes wrong is noted in `place`. */
export function useShortcuts(place: string, message?: Ref) {
  const { state, acting, note } = useStore();
  const kind = message ? 'message' : 'global';
  return {
    shortcuts: state.scene!.app.shortcuts.filter((each) => each.type === kind),
    async run(callbackId: string) {
      try {
        const { trouble } = await acting.shortcut(callbackId, message);
        if (trouble) note(place, trouble);
      } catch (error) {
        note(place, error instanceof Failed ? error.message : String(error));
      }
    },
  };
}

/** The app's global shortcuts, beside the composer. Draws nothing if the app has none. */
export function ShortcutsMenu({ place }: { place: string }) {
  const { shortcuts, run } = useShortcuts(place);
  if (shortcuts.length === 0) return null;
  return (
    <MenuProvider placement="top-start">
      <MenuButton className="shortcuts-button">
        <span aria-hidden="true">+</span>
        <span className="visually-hidden">Shortcuts</span>
      </MenuButton>
      <PopupMenu>
        {shortcuts.map(({ callbackId, name, description }) => (
          <MenuItem key={callbackId} className="menu-item" onClick={() => void run(callbackId)}>
            <b>{name}</b>
            <span>{description}</span>
          </MenuItem>
        ))}
      </PopupMenu>
    </MenuProvider>
  );
}
