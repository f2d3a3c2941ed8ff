import { localLogin, open } from '../client/connection.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { type Figure } from './figures.ts';

const ROWS = 2000;
const STATEMENTS = 2_000_000;

/** Simple statements: counted by the code itself, so that the ratio does not depend on how the org counts. */
const LOOP = `
Integer total = 0;
for (Integer i = 0; i < ${STATEMENTS / 2}; i++) {
    total += i;
}
System.assert(total != null);`;

/** A 2,000-row insert through a trigger, undone at the end. */
const INSERT = `
Account home = new Account(Name = 'Bench');
insert home;
List<Stakeholder__c> people = new List<Stakeholder__c>();
for (Integer i = 0; i < ${ROWS}; i++) {
    people.add(new Stakeholder__c(Account__c = home.Id, Name = 'Person ' + i, Role__c = 'Daily User'));
}
insert people;
System.assertEquals(${ROWS}, [SELECT COUNT() FROM Stakeholder__c WHERE Account__c = :home.Id]);
delete home;`;

/** Best of several runs, in milliseconds. */
const best = async (run: () => Promise<void>, times: number): Promise<number> => {
    const measured: number[] = [];
    for (let time = 0; time < times; time++) {
        const from = performance.now();
        await run();
        measured.push(performance.now() - from);
    }
    return Math.min(...measured);
};

/** Statements and rows a second, over HTTP as anonymous Apex: compiling it and the request are included. */
export const measureApex = async (): Promise<Figure[]> => {
    const org = await startLocalOrg({ name: 'bench', fresh: false });
    try {
        Object.assign(process.env, { LOCAL_ORG_HOME: org.environment.LOCAL_ORG_HOME });
        const connection = open(await localLogin());
        const apex = async (body: string): Promise<void> => {
            const result = await connection.tooling.executeAnonymous(body);
            if (!result.success) throw new Error(result.compileProblem ?? result.exceptionMessage ?? 'failed');
        };
        const loop = await best(() => apex(LOOP), 5);
        const insert = await best(() => apex(INSERT), 5);
        const rate = (count: number, ms: number): string =>
            `${Math.round((count * 1000) / ms).toLocaleString('en')} / s`;
        return [
            { what: 'Simple Apex statements, counted, with coverage', measured: rate(STATEMENTS, loop), goal: '' },
            {
                what: `Insert of ${ROWS.toLocaleString('en')} rows through a trigger, read back and deleted`,
                measured: rate(ROWS, insert),
                goal: 'over 3,000 / s'
            }
        ];
    } finally {
        await org.stop();
    }
};
