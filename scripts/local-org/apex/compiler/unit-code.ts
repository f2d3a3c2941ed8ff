/** What the compiler made of one file: kept as text, read and made a script only when something of the file is used. */
import { Script } from 'node:vm';
import type { Problem } from '../../model/index.ts';
import type { EmittedUnit } from './emit.ts';

/** What code depended on, as hashes by name, and what its left-out members are left out for. */
interface CodeFacts {
    readonly uses: Readonly<Record<string, string>>;
    readonly refused: readonly Problem[];
}

const factsOf = (line: string): CodeFacts => JSON.parse(line) as CodeFacts;

export class UnitCode {
    readonly text: string;
    private readonly end: number;
    private facts: CodeFacts | undefined;
    private read: EmittedUnit | undefined;
    private compiled: Script | undefined;

    /** @param text what `written` made: facts in the first line, the emitted unit in the second */
    constructor(text: string) {
        this.text = text;
        this.end = text.indexOf('\n');
    }
    static of(facts: CodeFacts, emitted: EmittedUnit): UnitCode {
        return new UnitCode(`${JSON.stringify(facts)}\n${JSON.stringify(emitted)}`);
    }
    get uses(): CodeFacts['uses'] {
        return (this.facts ??= factsOf(this.text.slice(0, this.end))).uses;
    }
    get refused(): CodeFacts['refused'] {
        return (this.facts ??= factsOf(this.text.slice(0, this.end))).refused;
    }
    get emitted(): EmittedUnit {
        return (this.read ??= JSON.parse(this.text.slice(this.end + 1)) as EmittedUnit);
    }
    /** The script, made once however many programs run it. */
    script(fileName: string): Script {
        return (this.compiled ??= new Script(this.emitted.code, { filename: fileName }));
    }
}
