/** Networks of people for journeys and measurements: the one that was observed, and made ones of any size, the same every time. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Connection } from 'jsforce';

/** A person before there is a record; people refer to each other by key. */
export interface NetworkPerson {
    readonly key: string;
    readonly name: string;
    readonly managerKey?: string;
    readonly fields: Readonly<Record<string, unknown>>;
    /** Known by role only: no contact stands behind them. */
    readonly isUnknown?: boolean;
}
export interface NetworkLine {
    readonly from: string;
    readonly to: string;
    readonly kind: 'Influence' | 'Conflict' | 'Informal';
    readonly strength: number;
}
export interface Network {
    readonly people: readonly NetworkPerson[];
    readonly lines: readonly NetworkLine[];
}

/** The 21 managers of Krackhardt's study, where the data lies beside the project. */
export const krackhardt = (): Network | undefined => {
    const folder = [path.join(PROJECT_ROOT, '..', 'shared', 'data', 'krackhardt'), process.env.KRACKHARDT ?? ''].find(
        (one) => existsSync(path.join(one, 'people.csv'))
    );
    if (!folder) return undefined;
    const rows = (name: string): Record<string, string>[] =>
        parse(readFileSync(path.join(folder, `${name}.csv`), 'utf8'), { columns: true });
    const managers = new Map(rows('reports_to').map(({ from = '', to = '' }) => [from, to]));
    const titles = ['', 'President', 'Vice president', 'Manager'];
    const ties = (name: string, kind: NetworkLine['kind']): NetworkLine[] =>
        rows(name).map(({ from = '', to = '' }) => ({ from, to, kind, strength: 3 }));
    return {
        people: rows('people').map(({ id = '', level, department }) => ({
            key: id,
            name: `Manager ${id}`,
            ...(managers.has(id) ? { managerKey: managers.get(id)! } : {}),
            fields: {
                Title__c: titles[Number(level)],
                Unit__c: department === '0' ? null : `Department ${department}`
            }
        })),
        lines: [...ties('advice', 'Influence'), ...ties('friendship', 'Informal')]
    };
};

const FIRST = ['Ana', 'Ben', 'Mia', 'Priyadarshini', 'Jo', 'Noor', 'Maximilian-Alexander', 'Sam', 'Łukasz', 'Ines'];
const LAST = [
    'Ruiz',
    'Okafor',
    'Lind',
    'Venkataramanan-Subramaniam',
    'Lindqvist',
    'Haddad',
    'von Hohenzollern',
    'Okoro',
    'Błaszczykowski',
    'Carvalho'
];
const TITLES = [
    'Head of finance systems',
    'Chief financial officer',
    'Group controller, shared service centre for Central and Eastern Europe',
    'IT architect'
];
const UNITS = ['Finance', 'IT', 'Operations', 'Sales', 'People'];
const ROLES = ['Economic Buyer', 'Executive Sponsor', 'Champion', 'Technical Owner', 'Project Lead', 'Daily User'];
const ATTITUDES = ['Supporter', 'Neutral', 'Sceptic', 'Opponent'];
const COVERAGES = ['Warm', 'Occasional', 'None'];
const KINDS = ['Influence', 'Conflict', 'Informal'] as const;

/** A network of some size: a tree that is wide above and uneven below, with people of the partner, of ours, and some on their own. */
export const madeNetwork = (count: number, lineCount: number): Network => {
    let state = count;
    const next = (): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
    const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
    const customers = Math.ceil(count * 0.9);
    const people = Array.from({ length: count }, (_, position): NetworkPerson => {
        const side = position < customers ? 'Customer' : position < count * 0.95 ? 'Partner' : 'Us';
        const hasManager = side === 'Customer' && position > 0 && next() < 0.92;
        const manager = Math.floor(next() ** 1.4 * Math.min(position, Math.max(1, count * 0.18)));
        const round = Math.floor(position / (FIRST.length * LAST.length));
        return {
            key: String(position),
            name: [
                FIRST[position % FIRST.length],
                LAST[Math.floor(position / FIRST.length) % LAST.length],
                round > 0 ? String(round + 1) : ''
            ]
                .filter(Boolean)
                .join(' '),
            ...(hasManager ? { managerKey: String(manager) } : {}),
            isUnknown: position % 11 === 3,
            fields: {
                Side__c: side,
                Organisation__c: side === 'Partner' ? 'Northwind Consulting' : null,
                Title__c: TITLES[position % TITLES.length],
                Unit__c: side === 'Customer' ? UNITS[position % UNITS.length] : null,
                Role__c: next() < 0.6 ? oneOf(ROLES) : null,
                Attitude__c: next() < 0.7 ? oneOf(ATTITUDES) : null,
                Influence__c: next() < 0.7 ? 1 + Math.floor(next() * 5) : null,
                Coverage__c: next() < 0.7 ? oneOf(COVERAGES) : null,
                Status__c: position % 13 === 5 ? 'Leaving' : 'Active'
            }
        };
    });
    const pairs = new Set<string>();
    const lines: NetworkLine[] = [];
    for (let tries = 0; lines.length < lineCount && tries < lineCount * 20; tries++) {
        const [from, to] = [Math.floor(next() * count), Math.floor(next() * count)];
        const kind = oneOf(KINDS);
        if (from === to || pairs.has(`${from}>${to}>${kind}`)) continue;
        pairs.add(`${from}>${to}>${kind}`);
        lines.push({ from: String(from), to: String(to), kind, strength: 1 + Math.floor(next() * 5) });
    }
    return { people, lines };
};

interface Saved {
    readonly id?: string;
    readonly success: boolean;
    readonly errors?: readonly { message?: string }[];
}

const saved = (results: unknown): string[] => {
    const list = (Array.isArray(results) ? results : [results]) as Saved[];
    const failed = list.find(({ success }) => !success);
    if (failed) throw new Error(`The network could not be loaded: ${JSON.stringify(failed.errors)}`);
    return list.map(({ id }) => id ?? '');
};

const AT_ONCE = 200;
const inSlices = async <Row>(rows: readonly Row[], write: (slice: Row[]) => Promise<unknown>): Promise<string[]> => {
    const ids: string[] = [];
    for (let from = 0; from < rows.length; from += AT_ONCE)
        ids.push(...saved(await write(rows.slice(from, from + AT_ONCE))));
    return ids;
};

/** Puts a network on the map of a new account, through the API as anybody would. @returns the account, and records by key */
export const loadNetwork = async (
    connection: Connection,
    accountName: string,
    { people, lines }: Network
): Promise<{ accountId: string; ids: ReadonlyMap<string, string> }> => {
    const [accountId = ''] = saved(await connection.sobject('Account').create({ Name: accountName }));
    const stakeholders = connection.sobject('Stakeholder__c');
    const known = people.filter(({ isUnknown = false }) => !isUnknown);
    const contacts = await inSlices(known, (slice) =>
        connection.sobject('Contact').create(slice.map(({ name }) => ({ LastName: name, AccountId: accountId })))
    );
    const contactOf = new Map(known.map(({ key }, position) => [key, contacts[position]]));
    const created = await inSlices(people, (slice) =>
        stakeholders.create(
            slice.map(({ key, name, fields }) => ({
                Name: name,
                Account__c: accountId,
                Contact__c: contactOf.get(key) ?? null,
                ...fields
            }))
        )
    );
    const ids = new Map(people.map(({ key }, position) => [key, created[position] ?? '']));
    const reporting = people.filter(({ managerKey }) => managerKey !== undefined);
    await inSlices(reporting, (slice) =>
        stakeholders.update(
            slice.map(({ key, managerKey }) => ({
                Id: ids.get(key) ?? '',
                Reports_To__c: ids.get(managerKey ?? '') ?? null
            }))
        )
    );
    await inSlices(lines, (slice) =>
        connection.sobject('Stakeholder_Link__c').create(
            slice.map(({ from, to, kind, strength }) => ({
                From__c: ids.get(from),
                To__c: ids.get(to),
                Kind__c: kind,
                Strength__c: strength
            }))
        )
    );
    return { accountId, ids };
};
