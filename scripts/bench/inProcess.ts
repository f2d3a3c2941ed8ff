/** An org in this process, with the conformance cases' objects and triggers, for figures without HTTP. */
import { compileApex } from '../local-org/apex/index.ts';
import type { ApexSource } from '../local-org/apex/types.ts';
import { readConformanceCases } from '../local-org/conformance/cases.ts';
import { openConformanceOrg } from '../local-org/conformance/org.ts';
import type { Org } from '../local-org/org/types.ts';

/** System mode: access is not what is measured. */
const VERSION = 66;

export interface BenchOrg {
    readonly org: Org;
    /** Runs the static method `run` of a class, in a transaction of its own that stays. @returns processor time in milliseconds, and statements */
    run(className: string): { readonly ms: number; readonly statements: number };
    close(): void;
}

/** @param classes name → text of classes with a method `public static void run()` */
export const openBenchOrg = (classes: Readonly<Record<string, string>>): BenchOrg => {
    const cases = readConformanceCases();
    const org = openConformanceOrg(cases.metadata);
    const own = Object.entries(classes).map(([name, text]): ApexSource => ({
        name,
        kind: 'class',
        file: `${name}.cls`,
        text,
        apiVersion: VERSION
    }));
    const { program, problems } = compileApex({
        sources: [...cases.support, ...own],
        model: org.current.model,
        database: org.database
    });
    if (!program) throw new Error(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
    org.database.records.attach(program);
    return {
        org,
        run: (className) =>
            org.database.transaction(org.administratorId, 'async', (tx) => {
                const from = process.cpuUsage();
                program.call(tx, className, 'run', {}, 'test');
                const { user, system } = process.cpuUsage(from);
                return { ms: (user + system) / 1_000, statements: tx.limits.used('statements') };
            }),
        close: () => org.close()
    };
};
