/** How often the lines of one class or trigger ran. */
import type { LineCounts } from '../types.ts';

export class CoverageCounter {
    private readonly className: string;
    private readonly kind: LineCounts['kind'];
    private readonly lines: readonly number[];
    /** Counted up by compiled code, by line. */
    private readonly cover: Uint32Array;
    /** Counts up to the last call of `sinceLast`. */
    private readonly before: Uint32Array;
    constructor(className: string, kind: LineCounts['kind'], lines: readonly number[], cover: Uint32Array) {
        this.className = className;
        this.kind = kind;
        this.lines = lines;
        this.cover = cover;
        this.before = new Uint32Array(cover.length);
    }
    total(): LineCounts {
        return this.counts((line) => this.cover[line] ?? 0);
    }
    /** What ran since the last call; undefined where nothing did. */
    sinceLast(): LineCounts | undefined {
        const { cover, before } = this;
        if (!this.lines.some((line) => cover[line] !== before[line])) return undefined;
        const counts = this.counts((line) => (cover[line] ?? 0) - (before[line] ?? 0));
        before.set(cover);
        return counts;
    }
    private counts(of: (line: number) => number): LineCounts {
        return {
            className: this.className,
            kind: this.kind,
            lines: new Map(this.lines.map((line) => [line, of(line)]))
        };
    }
}
