/** What the person who started the local org reads. */
import { createInterface } from 'node:readline/promises';

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Prints steps as they run: on a terminal in place, elsewhere one line each. */
export class Progress {
    private readonly started = performance.now();

    line(text: string): void {
        process.stdout.write(`${text}\n`);
    }
    /** Runs a step and says how long it took. */
    async step<T>(text: string, run: (note: (detail: string) => void) => Promise<T>): Promise<T> {
        const since = performance.now();
        let detail = '';
        const result = await run((note) => (detail = note));
        this.line(`  ${text}${detail === '' ? '' : `: ${detail}`} (${seconds(since)})`);
        return result;
    }
    /** A note that a long step goes on; every quarter is enough where nobody watches. */
    quarters(text: string): (done: number, of: number) => void {
        let shown = -1;
        return (done, of) => {
            const quarter = Math.floor((done / Math.max(1, of)) * 4);
            if (quarter <= shown || quarter === 4) return;
            shown = quarter;
            this.line(`  ${text} … ${quarter * 25} %`);
        };
    }
    elapsed(): string {
        return seconds(this.started);
    }
}

/** Asks on a terminal; without one the answer is no. */
export const confirm = async (question: string): Promise<boolean> => {
    if (!process.stdin.isTTY) return false;
    const prompt = createInterface({ input: process.stdin, output: process.stdout });
    try {
        return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
    } finally {
        prompt.close();
    }
};
