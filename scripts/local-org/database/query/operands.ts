import { fold } from '../../model/index.ts';
import type { CurrencyDef, FieldDef, PicklistDef } from '../../model/index.ts';
import type { Typed } from './expressions.ts';
import type { Joins, Table } from './joins.ts';
import { type Kind, kindOf } from './kinds.ts';
import type { ResolvedPath } from './paths.ts';

/** An expression as SQL; it has no parameters, so that SELECT, GROUP BY and ORDER BY can repeat it. */
export interface Operand {
    readonly raw: string;
    readonly comparable: string;
    /** What LIKE uses. */
    readonly folded: string;
    /** What ORDER BY uses. */
    readonly sortable: string;
    /** An amount in the corporate currency, for comparison with a currency literal. */
    readonly corporate: string;
    readonly kind: Kind;
    readonly typed: Typed;
}

/** Between the folded and the written text where MIN and MAX must order by one and give the other. */
export const TEXT_SEPARATOR = '\u0001';

export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The tables at the end of a path's hops, one for each possible object. */
export const tablesAt = (joins: Joins, path: ResolvedPath): Table[] => {
    let tables = [joins.root];
    for (const hop of path.hops) {
        const from = tables[0];
        if (!from) break;
        tables = hop.targets.map((target) => joins.parent(from, hop.lookup, target));
    }
    return tables;
};

const coalesced = (parts: readonly string[]): string =>
    parts.length === 1 ? (parts[0] ?? 'NULL') : `COALESCE(${parts.join(', ')})`;

/** Digits of a value's place among its picklist's. */
const PLACE = 4;
/**
 * Picklists sort in the order of their values, values that are none of them behind, by their text. Source: SOQL and SOSL reference, "ORDER BY",
 * sorting of picklist fields; for other values a test of Query.apex, orderTest.
 */
const picklistOrder = (comparable: string, picklist: PicklistDef): string => {
    const place = (index: number): string => quotedText(String(index).padStart(PLACE, '0'));
    const cases = picklist.values.map(({ value }, index) => `WHEN ${quotedText(fold(value))} THEN ${place(index)}`);
    if (cases.length === 0) return comparable;
    const other = `${quotedText('9'.repeat(PLACE))} || ${comparable}`;
    return `CASE WHEN ${comparable} IS NOT NULL THEN CASE ${comparable} ${cases.join(' ')} ELSE ${other} END END`;
};

const labelled = (raw: string, comparable: string, picklist: PicklistDef): string => {
    const different = picklist.values.filter((value) => value.label !== value.value);
    if (different.length === 0) return raw;
    const cases = different.map((value) => `WHEN ${quotedText(fold(value.value))} THEN ${quotedText(value.label)}`);
    return cases.length === 0 ? raw : `CASE ${comparable} ${cases.join(' ')} ELSE ${raw} END`;
};

type Forms = Pick<Operand, 'raw' | 'comparable' | 'folded'>;
const same = (raw: string, comparable = raw): Forms => ({ raw, comparable, folded: comparable });

const pathOperand = (expression: Typed, joins: Joins): Forms => {
    const { path } = expression;
    const tables = tablesAt(joins, path);
    if (path.typeName) {
        const cases = tables.map(
            (table) => `WHEN ${table.alias}."Id" IS NOT NULL THEN ${quotedText(table.object.name)}`
        );
        const raw = `CASE ${cases.join(' ')} END`;
        return same(raw, `fold(${raw})`);
    }
    const ends = tables.flatMap((table) => {
        const end = path.ends.find((candidate) => candidate.object === table.object);
        return end ? [{ table, field: end.field }] : [];
    });
    return {
        raw: coalesced(ends.map(({ table, field }) => joins.raw(table, field))),
        comparable: coalesced(ends.map(({ table, field }) => joins.comparable(table, field))),
        folded: coalesced(ends.map(({ table, field }) => joins.folded(table, field)))
    };
};

const aggregateOf = (name: string, inner: Forms, kind: Kind): string => {
    switch (name) {
        case 'COUNT':
            return `COUNT(${inner.raw})`;
        case 'COUNT_DISTINCT':
            return `COUNT(DISTINCT ${inner.comparable})`;
        case 'MIN':
        case 'MAX':
            // Text is ordered by its folded form and given as it is written.
            return kind === 'string'
                ? `${name}(${inner.comparable} || ${quotedText(TEXT_SEPARATOR)} || ${inner.raw})`
                : `${name}(${inner.raw})`;
        default:
            return `${name}(${inner.raw})`;
    }
};

/** Who the query is for: what convertTimezone() and convertCurrency() convert to. */
export interface Viewer {
    readonly zone: string;
    /** The user's own currency, in an org with several. */
    readonly currency: CurrencyDef | undefined;
}

/** An amount in the corporate currency: amounts of several currencies compare, sort and add up so. */
const inCorporate = (raw: string, rate: string | undefined): string =>
    rate === undefined ? raw : `${raw} / (${rate})`;

/**
 * An expression as SQL.
 * @throws NotSupported for more than 60 joined tables; RangeError for GROUPING(), which the caller answers
 */
export const operandOf = (expression: Typed, joins: Joins, viewer: Viewer): Operand => {
    let forms = pathOperand(expression, joins);
    const field: FieldDef | undefined = expression.field;
    const kind = field ? kindOf(field) : 'string';
    const [end] = field?.type === 'currency' ? tablesAt(joins, expression.path) : [];
    const rate = end && joins.rate(end);
    const corporate = inCorporate(forms.raw, rate);
    let converted = false;
    for (const definition of [...expression.calls].reverse()) {
        if (definition.group === 'zone') converted = true;
        else if (definition.group === 'currency') forms = same(`${corporate} * ${viewer.currency?.rate ?? 1}`);
        else if (definition.group === 'date') {
            const raw = `soql_part(${quotedText(definition.name)}, ${forms.raw}, ${converted ? quotedText(viewer.zone) : 'NULL'})`;
            forms = same(raw);
        } else if (definition.group === 'aggregate') {
            const raw = aggregateOf(definition.name, rate === undefined ? forms : same(corporate), kind);
            const text = kind === 'string' && definition.gives === undefined;
            forms = same(raw, text ? `SUBSTR(${raw}, 1, INSTR(${raw}, ${quotedText(TEXT_SEPARATOR)}) - 1)` : raw);
        } else if (definition.group === 'grouping') throw new RangeError('GROUPING() outside of its query');
        else if (definition.name === 'TOLABEL' && field?.picklist && field.type === 'picklist') {
            const raw = labelled(forms.raw, forms.comparable, field.picklist);
            if (raw !== forms.raw) forms = same(raw, `fold(${raw})`);
        }
    }
    const ordered = field?.type === 'picklist' && field.picklist && expression.calls.length === 0;
    const plain = rate !== undefined && expression.calls.length === 0 ? corporate : forms.folded;
    const text = expression.kind === 'string' ? `soql_sort(${plain})` : plain;
    const sortable = ordered && field.picklist ? picklistOrder(forms.folded, field.picklist) : text;
    return { ...forms, sortable, corporate, kind: expression.kind, typed: expression };
};
