/**
 * `npm run seed [-- --playbooks [--from <folder>] [--next-version]] [-- --export-playbooks <folder>] [-- --target-org <alias>]`
 * Loads the playbooks into any org, or writes those of an org to a folder. In the local org it also makes sample people, companies
 * and handoffs, and prints the pages worth opening as lines of JSON. Everything goes in by key: running it again makes no second
 * of anything.
 */
import { parseArgs } from 'node:util';
import type { Connection } from 'jsforce';
import { connect, isLocalOrg } from '../client/connection.ts';
import { loadingHistory } from '../client/history.ts';
import { createProgress, type Progress } from '../client/progress.ts';
import { seedHandoffs } from './handoffs.ts';
import { seedMaps } from './maps.ts';
import { samplePages } from './pages.ts';
import { assign, seedPeople } from './people.ts';
import { readPlaybooks, SHIPPED, writePlaybooks } from './playbooks/file.ts';
import { playbooksOf } from './playbooks/fromOrg.ts';
import { loadPlaybooks } from './playbooks/load.ts';
import { seedRecords } from './records.ts';
import { readSample } from './sample.ts';

const exportPlaybooks = async (connection: Connection, folder: string, progress: Progress): Promise<void> => {
    const step = progress.step('Playbooks');
    const names = writePlaybooks(folder, await playbooksOf(connection));
    step.done(`${names.length} written to ${folder}: ${names.join(', ')}`);
};

const main = async (): Promise<void> => {
    const { values } = parseArgs({
        options: {
            playbooks: { type: 'boolean', default: false },
            from: { type: 'string', default: SHIPPED },
            'next-version': { type: 'boolean', default: false },
            'export-playbooks': { type: 'string' },
            'target-org': { type: 'string' }
        }
    });
    const connection = await connect(values['target-org']);
    const progress = createProgress();
    const { user_id: userId } = await connection.requestGet<{ user_id: string }>('/services/oauth2/userinfo');
    await assign(connection, userId, 'Onboarding_Admin');
    const folder = values['export-playbooks'];
    if (folder !== undefined) return exportPlaybooks(connection, folder, progress);
    const { refused } = await loadPlaybooks(connection, readPlaybooks(values.from), progress, {
        nextVersion: values['next-version']
    });
    for (const reason of refused) console.error(`  ${reason}`);
    if (values.playbooks) {
        if (refused.length > 0) process.exitCode = 1;
        return;
    }
    if (!isLocalOrg(connection)) {
        console.error('  Sample people and companies are for the local org only; a real org gets the playbooks.');
        return;
    }
    const sample = readSample();
    await seedPeople(connection, sample.roles, sample.personas, progress);
    await loadingHistory(connection, () => seedRecords(connection, sample, progress));
    await seedHandoffs(connection, sample, progress);
    await seedMaps(connection, sample.personas, progress);
    for (const page of await samplePages(connection, sample)) console.log(JSON.stringify(page));
};

try {
    await main();
} catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
}
