import path from 'node:path';
import type { Problem } from '../../model/index.ts';
import type { AppBuild, AppBuildOptions } from './app.ts';
import { buildApp } from './app.ts';

/** Whose file a problem is about. */
const ownerOf = ({ stage, stageDir }: AppBuildOptions, { file }: Problem): string | undefined => {
    const staged = [...stage.origins].find(([, origin]) => origin === file)?.[0] ?? file;
    const [namespace, name] = path.relative(stageDir, staged).split(path.sep);
    return namespace === 'c' ? name : undefined;
};

/**
 * Builds what can be built of a project that was not written for the local org. A bundle with a problem is left out, then those that import
 * it; where a template has its tag, the page shows its name and the reason.
 * @returns as `buildApp`: problems of no bundle, with which nothing is written; what was left out is in `lost`
 */
export const buildTolerantly = async (options: AppBuildOptions): Promise<AppBuild> => {
    const lost = new Map<string, Problem>();
    for (;;) {
        const result = await buildApp({ ...options, lost });
        const before = lost.size;
        for (const problem of result.problems) {
            const owner = ownerOf(options, problem);
            if (owner !== undefined && !lost.has(owner)) lost.set(owner, problem);
        }
        if (result.problems.length === 0 || lost.size === before) return { ...result, lost };
    }
};
