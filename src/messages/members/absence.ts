/** Why an absence was not noted, at its field. */
export function absenceRefused(why: 'ends before it begins' | 'own cover' | 'overlaps'): string {
  switch (why) {
    case 'ends before it begins':
      return 'It ends before it begins.';
    case 'own cover':
      return 'Nobody covers for themselves.';
    case 'overlaps':
      return 'Part of it is noted already. Cancel that one first.';
  }
}
