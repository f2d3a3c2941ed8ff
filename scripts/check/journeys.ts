import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../journeys/chromium.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { runNodeTests } from './nodeTests.ts';
import { failed, missing, type Step } from './steps.ts';

/** Journeys of programs wait mostly for programs: they run beside those in the browser, on records of their own. */
const WITHOUT_PAGES = /\/(clients|network)\./;

/** The personas' journeys in Chromium (`ONLY_JOURNEY=handoff` takes those whose file begins so), against a fresh local org that was started the way a newcomer starts it. */
export const journeys: Step = {
    name: 'Journeys in Chromium',
    // They wait for pages more than they compute.
    cores: 0,
    run: async () => {
        if (!findChromium()) return missing('Chromium', HOW_TO_GET_CHROMIUM);
        const files = readdirSync(path.join(PROJECT_ROOT, 'scripts', 'journeys'))
            .filter((file) => file.endsWith('.journey.ts') && file.startsWith(process.env.ONLY_JOURNEY ?? ''))
            .map((file) => `journeys/${file}`);
        const org = await startLocalOrg({ name: 'journeys', fresh: true });
        try {
            const settings = {
                concurrency: 1,
                show: true,
                urgent: true,
                env: { ...org.environment, GANGWAY_URL: org.url }
            };
            const groups = {
                journeys: files.filter((file) => !WITHOUT_PAGES.test(file)),
                'journeys-of-clients': files.filter((file) => WITHOUT_PAGES.test(file))
            };
            const results = await Promise.all(
                Object.entries(groups)
                    .filter(([, group]) => group.length > 0)
                    .map(([name, group]) => runNodeTests(group, { ...settings, name }))
            );
            if (results.length === 0) return failed('no journey begins so');
            const sum = (what: 'passed' | 'failed' | 'skipped'): number =>
                results.reduce((total, result) => total + result[what], 0);
            return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
        } finally {
            await org.stop();
        }
    }
};
