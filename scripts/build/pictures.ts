/** `npm run pictures`: the README's pictures, from the screenshots of the last run of the journeys. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const FROM = path.join(PROJECT_ROOT, '.cache', 'screenshots');
const TO = path.join(PROJECT_ROOT, 'config', 'pictures');
const SHOWN = ['account-plan', 'opportunity-handoff-draft', 'account-handoff-review', 'plan-timeline', 'map-21-lines'];

mkdirSync(TO, { recursive: true });
for (const name of SHOWN) {
    const file = path.join(FROM, `${name}.png`);
    if (!existsSync(file)) throw new Error(`There is no ${name}.png: run \`npm run journeys\` first.`);
    copyFileSync(file, path.join(TO, `${name}.png`));
}
