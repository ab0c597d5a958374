import { readHeader } from './partner-columns.ts';

/** A greeting or a title may stand above the rows. */
const linesAbove = 3;
const delimiters = ['\t', ',', ';', '|'];

/**
 * Whether a message holds rows copied out of a sheet, or a contact card: lines with tabs, or lines below a header of ours.
 * Lines of names and companies without one are names to add, and sentences are sentences.
 */
export function isPastedRows(text: string): boolean {
  if (/^\s*BEGIN:VCARD\b/i.test(text)) return true;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  const tabs = lines.map((line) => line.split('\t').length - 1);
  if (tabs.filter((times) => times > 0).length >= 2) return true;
  return lines.slice(0, linesAbove).some((line, at) => isHeader(line, lines.slice(at + 1)));
}

/** More than one column, each with a name that we know, and rows below that are parted the same way. */
function isHeader(line: string, below: readonly string[]): boolean {
  return delimiters.some((delimiter) => {
    const cells = line.split(delimiter);
    const read = cells.length > 1 ? readHeader(cells) : null;
    const fields = new Set(read?.header.flatMap((place) => place?.field ?? []));
    const isKnown = read !== null && fields.size > 1 && read.leftOut.length <= cells.length / 2;
    return isKnown && below.some((row) => row.includes(delimiter));
  });
}

const wordsAboutFile = new Set(
  `a add agents all and are attached attachment book builders can clients company contact contacts csv excel export exported
  everyone file files for friends from google have hello help here heres hey hi i import in is it its kindly linkedin list me
  my new now of office old on our outlook partner partners people phone please pls realtors referral salesforce see sheet
  source sources spreadsheet take thank thanks that the them these they this to upload us vcf we who with work you your`.split(
    /\s+/,
  ),
);

/** Whether words beside a file say no more than that it is there: "here are my contacts". */
export const isAboutFile = (text: string): boolean =>
  (
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).every((word) => wordsAboutFile.has(word));
