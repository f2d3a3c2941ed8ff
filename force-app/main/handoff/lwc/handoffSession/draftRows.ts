import { Drafts, type Values } from './drafts';

/** A row as the org has it; `key` is what the page called it before it had an Id. */
interface Stored {
    id?: string | null;
    key?: string | null;
}
/** A row as it is on the page: `rowKey` stays the same when a new one gets its Id. */
export type Row<Kind extends Stored> = Kind & { rowKey: string };

/** A key that only this page knows, so that a save tried twice makes one row. */
const newKey = (): string => `new-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;

/** A list of rows being edited: what the org has, what was typed over it, what was added and what was removed. */
export class DraftRows<Kind extends Stored> {
    readonly drafts = new Drafts();
    private readonly stored: () => readonly Kind[];
    /** Id → key of a row that was made here. */
    private readonly keys = new Map<string, string>();
    private readonly removed = new Set<string>();

    /** @param stored gives the rows as the org has them now */
    constructor(stored: () => readonly Kind[]) {
        this.stored = stored;
    }

    /** The rows as they are on the page: those of the org with what was typed over them, then new ones. */
    get rows(): Row<Kind>[] {
        const known = this.stored()
            .map((row) => ({ row, rowKey: this.keyOf(row) }))
            .filter(({ rowKey }) => !this.removed.has(rowKey))
            .map(({ row, rowKey }) => ({ ...row, ...(this.drafts.get(rowKey)?.mine as Partial<Kind>), rowKey }));
        const keys = new Set(known.map(({ rowKey }) => rowKey));
        const added = this.drafts.all
            .filter(([key]) => !keys.has(key) && !this.removed.has(key))
            .map(([rowKey, { mine }]) => ({ ...(mine as unknown as Kind), rowKey }));
        return [...known, ...added];
    }
    get ids(): string[] {
        return this.stored().flatMap(({ id }) => id ?? []);
    }
    find(rowKey: string): Kind | undefined {
        return this.stored().find((row) => this.keyOf(row) === rowKey);
    }
    idOf(rowKey: string): string | null {
        return this.find(rowKey)?.id ?? [...this.keys].find(([, key]) => key === rowKey)?.[0] ?? null;
    }
    isRemoved(rowKey: string): boolean {
        return this.removed.has(rowKey);
    }

    /** @returns the key of a new row, which the org hears of once it is saved */
    add(row: Kind): string {
        const rowKey = newKey();
        this.drafts.put(rowKey, { base: null, mine: { ...row, key: rowKey } as unknown as Values });
        return rowKey;
    }
    /**
     * Types over a row.
     * @param seen what the user saw before typing, where that is older than what the org has
     * @returns the row as it is now typed
     */
    type(rowKey: string, change: Partial<Kind>, seen?: Kind): Values {
        const draft = this.drafts.get(rowKey);
        const ground = (seen ?? this.find(rowKey) ?? null) as Values | null;
        const mine: Values = { ...(draft?.mine ?? ground), ...change };
        this.drafts.put(rowKey, { base: draft ? draft.base : ground, mine });
        return mine;
    }
    hide(rowKey: string): void {
        this.removed.add(rowKey);
        this.drafts.conflicts = this.drafts.conflicts.filter((conflict) => conflict.rowKey !== rowKey);
    }
    show(rowKey: string): void {
        this.removed.delete(rowKey);
    }
    forget(rowKey: string): void {
        this.removed.delete(rowKey);
        this.drafts.drop(rowKey);
    }
    /**
     * The row that a save made keeps the place of the new one.
     * @param before Ids of the rows that were there before the save
     * @param looksLike whether a row is what was sent, where the org tells no key
     */
    made(rowKey: string, before: ReadonlySet<string>, looksLike: (row: Kind) => boolean): void {
        const row =
            this.stored().find(({ key }) => key === rowKey) ??
            this.stored().find((one) => one.id && !before.has(one.id) && looksLike(one));
        if (row?.id) this.keys.set(row.id, rowKey);
    }

    private keyOf({ id }: Kind): string {
        return this.keys.get(id ?? '') ?? id ?? '';
    }
}
