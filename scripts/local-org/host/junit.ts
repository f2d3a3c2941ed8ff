/** A test run as JUnit XML, which build servers read. */
import { xmlValue } from '../model/index.ts';
import type { TestResult } from '../apex/types.ts';

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string => xmlValue(text.replace(UNPRINTABLE, '')).replaceAll('\n', '&#10;');
const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const caseXml = ({ className, method, ms, outcome, message = '', stack = '' }: TestResult): string => {
    const start = `    <testcase classname="${escaped(className)}" name="${escaped(method)}" time="${seconds(ms)}"`;
    if (outcome === 'passed') return `${start}/>`;
    // What the local org lacks is no fault of the code under test: build servers tell errors and failures apart.
    const element = outcome === 'refused' ? 'error' : 'failure';
    return `${start}>\n      <${element} message="${escaped(message)}">${escaped(stack)}</${element}>\n    </testcase>`;
};

/** The results, a suite for each class. */
export const junitXml = (results: readonly TestResult[]): string => {
    const classes = new Map<string, TestResult[]>();
    for (const result of results) classes.set(result.className, [...(classes.get(result.className) ?? []), result]);
    const counts = (of: readonly TestResult[]): string => {
        const count = (outcome: TestResult['outcome']): number => of.filter((one) => one.outcome === outcome).length;
        const time = seconds(of.reduce((sum, { ms }) => sum + ms, 0));
        return `tests="${of.length}" failures="${count('failed')}" errors="${count('refused')}" time="${time}"`;
    };
    const suites = [...classes].map(
        ([name, of]) =>
            `  <testsuite name="${escaped(name)}" ${counts(of)}>\n${of.map(caseXml).join('\n')}\n  </testsuite>`
    );
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites ${counts(results)}>`,
        ...suites,
        '</testsuites>',
        ''
    ].join('\n');
};
