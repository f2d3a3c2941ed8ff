import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(PROJECT_ROOT, 'config', 'lwc-paths.json');

/** Every component bundle of the package: name → its TypeScript file, relative to the project. */
export const componentFiles = (): Map<string, string> => {
    const found = new Map<string, string>();
    for (const entry of readdirSync(path.join(PROJECT_ROOT, 'force-app'), { recursive: true, encoding: 'utf8' })) {
        const match = /(?:^|\/)lwc\/([^/]+)\/([^/]+)\.ts$/.exec(entry.replaceAll('\\', '/'));
        if (match?.[1] && match[1] === match[2]) found.set(match[1], `force-app/${entry.replaceAll('\\', '/')}`);
    }
    return new Map([...found].sort());
};

/**
 * The compiler options that tell TypeScript where `c/name` is. A `paths` target takes one star, so `c/*` cannot say `name/name.ts`:
 * each component needs a line of its own.
 */
const wanted = (): string => {
    const paths = Object.fromEntries([...componentFiles()].map(([name, file]) => [`c/${name}`, [`../${file}`]]));
    return `${JSON.stringify({ compilerOptions: { paths } }, null, 4)}\n`;
};

/** Writes `config/lwc-paths.json`. */
export const writeComponentPaths = (): void => {
    const text = wanted();
    if (readFileSync(FILE, 'utf8') !== text) writeFileSync(FILE, text);
};

/** A sentence saying what to run when the committed file is behind the components; undefined when it is current. */
export const staleComponentPaths = (): string | undefined =>
    JSON.stringify(JSON.parse(readFileSync(FILE, 'utf8'))) === JSON.stringify(JSON.parse(wanted()))
        ? undefined
        : 'config/lwc-paths.json does not list the components as they are: run `npm run build` and commit it.';
