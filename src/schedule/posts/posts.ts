import { digest } from './digest.ts';
import { imported } from './imported.ts';
import type { Post } from './post.ts';
import { welcome } from './welcome.ts';

/** Every message that Rapport sends by itself, by the name it has in `schedule.post` and `nudge.post`. */
export const posts: Readonly<Record<string, Post>> = { digest, imported, welcome };

export const postNames: readonly string[] = Object.keys(posts);
