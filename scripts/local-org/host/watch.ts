/** `npm run dev`: every change in the package's folders is deployed at once. */
import path from 'node:path';
import { readFileSync } from 'node:fs';

/** Editors write a file in several steps; a branch switch writes hundreds. */
const QUIET_MS = 60;

const packageFolders = (projectDir: string): string[] => {
    const { packageDirectories } = JSON.parse(readFileSync(path.join(projectDir, 'sfdx-project.json'), 'utf8')) as {
        packageDirectories: { path: string }[];
    };
    return packageDirectories.map((folder) => path.join(projectDir, folder.path));
};

/** JavaScript beside TypeScript is what the build writes; tests are not deployed. */
const isOutput = (file: string): boolean => file.includes('__tests__') || /[\\/]lwc[\\/].*\.js$/.test(file);

/**
 * Calls `onChange` with the files that changed, one call at a time; changes meanwhile are followed by another call.
 * @returns a function that stops watching
 */
export const watchProject = async (
    projectDir: string,
    onChange: (files: readonly string[]) => Promise<unknown>
): Promise<() => Promise<void>> => {
    let changed: string[] = [];
    let timer: NodeJS.Timeout | undefined;
    let running = false;
    let again = false;
    const run = async (): Promise<void> => {
        if (running) {
            again = true;
            return;
        }
        running = true;
        try {
            const files = changed;
            changed = [];
            await onChange(files);
        } catch (error) {
            process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        }
        running = false;
        if (again) {
            again = false;
            await run();
        }
    };
    const { watch } = await import('chokidar');
    const watcher = watch(packageFolders(projectDir), { ignoreInitial: true, ignored: isOutput });
    watcher.on('all', (_event, file) => {
        changed.push(file);
        clearTimeout(timer);
        timer = setTimeout(() => void run(), QUIET_MS);
    });
    return async () => {
        clearTimeout(timer);
        await watcher.close();
    };
};
