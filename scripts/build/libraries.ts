/** Libraries of npm as component modules: an org has no package manager, so that what components need comes with them, as source. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

interface Library {
    /** The packages whose code is in it; the first is imported. */
    readonly packages: readonly [string, ...string[]];
    /** What is exported, and nothing else of the package. */
    readonly names: readonly string[];
    readonly file: string;
}

const LIBRARIES: readonly Library[] = [
    {
        packages: ['d3-flextree', 'd3-hierarchy'],
        names: ['flextree'],
        file: 'force-app/main/stakeholders/lwc/gangwayTidyTree/flextree.js'
    }
];

const folderOf = (name: string): string => path.join(PROJECT_ROOT, 'node_modules', name);

const licenceOf = (name: string): string => {
    const { version, license } = JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8')) as {
        version: string;
        license: string;
    };
    const text = readFileSync(path.join(folderOf(name), 'LICENSE'), 'utf8');
    return `${name} ${version} (${license})\n\n${text.replaceAll('\t', '    ').trimEnd()}`;
};

const bundled = async ({ packages, names }: Library): Promise<string> => {
    const { outputFiles } = await build({
        stdin: { contents: `export { ${names.join(', ')} } from '${packages[0]}';`, resolveDir: PROJECT_ROOT },
        bundle: true,
        format: 'esm',
        target: 'es2022',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        legalComments: 'none',
        charset: 'utf8',
        write: false
    });
    const banner = packages.map(licenceOf).join('\n\n---\n\n').split('\n');
    return [
        '/*',
        ' * Made by `npm run build` from the packages below: not to be edited.',
        ...banner.map((line) => ` * ${line}`.trimEnd()),
        ' */',
        outputFiles[0]?.text ?? ''
    ].join('\n');
};

const behind = async (): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    for (const library of LIBRARIES) {
        const { packages, file } = library;
        // An installation older than the lock file: `npm ci` brings them, and what is committed stands.
        if (!packages.every((name) => existsSync(folderOf(name)))) continue;
        const text = await bundled(library);
        const target = path.join(PROJECT_ROOT, file);
        if (!existsSync(target) || readFileSync(target, 'utf8') !== text) found.set(target, text);
    }
    return found;
};

/** Writes the modules that are not what their packages say. */
export const writeLibraries = async (): Promise<void> => {
    for (const [file, text] of await behind()) writeFileSync(file, text);
};

/** A sentence saying what to run when a committed module is behind its packages; undefined when all are current. */
export const staleLibraries = async (): Promise<string | undefined> => {
    const files = [...(await behind()).keys()].map((file) => path.relative(PROJECT_ROOT, file));
    return files.length === 0
        ? undefined
        : `${files.join(', ')}: not what its packages give; run \`npm run build\` and commit it.`;
};
