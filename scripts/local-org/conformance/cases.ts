/**
 * The conformance cases: what Salesforce documents, as Apex that must pass and Apex that must be refused.
 *
 *   apex/<Topic>Test.cls   an `@IsTest` class: its first comment says what is documented and where (`Source: …`), one method a behaviour.
 *                          No `-meta.xml`; API 67, or the version that a line `// api: 60` names. What no Apex can catch:
 *                          `// ends: <message>` above a method says with which failure it must end.
 *   apex/support/          classes and triggers that the cases and faults use
 *   metadata/              the small objects, in source format. The tests' administrator may do everything with them.
 *   faults/<name>.cls      Apex that must not compile. It begins with one line a problem: `// expect: <line>:<column> <message>`;
 *                          the problems must be exactly these. A fault may also be a `.trigger`.
 *
 * `npm test -- conformance` runs all; it fails where a case lacks its source, a test fails, or a fault is not refused exactly so.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ApexSource } from '../apex/types.ts';
import type { Problem } from '../model/index.ts';

const FOLDER = 'scripts/local-org/conformance';
const CODE = /\.(cls|trigger)$/;
const NEWEST_VERSION = 67;

export interface Fault {
    readonly source: ApexSource;
    /** `<line>:<column> <message>` of each problem, in order. */
    readonly expected: readonly string[];
}
export interface ConformanceCases {
    readonly tests: readonly ApexSource[];
    /** `Class.method`, folded → the failure with which it must end. */
    readonly endings: ReadonlyMap<string, string>;
    readonly support: readonly ApexSource[];
    readonly faults: readonly Fault[];
    /** Path, relative to the project → content. */
    readonly metadata: ReadonlyMap<string, Uint8Array>;
    /** What is wrong with the cases themselves. */
    readonly problems: readonly Problem[];
}

const filesIn = (folder: string): string[] => {
    const dir = path.join(PROJECT_ROOT, FOLDER, folder);
    return readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => `${FOLDER}/${folder}/${name}`)
        .sort();
};

const sourceOf = (file: string): ApexSource => {
    const text = readFileSync(path.join(PROJECT_ROOT, file), 'utf8');
    const apiVersion = Number(/^\/\/ api: (\d+)$/m.exec(text)?.[1] ?? NEWEST_VERSION);
    const kind = file.endsWith('.trigger') ? 'trigger' : 'class';
    return { name: path.basename(file).replace(CODE, ''), kind, file, text, apiVersion };
};
const sourcesIn = (folder: string): ApexSource[] =>
    filesIn(folder)
        .filter((file) => CODE.test(file))
        .map(sourceOf);

const metadataFiles = (): Map<string, Uint8Array> => {
    const root = `${FOLDER}/metadata`;
    const files = readdirSync(path.join(PROJECT_ROOT, root), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(PROJECT_ROOT, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    return new Map(files.map((file) => [file, readFileSync(path.join(PROJECT_ROOT, file))]));
};

/** Where a test class does not say what it stands on, or can never fail. */
const problemsOfTest = ({ file, text }: ApexSource): Problem[] => {
    const problem = (message: string): Problem => ({ file, line: 1, column: 1, message });
    const header = /^\s*\/\*[\s\S]*?\*\//.exec(text)?.[0] ?? '';
    return [
        ...(/Source: *\S/.test(header) ? [] : [problem('the first comment must name its source: "Source: …"')]),
        ...(/@IsTest/i.test(text) ? [] : [problem('not an @IsTest class')]),
        ...(/\bassert/i.test(text) ? [] : [problem('asserts nothing')])
    ];
};

const endingsOf = ({ name, text }: ApexSource): [string, string][] =>
    [...text.matchAll(/\/\/ ends: (.+?)\s*\n[^{;]*?\bvoid\s+(\w+)\s*\(/g)].map(([, message = '', method = '']) => [
        `${name}.${method}`.toLowerCase(),
        message
    ]);

const faultOf = (source: ApexSource): Fault => {
    const expected: string[] = [];
    for (const line of source.text.split('\n')) {
        const found = /^\/\/ expect: (\d+:\d+ .+?)\s*$/.exec(line)?.[1];
        if (found === undefined) break;
        expected.push(found);
    }
    return { source, expected };
};

/** Reads the folder. */
export const readConformanceCases = (): ConformanceCases => {
    const tests = sourcesIn('apex');
    const faults = sourcesIn('faults').map(faultOf);
    const unexpected = faults
        .filter(({ expected }) => expected.length === 0)
        .map(({ source: { file } }) => ({
            file,
            line: 1,
            column: 1,
            message: 'a fault begins with "// expect: <line>:<column> <message>"'
        }));
    return {
        tests,
        endings: new Map(tests.flatMap(endingsOf)),
        support: sourcesIn('apex/support'),
        faults,
        metadata: metadataFiles(),
        problems: [...tests.flatMap(problemsOfTest), ...unexpected]
    };
};
