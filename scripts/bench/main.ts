/** `npm run bench [-- starting apex records compiling memory watching plans handoffs map]`: measures on this machine; a test never asserts a time. */
import { measureApex } from './apex.ts';
import { printFigures, type Figure } from './figures.ts';
import { measureCompiling } from './compiling.ts';
import { measureHandoffs } from './handoffs.ts';
import { measureMap } from './map.ts';
import { measureMemory } from './memory.ts';
import { measurePlans } from './plans.ts';
import { measureRecords } from './records.ts';
import { measureStarting } from './starting.ts';
import { measureWatching } from './watching.ts';

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
    starting: measureStarting,
    records: measureRecords,
    compiling: measureCompiling,
    memory: measureMemory,
    apex: measureApex,
    watching: measureWatching,
    plans: measurePlans,
    handoffs: measureHandoffs,
    map: measureMap
};

const asked = process.argv.slice(2);
const figures: Figure[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
    const measure = parts[name];
    if (!measure) throw new Error(`No such part: ${name}. There are: ${Object.keys(parts).join(', ')}.`);
    figures.push(...(await measure()));
}
printFigures(figures);
