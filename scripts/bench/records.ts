/** Statements, rows saved and rows read a second, and whether the cost of a row stays the same as they become many. */
import { SYSTEM_MODE } from '../local-org/security/types.ts';
import { type Figure } from './figures.ts';
import { openBenchOrg, type BenchOrg } from './inProcess.ts';

const TIMES = 5;
const SIZES = [1_000, 10_000, 100_000];
/** One transaction may save 10,000 rows. */
const AT_A_TIME = 9_000;

const LOOP = `public class Loop {
    public static void run() {
        Integer total = 0;
        List<Integer> few = new List<Integer>{ 1, 2, 3 };
        for (Integer i = 0; i < 1000000; i++) {
            total += few[Math.mod(i, 3)];
            if (total > 1000) {
                total = 0;
            }
        }
        System.assert(total >= 0);
    }
}`;
const saving = (name: string, rows: number): string => `public class ${name} {
    public static void run() {
        List<Crate__c> crates = new List<Crate__c>();
        for (Integer i = 0; i < ${Math.max(1, rows / 100)}; i++) {
            crates.add(new Crate__c(Name = 'Crate ' + i));
        }
        insert crates;
        List<Bottle__c> bottles = new List<Bottle__c>();
        for (Integer i = 0; i < ${rows}; i++) {
            bottles.add(new Bottle__c(Crate__c = crates[Math.mod(i, crates.size())].Id, Size__c = Math.mod(i, 7), Full__c = Math.mod(i, 2) == 0));
        }
        insert bottles;
    }
}`;
/** One transaction may read 50,000 rows. */
const QUERY = 'SELECT Id, Name, Crate__r.Name, Crate_Name__c, Cork_Count__c FROM Bottle__c LIMIT 50000';

const perSecond = (count: number, ms: number): string => `${Math.round((count * 1_000) / ms).toLocaleString('en')} / s`;
const best = <T>(run: () => T, cost: (result: T) => number): T => {
    let least = run();
    for (let time = 1; time < TIMES; time++) {
        const next = run();
        if (cost(next) < cost(least)) least = next;
    }
    return least;
};

const readAll = ({ org }: BenchOrg): { rows: number; ms: number } =>
    org.database.transaction(org.administratorId, 'async', (tx) => {
        const from = process.cpuUsage();
        const { rows } = org.database.soql.query(tx, org.database.soql.parse(QUERY), [], SYSTEM_MODE);
        let seen = 0;
        for (const row of rows) if (row.get('Name') !== undefined) seen++;
        const { user, system } = process.cpuUsage(from);
        return { rows: seen, ms: (user + system) / 1_000 };
    });

/** Fills orgs of different sizes, then reads them. */
const atSizes = (): Figure[] =>
    SIZES.map((size) => {
        const bench = openBenchOrg({ Fill: saving('Fill', Math.min(size, AT_A_TIME)) });
        try {
            let saved = 0;
            let ms = 0;
            let last = 0;
            while (saved < size) {
                last = bench.run('Fill').ms;
                ms += last;
                saved += Math.min(size, AT_A_TIME);
            }
            const read = best(
                () => readAll(bench),
                (result) => result.ms
            );
            return {
                what: `${size.toLocaleString('en')} records: saved through a trigger, a rule and roll-ups; then read with parent, formula and roll-up`,
                measured: `${perSecond(saved, ms)}; ${perSecond(read.rows, read.ms)}`,
                goal: 'the same a row'
            };
        } finally {
            bench.close();
        }
    });

/** Processor time, so that a busy machine says the same. */
export const measureRecords = (): Promise<Figure[]> => {
    const bench = openBenchOrg({ Loop: LOOP, Save: saving('Save', AT_A_TIME) });
    try {
        const loop = best(
            () => bench.run('Loop'),
            ({ ms }) => ms
        );
        const save = best(
            () => bench.run('Save'),
            ({ ms }) => ms
        );
        return Promise.resolve([
            {
                what: 'Simple Apex statements, with limits and coverage',
                measured: perSecond(loop.statements, loop.ms),
                goal: '10,000,000 / s'
            },
            {
                what: `Insert of ${AT_A_TIME.toLocaleString('en')} rows through a trigger, a rule and roll-ups`,
                measured: perSecond(AT_A_TIME, save.ms),
                goal: '10,000 / s'
            },
            ...atSizes()
        ]);
    } finally {
        bench.close();
    }
};
