import type { LimitKind } from '../../database/types.ts';
import type { TestResult, TestRunSummary } from '../types.ts';

const EXPENSIVE = 5;
const LINES_SHOWN = 12;

const indented = (text: string): string => text.replace(/^/gm, '    ');
const padded = (rows: readonly (readonly string[])[]): string[] => {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) =>
        row
            .map((cell, column) =>
                column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
            )
            .join('  ')
            .trimEnd()
    );
};

const failureText = (result: TestResult): string => {
    const title = `${result.outcome === 'refused' ? 'NOT SUPPORTED' : 'FAILED'} ${result.className}.${result.method}`;
    return [
        title,
        ...(result.message ? [indented(result.message)] : []),
        ...(result.stack ? [indented(result.stack)] : [])
    ].join('\n');
};

/** `3-5, 9`: the first runs of uncovered lines. */
const lineRanges = (lines: readonly number[]): string => {
    const ranges: [number, number][] = [];
    for (const line of lines) {
        const last = ranges.at(-1);
        if (last && last[1] === line - 1) last[1] = line;
        else ranges.push([line, line]);
    }
    const shown = ranges.slice(0, LINES_SHOWN).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
    return shown.join(', ') + (ranges.length > LINES_SHOWN ? ' …' : '');
};
const percent = (covered: number, lines: number): string =>
    `${lines === 0 ? 100 : Math.floor((covered * 100) / lines)} %`;

const coverageTable = (coverage: TestRunSummary['coverage']): string[] => {
    const rows = [...coverage]
        .filter(({ lines }) => lines > 0)
        .sort(
            (left, right) =>
                left.covered / left.lines - right.covered / right.lines || left.className.localeCompare(right.className)
        );
    if (rows.length === 0) return [];
    const covered = rows.reduce((total, row) => total + row.covered, 0);
    const lines = rows.reduce((total, row) => total + row.lines, 0);
    const cells = [
        ['Coverage', '', 'lines'],
        ...rows.map((row) => [row.className, percent(row.covered, row.lines), `${row.covered}/${row.lines}`]),
        ['All classes', percent(covered, lines), `${covered}/${lines}`]
    ];
    const [head = '', ...body] = padded(cells);
    return [
        head,
        ...body.map((text, index) => {
            const uncovered = rows[index]?.uncovered ?? [];
            return uncovered.length > 0 ? `${text}  without ${lineRanges(uncovered)}` : text;
        })
    ];
};

const KINDS: readonly (readonly [kind: LimitKind, title: string])[] = [
    ['queries', 'queries'],
    ['dmlStatements', 'DML'],
    ['statements', 'statements']
];
const expensiveTable = (results: readonly TestResult[], kind: LimitKind, title: string): string[] => {
    const most = [...results]
        .filter(({ limits }) => limits[kind] > 0)
        .sort((left, right) => right.limits[kind] - left.limits[kind])
        .slice(0, EXPENSIVE);
    if (most.length === 0) return [];
    return [
        `Most ${title}`,
        ...padded(most.map((result) => [`${result.className}.${result.method}`, String(result.limits[kind])]))
    ];
};

/**
 * A test run as text: failures with their stacks, coverage by class, the most expensive tests, and the counts at the end.
 * What the local org does not support is counted apart.
 */
export const reportTests = (results: readonly TestResult[], summary: TestRunSummary): string => {
    const failures = results.filter(({ outcome }) => outcome !== 'passed').map(failureText);
    const sections = [
        ...failures,
        coverageTable(summary.coverage).join('\n'),
        ...KINDS.map(([kind, title]) => expensiveTable(results, kind, title).join('\n')),
        `${summary.statements} statements in ${Math.round(summary.ms)} ms`,
        `${summary.passed} passed, ${summary.failed} failed, ${summary.refused} refused, 0 skipped`
    ];
    return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};
