import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { linkKey, personKey } from './keys.ts';
import { readNetworkMapping, type LinkKind } from './mapping.ts';
import { planNetwork, type NetworkPlan } from './plan.ts';

const planOf = (files: Record<string, string[]>, kinds: Record<string, LinkKind> = {}): NetworkPlan => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-network-'));
    for (const [file, lines] of Object.entries(files)) writeFileSync(path.join(folder, file), lines.join('\n'));
    return planNetwork(folder, readNetworkMapping(), kinds);
};
const linksOf = ({ links }: NetworkPlan): string[] =>
    links.map(({ fromId, toId, kind, strength }) => `${fromId}>${toId} ${kind} ${strength}`);
const saidOf = ({ remarks }: NetworkPlan, treatment: string): string[] =>
    remarks
        .filter((remark) => remark.treatment === treatment)
        .map(({ file, line, value, note }) => `${file}:${line} ${value} ${note}`.replace('  ', ' '));

/** Each row of each file became something, or is said to be left out or refused. */
const assertAccounted = (plan: NetworkPlan): void => {
    for (const { file, rows, people, reports, links, leftOut, refused } of plan.files)
        assert.equal(people + reports + links + leftOut + refused, rows, file);
};

test('people, reporting lines and ties of known files', () => {
    const plan = planOf({
        'people.csv': ['id,age,level,department', '1,33,3,4', '2,42,2,4', '7,55,1,0'],
        'reports_to.csv': ['from,to', '1,2', '2,7'],
        'advice.csv': ['from,to', '1,2', '2,1'],
        'friendship.csv': ['from,to', '1,2']
    });
    assertAccounted(plan);
    assert.deepEqual(
        plan.people.map(({ name, title, unit, isNamedByUs }) => [name, title, unit, isNamedByUs]),
        [
            ['Person 1', 'Level 3', 'Department 4', true],
            ['Person 2', 'Level 2', 'Department 4', true],
            ['Person 7', 'Level 1', 'Department 0', true]
        ]
    );
    assert.deepEqual(
        plan.reports.map(({ personId, managerId }) => [personId, managerId]),
        [
            ['1', '2'],
            ['2', '7']
        ]
    );
    assert.deepEqual(linksOf(plan), ['1>2 Influence 3', '2>1 Influence 3', '1>2 Informal 3']);
    assert.ok(saidOf(plan, 'left out').some((said) => said.startsWith('people.csv:1 No field')));
});

test('other names of files and columns, other separators, weights and kinds of each row', () => {
    const plan = planOf({
        'nodes.csv': ['Id;Label;Job title;Manager', '1;"Ruiz, Ana";CFO;', '2;Ben;;1'],
        'edges.tsv': ['Source\tTarget\tType\tWeight', '1\t2\tAdvice\t900', '2\t1\tconflict\t3', '1\t2\tDirected\t30']
    });
    assertAccounted(plan);
    assert.deepEqual(
        plan.people.map(({ name, title }) => [name, title]),
        [
            ['Ruiz, Ana', 'CFO'],
            ['Ben', undefined]
        ]
    );
    assert.equal(plan.reports[0]?.managerId, '1');
    assert.deepEqual(linksOf(plan), ['1>2 Influence 5', '2>1 Conflict 2', '1>2 Informal 3']);
});

test('a list of edges without header and people makes people of its ends', () => {
    const plan = planOf({ 'email.txt': ['# directed', '0 1', '1   2', '2 2'] });
    assertAccounted(plan);
    assert.deepEqual(
        plan.people.map(({ name }) => name),
        ['Person 0', 'Person 1', 'Person 2']
    );
    assert.deepEqual(linksOf(plan), ['0>1 Informal 3', '1>2 Informal 3']);
    assert.deepEqual(saidOf(plan, 'left empty').length, 1, 'nobody reports to anybody, and that is said');
});

test('a file that tells managers by its columns says who reports to whom', () => {
    const plan = planOf({
        'people.csv': ['id,name', '1,Ana', '2,Ben'],
        'lines.csv': ['employee,manager', '2,1']
    });
    assert.equal(plan.reports.length, 1);
    assert.equal(plan.links.length, 0);
});

test('what cannot be on a map is said, row by row', () => {
    const plan = planOf({
        'people.csv': ['id,name,role', '1,Ana,champion', '2,Ben,king', '2,Again,', ',Nobody,', 'A,x,', 'a,y,'],
        'reports_to.csv': ['from,to', '1,2', '2,1', '1,A', '1,2', 'A,A'],
        'advice.csv': ['from,to', '1,1', '1,2', '1,2', '1,9', ',2'],
        'numbers.csv': ['a,b', '1,2'],
        'README.md': ['text']
    });
    assertAccounted(plan);
    assert.deepEqual(saidOf(plan, 'refused'), [
        'people.csv:4 2 The id stands on line 3 already.',
        'people.csv:5 The row has no id.',
        "people.csv:7 a The id differs from 'A' by case only.",
        'advice.csv:5 1 → 9 Not among the people: 9.',
        'advice.csv:6 → 2 One end is missing.',
        'reports_to.csv:3 2 → 1 It would close a circle: 2 → 1 → 2.',
        'reports_to.csv:4 1 → A 1 reports to 2 already (line 2 of reports_to.csv); a map knows one manager each.'
    ]);
    assert.deepEqual(
        saidOf(plan, 'left out').map((said) => said.split(' ')[0]),
        ['README.md:0', 'numbers.csv:1', 'advice.csv:2', 'advice.csv:4', 'reports_to.csv:5', 'reports_to.csv:6']
    );
    assert.equal(plan.people[0]?.role, 'Champion');
    assert.equal(plan.people[1]?.role, undefined);
});

test('ties of an unknown name are informal and said to be, unless the caller says otherwise', () => {
    const files = { 'people.csv': ['id', 'x1', 'x2'], 'lunch.csv': ['from,to', 'x1,x2'] };
    assert.deepEqual(linksOf(planOf(files)), ['x1>x2 Informal 3']);
    assert.ok(saidOf(planOf(files), 'assumed').some((said) => said.includes('--kind lunch=')));
    assert.deepEqual(linksOf(planOf(files, { lunch: 'Conflict' })), ['x1>x2 Conflict 3']);
});

test('a folder without people and ties is refused with what it should hold', () => {
    assert.throws(() => planOf({ 'README.md': ['text'] }), /holds no network: .* Nothing was written\./);
});

/** A chain of so many people whose last row closes a circle, and the processor time that planning it takes, in microseconds. */
const plannedChain = (length: number): { plan: NetworkPlan; time: number } => {
    const people = ['id', ...Array.from({ length }, (_, index) => `p${index}`)];
    const chain = Array.from({ length: length - 1 }, (_, index) => `p${index + 1},p${index}`);
    const before = process.cpuUsage();
    const plan = planOf({ 'people.csv': people, 'reports_to.csv': ['from,to', ...chain, `p0,p${length - 1}`] });
    const { user, system } = process.cpuUsage(before);
    return { plan, time: user + system };
};

test('a chain of ten thousand costs about ten times what one of a thousand costs', () => {
    plannedChain(1_000);
    const short = plannedChain(1_000);
    const { plan, time } = plannedChain(10_000);
    assertAccounted(plan);
    assert.equal(plan.reports.length, 9_999);
    assert.equal(saidOf(plan, 'refused').length, 1, 'the row that closes the circle');
    assert.ok(time < 50 * short.time, `${time} for ten thousand, ${short.time} for a thousand: not the square`);
});

test('keys are the same in each run, others for each account and network, and fit their field', () => {
    const account = { id: '001000000000001AAA', name: 'Acme', key: 'crm:acme' };
    assert.equal(personKey('network', account, 'krackhardt', '7'), 'network:crm:acme:krackhardt:7');
    assert.notEqual(
        personKey('network', account, 'krackhardt', '7'),
        personKey('network', { ...account, key: 'x' }, 'krackhardt', '7')
    );
    const long = linkKey('network', account, 'n', {
        fromId: 'a'.repeat(200),
        toId: 'b'.repeat(200),
        kind: 'Influence'
    });
    const other = linkKey('network', account, 'n', {
        fromId: 'a'.repeat(200),
        toId: 'b'.repeat(199),
        kind: 'Influence'
    });
    assert.ok(long.length <= 255);
    assert.notEqual(long, other);
});
