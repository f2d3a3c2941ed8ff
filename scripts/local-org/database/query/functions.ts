import type { Kind } from './kinds.ts';

export type FunctionGroup = 'aggregate' | 'date' | 'display' | 'zone' | 'grouping' | 'currency';
export interface FunctionDef {
    readonly name: string;
    readonly group: FunctionGroup;
    /** Kinds of its argument. */
    readonly takes: readonly Kind[];
    /** Kind of its result; undefined where that is its argument's. */
    readonly gives?: Kind;
}

const COUNTABLE: readonly Kind[] = ['id', 'string', 'int', 'double', 'date', 'datetime', 'time'];
const NUMBERS: readonly Kind[] = ['int', 'double'];
const DATES: readonly Kind[] = ['date', 'datetime'];
const ANY: readonly Kind[] = [
    'id',
    'string',
    'longText',
    'multiPicklist',
    'int',
    'double',
    'boolean',
    'date',
    'datetime',
    'time'
];

const dateParts =
    'CALENDAR_MONTH CALENDAR_QUARTER CALENDAR_YEAR DAY_IN_MONTH DAY_IN_WEEK DAY_IN_YEAR FISCAL_MONTH FISCAL_QUARTER FISCAL_YEAR WEEK_IN_MONTH WEEK_IN_YEAR'
        .split(' ')
        .map((name): FunctionDef => ({ name, group: 'date', takes: DATES, gives: 'int' }));

/** Every function of SOQL that is read; sources: SOQL and SOSL reference, "Aggregate Functions", "Date Functions". */
const FUNCTIONS: ReadonlyMap<string, FunctionDef> = new Map(
    [
        { name: 'COUNT', group: 'aggregate', takes: COUNTABLE, gives: 'int' } as const,
        { name: 'COUNT_DISTINCT', group: 'aggregate', takes: COUNTABLE, gives: 'int' } as const,
        { name: 'SUM', group: 'aggregate', takes: NUMBERS } as const,
        { name: 'AVG', group: 'aggregate', takes: NUMBERS, gives: 'double' } as const,
        { name: 'MIN', group: 'aggregate', takes: COUNTABLE } as const,
        { name: 'MAX', group: 'aggregate', takes: COUNTABLE } as const,
        ...dateParts,
        { name: 'HOUR_IN_DAY', group: 'date', takes: ['datetime'], gives: 'int' } as const,
        { name: 'DAY_ONLY', group: 'date', takes: ['datetime'], gives: 'date' } as const,
        { name: 'CONVERTTIMEZONE', group: 'zone', takes: ['datetime'] } as const,
        { name: 'CONVERTCURRENCY', group: 'currency', takes: ['double'] } as const,
        { name: 'TOLABEL', group: 'display', takes: ANY, gives: 'string' } as const,
        { name: 'FORMAT', group: 'display', takes: ANY, gives: 'string' } as const,
        { name: 'GROUPING', group: 'grouping', takes: ANY, gives: 'int' } as const
    ].map((definition: FunctionDef) => [definition.name, definition])
);

/** The function of this upper-case name. */
export const functionNamed = (name: string): FunctionDef | undefined => FUNCTIONS.get(name);
export const isAggregate = (name: string): boolean => FUNCTIONS.get(name)?.group === 'aggregate';
