import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../journeys/chromium.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { runNodeTests } from './nodeTests.ts';
import { missing, type Step } from './steps.ts';

/** The personas' journeys in Chromium (`ONLY_JOURNEY=handoff` takes those whose file begins so), against a fresh local org that was started the way a newcomer starts it. */
export const journeys: Step = {
    name: 'Journeys in Chromium',
    run: async () => {
        if (!findChromium()) return missing('Chromium', HOW_TO_GET_CHROMIUM);
        const files = readdirSync(path.join(PROJECT_ROOT, 'scripts', 'journeys'))
            .filter((file) => file.endsWith('.journey.ts') && file.startsWith(process.env.ONLY_JOURNEY ?? ''))
            .map((file) => `journeys/${file}`);
        const org = await startLocalOrg({ name: 'journeys', fresh: true });
        try {
            return await runNodeTests(files, {
                name: 'journeys',
                concurrency: 1,
                show: true,
                env: { ...org.environment, GANGWAY_URL: org.url }
            });
        } finally {
            await org.stop();
        }
    }
};
