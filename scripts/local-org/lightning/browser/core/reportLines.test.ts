import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportBars, reportLines } from './reportLines.ts';
import type { ReportAnswer } from './reportTypes.ts';

const row = (name: string, amount: string) => ({
    dataCells: [
        { label: name, value: `a00${name}`, recordId: `a00${name}` },
        { label: amount, value: 1 }
    ]
});
const fact = (sum: number, count: number, ...rows: ReturnType<typeof row>[]) => ({
    aggregates: [
        { label: `$${sum}`, value: sum },
        { label: String(count), value: count }
    ],
    rows
});
const group = (key: string, label: string) => ({ key, label, value: label, groupings: [] });
const answerOf = (format: string): ReportAnswer => ({
    allData: true,
    hasDetailRows: true,
    factMap: {
        '0!T': fact(3, 1, row('A', '$3')),
        '1!T': fact(6, 2, row('B', '$2'), row('C', '$4')),
        'T!T': fact(9, 3, row('A', '$3'), row('B', '$2'), row('C', '$4')),
        '0!0': fact(3, 1),
        '1!0': fact(6, 2),
        'T!0': fact(9, 3)
    },
    groupingsDown: { groupings: format === 'TABULAR' ? [] : [group('0', 'New'), group('1', 'Old')] },
    groupingsAcross: { groupings: format === 'MATRIX' ? [group('0', 'EMEA')] : [] },
    reportMetadata: {
        id: '00O',
        name: 'R',
        description: null,
        reportFormat: format,
        aggregates: ['s!Amount', 'RowCount'],
        detailColumns: ['Name', 'Amount'],
        groupingsDown: [{ name: 'Kind' }],
        groupingsAcross: [],
        reportType: { label: 'Things' },
        showGrandTotal: true,
        showSubtotals: true
    },
    reportExtendedMetadata: {
        aggregateColumnInfo: { 's!Amount': { label: 'Sum of Amount' }, RowCount: { label: 'Record Count' } },
        detailColumnInfo: {
            Name: { label: 'Name', dataType: 'string' },
            Amount: { label: 'Amount', dataType: 'currency' }
        },
        groupingColumnInfo: { Kind: { label: 'Kind' } }
    }
});
const texts = (format: string): string[] =>
    reportLines(answerOf(format)).lines.map(({ cells }) => cells.map(({ text }) => text).join(' | '));

test('rows stand below the heads of their groups, the total last', () => {
    assert.deepEqual(texts('SUMMARY'), ['Kind: New', 'A | $3', 'Kind: Old', 'B | $2', 'C | $4', 'Total']);
    const [head, line] = reportLines(answerOf('SUMMARY')).lines;
    assert.equal(head?.cells[0]?.label, 'Sum of Amount $3 · Record Count 1');
    assert.equal(head?.cells[0]?.span, 2);
    assert.equal(line?.cells[0]?.href, '/lightning/r/a00A/view');
    assert.equal(line?.cells[1]?.cellClass, 'cell number');
});

test('a table without groups is its rows; a matrix crosses its groups', () => {
    assert.deepEqual(texts('TABULAR'), ['A | $3', 'B | $2', 'C | $4', 'Total']);
    const { heads, lines } = reportLines(answerOf('MATRIX'));
    assert.deepEqual(
        heads.map(({ label }) => label),
        ['Kind', 'EMEA', 'Total']
    );
    assert.deepEqual(
        lines.map(({ cells }) => cells[1]?.text),
        ['Sum of Amount $3 · Record Count 1', 'Sum of Amount $6 · Record Count 2', 'Sum of Amount $9 · Record Count 3']
    );
});

test('bars are shares of the longest, in the order that the chart asks for', () => {
    assert.deepEqual(
        reportBars(answerOf('SUMMARY'), 's!Amount', 'RowValueDescending', null).map(({ label, width }) => [
            label,
            width
        ]),
        [
            ['Old', 100],
            ['New', 50]
        ]
    );
    assert.equal(reportBars(answerOf('SUMMARY'), 'RowCount', null, 1).length, 1);
});
