import { ApexMap } from '../runtime/index.ts';

/** A map whose text keys ignore case: `fields.getMap()`, `Schema.getGlobalDescribe()`, `PageReference.getParameters()`. */
export class CaseInsensitiveMap extends ApexMap {
    private readonly spelling = new Map<string, unknown>();
    private known(key: unknown): unknown {
        if (typeof key !== 'string') return key;
        const folded = key.toLowerCase();
        const written = this.spelling.get(folded);
        if (written !== undefined) return written;
        if (super.has(folded)) return folded;
        // The first use of a key after the constructor, which puts its entries past this class.
        const found = this.keys().find((one) => typeof one === 'string' && one.toLowerCase() === folded);
        if (found !== undefined) this.spelling.set(folded, found);
        return found ?? key;
    }
    override has(key: unknown): boolean {
        return super.has(this.known(key));
    }
    override get(key: unknown): unknown {
        return super.get(this.known(key));
    }
    override put(key: unknown, value: unknown): unknown {
        return super.put(this.known(key), value);
    }
    override remove(key: unknown): unknown {
        const written = this.known(key);
        if (typeof key === 'string') this.spelling.delete(key.toLowerCase());
        return super.remove(written);
    }
    override clear(): void {
        this.spelling.clear();
        super.clear();
    }
}
