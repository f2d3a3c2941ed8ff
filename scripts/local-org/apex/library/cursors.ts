import { ApexList, execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

/** Source: Apex Developer Guide, "Apex Cursors": rows of all cursors, and fetches, of one transaction. */
const MAX_FETCHES = 10;

const ROWS = Symbol('rows of cursors in this execution');
/** Limits.getApexCursorRows. */
export const cursorRows = (): number => (execution().cells.get(ROWS) as number | undefined) ?? 0;
const FETCHES = Symbol('fetches from cursors in this execution');
/** Limits.getFetchCallsOnApexCursor. */
export const fetchCalls = (): number => (execution().cells.get(FETCHES) as number | undefined) ?? 0;
export const maxFetchCalls = MAX_FETCHES;

/** Database.Cursor: the rows of a query, read piece by piece. */
export class Cursor {
    readonly rows: ApexList;
    constructor(rows: ApexList) {
        this.rows = rows;
    }
    /** @throws InvalidParameterValueException outside of the rows; LimitException for too many fetches */
    fetch(position: number | null, count: number | null): ApexList {
        const [from, size] = [need(position), need(count)];
        if (from < 0 || size < 0 || from > this.rows.size)
            raise('System.InvalidParameterValueException', `Invalid position or count: ${from}, ${size}`);
        const calls = fetchCalls() + 1;
        if (calls > MAX_FETCHES) raise('System.LimitException', `Too many fetch calls on Apex cursor: ${calls}`);
        execution().cells.set(FETCHES, calls);
        return new ApexList(this.rows.element, this.rows.items.slice(from, from + size));
    }
}
/** Counts the rows of a cursor that a query has just made. */
export const opened = (made: Cursor): Cursor => {
    execution().cells.set(ROWS, cursorRows() + made.rows.size);
    return made;
};
const cursor: LibraryType = {
    name: 'Database.Cursor',
    kind: 'class',
    is: (value) => value instanceof Cursor && !(value instanceof PaginationCursor),
    members: {
        'List<SObject> fetch(Integer position, Integer count)': (self: Cursor, position: number, count: number) =>
            self.fetch(position, count),
        'Integer getNumRecords()': (self: Cursor) => self.rows.size
    }
};

/** Database.PaginationCursor. */
export class PaginationCursor extends Cursor {}
interface Page {
    readonly records: ApexList;
    readonly next: number;
    readonly done: boolean;
}
const pagination: LibraryType = {
    name: 'Database.PaginationCursor',
    kind: 'class',
    is: (value) => value instanceof PaginationCursor,
    members: {
        'Database.CursorFetchResult fetchPage(Integer start, Integer pageSize)': (
            self: PaginationCursor,
            start: number,
            size: number
        ): Page => {
            const records = self.fetch(start, size);
            const next = need(start) + records.size;
            return { records, next, done: next >= self.rows.size };
        },
        'Integer getNumRecords()': (self: PaginationCursor) => self.rows.size
    }
};
const page: LibraryType = {
    name: 'Database.CursorFetchResult',
    kind: 'class',
    members: {
        'List<SObject> getRecords()': (self: Page): ApexList => self.records,
        'Integer getNextIndex()': (self: Page) => self.next,
        'Integer getNumDeletedRecords()': () => 0,
        'Boolean isDone()': (self: Page) => self.done
    }
};

/** Cursors. Source: Apex Developer Guide, "Apex Cursors". */
export const cursorTypes: readonly LibraryType[] = [cursor, pagination, page];
