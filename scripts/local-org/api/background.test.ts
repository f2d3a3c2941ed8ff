import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openOrg } from '../org/index.ts';
import type { Org } from '../org/types.ts';
import { createBackground, startWork } from './background.ts';
import type { BackgroundWorker } from './background.ts';

let org: Org;
before(() => {
    org = openOrg({ file: ':memory:' });
});
after(() => org.close());

/** Counts down from the number at the end of the id; notes what happened. */
const countdown = (log: string[]): BackgroundWorker => {
    const left = new Map<string, number>();
    return {
        kind: 'countdown',
        step: (_org, id) => {
            const steps = (left.get(id) ?? Number(id.slice(1))) - 1;
            left.set(id, steps);
            log.push(`${id}:${steps}`);
            return steps > 0;
        },
        abandon: (_org, id, reason) => log.push(`${id} abandoned: ${reason}`)
    };
};
const drain = (next: (org: Org) => boolean): number => {
    let steps = 0;
    while (next(org)) steps++;
    return steps;
};

describe('work between requests', () => {
    it('takes turns and forgets what is done', () => {
        const log: string[] = [];
        const next = createBackground([countdown(log)]);
        startWork(org, 'countdown', 'a3');
        startWork(org, 'countdown', 'b1');
        assert.equal(drain(next), 4);
        assert.deepEqual(log, ['a3:2', 'b1:0', 'a3:1', 'a3:0']);
        assert.equal(next(org), false);
    });
    it('begins with the transaction that started it, or never', () => {
        const log: string[] = [];
        const next = createBackground([countdown(log)]);
        const undone = (): void =>
            org.database.transaction(org.administratorId, 'request', () => {
                startWork(org, 'countdown', 'c1');
                throw new Error('undone');
            });
        assert.throws(undone, /undone/);
        assert.equal(drain(next), 0);
        org.database.transaction(org.administratorId, 'request', () => startWork(org, 'countdown', 'd1'));
        assert.equal(drain(next), 1);
        assert.deepEqual(log, ['d1:0']);
    });
    it('goes on in the next engine, and gives up a step that ended it three times', () => {
        const log: string[] = [];
        startWork(org, 'countdown', 'e2');
        const [key = ''] = org.database.store.keys('background/');
        const begun = (attempts: number): void =>
            org.database.store.set(key, Buffer.from(JSON.stringify({ kind: 'countdown', id: 'e2', attempts })));
        begun(2);
        assert.equal(drain(createBackground([countdown(log)])), 2);
        assert.deepEqual(log, ['e2:1', 'e2:0']);
        begun(3);
        assert.equal(drain(createBackground([countdown(log)])), 1);
        assert.match(log[2] ?? '', /^e2 abandoned: The engine of the local org ended/);
        assert.equal(drain(createBackground([countdown(log)])), 0);
    });
    it('abandons what threw, with an id instead of a stack', () => {
        const reasons: string[] = [];
        const next = createBackground([
            {
                kind: 'broken',
                step: () => {
                    throw new Error('the inside');
                },
                abandon: (_org, id, reason) => reasons.push(`${id} ${reason}`)
            }
        ]);
        startWork(org, 'broken', 'f1');
        assert.equal(drain(next), 1);
        assert.match(
            reasons[0] ?? '',
            /^f1 An unexpected error occurred\. Please include this ErrorId .*: [\da-f-]{36}$/
        );
    });
});
