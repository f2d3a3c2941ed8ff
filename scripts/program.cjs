/**
 * Runs a bundled program with the machine code that V8 made of it before: compiling a large program anew takes longer than most of what
 * it is started for. The code is kept beside the program, named by what it was made of; it may be deleted or damaged at any time.
 */
const { createHash } = require('node:crypto');
const { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

/** Puts down what V8 has compiled by now, and takes away what was kept of other versions of the program. */
const keep = (script, file, kept) => {
    const beside = `${kept}.${process.pid}`;
    try {
        writeFileSync(beside, script.createCachedData());
        renameSync(beside, kept);
        const own = `${path.basename(file)}.`;
        for (const name of readdirSync(path.dirname(file)))
            if (name.startsWith(own) && name.endsWith('.code') && name !== path.basename(kept))
                rmSync(path.join(path.dirname(file), name), { force: true });
    } catch {
        // A full disk, a folder that is gone: the next start compiles again.
        rmSync(beside, { force: true });
    }
};

const read = (file) => {
    try {
        return readFileSync(file);
    } catch {
        return undefined;
    }
};

/** @param file the program, a CommonJS script */
module.exports = (file) => {
    const load = createRequire(file);
    // Node reads source maps of modules only; whoever looks for a fault wants the lines of the sources.
    if (process.env.LOCAL_ORG_DEBUG) {
        process.setSourceMapsEnabled(true);
        load(file);
        return;
    }
    const code = readFileSync(file, 'utf8');
    // V8 compares no more than the length of the source, and refuses code that was made under other flags.
    const made = createHash('sha256').update(JSON.stringify([process.version, process.arch, process.execArgv]));
    const kept = `${file}.${made.update(code).digest('base64url')}.code`;
    const cachedData = read(kept);
    const script = new Script(`(function (exports, require, module) {${code}\n})`, { filename: file, cachedData });
    // At the end: what was only compiled when it was called is known then.
    if (!cachedData || script.cachedDataRejected) process.once('exit', () => keep(script, file, kept));
    const own = { exports: {} };
    script.runInThisContext()(own.exports, load, own);
};
