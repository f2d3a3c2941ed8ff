export type Values = Record<string, unknown>;

/** What was typed and is not yet saved, over what was there before; nothing was there before a new row. */
export interface Draft {
    readonly base: Values | null;
    readonly mine: Values;
}
/** One member that two people changed, of the form or of a row. */
export interface Conflict extends Gangway.FieldConflict {
    rowKey: string;
}

/** Members that say which row it is: nobody types them. */
const IDENTITY: ReadonlySet<string> = new Set(['id', 'key', 'rowKey']);

/** Nothing is nothing, however it is written. */
export const normal = (value: unknown): unknown => (value === '' || value === undefined ? null : value);
const isSame = (one: unknown, other: unknown): boolean => normal(one) === normal(other);

/** Drafts by key, and what of them somebody else changed meanwhile. Everything typed stays until the org has it or the user gives it up. */
export class Drafts {
    conflicts: readonly Conflict[] = [];
    private readonly drafts = new Map<string, Draft>();

    get all(): readonly (readonly [string, Draft])[] {
        return [...this.drafts];
    }
    get(key: string): Draft | undefined {
        return this.drafts.get(key);
    }
    put(key: string, draft: Draft): void {
        this.drafts.set(key, draft);
    }
    /** Gives up what was typed, and with it the conflicts about it. */
    drop(key: string): void {
        this.drafts.delete(key);
        this.conflicts = this.conflicts.filter(({ rowKey }) => rowKey !== key);
    }
    isConflicting(key: string, member?: string): boolean {
        return this.conflicts.some(
            (conflict) => conflict.rowKey === key && (member === undefined || conflict.member === member)
        );
    }

    /**
     * After a save: what the org has now is the ground for what is typed next.
     * @param conflicts what was not saved
     * @param sent what was
     * @param now what the org has
     */
    take(key: string, conflicts: readonly Gangway.FieldConflict[], sent: Values, now: Values): void {
        const clashing = new Set(conflicts.map(({ member }) => member));
        const others = this.conflicts.filter(({ rowKey, member }) => rowKey !== key || !(member in sent));
        this.conflicts = [...others, ...conflicts.map((conflict) => ({ ...conflict, rowKey: key }))];
        const draft = this.drafts.get(key);
        if (!draft) return;
        const base: Values = { ...draft.base };
        const mine: Values = { ...draft.mine };
        for (const member of Object.keys(sent).filter((name) => !clashing.has(name))) {
            base[member] = now[member] ?? null;
            // The org may have written it otherwise: that is shown, unless typing went on.
            if (isSame(mine[member], sent[member])) mine[member] = base[member];
        }
        this.settle(key, { base, mine });
    }
    /**
     * Decides a conflict: mine is to be saved over theirs, or theirs stays.
     * @param theirs what the org has
     * @returns whether anything is left to be saved
     */
    resolve(key: string, member: string, keep: 'mine' | 'theirs', theirs: Values): boolean {
        const draft = this.drafts.get(key);
        this.conflicts = this.conflicts.filter((other) => other.rowKey !== key || other.member !== member);
        if (!draft) return false;
        const ground = { [member]: theirs[member] ?? null };
        const mine = keep === 'mine' ? draft.mine : { ...draft.mine, ...ground };
        this.settle(key, { base: { ...draft.base, ...ground }, mine });
        return this.drafts.has(key);
    }

    /** A draft that says what its ground says is none. */
    private settle(key: string, draft: Draft): void {
        const isOpen = Object.keys(draft.mine).some(
            (member) => !IDENTITY.has(member) && !isSame(draft.mine[member], draft.base?.[member])
        );
        if (isOpen || this.isConflicting(key)) this.drafts.set(key, draft);
        else this.drafts.delete(key);
    }
}

/** Some members of some values; nothing where there is none. */
export const pick = (values: Values | null, names: readonly string[]): Values =>
    Object.fromEntries(names.map((name) => [name, normal(values?.[name])]));

/** The members of a draft that differ from their ground: those that are still to be saved. */
export const openMembers = ({ base, mine }: Draft): string[] =>
    Object.keys(mine).filter((member) => !isSame(mine[member], base?.[member]));
