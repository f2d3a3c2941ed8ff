/** The engine: one org in a process of its own, so that whatever runs too long can be ended without taking the host along. */
import { rmSync, writeFileSync } from 'node:fs';
import { handle, runAnonymous, runNextStep } from '../api/index.ts';
import { NotSupported, PlatformError, parseId, passwordKey } from '../model/index.ts';
import type { SObject } from '../model/index.ts';
import { mergeDeployed } from '../org/deploy/plan.ts';
import { openOrg, serveTests } from '../org/index.ts';
import type { Org } from '../org/types.ts';
import { SYSTEM_MODE } from '../security/types.ts';
import type { EngineMessage, EngineReply, EngineStatus, EngineUser, ProjectKind } from './types.ts';

const [file = '', cacheDir = '', pidFile = '', kind = '', administrator = '', ...features] = process.argv.slice(2);
const parent = process.ppid;

const send = (reply: EngineReply): void => {
    if (process.connected) process.send?.(reply);
};

const nameOf = (user: SObject): string => {
    const name = user.get('Username');
    return typeof name === 'string' ? name : '';
};

/** The user of a name, or the administrator. @throws PlatformError NOT_FOUND */
const findUser = (org: Org, username: string | undefined): EngineUser =>
    org.database.transaction(org.administratorId, 'request', (tx) => {
        const query = org.database.soql.parse('SELECT Id, Username FROM User WHERE IsActive = true');
        const rows = org.database.soql.query(tx, query, [], SYSTEM_MODE).rows;
        const wanted = username?.toLowerCase();
        const row = rows.find((user) =>
            wanted === undefined ? user.id === org.administratorId : nameOf(user).toLowerCase() === wanted
        );
        if (!row?.id)
            throw new PlatformError('NOT_FOUND', `There is no active user ${username ?? ''} in the local org`);
        const hash = org.database.store.get(passwordKey(row.id));
        const own = hash ? { passwordHash: new TextDecoder().decode(hash) } : {};
        return { userId: row.id, username: nameOf(row), orgId: org.orgId, ...own };
    });

/** How much there is. Set-up objects of the org itself are counted too. */
const statusOf = (org: Org): EngineStatus => {
    const components: Record<string, number> = {};
    for (const { type } of org.deployed()) components[type] = (components[type] ?? 0) + 1;
    const rows: Record<string, number> = {};
    org.database.transaction(org.administratorId, 'request', (tx) => {
        for (const { name, kind } of org.current.model.schema.objects) {
            if (kind !== 'standard' && kind !== 'custom') continue;
            try {
                const query = org.database.soql.parse(`SELECT COUNT() FROM ${name}`);
                tx.limits = tx.limits.fresh('request');
                const { totalSize } = org.database.soql.query(tx, query, [], SYSTEM_MODE);
                if (totalSize > 0) rows[name] = totalSize;
            } catch (error) {
                // Some objects answer narrow questions only.
                if (!(error instanceof PlatformError || error instanceof NotSupported)) throw error;
            }
        }
    });
    return { generation: org.current.number, components, rows };
};

const COMMAND_LINE = 'the command line';

/** Holds rows for somebody at the command line, who plays another open transaction. */
const lockRows = (org: Org, ids: readonly string[], seconds: number): void => {
    const { locks } = org.database;
    locks.release(COMMAND_LINE);
    if (ids.length === 0) return;
    locks.hold(ids.map(parseId), COMMAND_LINE);
    setTimeout(() => locks.release(COMMAND_LINE), seconds * 1000).unref();
};

/** Short steps are done several at a time: whoever asks right after starting a small job finds it done. */
const STEPS_MS = 150;

/** What waits, when no request does: some steps of background work, one asynchronous Apex job. */
const runWaiting = (org: Org): boolean => {
    const until = performance.now() + STEPS_MS;
    let ran = false;
    while (runNextStep(org)) {
        ran = true;
        if (performance.now() > until) break;
    }
    return org.runNextJob() || ran;
};

const answer = (org: Org, id: number, message: EngineMessage): unknown => {
    switch (message.kind) {
        case 'request':
            return handle(org, message.request);
        case 'deploy':
            return org.deploy(message.merge === true ? mergeDeployed(org, message.changes) : message.changes, {
                checkOnly: message.checkOnly,
                remove: message.remove,
                strict: message.merge === true
            });
        case 'deployed':
            return org.deployed();
        case 'user':
            return findUser(org, message.username);
        case 'trustedSites':
            return org.current.model.trustedSites;
        case 'labels':
            return org.current.model.labels;
        case 'status':
            return statusOf(org);
        case 'bundles':
            return [...org.current.model.components('LightningComponentBundle')];
        case 'anonymous':
            return runAnonymous(org, message.text, (body) =>
                org.database.transaction(findUser(org, message.username).userId, 'request', body)
            );
        case 'lock':
            return lockRows(org, message.ids, message.seconds);
        case 'job':
            return runWaiting(org);
        case 'test':
            return org.test(message.only, (result) => send({ id, kind: 'result', result }));
        case 'stop':
            org.close();
            return undefined;
    }
};

const plain = (value: unknown): unknown => {
    if (value instanceof Map) return new Map(value);
    return value;
};

const leave = (org: Org | undefined): never => {
    try {
        org?.close();
    } catch {
        // Closed already.
    }
    rmSync(pidFile, { force: true });
    process.exit(0);
};

const start = (): Org | undefined => {
    try {
        const onStep = (text: string): void => send({ kind: 'step', text });
        const onSwap = (): void => send({ kind: 'swapped' });
        const tolerant = kind === ('foreign' satisfies ProjectKind);
        const testEntry = process.argv[1] ?? '';
        const named = administrator === '' ? {} : { administrator };
        return openOrg({ file, cacheDir, features, tolerant, testEntry, onStep, onSwap, ...named });
    } catch (error) {
        send({ kind: 'cannotOpen', message: error instanceof Error ? error.message : String(error) });
        return undefined;
    }
};

const runEngine = (): void => {
    // Ctrl-C goes to the whole group of processes; the host asks to stop when it is done.
    process.on('SIGINT', () => undefined);
    writeFileSync(pidFile, String(process.pid));
    const org = start();
    if (org) {
        process.on('disconnect', () => leave(org));
        // A host that was killed cannot say so.
        setInterval(() => {
            if (process.ppid !== parent) leave(org);
        }, 1000).unref();
        process.on('message', ({ id, message }: { id: number; message: EngineMessage }) => {
            try {
                send({ id, kind: 'done', value: plain(answer(org, id, message)) });
            } catch (error) {
                const code = error instanceof PlatformError ? { code: error.statusCode } : {};
                send({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error), ...code });
            }
            if (message.kind === 'stop') process.nextTick(() => leave(undefined));
        });
        send({ kind: 'open' });
    } else {
        process.exitCode = 1;
        process.disconnect?.();
        rmSync(pidFile, { force: true });
    }
};

// The same script runs Apex tests in processes of their own.
if (file === '--tests') serveTests();
else runEngine();
