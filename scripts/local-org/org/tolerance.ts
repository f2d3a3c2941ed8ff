/** A project that nobody wrote for the local org: what it cannot take is set aside by name, the rest is deployed. */
import type { RefusedMember } from '../apex/types.ts';
import { cutProblems } from '../metadata/index.ts';
import type { ComponentSource, SetAside } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import type { Candidate } from './compile.ts';
import { componentKey } from './components.ts';

export interface TolerantCandidate {
    readonly candidate: Candidate;
    /** What is left of the components. */
    readonly components: ReadonlyMap<string, ComponentSource>;
    readonly setAside: readonly SetAside[];
    readonly refused: readonly RefusedMember[];
}

/** Each round takes something away, so that rounds end; a project in which one fault uncovers the next this often is given up. */
const MAX_ROUNDS = 60;

/** Takes what the problems are about out of the components; nothing where no component is to blame. */
const shrink = (components: Map<string, ComponentSource>, problems: readonly Problem[]): SetAside[] => {
    const owners = new Map<string, string>();
    for (const [key, { files }] of components) for (const file of files.keys()) owners.set(file, key);
    /** Where a problem knows the file's place within its package only, the whole path. */
    const whole = (file: string): string =>
        owners.has(file) ? file : ([...owners.keys()].find((path) => path.endsWith(`/${file}`)) ?? file);
    const byComponent = new Map<string, Problem[]>();
    for (const found of problems) {
        const problem = { ...found, file: whole(found.file) };
        const key = owners.get(problem.file);
        if (key === undefined) continue;
        const known = byComponent.get(key);
        if (known) known.push(problem);
        else byComponent.set(key, [problem]);
    }
    const setAside: SetAside[] = [];
    for (const [key, own] of byComponent) {
        const component = components.get(key);
        if (!component) continue;
        const { rest, asides } = cutProblems(component, own);
        setAside.push(...asides);
        if (rest) components.set(key, rest);
        else components.delete(key);
    }
    return setAside;
};

/**
 * Takes away packages that cannot be installed: their own dependency is not in the project, and code of theirs does not compile without it.
 * The platform installs such a package as a whole or not at all. Source: Second-Generation Managed Packaging, "Package Dependencies".
 */
const withoutUninstallable = (
    components: Map<string, ComponentSource>,
    refused: readonly RefusedMember[]
): SetAside[] => {
    const broken = new Set(refused.map(({ file }) => file));
    const absent = new Set<string>();
    for (const { absentPackage, files } of components.values())
        if (absentPackage !== undefined && [...files.keys()].some((file) => broken.has(file)))
            absent.add(absentPackage);
    const setAside: SetAside[] = [];
    for (const [key, { type, fullName, files, absentPackage }] of components) {
        if (absentPackage === undefined || !absent.has(absentPackage)) continue;
        components.delete(key);
        setAside.push({
            type,
            name: fullName,
            whole: true,
            file: [...files.keys()][0] ?? fullName,
            line: 1,
            column: 1,
            message: `its package depends on ${absentPackage}, which is not in this project`
        });
    }
    return setAside;
};

/**
 * Compiles again and again without what had problems, until the rest compiles.
 * @param compile compiles a set of components, base components included by the caller
 */
export const compileTolerantly = (
    given: Iterable<ComponentSource>,
    compile: (components: ReadonlyMap<string, ComponentSource>) => Candidate
): TolerantCandidate => {
    const components = new Map([...given].map((component) => [componentKey(component), component]));
    const setAside: SetAside[] = [];
    for (let round = 1; ; round++) {
        const candidate = compile(components);
        const gone = candidate.generation
            ? withoutUninstallable(components, candidate.refused)
            : shrink(components, candidate.problems);
        if (round === MAX_ROUNDS) return { candidate, components, setAside, refused: candidate.refused };
        if (gone.length === 0) return { candidate, components, setAside, refused: candidate.refused };
        setAside.push(...gone);
    }
};
