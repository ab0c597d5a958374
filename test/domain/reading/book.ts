import type { PartnerName } from '../../../src/domain/reading/read.ts';

const own: [id: number, name: string, company: string | null][] = [
  [1, 'Dana Lee', 'Lee & Co'],
  [2, 'Marcus Webb', 'Webb Builders'],
  [3, 'Joan Ortiz', 'Bayfront Realty'],
  [4, 'Robert "Bob" Ortiz', 'Ortiz Tax & Accounting'],
  [5, 'Ann & Joe Park', 'Park Homes'],
  [6, 'Mary Smith-Jones', 'Keller Williams'],
  [7, "Shawn O'Brien", "O'Brien Law"],
  [8, 'José García', 'Garcia Financial'],
  [9, 'Łukasz Nowak', 'Nowak Insurance'],
  [10, 'May Chen', 'Keller Williams'],
  [11, 'Will Turner', 'Harbor Title'],
  [12, 'Chris Adams', 'Coastal Realty'],
  [13, 'Chris Baker', 'Summit Realty'],
  [14, 'The Hartwell Team', 'RE/MAX Bay'],
  [15, 'Maria de la Cruz', null],
  [16, 'Priya Raman', 'Raman Wealth'],
  [17, 'Dr. Helen Voss', 'Voss Family Law'],
  [18, 'Thomas Greene Jr.', 'Greene Homes'],
  [19, 'Sofía Núñez', 'Casa Realty'],
  [20, 'Grace Kim', 'Kim & Partners'],
  [21, 'Mark Delgado', 'Delgado Construction'],
  [22, 'Jennifer Walsh', 'Walsh Realty Group'],
  [23, 'Jennifer Tran', 'Tran Homes'],
  [24, 'Kevin McDonald', 'McDonald CPA'],
  [25, 'Annette Dubois', 'Dubois Interiors'],
  [26, 'Peter Kowalski', null],
  [27, 'Samantha "Sam" Reyes', 'Sunrise Realty'],
  [28, 'Art Bellamy', 'Bellamy Builders'],
  [29, 'Tiffany Brooks', 'Coastal Realty'],
  [30, 'Mary Jo Baker', 'Baker Realty'],
];
const branch: typeof own = [
  [31, 'Dana Kowalczyk', 'Gulf Realty'],
  [32, 'Luis Herrera', 'Herrera Roofing'],
  [33, 'Bianca Stone', 'Stone Realty'],
  [34, 'Marcus Ellison', 'Ellison Group'],
  [35, 'Theo Vance', 'Vance Planning'],
  [36, 'Nadia Petrov', 'Petrov Law'],
  [37, 'Nadia Haddad', 'Haddad Homes'],
  [38, 'Owen Blake', 'Blake Builders'],
  [39, 'Gloria Finch', 'Finch Insurance'],
  [40, 'Ravi Menon', 'Menon Wealth'],
];

/** Forty invented partners: thirty of one's own, ten of colleagues in the branch. */
export const book: PartnerName[] = [
  ...own.map(([id, name, company]) => ({ id, name, company, own: true })),
  ...branch.map(([id, name, company]) => ({ id, name, company, own: false })),
];
