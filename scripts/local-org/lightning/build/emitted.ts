/** Which JavaScript is known to be that of its TypeScript, so that a start need not compile what nobody touched. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { tryWriteWholeFile } from '../../model/index.ts';

/** Source → its state and that of what was made of it. */
type Known = Record<string, readonly [source: string, emitted: string]>;

/** Changes whenever a file is written: `git` and editors leave no older time. */
const stateOf = (file: string): string | undefined => {
    const found = statSync(file, { throwIfNoEntry: false });
    return found && `${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
};

export class Emitted {
    private readonly file: string;
    private readonly by: string;
    private readonly known: Known;
    private isChanged = false;

    /**
     * @param projectDir whose `.cache` keeps it; it may be deleted or damaged at any time
     * @param compiler what emits: what another one emitted counts for nothing
     */
    constructor(projectDir: string, compiler: unknown) {
        this.file = path.join(projectDir, '.cache', 'emitted.json');
        this.by = createHash('sha256').update(JSON.stringify(compiler)).digest('base64url');
        this.known = this.read();
    }

    isCurrent(source: string, emitted: string): boolean {
        const known = this.known[source];
        return known !== undefined && known[0] === stateOf(source) && known[1] === stateOf(emitted);
    }

    /** @param state the source's, from before it was read */
    note(source: string, state: string | undefined, emitted: string): void {
        const made = stateOf(emitted);
        if (state === undefined || made === undefined || state !== stateOf(source)) return;
        this.known[source] = [state, made];
        this.isChanged = true;
    }

    stateOf(source: string): string | undefined {
        return stateOf(source);
    }

    save(): void {
        if (!this.isChanged) return;
        tryWriteWholeFile(this.file, JSON.stringify({ by: this.by, known: this.known }));
    }

    private read(): Known {
        try {
            const { by, known } = JSON.parse(readFileSync(this.file, 'utf8')) as { by: unknown; known: unknown };
            return by === this.by && typeof known === 'object' && known !== null ? (known as Known) : {};
        } catch {
            return {};
        }
    }
}
