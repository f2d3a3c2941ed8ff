import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RefreshTree } from './refreshTree.ts';

/** Places are paths: `page/list/row`. */
const parentOf = (place: string): string | null =>
    place.includes('/') ? place.slice(0, place.lastIndexOf('/')) : null;

const treeOf = (handlers: Readonly<Record<string, () => unknown>>) => {
    const ran: string[] = [];
    const tree = new RefreshTree<string>(parentOf);
    const handles = Object.entries(handlers).map(([place, handler]) =>
        tree.add(place, () => {
            ran.push(place);
            return handler();
        })
    );
    return { tree, ran, handles };
};

test('handlers run from the container downwards, each after the one above it', async () => {
    const later = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(true), 5));
    const { tree, ran } = treeOf({
        'page/list/row': () => true,
        'page/list': later,
        'page/head': () => true,
        other: later
    });
    assert.equal(await tree.refresh('page'), 'REFRESH_COMPLETE');
    assert.deepEqual(ran, ['page/list', 'page/head', 'page/list/row']);
    await tree.refresh(undefined);
    assert.ok(ran.includes('other'), 'the whole page');
});

test('who answers false keeps the refresh from those below, and who has gone is left out', async () => {
    const { tree, ran, handles } = treeOf({
        'page/list': () => false,
        'page/list/row': () => true,
        'page/head': () => true
    });
    tree.remove(handles[2]!);
    assert.equal(await tree.refresh('page'), 'REFRESH_COMPLETE');
    assert.deepEqual(ran, ['page/list']);
});

test('a handler that fails is told to the container and stops nobody', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const fails = (): never => {
        throw new Error('no');
    };
    const some = treeOf({ page: fails, 'page/list': () => true });
    assert.equal(await some.tree.refresh('page'), 'REFRESH_COMPLETE_WITH_ERRORS');
    assert.deepEqual(some.ran, ['page', 'page/list']);
    assert.equal(await treeOf({ page: fails }).tree.refresh('page'), 'REFRESH_ERROR');
});
