import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Message } from 'esbuild';
import type { Problem } from '../../model/index.ts';
import { Emitted } from './emitted.ts';
import { packageVersion } from './vendorModules.ts';

/** Types go, decorators and everything else stay: the compiler of LWC reads JavaScript with decorators only. */
const OPTIONS = {
    loader: 'ts',
    target: 'esnext',
    tsconfigRaw: {
        compilerOptions: { experimentalDecorators: false, useDefineForClassFields: true, verbatimModuleSyntax: true }
    }
} as const;

const isMessages = (error: unknown): error is { errors: Message[] } =>
    typeof error === 'object' && error !== null && Array.isArray((error as { errors?: unknown }).errors);

/**
 * Removes the types of one file.
 * @param source TypeScript
 * @param file its name, for problems and the source map
 * @returns JavaScript with a source map, or the syntax errors
 */
export const stripTypes = async (
    source: string,
    file: string
): Promise<{ code: string; map: string } | { problems: Problem[] }> => {
    const { transform } = await import('esbuild');
    try {
        const { code, map } = await transform(source, { ...OPTIONS, sourcefile: file, sourcemap: 'external' });
        return { code, map };
    } catch (error) {
        if (!isMessages(error)) throw error;
        const problems = error.errors.map(({ text, location }) => ({
            file,
            line: location?.line ?? 1,
            column: (location?.column ?? 0) + 1,
            message: text
        }));
        return { problems };
    }
};

/** The TypeScript of all component bundles below a folder, relative to it, with `/`. Tests and type declarations are not part of a bundle. */
export const componentSources = async (dir: string): Promise<string[]> => {
    const names = await readdir(dir, { recursive: true }).catch(() => []);
    return names
        .map((name) => name.replaceAll('\\', '/'))
        .filter(
            (name) => /(^|\/)lwc\/[^/]+\/.*\.ts$/.test(name) && !name.endsWith('.d.ts') && !name.includes('/__tests__/')
        )
        .sort();
};

const packageFolders = async (projectDir: string): Promise<string[]> => {
    const text = await readFile(path.join(projectDir, 'sfdx-project.json'), 'utf8').catch(() => undefined);
    if (text === undefined) return ['force-app'];
    const { packageDirectories } = JSON.parse(text) as { packageDirectories: { path: string }[] };
    return packageDirectories.map((folder) => folder.path);
};

/**
 * Writes the JavaScript of each component's TypeScript beside it: the form that deploys, here and to Salesforce. Files whose JavaScript
 * is current are left untouched, so that nothing watching them wakes up.
 * @param projectDir folder of sfdx-project.json
 * @returns syntax errors, with files relative to the project; the JavaScript of those files is left as it was
 */
export const emitComponents = async (projectDir: string): Promise<Problem[]> => {
    const problems: Problem[] = [];
    const emitted = new Emitted(projectDir, [packageVersion('esbuild'), OPTIONS]);
    for (const folder of await packageFolders(projectDir)) {
        const sources = await componentSources(path.join(projectDir, folder));
        await Promise.all(
            sources.map(async (name) => {
                const file = path.join(projectDir, folder, name);
                const target = file.replace(/\.ts$/, '.js');
                if (emitted.isCurrent(file, target)) return;
                const state = emitted.stateOf(file);
                const result = await stripTypes(await readFile(file, 'utf8'), `${folder}/${name}`);
                if ('problems' in result) {
                    problems.push(...result.problems);
                    return;
                }
                const current = await readFile(target, 'utf8').catch(() => undefined);
                if (current !== result.code) await writeFile(target, result.code);
                emitted.note(file, state, target);
            })
        );
    }
    emitted.save();
    return problems;
};
