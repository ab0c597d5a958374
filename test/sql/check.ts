import { type Argument, argumentOf, passedValues } from './arguments.ts';
import { Comparison } from './compare.ts';
import { type ConstantText, constantTexts } from './constant-text.ts';
import type { Exceptions } from './exceptions.ts';
import { inferResult, type NamedShape } from './infer.ts';
import type { Prepared, Preparer } from './prepare.ts';
import type { Call, Project } from './project.ts';
import { partsOf } from './types.ts';

export interface Finding {
  file: string;
  line: number;
  message: string;
}

export interface Report {
  findings: Finding[];
  counts: Counts;
}

export interface Counts {
  /** Statements with one text. */
  constant: number;
  /** Statements that are put together from constants. Each of their texts is checked. */
  assembled: number;
  /** The texts of both. */
  texts: number;
  /** Statements that are put together at run time, listed with their reason. */
  dynamic: number;
  /**
   * Statements that have neither parameters nor rows, and that Postgres doesn't prepare: SET, CREATE DATABASE. They may hold
   * quoted names that are known at run time only.
   */
  commands: number;
  columns: number;
  /** Columns with JSON that the statement builds, which is taken apart. */
  json: number;
  parameters: number;
}

/** Prepares every statement of a project, and compares what Postgres says of it with what the code takes it to be. */
export async function checkSql(
  project: Project,
  preparer: Preparer,
  exceptions: Exceptions,
): Promise<Report> {
  const check = new Check(project, preparer, exceptions);
  for (const call of project.calls) await check.statement(call);
  for (const entry of exceptions.unused())
    check.findings.push({
      file: 'test/sql/exceptions.ts',
      line: 1,
      message: `nothing needs "${entry}" any more`,
    });
  return { findings: check.findings, counts: check.counts };
}

const command = /^\s*(?:set|reset|create|drop|alter|begin|commit|rollback|savepoint|declare|fetch|close)\b/i;

/** Whether a text is one command, or several. */
const isCommand = ({ text }: ConstantText): boolean =>
  command.test(text) && text.split(';').every((part) => command.test(part) || part.trim() === '');

class Check {
  readonly findings: Finding[] = [];
  readonly counts: Counts = {
    constant: 0,
    assembled: 0,
    texts: 0,
    dynamic: 0,
    commands: 0,
    columns: 0,
    json: 0,
    parameters: 0,
  };
  readonly #project: Project;
  readonly #preparer: Preparer;
  readonly #exceptions: Exceptions;
  readonly #comparison: Comparison;

  constructor(project: Project, preparer: Preparer, exceptions: Exceptions) {
    this.#project = project;
    this.#preparer = preparer;
    this.#exceptions = exceptions;
    this.#comparison = new Comparison(project.checker, exceptions.isKnownJson);
  }

  async statement(call: Call): Promise<void> {
    const resolved = constantTexts(this.#project, call.text);
    const named =
      'dynamic' in resolved ? constantTexts(this.#project, call.text, { isNamed: true }) : resolved;
    if ('texts' in named && named.texts.every(isCommand)) {
      this.counts.commands++;
      return;
    }
    if ('dynamic' in resolved) {
      if (this.#exceptions.isDynamic(call)) this.counts.dynamic++;
      else
        this.#report(
          call,
          `its text is put together at run time: ${resolved.dynamic}. Make it constant, or list it`,
        );
      return;
    }
    const { texts } = resolved;
    this.counts[texts.length === 1 ? 'constant' : 'assembled']++;
    for (const text of texts) await this.#text(call, text);
  }

  async #text(call: Call, constant: ConstantText): Promise<void> {
    this.counts.texts++;
    let prepared: Prepared;
    try {
      prepared = await this.#preparer.prepare(constant.text);
    } catch (error) {
      this.#report(call, `Postgres refuses it: ${(error as Error).message}`);
      return;
    }
    const args = this.#parameters(call, constant, prepared);
    const { columns, nullWrites, records } = inferResult(prepared.query, this.#preparer.catalog, args);
    for (const { column, why } of nullWrites)
      if (!this.#exceptions.isNeverNull(call, column, why))
        this.#report(call, `${column} is never null, but ${why}`);
    for (const { parameter, columns: read } of records)
      for (const { path, message } of this.#comparison.record(args[parameter - 1], read, `$${parameter}`))
        this.#report(call, `"${path}": ${message}`);
    this.counts.columns += columns.length;
    this.counts.json += columns.filter(({ shape }) => shape.json).length;
    if (columns.length > 0) this.#row(call, columns);
  }

  #parameters(call: Call, constant: ConstantText, { parameters }: Prepared): Argument[] {
    this.counts.parameters += parameters.length;
    const { checker } = this.#project;
    const values = passedValues(checker, call, constant);
    if (!values) {
      this.#report(call, 'how many values it passes is not known: pass an array literal or a tuple');
      return [];
    }
    if (values.length !== parameters.length)
      this.#report(call, `it passes ${values.length} values for ${parameters.length} parameters`);
    for (const [i, type] of parameters.entries()) {
      const value = values[i];
      if (!value) continue;
      const message = this.#comparison.parameter(value.type, type);
      if (message) this.#report(call, `$${i + 1}: ${message}`);
    }
    return values.map((value) => argumentOf(checker, value));
  }

  #row(call: Call, columns: readonly NamedShape[]): void {
    if (!call.row || partsOf(call.row).isUnknown) return; // nothing of it is read
    const names = columns.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) this.#report(call, `"${twice}" is selected twice`);
    const fields = new Map(columns.map(({ name, shape }) => [name, shape]));
    for (const { path, message, nullable } of this.#comparison.row(call.row, fields))
      if (!nullable || !this.#exceptions.isNeverNull(call, path, nullable))
        this.#report(call, `"${path}": ${message}`);
  }

  /** Once per statement, though several of its texts may have the same fault. */
  #report({ file, line }: Call, message: string): void {
    const isSame = (one: Finding) => one.file === file && one.line === line && one.message === message;
    if (!this.findings.some(isSame)) this.findings.push({ file, line, message });
  }
}
