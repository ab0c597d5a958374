import type { HomeView, KnownBlock } from '@slack/types';
import type { Member } from '../../domain/members/member.ts';
import { actions, asTyped, context, plain, section } from '../blocks.ts';
import { goButton, type HomeScreen, writeScreen } from './home-screen.ts';
import { navigation } from './navigation.ts';

/** Slack takes 100 blocks in a Home tab. */
export const blocksMax = 100;

/** A view of Home: where one can go, what could not be done, then what is there. Slack takes 100 blocks. */
export function homeView(
  { member, screen, note }: { member: Member; screen: HomeScreen; note?: string | undefined },
  blocks: readonly KnownBlock[],
): HomeView {
  const all = [navigation(member, screen), ...(note ? [section(asTyped(note))] : []), ...blocks];
  return { type: 'home', private_metadata: writeScreen(screen), blocks: all.slice(0, blocksMax) };
}

export const header = (text: string): KnownBlock => ({ type: 'header', text: plain(text) });

/** Lines on a page: far inside Slack's 100 blocks, and as far as a thumb scrolls. */
const pageLines = 30;

interface Page<Of> {
  lines: readonly Of[];
  page: number;
  pages: number;
}

/** The page asked for, or the last one there is. */
export function pageOf<Of>(lines: readonly Of[], asked: number, size = pageLines): Page<Of> {
  const pages = Math.max(1, Math.ceil(lines.length / size));
  const page = Math.min(asked, pages - 1);
  return { lines: lines.slice(page * size, (page + 1) * size), page, pages };
}

/** Buttons to the other pages, where there are any. */
export function pager(
  { page, pages }: Page<unknown>,
  screen: Extract<HomeScreen, { page?: number | undefined }>,
): KnownBlock[] {
  if (pages === 1) return [];
  const to = (label: string, at: number) => goButton(label, { ...screen, page: at });
  return [
    actions([
      ...(page > 0 ? [to('Previous', page - 1)] : []),
      ...(page < pages - 1 ? [to('Next', page + 1)] : []),
    ]),
    context(`Page ${page + 1} of ${pages}`),
  ];
}
