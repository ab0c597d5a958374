import { useEffect, useRef } from 'react';
import type { Scene, ShownView } from '../../scene.ts';
import type { Acting } from '../api.ts';
import { focusedKit, returnTo } from '../kit/keep-focus.ts';
import { plain } from '../kit/plain.ts';
import { Modal } from './modal.tsx';

/** The modal on top of the stack. Those below are not drawn. */
export function Modals({
  views,
  acting,
  scene,
}: {
  views: readonly ShownView[];
  acting: Acting;
  scene: Scene;
}) {
  const top = views.at(-1);
  useReturn(top !== undefined);
  if (!top) return null;
  const below = views.length > 1 ? plain(views.at(-2)?.definition.title) : undefined;
  return <Modal key={top.id} view={top} acting={acting} scene={scene} below={below} />;
}

/** Gives the focus back to what had it before the first modal opened, or to what was drawn in its place. */
function useReturn(isOpen: boolean): void {
  const opener = useRef<{ field: HTMLElement | undefined; kit: string | undefined }>(undefined);
  // Noted while rendering: once the modal is there, it has the focus.
  if (isOpen && !opener.current) {
    const active = document.activeElement;
    const isInBlocks = active === document.body || active?.closest('[data-kit], #portals') !== null;
    opener.current = { field: isInBlocks ? undefined : (active as HTMLElement), kit: focusedKit() };
  }
  useEffect(() => {
    if (isOpen || !opener.current) return;
    const { field, kit } = opener.current;
    opener.current = undefined;
    if (field) field.focus();
    else if (kit !== undefined) returnTo(kit);
  }, [isOpen]);
}
