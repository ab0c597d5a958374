import { useEffect, useState } from 'react';
import { go, useAddress } from './address.ts';
import { openStore, type Store, StoreContext } from './store.ts';
import { Workspace } from './workspace.tsx';

/** Milliseconds between attempts to reach a server that is not there yet. */
const LOOK_EVERY_MS = 1_000;

/** Finds the person to play first and shows the workspace as that person sees it. */
export function App() {
  const { me } = useAddress();
  const isLost = useFirstPerson(me);
  const store = useStoreOf(me);
  if (!store) {
    return (
      <p className="opening">{isLost ? 'The local Slack is not responding. Trying again…' : 'Opening…'}</p>
    );
  }
  return (
    <StoreContext value={store}>
      <Workspace key={me} />
    </StoreContext>
  );
}

function useFirstPerson(me: string | undefined): boolean {
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    if (me !== undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const answer = await fetch('/sandbox/first').catch(() => undefined);
      const first = answer?.ok ? ((await answer.json()) as { user: string | null }) : undefined;
      if (first?.user) go({ me: first.user });
      else timer = setTimeout(look, LOOK_EVERY_MS);
      setLost(answer === undefined);
    };
    void look();
    return () => clearTimeout(timer);
  }, [me]);
  return isLost;
}

function useStoreOf(me: string | undefined): Store | null {
  const [store, setStore] = useState<Store | null>(null);
  useEffect(() => {
    if (me === undefined) return;
    const opened = openStore(me);
    setStore(opened);
    return () => {
      opened.close();
      setStore(null);
    };
  }, [me]);
  return store;
}
