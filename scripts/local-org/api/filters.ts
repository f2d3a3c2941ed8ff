/** Filters as list views and reports write them (`equals`, `Open,Closed`), as SOQL. */
import { NotSupported, type FieldDef } from '../model/index.ts';

export interface FilterTerm {
    /** SOQL path. */
    readonly path: string;
    readonly field: FieldDef | undefined;
    readonly operator: string;
    readonly value: string;
}

/** A text as SOQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const DATE_LITERAL = /^[A-Z_]+(?::\d+)?$/i;
const iso = (text: string): string =>
    text.replace(
        /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
        (_all, month: string, day: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    );

/** `TODAY`, `LAST 30 DAYS` as people write it, `1/31/2026`. */
const dateText = (text: string): string => {
    const relative = /^(LAST|NEXT) (\d+) (DAYS|WEEKS|MONTHS|QUARTERS|YEARS)$/i.exec(text);
    if (relative) return `${relative[1] ?? ''}_N_${relative[3] ?? ''}:${relative[2] ?? ''}`.toUpperCase();
    const words = text.replaceAll(' ', '_');
    return DATE_LITERAL.test(words) ? words.toUpperCase() : iso(text);
};

const literal = (field: FieldDef | undefined, text: string): string => {
    switch (field?.type) {
        case 'boolean':
            return text === '1' || text.toLowerCase() === 'true' ? 'true' : 'false';
        case 'number':
        case 'currency':
        case 'percent':
        case 'integer':
            return /^-?\d+(\.\d+)?$/.test(text) ? text : 'null';
        case 'date':
        case 'datetime':
            return dateText(text);
        case 'picklist': {
            // Reports are written with values or labels.
            const values = field.picklist?.values ?? [];
            const isValue = values.some(({ value }) => value === text);
            return quoted(isValue ? text : (values.find(({ label }) => label === text)?.value ?? text));
        }
        default:
            return quoted(text);
    }
};

const OPERATORS: Readonly<Record<string, string>> = {
    equals: '=',
    notEqual: '!=',
    lessThan: '<',
    greaterThan: '>',
    lessOrEqual: '<=',
    greaterOrEqual: '>='
};

/** A moment is compared with a day by its own day, in the user's time zone. */
const sideOf = ({ path, field }: FilterTerm, value: string): string =>
    field?.type === 'datetime' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `DAY_ONLY(convertTimezone(${path}))` : path;

/** `a, "b, c"` → `a`, `b, c`. */
const valuesOf = (text: string): string[] =>
    (text.match(/"(?:[^"]|"")*"|[^,]+/g) ?? []).map((part) => {
        const value = part.trim();
        return /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value;
    });

/** One filter as a SOQL condition. Several values separated by commas are alternatives. @throws NotSupported */
export const conditionOf = (term: FilterTerm): string => {
    const { path, field, operator, value } = term;
    if (value === '') return operator === 'equals' ? `${path} = null` : `${path} != null`;
    const values = valuesOf(value);
    const sign = OPERATORS[operator];
    if (sign !== undefined) {
        const terms = values.map((one) => {
            const text = one === '' ? 'null' : literal(field, one);
            return `${sideOf(term, text)} ${sign} ${text}`;
        });
        return `(${terms.join(operator === 'notEqual' ? ' AND ' : ' OR ')})`;
    }
    const pattern = (one: string) => quoted(one).slice(1, -1).replaceAll('%', '\\%').replaceAll('_', '\\_');
    switch (operator) {
        case 'contains':
            return `(${values.map((one) => `${path} LIKE '%${pattern(one)}%'`).join(' OR ')})`;
        case 'notContain':
            return `(${values.map((one) => `(NOT ${path} LIKE '%${pattern(one)}%')`).join(' AND ')})`;
        case 'startsWith':
            return `(${values.map((one) => `${path} LIKE '${pattern(one)}%'`).join(' OR ')})`;
        case 'includes':
            return `${path} INCLUDES (${values.map(quoted).join(', ')})`;
        case 'excludes':
            return `${path} EXCLUDES (${values.map(quoted).join(', ')})`;
        default:
            throw new NotSupported(`list view filter operation ${operator}`);
    }
};

const TOKEN = /\s*(\d+|AND|OR|NOT|\(|\))/giy;

/** What NOT, AND and OR make of a kind of term: of texts a text, of truths a truth. */
interface Connectives<Term> {
    readonly not: (term: Term) => Term;
    readonly and: (terms: readonly Term[]) => Term;
    readonly or: (terms: readonly Term[]) => Term;
}

/**
 * `1 AND (2 OR 3)` over terms.
 * @throws NotSupported where the logic cannot be read
 */
const withLogic = <Term>(conditions: readonly Term[], logic: string, connect: Connectives<Term>): Term => {
    const tokens: string[] = [];
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(logic); match; match = TOKEN.exec(logic)) tokens.push((match[1] ?? '').toUpperCase());
    const read = tokens.join('').length;
    if (read !== logic.replace(/\s/g, '').length) throw new NotSupported(`list view filter logic ${logic}`);
    let at = 0;
    const one = (): Term => {
        const token = tokens[at++];
        if (token === 'NOT') return connect.not(one());
        if (token === '(') {
            const inner = either();
            if (tokens[at++] !== ')') throw new NotSupported(`list view filter logic ${logic}`);
            return inner;
        }
        const condition = conditions[Number(token) - 1];
        if (condition === undefined) throw new NotSupported(`list view filter logic ${logic}`);
        return condition;
    };
    const chain = (word: string, next: () => Term, join: (terms: readonly Term[]) => Term): Term => {
        const first = next();
        const parts = [first];
        while (tokens[at] === word) {
            at++;
            parts.push(next());
        }
        return parts.length === 1 ? first : join(parts);
    };
    const either = (): Term => chain('OR', () => chain('AND', one, connect.and), connect.or);
    const result = either();
    if (at < tokens.length) throw new NotSupported(`list view filter logic ${logic}`);
    return result;
};

/** Every AND and OR in brackets, as SOQL wants them where they are mixed. */
const IN_SOQL: Connectives<string> = {
    not: (term) => `(NOT ${term})`,
    and: (terms) => `(${terms.join(' AND ')})`,
    or: (terms) => `(${terms.join(' OR ')})`
};
const OF_TRUTHS: Connectives<boolean> = {
    not: (term) => !term,
    and: (terms) => terms.every(Boolean),
    or: (terms) => terms.some(Boolean)
};

/** Conditions joined by the filter logic, or by AND; empty where there are none. @throws NotSupported */
export const combine = (conditions: readonly string[], logic?: string): string =>
    conditions.length === 0 || logic === undefined || logic.trim() === ''
        ? conditions.join(' AND ')
        : withLogic(conditions, logic, IN_SOQL);

/** Whether truths joined by the filter logic, or by AND, are true; without any they are. @throws NotSupported */
export const holds = (truths: readonly boolean[], logic?: string): boolean =>
    truths.length === 0 || logic === undefined || logic.trim() === ''
        ? truths.every(Boolean)
        : withLogic(truths, logic, OF_TRUTHS);
