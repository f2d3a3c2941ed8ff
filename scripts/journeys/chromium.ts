import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const SYSTEM = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** A browser's program: the one named by CHROMIUM, one of the system's, or Playwright's own; undefined where there is none. */
export const findChromium = (): string | undefined =>
    [process.env.CHROMIUM, ...SYSTEM, chromium.executablePath()].find(
        (file) => file !== undefined && file !== '' && existsSync(file)
    );

export const HOW_TO_GET_CHROMIUM =
    'install it (Debian: `apt-get install chromium`), or Playwright’s own: `npx playwright-core install chromium`';

/** Starts Chromium without a window and without talking to anybody. */
export const launchChromium = async (): Promise<Browser> => {
    const executablePath = findChromium();
    if (!executablePath) throw new Error(`Chromium is missing: ${HOW_TO_GET_CHROMIUM}`);
    return chromium.launch({
        executablePath,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync'
        ]
    });
};
