import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { componentFiles } from '../build/paths.ts';
import { sayLine } from './screen.ts';
import { failed, passed, runPackage, type Step } from './steps.ts';

/** What keeps the CLI quiet, off the network and out of a person's own settings. */
const QUIET = {
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_DISABLE_LOG_FILE: 'true'
};

/** The real `sf` CLI makes of the source what it would send to an org: every component's JavaScript, and no TypeScript or test. */
export const deployable: Step = {
    name: 'Deployable, as the sf CLI sees it',
    run: async () => {
        const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-convert-'));
        try {
            const { code, output } = await runPackage(
                '@salesforce/cli/bin/run.js',
                ['project', 'convert', 'source', '--output-dir', path.join(folder, 'sent')],
                { quiet: true, env: { ...QUIET, HOME: folder } }
            );
            if (code !== 0) return failed(output);
            const sent = readdirSync(path.join(folder, 'sent'), { recursive: true, encoding: 'utf8' });
            const unwanted = sent.filter((file) => /\.ts$|__tests__|tsconfig/.test(file));
            const absent = [...componentFiles().keys()].filter(
                (name) => !existsSync(path.join(folder, 'sent', 'lwc', name, `${name}.js`))
            );
            const faults = [
                ...unwanted.map((file) => `${file} would be sent to an org; .forceignore must name it`),
                ...absent.map((name) => `lwc/${name} would be sent without its JavaScript; run \`npm run build\``)
            ];
            for (const fault of faults) sayLine(fault);
            return faults.length > 0 ? failed(`${faults.length} faults`, faults.length) : passed(sent.length);
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    }
};
