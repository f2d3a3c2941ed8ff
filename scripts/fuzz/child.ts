/** One door, in a process that may be ended when an input never returns: `child.ts <door> <seed> <from> <count>`. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readConformanceCases } from '../local-org/conformance/cases.ts';
import { openConformanceOrg } from '../local-org/conformance/org.ts';
import { doors } from './doors/index.ts';
import { isDocumented, leakIn, MOST_MS } from './judge.ts';
import { Random } from './random.ts';

export interface Report {
    readonly at: number;
    readonly failure?: string;
    readonly done?: true;
}

const [name = '', seed = '1', from = '0', count = '0'] = process.argv.slice(2);
const door = doors.find((candidate) => candidate.name === name);
if (!door) throw new Error(`there is no door ${name}`);
const cases = readConformanceCases();
const special = door.special();
let org = openConformanceOrg(cases.metadata);

const say = (report: Report): void => void process.send?.(report);
const folder = path.join(PROJECT_ROOT, '.cache', 'fuzz');
mkdirSync(folder, { recursive: true });

/** An image of a database is not weighed by the collector and is freed by the event loop: both are asked for. */
const COLLECT_EVERY = 20;
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('start with --expose-gc');

/** What is in the org: its generation, its tables and rows. */
const stateOf = (): string => `${org.current.number} ${createHash('sha1').update(org.database.image()).digest('hex')}`;

const inputAt = (at: number): string | Uint8Array =>
    at < special.length ? (special[at] ?? '') : door.input(new Random(Number(seed) * 1_000_003 + at));

const failureOf = (at: number, before: string): { failure?: string; changed: boolean } => {
    const input = inputAt(at);
    const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1');
    const keep = (failure: string, changed = false): { failure: string; changed: boolean } => {
        const file = path.join(folder, `${name.replaceAll(' ', '-')}-${seed}-${at}.txt`);
        writeFileSync(file, input);
        return { failure: `${failure} (${path.relative(PROJECT_ROOT, file)})`, changed };
    };
    const started = process.cpuUsage();
    try {
        const { reply, status, saysChanged } = door.send({ org, userId: org.administratorId }, input);
        const used = process.cpuUsage(started);
        const ms = (used.user + used.system) / 1_000;
        const changed = stateOf() !== before;
        if (ms > MOST_MS) return keep(`took ${Math.round(ms)} ms of processor time`, changed);
        if (!isDocumented(status)) return keep(`answered ${status}: ${reply.slice(0, 300)}`, changed);
        const leak = leakIn(reply, text);
        if (leak !== undefined) return keep(`shows "${leak}" of the inside: ${reply.slice(0, 300)}`, changed);
        if (changed && !saysChanged) return keep(`changed the org and said ${status}: ${reply.slice(0, 300)}`, changed);
        return { changed };
    } catch (error) {
        return keep(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
};

const last = special.length + Number(count);
let state = stateOf();
let written = 0;
for (let at = Number(from); at < last; at++) {
    say({ at });
    if (at % COLLECT_EVERY === 0) {
        collect();
        await setImmediate();
    }
    const { failure, changed } = failureOf(at, state);
    if (failure !== undefined) say({ at, failure });
    if (!changed) continue;
    // What was written stays written for a while, as in an org that is used, but never grows for ever.
    if (++written % 500 === 0) {
        org.close();
        org = openConformanceOrg(cases.metadata);
    }
    state = stateOf();
}
org.close();
say({ at: last, done: true });
process.disconnect?.();
