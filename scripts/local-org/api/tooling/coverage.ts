/** What tests have covered, as the Tooling API tells it: kept by test method until the covered class changes. */
import type { ClassCoverage, TestResult, TestRunSummary } from '../../apex/types.ts';
import type { Org } from '../../org/types.ts';

interface Kept {
    /** Test class and method. */
    readonly test: readonly [className: string, method: string];
    readonly coverage: readonly ClassCoverage[];
}

const PREFIX = 'coverage/';
const LINES_KEY = 'coverage-lines';

const read = <T>(org: Org, key: string): T | undefined => {
    const bytes = org.database.store.get(key);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as T) : undefined;
};
const write = (org: Org, key: string, value: unknown): void =>
    org.database.store.set(key, Buffer.from(JSON.stringify(value)));

/** Hash of the deployed source by name (lower case): coverage of another version is forgotten. */
const hashes = (org: Org): Map<string, string> =>
    new Map(
        org
            .deployed()
            .filter(({ type }) => type === 'ApexClass' || type === 'ApexTrigger')
            .map(({ fullName, hash }) => [fullName.toLowerCase(), hash])
    );

interface Versioned {
    readonly hashes: Readonly<Record<string, string>>;
}
type KeptClass = Versioned & { readonly methods: readonly Kept[] };
type KeptLines = Versioned & { readonly coverage: readonly ClassCoverage[] };

/** Keeps what a run covered; earlier results of the same test methods are replaced. */
export const keepCoverage = (org: Org, results: readonly TestResult[], summary: TestRunSummary): void => {
    const now = Object.fromEntries(hashes(org));
    const byClass = new Map<string, Kept[]>();
    for (const { className, method, coverage } of results) {
        if (!coverage) continue;
        const kept: Kept = { test: [className, method], coverage };
        byClass.set(className, [...(byClass.get(className) ?? []), kept]);
    }
    for (const [className, methods] of byClass) {
        const key = PREFIX + className.toLowerCase();
        const fresh = new Set(methods.map(({ test }) => test[1].toLowerCase()));
        const earlier = read<KeptClass>(org, key);
        const others =
            earlier?.hashes[className.toLowerCase()] === now[className.toLowerCase()]
                ? (earlier?.methods ?? []).filter(({ test }) => !fresh.has(test[1].toLowerCase()))
                : [];
        write(org, key, { hashes: now, methods: [...others, ...methods] } satisfies KeptClass);
    }
    write(org, LINES_KEY, { hashes: now, coverage: summary.coverage } satisfies KeptLines);
};

/** One test method's coverage of one class or trigger. */
export interface MethodCoverage {
    readonly testClass: string;
    readonly method: string;
    readonly coverage: ClassCoverage;
}

/** All that is known and still holds, by test method. */
export const methodCoverage = (org: Org): MethodCoverage[] => {
    const now = hashes(org);
    return org.database.store.keys(PREFIX).flatMap((key) => {
        const kept = read<KeptClass>(org, key);
        const holds = (name: string): boolean => kept?.hashes[name.toLowerCase()] === now.get(name.toLowerCase());
        return (kept?.methods ?? []).flatMap(({ test: [testClass, method], coverage }) =>
            holds(testClass)
                ? coverage
                      .filter(({ className }) => holds(className))
                      .map((one) => ({ testClass, method, coverage: one }))
                : []
        );
    });
};

/** Coverage of each class and trigger by all test methods together. */
export const aggregateCoverage = (org: Org): ClassCoverage[] => {
    const now = hashes(org);
    const lines = read<KeptLines>(org, LINES_KEY);
    const covered = new Map<string, Set<number>>();
    for (const { coverage } of methodCoverage(org)) {
        const known = covered.get(coverage.className) ?? new Set<number>();
        for (const line of coverage.coveredLines) known.add(line);
        covered.set(coverage.className, known);
    }
    return (lines?.coverage ?? [])
        .filter(({ className }) => lines?.hashes[className.toLowerCase()] === now.get(className.toLowerCase()))
        .map((one) => {
            const ran = covered.get(one.className) ?? new Set<number>();
            const all = [...one.coveredLines, ...one.uncovered].sort((left, right) => left - right);
            const coveredLines = all.filter((line) => ran.has(line));
            const uncovered = all.filter((line) => !ran.has(line));
            return { ...one, covered: coveredLines.length, coveredLines, uncovered };
        });
};
