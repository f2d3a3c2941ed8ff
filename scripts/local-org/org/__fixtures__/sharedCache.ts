/** One of several processes with one cache folder: `sharedCache.ts <folder>`. Ends with 1 where it reads what nobody wrote. */
import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { entriesIn } from '../entries.ts';

const TURNS = 300;
const NAMES = 12;
const MOST = 8;

const [dir = ''] = process.argv.slice(2);
/** The same from each process, as what is cached is. */
const valueOf = (name: string): Buffer => Buffer.from(name.repeat(20_000));

let read = 0;
for (let turn = 0; turn < TURNS; turn++) {
    const entries = entriesIn(dir, MOST);
    const name = `entry-${(turn * 7 + process.pid) % NAMES}`;
    const found = entries.get(name);
    if (found && !found.equals(valueOf(name))) process.exit(1);
    if (found) read++;
    entries.set(name, valueOf(name));
    // A careless hand, now and then.
    const [file] = readdirSync(dir);
    if (file && turn % 20 === 0) rmSync(path.join(dir, file), { force: true });
    if (file && turn % 20 === 10) appendFileSync(path.join(dir, file), 'more');
}
process.stdout.write(String(read));
