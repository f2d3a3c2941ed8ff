/** Names of methods by file and line, for stack traces. */
export class MethodNames {
    private readonly files = new Map<string, readonly (readonly [number, number, string])[]>();
    add(file: string, ranges: readonly (readonly [number, number, string])[]): void {
        this.files.set(file, ranges);
    }
    /** The innermost method around a line. */
    nameOf(file: string, line: number): string {
        let best: readonly [number, number, string] | undefined;
        for (const range of this.files.get(file) ?? []) {
            if (line >= range[0] && line <= range[1] && (!best || range[1] - range[0] < best[1] - best[0]))
                best = range;
        }
        return best?.[2] ?? file;
    }
}
