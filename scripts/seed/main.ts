/**
 * `npm run seed [-- --playbooks] [-- --target-org <alias>]`
 * Loads the playbooks into any org. In the local org it also makes sample people, companies and handoffs, and prints the pages worth
 * opening as lines of JSON. Everything goes in by key: running it again makes no second of anything.
 */
import { parseArgs } from 'node:util';
import { connect, isLocalOrg } from '../client/connection.ts';
import { createProgress } from '../client/progress.ts';
import { seedHandoffs } from './handoffs.ts';
import { samplePages } from './pages.ts';
import { assign, seedPeople } from './people.ts';
import { seedPlaybooks } from './playbooks.ts';
import { seedRecords } from './records.ts';
import { readSample } from './sample.ts';

const main = async (): Promise<void> => {
    const { values } = parseArgs({
        options: { playbooks: { type: 'boolean', default: false }, 'target-org': { type: 'string' } }
    });
    const connection = await connect(values['target-org']);
    const progress = createProgress();
    const { user_id: userId } = await connection.requestGet<{ user_id: string }>('/services/oauth2/userinfo');
    await assign(connection, userId, 'Onboarding_Admin');
    await seedPlaybooks(connection, progress);
    if (values.playbooks) return;
    if (!isLocalOrg(connection)) {
        console.error('  Sample people and companies are for the local org only; a real org gets the playbooks.');
        return;
    }
    const sample = readSample();
    await seedPeople(connection, sample.roles, sample.personas, progress);
    await seedRecords(connection, sample, progress);
    await seedHandoffs(connection, sample, progress);
    for (const page of await samplePages(connection, sample)) console.log(JSON.stringify(page));
};

try {
    await main();
} catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
}
