import { fold } from '../model/index.ts';

/** A map whose keys ignore case, as API names do; iteration yields the names as they were written first. */
export class FoldedMap<Value> extends Map<string, Value> {
    private readonly spelling = new Map<string, string>();

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

    override has(name: string): boolean {
        return this.folded.has(fold(name));
    }
    override add(name: string): this {
        if (this.has(name)) return this;
        this.folded.add(fold(name));
        return super.add(name);
    }
}
