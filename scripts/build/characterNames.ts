/**
 * `node scripts/run.mjs scripts/build/characterNames.ts [java]`: the names of characters that patterns know, from a Java 17 runtime.
 * Regular expressions are Java's, so their names are those of java.lang.Character.getName and not of what Node knows.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { CHARACTER_NAMES_FILE } from '../local-org/model/pattern/characterNames.ts';

const [java = 'java'] = process.argv.slice(2);
const printed = execFileSync(java, [path.join(PROJECT_ROOT, 'scripts', 'build', 'CharacterNames.java')], {
    encoding: 'utf8',
    maxBuffer: 1 << 26
});

let expected = 0;
const lines = printed
    .trimEnd()
    .split('\n')
    .map((line) => {
        const blank = line.indexOf(' ');
        const codePoint = Number(line.slice(0, blank));
        const skipped = codePoint - expected;
        expected = codePoint + 1;
        return (skipped > 0 ? `${skipped.toString(36)}~` : '') + line.slice(blank + 1);
    });
writeFileSync(
    CHARACTER_NAMES_FILE,
    brotliCompressSync(lines.join('\n'), {
        params: {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS
        }
    })
);
process.stdout.write(`${lines.length} names\n`);
