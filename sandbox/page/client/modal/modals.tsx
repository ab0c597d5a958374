import type { Scene, ShownView } from '../../scene.ts';
import type { Acting } from '../api.ts';
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
  if (!top) return null;
  const below = views.length > 1 ? plain(views.at(-2)?.definition.title) : undefined;
  return <Modal key={top.id} view={top} acting={acting} scene={scene} below={below} />;
}
