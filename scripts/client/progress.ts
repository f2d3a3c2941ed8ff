/** One line that repaints itself on a terminal, and plain lines elsewhere. */
export interface Progress {
    readonly step: (label: string) => {
        readonly at: (done: number, of: number) => void;
        readonly done: (summary: string) => void;
    };
}

/** Progress on standard error, so that standard output stays a result. */
export const createProgress = (stream: NodeJS.WriteStream = process.stderr): Progress => ({
    step: (label) => ({
        at: (done, of) => {
            if (stream.isTTY) stream.write(`\r\u001b[2K  ${label} ${done} of ${of}`);
        },
        done: (summary) => {
            stream.write(`${stream.isTTY ? '\r\u001b[2K' : ''}  ${label}: ${summary}\n`);
        }
    })
});
