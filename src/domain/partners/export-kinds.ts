/** What an export may hold, in the order in which it is told. */
export const exportKinds = ['partners', 'touchpoints', 'promises', 'plans', 'feedback', 'contacts'] as const;
export type ExportKind = (typeof exportKinds)[number];
export type ExportCounts = Partial<Record<ExportKind, number>>;

/** Which partners to export. */
export type ExportScope = 'own' | 'branch' | 'all';
