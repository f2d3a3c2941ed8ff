/** Ids of rows that mirror metadata: given out once and kept by what the row stands for. */
import { makeId } from '../model/index.ts';
import type { Id } from '../model/index.ts';
import type { Database } from '../database/types.ts';

const keyOf = (prefix: string): string => `kept-ids/${prefix}`;

/** The Ids of one object's mirrored rows. */
export class KeptIds {
    private readonly database: Database;
    private readonly prefix: string;
    private readonly numbers: Map<string, number>;
    private given: Set<Id> | undefined;

    /** @param prefix the object's key prefix */
    constructor(database: Database, prefix: string) {
        this.database = database;
        this.prefix = prefix;
        const stored = database.store.get(keyOf(prefix));
        this.numbers = new Map(stored ? (JSON.parse(Buffer.from(stored).toString('utf8')) as [string, number][]) : []);
    }
    /** Whether an Id was given out here. */
    has(id: Id): boolean {
        this.given ??= new Set([...this.numbers.values()].map((number) => makeId(this.prefix, number)));
        return this.given.has(id);
    }
    of(name: string): Id {
        const [id = ''] = this.ofAll([name]);
        return id;
    }
    /** The Ids of several names in their order; new ones are stored together. */
    ofAll(names: readonly string[]): Id[] {
        const before = this.numbers.size;
        let least = before === 0 ? 0 : Math.max(...this.numbers.values());
        const ids = names.map((name) => {
            const key = name.toLowerCase();
            let number = this.numbers.get(key);
            if (number === undefined) {
                // From the object's own sequence, so that it is no record's Id already.
                number = this.database.nextNumber(this.prefix, least);
                least = Math.max(least, number);
                this.numbers.set(key, number);
            }
            return makeId(this.prefix, number);
        });
        if (this.numbers.size > before) {
            this.given = undefined;
            this.database.store.set(keyOf(this.prefix), Buffer.from(JSON.stringify([...this.numbers])));
        }
        return ids;
    }
}
