import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { appEntry, pageOf, urlOf } from './pageReference.ts';

const at = (path: string) => pageOf(new URL(path, 'http://127.0.0.1:8080'));

test('addresses and page references stand for each other', () => {
    const references = [
        {
            type: 'standard__recordPage',
            attributes: { objectApiName: 'Account', recordId: '001000000000001AAA', actionName: 'view' },
            state: {}
        },
        {
            type: 'standard__objectPage',
            attributes: { objectApiName: 'Account', actionName: 'list' },
            state: { filterName: 'Mine' }
        },
        { type: 'standard__navItemPage', attributes: { apiName: 'Portfolio' }, state: {} },
        { type: 'standard__namedPage', attributes: { pageName: 'home' }, state: {} },
        { type: 'standard__component', attributes: { componentName: 'c__panel' }, state: { c__mode: 'full' } },
        { type: 'standard__search', attributes: {}, state: { term: 'a & b' } },
        {
            type: 'standard__recordRelationshipPage',
            attributes: {
                objectApiName: 'Account',
                recordId: '001000000000001AAA',
                relationshipApiName: 'Contacts',
                actionName: 'view'
            },
            state: {}
        }
    ];
    for (const reference of references) assert.deepEqual(at(urlOf(reference)), reference);
});

test('a record is found without its object, and by its bare Id', () => {
    assert.equal(at('/lightning/r/001000000000001AAA/view')?.attributes.recordId, '001000000000001AAA');
    assert.equal(at('/001000000000001AAA')?.type, 'standard__recordPage');
    assert.equal(at('/')?.attributes.pageName, 'home');
});

test('an app is entered at its home, or at the page named behind it, and is no page itself', () => {
    const enter = (path: string) => {
        const found = appEntry(new URL(path, 'http://127.0.0.1:8080'));
        return found && [found.app, pageOf(found.inside)?.attributes];
    };
    assert.deepEqual(enter('/lightning/app/c__Sales'), ['Sales', { pageName: 'home' }]);
    const page = { type: 'standard__navItemPage', attributes: { apiName: 'Queue' } };
    const address = urlOf({ type: 'standard__app', attributes: { appTarget: 'Sales', pageRef: page } });
    assert.deepEqual(enter(address), ['Sales', { apiName: 'Queue' }]);
    assert.equal(enter('/lightning/n/Queue'), undefined);
    assert.equal(at('/lightning/app/Sales'), undefined);
});

test('what is no page of the shell is none', () => {
    assert.equal(at('/assets/app/x.js'), undefined);
    assert.equal(at('/lightning/setup/Home'), undefined);
    assert.throws(
        () => urlOf({ type: 'standard__knowledgeArticlePage' }),
        /not supported by the local org: page reference standard__knowledgeArticlePage/
    );
});
