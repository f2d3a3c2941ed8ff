/** What must hold after a process was killed. */
import { setTimeout as wait } from 'node:timers/promises';
import { call, DATA, query, type Write } from './load.ts';
import type { Login } from './org.ts';

const JOBS_MS = 15_000;

const countBy = (
    rows: readonly Record<string, unknown>[],
    keyOf: (row: Record<string, unknown>) => string
): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
    return counts;
};

/** Waits until each job has left its mark, or it is too late for that. */
const drain = async (login: Login, round: number): Promise<void> => {
    const unmarked = `SELECT Id FROM Crate__c WHERE Log__c = NULL AND Key__c LIKE '${round}-apex-%'`;
    for (const until = Date.now() + JOBS_MS; Date.now() < until; await wait(50))
        if ((await query(login, unmarked)).length === 0) return;
};

/** @returns what is wrong, a sentence each */
export const verify = async (login: Login, round: number, writes: readonly Write[]): Promise<string[]> => {
    const faults: string[] = [];
    const read = () =>
        query(
            login,
            `SELECT Key__c, Log__c, Bottle_Count__c, Volume__c, (SELECT Id FROM Bottles__r) FROM Crate__c WHERE Key__c LIKE '${round}-%'`
        );
    await drain(login, round);
    const crates = await read();
    const bottles = await query(login, `SELECT Code__c FROM Bottle__c WHERE Code__c LIKE '${round}-%'`);
    const cratesBy = countBy(crates, ({ Key__c }) => String(Key__c));
    const bottlesBy = countBy(bottles, ({ Code__c }) => String(Code__c).replace(/-\d+$/, ''));
    for (const { key, acknowledged, ...wanted } of writes) {
        const found = { crates: cratesBy.get(key) ?? 0, bottles: bottlesBy.get(key) ?? 0 };
        const isWhole = found.crates === wanted.crates && found.bottles === wanted.bottles;
        const isAbsent = found.crates === 0 && found.bottles === 0;
        if (acknowledged && !isWhole) faults.push(`${key} was promised and is not whole: ${JSON.stringify(found)}`);
        else if (!isWhole && !isAbsent) faults.push(`${key} is there by half: ${JSON.stringify(found)}`);
    }
    for (const {
        Key__c: key,
        Log__c: marks,
        Bottle_Count__c: count,
        Volume__c: volume,
        Bottles__r: children
    } of crates) {
        const rows = (children as { totalSize: number } | null)?.totalSize ?? 0;
        if (count !== rows || (volume ?? 0) !== rows)
            faults.push(`${String(key)} counts ${String(count)} bottles of volume ${String(volume)} and has ${rows}`);
        if (String(key).includes('-apex-') && marks !== 'x')
            faults.push(`the job of ${String(key)} left the marks ${String(marks)}`);
    }
    for (const { key, kind } of writes.filter((write) => !write.acknowledged)) {
        if (kind !== 'upsert') continue;
        for (let times = 0; times < 2; times++) {
            const { status } = await call(login, 'PATCH', `${DATA}/sobjects/Crate__c/Key__c/${key}`, { Name: key });
            if (status !== 200 && status !== 201) faults.push(`${key} cannot be upserted again: ${status}`);
        }
    }
    for (const [key, count] of countBy(await read(), ({ Key__c }) => String(Key__c)))
        if (count !== 1) faults.push(`${key} is there ${count} times`);
    return faults;
};
