import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { isRunByNpm, whenParentEnds } from './parent.ts';

test('what npm started ends once its shell has gone', async () => {
    let parent = 10;
    let ended = 0;
    const stop = whenParentEnds(
        () => (ended += 1),
        () => parent,
        5
    );
    await setTimeout(30);
    assert.equal(ended, 0, 'while the parent lives nothing happens');
    parent = 1;
    await setTimeout(60);
    assert.equal(ended, 1, 'it is told once');
    stop();
    assert.deepEqual([isRunByNpm({}), isRunByNpm({ npm_lifecycle_event: 'start' })], [false, true]);
});
