import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { differencesOf } from './differences.ts';
import { readPlaybooks, SHIPPED, textOf, withVersion, writePlaybooks, type PlaybookFile } from './file.ts';
import { schemaFaults } from './schema.ts';

const shipped = readPlaybooks(SHIPPED);
const guided = (): PlaybookFile => {
    const found = shipped.find(({ name }) => name === 'guided.json');
    assert.ok(found);
    return structuredClone(found.file);
};

test('the shipped playbooks are one a track, and each can be used as it is', () => {
    assert.deepEqual(shipped.map(({ file }) => file.playbook.Track__c).sort(), ['Guided', 'Low Touch', 'White Glove']);
    for (const { name, file } of shipped) {
        for (const item of file.items) {
            const text = String(item.Description__c);
            assert.ok(text.length > 40, `${name}: ${item.Key__c} says what to do`);
            assert.ok(item.Accountable_Team__c, `${name}: ${item.Key__c} has a team that answers for it`);
            if (item.Kind__c === 'Message')
                assert.match(text, /Subject: /, `${name}: ${item.Key__c} is a text to send`);
        }
        for (const kind of ['Milestone', 'Meeting', 'Training', 'Checklist', 'Message', 'Task'])
            assert.ok(
                file.items.some((item) => item.Kind__c === kind),
                `${name} has a ${kind}`
            );
        const gates = new Set(
            file.items.filter(({ Is_Gate__c }) => Is_Gate__c === true).map(({ Stage__r }) => JSON.stringify(Stage__r))
        );
        assert.equal(gates.size, file.stages.length, `${name}: each stage has a gate`);
        assert.doesNotMatch(textOf(file), /"[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?"/, `${name}: no Id`);
    }
});

test('files are written as they were read', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'playbooks-'));
    const names = writePlaybooks(
        folder,
        shipped.map(({ file }) => file)
    );
    assert.deepEqual(names.sort(), ['guided.json', 'low-touch.json', 'white-glove.json']);
    for (const name of names)
        assert.equal(
            readFileSync(path.join(folder, name), 'utf8'),
            readFileSync(path.join(SHIPPED, name), 'utf8'),
            name
        );
    const both = writePlaybooks(folder, [guided(), withVersion(guided(), 2)]);
    assert.deepEqual(both, ['guided@1.json', 'guided.json'], 'older versions carry their number');
    assert.deepEqual(
        readPlaybooks(folder).map(({ file }) => file.playbook.Version__c),
        [1, 1, 1, 2],
        'and are read first'
    );
});

test('a file that is no playbook is refused with every place', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'playbooks-'));
    const broken = structuredClone(guided()) as unknown as {
        playbook: Record<string, unknown>;
        items: Record<string, unknown>[];
    };
    delete broken.playbook.Name;
    broken.items[0] = { ...broken.items[0], Kind__c: 'Party', Colour: 'blue', Offset_Days__c: 'soon' };
    writeFileSync(path.join(folder, 'broken.json'), JSON.stringify(broken));
    assert.throws(
        () => readPlaybooks(folder),
        /broken\.json[\s\S]*playbook\.Name: is missing[\s\S]*items\[0\]\.Kind__c[\s\S]*items\[0\]\.Offset_Days__c: expected integer[\s\S]*items\[0\]\.Colour: no such field/
    );
    assert.throws(() => schemaFaults({ oneOf: [] } as never, 1), /oneOf, which is not checked/);
});

test('what differs is named by key and field, the status is not', () => {
    const changed = guided();
    const items = changed.items
        .map((item, index) => (index === 1 ? { ...item, Title__c: 'Other' } : item))
        .slice(0, -1);
    const file = { ...changed, items, playbook: { ...changed.playbook, Status__c: 'Retired', Track__c: 'Low Touch' } };
    assert.deepEqual(differencesOf(guided(), file), [
        "the playbook's Track__c",
        `${items[1]?.Key__c ?? ''}: Title__c`,
        `${guided().items.at(-1)?.Key__c ?? ''} is gone`
    ]);
    assert.deepEqual(differencesOf(guided(), guided()), []);
});

test('another version has its own keys, and nothing else changes', () => {
    const next = withVersion(guided(), 7);
    assert.equal(next.playbook.Key__c, 'guided@7');
    assert.equal(next.playbook.Version__c, 7);
    assert.doesNotMatch(textOf(next), /guided@1/);
    assert.deepEqual(withVersion(next, 1), guided());
});
