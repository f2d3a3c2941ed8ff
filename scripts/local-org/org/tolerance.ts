/** A project that nobody wrote for the local org: what it cannot take is set aside by name, the rest is deployed. */
import { deserialize, serialize } from 'node:v8';
import { lostTests } from '../apex/index.ts';
import type { LostTest, RefusedMember } from '../apex/types.ts';
import { cutProblems } from '../metadata/index.ts';
import type { ComponentSource, SetAside } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import type { Candidate } from './compile.ts';
import { toldOnce } from './toldOnce.ts';
import { apexSources, componentKey } from './components.ts';
import type { Content, KeptResults } from './kept.ts';

export interface TolerantCandidate {
    readonly candidate: Candidate;
    /** What is left of the components. */
    readonly components: ReadonlyMap<string, ComponentSource>;
    readonly setAside: readonly SetAside[];
    readonly refused: readonly RefusedMember[];
    /** The tests of the classes that were set aside. */
    readonly lost: readonly LostTest[];
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

/** The tests of the classes that were set aside. */
const lostOf = (setAside: readonly SetAside[], components: ReadonlyMap<string, ComponentSource>): LostTest[] =>
    setAside
        .filter(({ type }) => type === 'ApexClass')
        .flatMap(({ type, name, file, line, message }) => {
            const component = components.get(componentKey({ type, fullName: name }));
            return apexSources(component ? [component] : []).flatMap((source) =>
                lostTests(source, `${message} (${file}:${line})`)
            );
        });

type Components = ReadonlyMap<string, ComponentSource>;
type Compile = (components: Components) => Candidate;

/** Compiles again and again without what had problems, until the rest compiles. */
const withoutProblems = (given: Components, compile: Compile): TolerantCandidate => {
    const components = new Map(given);
    const setAside: SetAside[] = [];
    for (let round = 1; ; round++) {
        const candidate = compile(components);
        const gone = candidate.generation
            ? withoutUninstallable(components, candidate.refused)
            : shrink(components, candidate.problems);
        setAside.push(...gone);
        if (round < MAX_ROUNDS && gone.length > 0) continue;
        const lost = lostOf(setAside, given);
        return { candidate, components, setAside: toldOnce(setAside), refused: candidate.refused, lost };
    }
};

/** What is kept of a tolerant compilation: what it did to the components, and what it says of that. */
interface KeptTolerated extends Pick<TolerantCandidate, 'setAside' | 'refused' | 'lost'> {
    readonly gone: readonly string[];
    readonly cut: readonly (readonly [string, ComponentSource])[];
}

const keptTolerated = (given: Components, compile: Compile, bytes: Uint8Array): TolerantCandidate | undefined => {
    try {
        const { gone, cut, ...said } = deserialize(bytes) as KeptTolerated;
        const components = new Map(given);
        for (const [key, component] of cut) components.set(key, component);
        for (const key of gone) components.delete(key);
        const candidate = compile(components);
        return candidate.generation ? { candidate, components, ...said } : undefined;
    } catch {
        return undefined;
    }
};

/**
 * Compiles without what has problems.
 * @param compile compiles a set of components, base components included by the caller
 * @param kept what earlier processes found, and by which content
 */
export const compileTolerantly = (
    given: Components,
    compile: Compile,
    kept?: { readonly results: KeptResults; readonly content: Content }
): TolerantCandidate => {
    const known = kept?.results.get('tolerated', kept.content);
    const found = known && keptTolerated(given, compile, known);
    if (found) return found;
    const made = withoutProblems(given, compile);
    if (kept && made.candidate.generation) {
        const { components, setAside, refused, lost } = made;
        const gone = [...given.keys()].filter((key) => !components.has(key));
        const cut = [...components].filter(([key, component]) => given.get(key) !== component);
        kept.results.set('tolerated', kept.content, serialize({ gone, cut, setAside, refused, lost }));
    }
    return made;
};
