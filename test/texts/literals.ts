import path from 'node:path';
import {
  type CallExpression,
  isAsExpression,
  isBinaryExpression,
  isCallExpression,
  isCaseClause,
  isElementAccessExpression,
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isLiteralTypeNode,
  isNewExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertySignatureDeclaration,
  isSpreadElement,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
  isTemplateLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

// TypeScript 7 gives its parser under no other name yet; its version is pinned.

/** A text for people, as it stands in a source file. */
export interface Literal {
  /** "src/messages/evening.ts:42" */
  where: string;
  file: string;
  /** The declaration at the top of the file that contains it. */
  owner: string;
  /** The key it stands under in an object, if any. */
  key: string | null;
  /** With what is put in as {…}. */
  text: string;
  /** What stands between the parts that are put in. */
  parts: string[];
  /** Of a log line or an error: an operator reads it, not a user of the bot. */
  isLog: boolean;
}

/** An exported function of a source file, with the type it is declared to return. */
export interface ExportedFunction {
  file: string;
  name: string;
  returns: string;
}

export interface Sources {
  literals: Literal[];
  functions: ExportedFunction[];
}

/**
 * Reads the sources below these folders. Texts are told from codes by where they stand: a type, a key, a comparison, or a
 * member of a list of codes is no text, and neither is the same string anywhere else.
 */
export function readSources(folders: readonly string[]): Sources {
  const root = process.cwd();
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProject: path.join(root, 'tsconfig.json') });
    const [project] = snapshot.getProjects();
    if (!project) throw new Error('tsconfig.json opens no project');
    const { program } = project;
    const files = program
      .getSourceFileNames()
      .map((name) => path.relative(root, name))
      .filter((name) => !name.startsWith('src/store/generated/'))
      .filter((name) => folders.some((folder) => name.startsWith(folder)))
      .sort()
      .flatMap((name) => program.getSourceFile(path.join(root, name)) ?? []);
    const codes = new Set(files.flatMap(codesIn));
    return {
      literals: files.flatMap((file) => literalsIn(file, path.relative(root, file.fileName), codes)),
      functions: files.flatMap((file) => functionsIn(file, path.relative(root, file.fileName))),
    };
  } finally {
    api.close();
  }
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Strings that stand for something: members of unions and of constant lists, keys, and what is compared or switched on. */
function codesIn(file: SourceFile): string[] {
  const codes: string[] = [];
  walk(file, (node) => {
    if (isStringLiteral(node) && isCode(node)) codes.push(node.text);
  });
  return codes;
}

function isCode(node: Node): boolean {
  const { parent } = node;
  if (isLiteralTypeNode(parent) || isCaseClause(parent) || isElementAccessExpression(parent)) return true;
  if (isPropertySignatureDeclaration(parent)) return true;
  if (isPropertyAssignment(parent)) return parent.name === node;
  if (isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsEqualsToken;
  }
  return parent.kind === SyntaxKind.ArrayLiteralExpression && isListOfCodes(parent);
}

/** Constant lists, and sets: `['a', 'b'] as const`, `new Set(['a', 'b'])`. */
function isListOfCodes({ parent }: Node): boolean {
  if (isAsExpression(parent)) return true;
  if (isNewExpression(parent)) return parent.expression.getText() === 'Set';
  return (
    (isSpreadElement(parent) || parent.kind === SyntaxKind.ArrayLiteralExpression) && isListOfCodes(parent)
  );
}

/** Values under these keys are read by Slack or by us. */
const idKeys = new Set([
  'id',
  'block_id',
  'action_id',
  'callback_id',
  'value',
  'filename',
  'requestKey',
  'key',
]);

function literalsIn(file: SourceFile, name: string, codes: ReadonlySet<string>): Literal[] {
  const lineStarts = [0, ...[...file.text.matchAll(/\n/g)].map((found) => found.index + 1)];
  const found: Literal[] = [];
  walk(file, (node) => {
    const parts = partsOf(node);
    if (!parts || isElsewhere(node) || !isForPeople(parts.join('x'), name)) return;
    if (parts.length === 1 && codes.has(parts[0] ?? '')) return;
    const start = node.getStart(file);
    found.push({
      where: `${name}:${lineStarts.filter((at) => at <= start).length}`,
      file: name,
      owner: ownerOf(node),
      key: isPropertyAssignment(node.parent) ? node.parent.name.getText().replaceAll("'", '') : null,
      text: textOf(node, parts, file),
      parts,
      isLog: isLogged(node),
    });
  });
  return found;
}

function partsOf(node: Node): string[] | null {
  if (isStringLiteral(node)) return [node.text];
  if (isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  return isTemplateLiteral(node) && 'text' in node ? [String(node.text)] : null;
}

function textOf(node: Node, parts: readonly string[], file: SourceFile): string {
  if (!isTemplateExpression(node)) return parts.join('');
  return node.templateSpans.reduce((text, span, index) => {
    const put = span.expression.getText(file);
    return `${text}{${put.length <= 40 ? put : '…'}}${parts[index + 1]}`;
  }, parts[0] ?? '');
}

/** Whether it is no text by its place: an import, a pattern, a tagged template, an id. */
function isElsewhere(node: Node): boolean {
  const { parent } = node;
  if (isImportDeclaration(parent) || isExportDeclaration(parent) || isTaggedTemplateExpression(parent))
    return true;
  if (isStringLiteral(node) && isCode(node)) return true;
  if (isPropertyAssignment(parent) && idKeys.has(parent.name.getText())) return true;
  if (isNewExpression(parent) && parent.expression.getText() === 'RegExp') return true;
  return isCallExpression(parent) && isIdOf(parent, node);
}

/** Words that Rapport understands, and never says. */
const understood = [
  'src/domain/reading/',
  'src/domain/asking/',
  'src/domain/orders/',
  'src/domain/partners/nicknames.ts',
];

/** A blank and a word in lower case, and neither SQL nor a pattern. */
function isForPeople(text: string, file: string): boolean {
  if (!/\s/.test(text.trim()) || !/(?:^|[\s“(])[a-z’]{2,}/.test(text)) return false;
  if (/\b(?:select|insert into|update|delete from)\b.+\b(?:from|values|set|where)\b/i.test(text))
    return false;
  if (/\\[bswdp]|\(\?[:=!<]/.test(text)) return false;
  return !understood.some((name) => file.startsWith(name));
}

function isLogged(node: Node): boolean {
  const { parent } = node;
  if (isNewExpression(parent)) return /^(?:Type|Range)?Error$/.test(parent.expression.getText());
  if (!isCallExpression(parent) || !isPropertyAccessExpression(parent.expression)) return false;
  return /\blog(?:ger)?\.(?:trace|debug|info|warn|error|fatal)$/.test(parent.expression.getText());
}

/** The declaration at the top of the file. */
function ownerOf(node: Node): string {
  let top = node;
  while (top.parent && top.parent.kind !== SyntaxKind.SourceFile) top = top.parent;
  const [name] = /(?:function\*?|const|class)\s+([\w$]+)/.exec(top.getText())?.slice(1) ?? [];
  return name ?? 'the file';
}

function functionsIn(file: SourceFile, name: string): ExportedFunction[] {
  const found: ExportedFunction[] = [];
  for (const statement of file.statements) {
    const text = statement.getText(file);
    if (!text.startsWith('export ')) continue;
    walk(statement, (node) => {
      if (node.kind !== SyntaxKind.FunctionDeclaration && node.kind !== SyntaxKind.ArrowFunction) return;
      const isTop = node === statement || node.parent?.parent?.parent === statement;
      const called = node.kind === SyntaxKind.FunctionDeclaration ? node : node.parent;
      const identifier = called && 'name' in called ? (called.name as Node | undefined) : undefined;
      if (!isTop || !identifier || !isIdentifier(identifier)) return;
      const type = 'type' in node ? (node.type as Node | undefined) : undefined;
      found.push({ file: name, name: identifier.text, returns: type?.getText(file) ?? '' });
    });
  }
  return found;
}

/** What a call looks up or splits, and the id of a field. */
function isIdOf(call: CallExpression, node: Node): boolean {
  const called = call.expression.getText();
  if (/\.(?:query|join|split|replace|startsWith|get)$|^read[A-Z]\w+$/.test(called)) return true;
  return /^\w+Field$/.test(called) && call.arguments[0] === node;
}
