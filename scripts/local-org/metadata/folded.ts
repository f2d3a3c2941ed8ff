import { fold } from '../model/index.ts';

/** A map whose keys ignore case, as API names do; iteration yields the names as they were written first. */
export class FoldedMap<Value> extends Map<string, Value> {
    private readonly spelling = new Map<string, string>();

    /** Makes a plain map with these names one that ignores their case; for one that was kept as plain data. */
    static adopt<Value>(names: Map<string, Value>): FoldedMap<Value> {
        const spelling = new Map<string, string>();
        for (const name of names.keys()) spelling.set(fold(name), name);
        return Object.assign(Object.setPrototypeOf(names, FoldedMap.prototype) as FoldedMap<Value>, { spelling });
    }

    override get(name: string): Value | undefined {
        return super.get(this.spelled(name));
    }
    override has(name: string): boolean {
        return super.has(this.spelled(name));
    }
    override set(name: string, value: Value): this {
        const key = fold(name);
        // The constructor of Map calls `set` before this class's own members exist; none here passes it entries.
        if (!this.spelling.has(key)) this.spelling.set(key, name);
        return super.set(this.spelled(name), value);
    }
    override delete(name: string): boolean {
        return super.delete(this.spelled(name));
    }
    private spelled(name: string): string {
        return this.spelling.get(fold(name)) ?? name;
    }
}

/** A set of API names that ignores case. */
export class FoldedSet extends Set<string> {
    private readonly folded = new Set<string>();

    /** Makes a plain set of names one that ignores their case; for one that was kept as plain data. */
    static adopt(names: Set<string>): FoldedSet {
        const folded = new Set<string>();
        for (const name of names) folded.add(fold(name));
        return Object.assign(Object.setPrototypeOf(names, FoldedSet.prototype) as FoldedSet, { folded });
    }

    override has(name: string): boolean {
        return this.folded.has(fold(name));
    }
    override add(name: string): this {
        if (this.has(name)) return this;
        this.folded.add(fold(name));
        return super.add(name);
    }
}
