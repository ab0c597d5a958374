import {
  Combobox,
  ComboboxItem,
  ComboboxList,
  ComboboxProvider,
  Dialog,
  DialogHeading,
} from '@ariakit/react';
import { useEffect, useState } from 'react';
import { go, HOME } from '../address.ts';
import { portals } from '../portals.ts';
import { useStore } from '../store.ts';

const OPEN = 'switcher:open';
export const openSwitcher = (): boolean => dispatchEvent(new Event(OPEN));

/** Ctrl-K or ⌘-K: finds a conversation to go to, or a person to become, by a few letters. */
export function Switcher({ onChoose }: { onChoose: (place: string) => void }) {
  const { state } = useStore();
  const [isOpen, setOpen] = useState(false);
  const [sought, setSought] = useState('');
  useEffect(() => {
    const open = () => {
      setSought('');
      setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    addEventListener(OPEN, open);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener(OPEN, open);
      removeEventListener('keydown', onKey);
    };
  }, []);
  const { places, app, people, me } = state.scene!;
  const all = [
    ...places.map((place) => ({
      id: place.id,
      name: place.kind === 'im' ? app.name : `#${place.name}`,
      hint: place.kind === 'im' ? 'messages' : place.isMember ? '' : 'not joined',
      act: () => onChoose(place.id),
    })),
    ...(app.homeTab ? [{ id: HOME, name: `${app.name} Home`, hint: '', act: () => onChoose(HOME) }] : []),
    ...people
      .filter((person) => !person.isBot && !person.deleted && person.id !== me)
      .map((person) => ({
        id: person.id,
        name: person.realName,
        hint: 'become this person',
        act: () => go({ me: person.id }),
      })),
  ];
  const found = all.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <Dialog
      open={isOpen}
      onClose={() => setOpen(false)}
      className="switcher"
      backdrop={<div className="backdrop" />}
      portal
      portalElement={portals}
      unmountOnHide
    >
      <DialogHeading className="visually-hidden">Switch to</DialogHeading>
      <ComboboxProvider open value={sought} setValue={setSought}>
        <Combobox
          autoFocus
          autoSelect="always"
          placeholder="Jump to a channel or become another person"
          aria-label="Jump to"
        />
        <ComboboxList className="switcher-list" aria-label="Results">
          {found.map(({ id, name, hint, act }) => (
            <ComboboxItem
              key={id}
              className="switcher-item"
              focusOnHover
              setValueOnClick={false}
              onClick={() => {
                setOpen(false);
                act();
              }}
            >
              {name} <span>{hint}</span>
            </ComboboxItem>
          ))}
          {found.length === 0 && <p className="nothing">No matches</p>}
        </ComboboxList>
      </ComboboxProvider>
    </Dialog>
  );
}
