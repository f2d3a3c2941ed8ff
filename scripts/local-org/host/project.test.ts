import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { administratorOf } from './project.ts';

test('each project has an administrator of its own: clients keep their logins by username', () => {
    assert.equal(administratorOf(PROJECT_ROOT), undefined);
    const of = (folder: string): string | undefined => administratorOf(path.join(path.sep, 'projects', folder));
    assert.deepEqual(['fflib-apex-common', 'My App (2)', '日本'].map(of), [
        'admin@fflib-apex-common.local',
        'admin@my-app-2.local',
        undefined
    ]);
});
