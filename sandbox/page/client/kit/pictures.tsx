import type { ShownBlock } from '../../scene.ts';
import { PLACEHOLDER } from './local-images.ts';
import { plain } from './plain.ts';
import { Link } from './shown.tsx';

/** Ours, since the library folds pictures by a button without a name. */
export function Picture({ title, alt }: { title: string; alt: string }) {
  return (
    <figure className="kit-picture">
      {title !== '' && <figcaption>{title}</figcaption>}
      <img src={PLACEHOLDER} alt={alt} />
    </figure>
  );
}

/** A film is never played: a frame with its address would ask another machine for it. */
export function Video({ block }: { block: ShownBlock }) {
  const { title_url: address, author_name: author, provider_name: provider, alt_text: alt } = block;
  const title = plain(block.title);
  const from = [author, provider].filter(Boolean).join(' · ');
  return (
    <div className="kit-video">
      {from !== '' && <small>{from}</small>}
      <p>{typeof address === 'string' ? <Link href={address}>{title}</Link> : title}</p>
      <Picture title="" alt={String(alt ?? '')} />
    </div>
  );
}
