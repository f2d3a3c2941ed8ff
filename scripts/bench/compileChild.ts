/** One process that compiles the package into an org in memory: `compileChild.ts <cache folder> <apex | all>`. Prints milliseconds as JSON. */
import { compileApex } from '../local-org/apex/index.ts';
import { baseComponents, compileMetadata, readProject } from '../local-org/metadata/index.ts';
import type { ComponentSource } from '../local-org/metadata/types.ts';
import { fileCache } from '../local-org/org/cache.ts';
import { apexSources } from '../local-org/org/components.ts';
import { openOrg } from '../local-org/org/index.ts';

export interface CompileTimes {
    readonly lines: number;
    /** Processor time of Apex alone, in a process that has compiled nothing yet: read from the cache or compiled, and ready to run. */
    readonly apex: number;
    /** Processor time from the start of the process: modules loaded, project read, org made in memory, everything deployed. */
    readonly sinceStart: number;
    /** The same by the clock. */
    readonly sinceStartByClock: number;
    /** Processor time of one changed class, deployed into the running org. */
    readonly oneClass: number;
    /** The same of the first one: what the others depend on is looked at for the first time. */
    readonly firstClass: number;
}

const [cacheDir = '', mode = 'apex'] = process.argv.slice(2);
const { components } = readProject(PROJECT_ROOT);
const org = openOrg({ file: ':memory:', cacheDir });
/** Processor time of this process so far, in milliseconds: a busy machine says the same. */
const spent = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
};
const deploy = (changes: readonly ComponentSource[]): number => {
    const from = spent();
    const { problems } = org.deploy(changes, { checkOnly: false, remove: [] });
    if (problems[0]) throw new Error(`${problems[0].file}:${problems[0].line}: ${problems[0].message}`);
    return spent() - from;
};
const sources = apexSources(components);
/** With the whole package's metadata, as each deployment compiles it: with another schema no entry of the cache would hold. */
const apexAlone = (): number => {
    const { model } = compileMetadata([...baseComponents(), ...components], 1, new Map());
    if (!model) throw new Error('the package does not deploy');
    const cache = fileCache(`${cacheDir}/apex`);
    const from = spent();
    compileApex({ sources, model, database: org.database, cache });
    return spent() - from;
};
const apex = mode === 'apex' ? apexAlone() : 0;
deploy(components);
const sinceStart = spent();
const sinceStartByClock = performance.now();

const [changed] = components.filter(({ fullName }) => fullName === 'PlanViewBuilder');
if (!changed) throw new Error('the bench no longer fits the package');
const edited = (time: number): ComponentSource => ({
    ...changed,
    hash: `${changed.hash} ${time}`,
    files: new Map(
        [...changed.files].map(([file, bytes]) =>
            file.endsWith('.cls') ? [file, Buffer.from(`${Buffer.from(bytes).toString()}\n// ${time}`)] : [file, bytes]
        )
    )
});
const times = Array.from({ length: 5 }, () => deploy([edited(spent())]));
const result: CompileTimes = {
    lines: sources.reduce((total, { text }) => total + text.split('\n').length, 0),
    apex,
    sinceStart,
    sinceStartByClock,
    oneClass: Math.min(...times),
    firstClass: times[0] ?? 0
};
process.stdout.write(JSON.stringify(result));
org.close();
