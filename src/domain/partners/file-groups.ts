/** How people sort their contacts where the file comes from: Google's labels, Outlook's categories, a CRM's types and lists. */

/** The names of such columns. They are never saved; one that also tells the kind is read for that, too. */
const names: ReadonlySet<string> = new Set(
  'labels, label, group membership, categories, category, groups, group, contact group, contact groups, tags, tag, lists, list, list membership, list memberships, contact type, record type, contact record type, partner type, type, segment, segments'.split(
    ', ',
  ),
);

export const isGroupColumn = (key: string): boolean => names.has(key);

/** Slack's limit for what an option shows. Characters. */
const labelMax = 75;

/** Of one person. More are no labels, but a text with commas. */
const labelsMax = 50;

/** Google has everyone in it. */
const everyone = 'mycontacts';

/** "Realtors ::: * myContacts" is Realtors: an asterisk marks Google's own groups. */
export function readGroups(cells: readonly string[], columns: readonly number[]): string[] {
  const groups = new Set<string>();
  for (const at of columns) {
    for (const part of (cells[at] ?? '').split(/\s*(?::::|[;,|])\s*/, labelsMax)) {
      const label = [
        ...part
          .replace(/^\*\s*/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ]
        .slice(0, labelMax)
        .join('');
      if (label !== '' && label.toLowerCase() !== everyone) groups.add(label);
    }
  }
  return [...groups];
}
