/** Kills the engine or the host at random moments under load: `main.ts <times> [seed]`. Ends with the number of kills that broke nothing. */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../fuzz/random.ts';
import { call, DATA, Load, query } from './load.ts';
import { KilledOrg, type Login } from './org.ts';
import { verify } from './verify.ts';

const [times = '5', seed = '1'] = process.argv.slice(2);
const SHORTEST_MS = 100;
const LONGEST_MS = 1_500;

const random = new Random(Number(seed));
const org = new KilledOrg();
let passed = 0;
let failed = 0;
let acknowledged = 0;
let lost = 0;

const grant = async (login: Login): Promise<void> => {
    const [set] = await query(login, `SELECT Id FROM PermissionSet WHERE Name = 'Everything'`);
    const body = { AssigneeId: login.userId, PermissionSetId: set?.Id };
    const { status } = await call(login, 'POST', `${DATA}/sobjects/PermissionSetAssignment`, body);
    if (status !== 201) throw new Error(`the permission set cannot be assigned: ${status}`);
};
const newCrate = async (login: Login): Promise<string> => {
    const { body } = await call(login, 'POST', `${DATA}/sobjects/Crate__c`, { Name: 'shared' });
    return (body as { id: string }).id;
};

try {
    let login = await org.start();
    await grant(login);
    for (let round = 1; round <= Number(times); round++) {
        const started = performance.now();
        const killsHost = random.chance(0.4);
        const load = new Load(login, round, await newCrate(login));
        await wait(SHORTEST_MS + random.below(LONGEST_MS - SHORTEST_MS));
        if (killsHost) await org.killHost();
        else org.killEngine();
        // An engine that was killed is started again by its host, for clients that go on.
        if (!killsHost) await wait(random.below(1_000));
        await load.stop();
        if (killsHost) login = await org.start();
        const faults = await verify(login, round, load.writes);
        acknowledged += load.writes.filter((write) => write.acknowledged).length;
        lost += load.writes.filter((write) => !write.acknowledged).length;
        for (const fault of faults) console.log(`kill ${round} of the ${killsHost ? 'host' : 'engine'}: ${fault}`);
        console.log(
            `kill ${round} of the ${killsHost ? 'host' : 'engine'}: ${load.writes.length} writes, ${((performance.now() - started) / 1000).toFixed(1)} s`
        );
        if (faults.length === 0) passed++;
        else failed++;
    }
} catch (error) {
    console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    failed++;
} finally {
    await org.stop();
}
console.log(`${acknowledged} writes acknowledged and kept, ${lost} not acknowledged and whole or absent`);
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
