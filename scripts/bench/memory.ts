/** What host and engine keep of the machine's memory when nobody asks anything. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { call, DATA, query } from '../kill/load.ts';
import { KilledOrg } from '../kill/org.ts';
import { type Figure } from './figures.ts';

const RECORDS = 100_000;
const AT_A_TIME = 9_000;
const QUIET_MS = 60_000;

const FILL = `List<Crate__c> crates = new List<Crate__c>();
for (Integer i = 0; i < ${AT_A_TIME}; i++) { crates.add(new Crate__c(Name = 'Crate ' + i, Capacity__c = i, Log__c = 'filled')); }
insert as system crates;`;

/** Resident memory of a process in megabytes; 0 where the system does not tell. */
const residentMegabytes = (pid: number): number => {
    try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
    } catch {
        return 0;
    }
};

export const measureMemory = async (): Promise<Figure[]> => {
    const org = new KilledOrg();
    try {
        const login = await org.start();
        const [set] = await query(login, `SELECT Id FROM PermissionSet WHERE Name = 'Everything'`);
        await call(login, 'POST', `${DATA}/sobjects/PermissionSetAssignment`, {
            AssigneeId: login.userId,
            PermissionSetId: set?.Id
        });
        for (let made = 0; made < RECORDS; made += AT_A_TIME) {
            const url = `${DATA}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(FILL)}`;
            const { body } = await call(login, 'GET', url);
            if (!(body as { success: boolean }).success) throw new Error(JSON.stringify(body));
        }
        // What a person does next: reads pages of it.
        await query(login, 'SELECT Id, Name, Free__c FROM Crate__c ORDER BY Name LIMIT 10000');
        await query(login, 'SELECT Kind__c, COUNT(Id) FROM Crate__c GROUP BY Kind__c');
        const { host, engine } = org.processes();
        const before = [host, engine].map(residentMegabytes);
        await wait(QUIET_MS);
        const after = [host, engine].map(residentMegabytes);
        const shown = (of: readonly number[]): string => of.map((megabytes) => Math.round(megabytes)).join(' + ');
        return [
            {
                what: `Memory of host and engine with ${RECORDS.toLocaleString('en')} records, a minute after the last request`,
                measured: `${shown(after)} MB (right after it: ${shown(before)} MB)`,
                goal: 'under 400 MB together'
            }
        ];
    } finally {
        await org.stop();
    }
};
