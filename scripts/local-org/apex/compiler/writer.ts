/** Emitted JavaScript, line for line with its Apex: V8 then tells Apex lines by itself. */
export class Writer {
    private readonly parts: string[] = [];
    private line = 1;
    /** Moves down to a line of the source; text already past it stays where it is. */
    at(line: number): void {
        while (this.line < line) {
            this.parts.push('\n');
            this.line++;
        }
    }
    add(text: string): void {
        this.parts.push(text);
    }
    /** A place to be filled later: what a function declares is known only after its body. */
    reserve(): (text: string) => void {
        const index = this.parts.push('') - 1;
        return (text) => {
            this.parts[index] = text;
        };
    }
    toString(): string {
        return this.parts.join('');
    }
}
