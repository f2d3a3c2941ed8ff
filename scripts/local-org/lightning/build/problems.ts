import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import type { Problem } from '../../model/index.ts';
import { stripTypes } from './emit.ts';

/** Where a compiler says that something is wrong: LWC's compiler and Rollup give their positions in different places. */
interface CompilerError {
    readonly message: string;
    readonly filename?: string;
    readonly id?: string;
    readonly location?: { readonly line: number; readonly column: number };
    readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
}

/**
 * A compiler's error as a problem of the project's own file.
 * @param error what the compiler threw
 * @param file the staged file that was being compiled
 * @param origins staged file → file of the project
 */
export const problemOf = (error: unknown, file: string, origins: ReadonlyMap<string, string>): Problem => {
    const found = error as CompilerError;
    const staged = [found.loc?.file, found.filename, found.id, file].find(
        (name) => name !== undefined && origins.has(name)
    );
    const at = found.location ?? found.loc ?? { line: 1, column: 0 };
    // LWC counts columns from one in templates and from zero in JavaScript
    const column = at.column + ((staged ?? file).endsWith('.html') ? 0 : 1);
    // the compilers repeat file, position and source lines in the text
    const message = found.message
        .split('\n')[0]!
        .replaceAll(file, '')
        .replace(/^\s*:\s*/, '')
        .replace(/\s*\(\d+:\d+\)$/, '')
        .trim();
    return {
        file: origins.get(staged ?? file) ?? file,
        line: Math.max(at.line, 1),
        column: Math.max(column, 1),
        message
    };
};

/** The position of a text in a file, for problems whose compiler names no position. */
export const positionOf = (file: string, text: string): { line: number; column: number } => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    const index = lines.findIndex((line) => line.includes(text));
    return index < 0 ? { line: 1, column: 1 } : { line: index + 1, column: lines[index]!.indexOf(text) + 1 };
};

/**
 * Moves a problem from the emitted JavaScript to the TypeScript that a person edits, where it is beside it.
 * @param projectDir folder that the problem's file is relative to
 */
export const inTypeScript = async (problem: Problem, projectDir: string): Promise<Problem> => {
    const file = problem.file.replace(/\.js$/, '.ts');
    const source = path.join(projectDir, file);
    if (file === problem.file || !existsSync(source)) return problem;
    const result = await stripTypes(readFileSync(source, 'utf8'), file);
    if ('problems' in result) return problem;
    const entry = new SourceMap(JSON.parse(result.map) as SourceMapPayload).findEntry(
        problem.line - 1,
        problem.column - 1
    );
    return 'originalLine' in entry
        ? { ...problem, file, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
        : problem;
};
