/** Typing is followed after this pause, in milliseconds. */
const PAUSE = 700;
/** A field that was left is saved after this: a click that left it must find the page as it was. */
const LEFT = 250;
/** Seconds between attempts while the connection is lost; the last one goes on. */
const BACK_OFF = [1, 2, 4, 8, 15, 30];

/** One save. It reads what is to be saved when it runs, so that the newest wins. */
export type Task = () => Promise<void>;

/** `unsaved`: something waits for the user, a missing word or a decision. */
export type SavePhase = 'saved' | 'saving' | 'retrying' | 'refused' | 'unsaved';
export interface SaveState {
    readonly phase: SavePhase;
    /** When something was last saved here; nothing yet: undefined. */
    readonly savedAt?: number;
    /** Why the last attempt failed. */
    readonly error?: unknown;
}

/** The answer never came, or came from something between the page and the org: trying again may help. */
export const isTemporary = (error: unknown): boolean => {
    if (!navigator.onLine) return true;
    const { status, body, message } = (error ?? {}) as {
        status?: unknown;
        body?: { message?: unknown };
        message?: unknown;
    };
    if (typeof status === 'number' && [0, 408, 425, 429, 502, 503, 504].includes(status)) return true;
    const words = typeof body?.message === 'string' ? body.message : typeof message === 'string' ? message : '';
    return /disconnected or canceled|failed to fetch|network ?error|unable_to_lock_row/i.test(words);
};

/**
 * Saves one after the other, each key once: what is put again before its turn is saved once, with the newest.
 * A lost connection keeps everything and tries again; what the org refuses is kept aside and holds up nothing else.
 */
export class SaveQueue {
    private waiting = new Map<string, Task>();
    private readonly refused = new Map<string, { task: Task; error: unknown }>();
    private running?: Promise<void>;
    private timer?: ReturnType<typeof setTimeout>;
    private attempt = 0;
    private lastError?: unknown;
    private savedAt?: number;
    private readonly onChange: () => void;

    constructor(onChange: () => void) {
        this.onChange = onChange;
    }

    get state(): SaveState {
        const { savedAt } = this;
        if (this.attempt > 0) return { phase: 'retrying', savedAt, error: this.lastError };
        if (this.running || this.waiting.size > 0) return { phase: 'saving', savedAt };
        const [first] = this.refused.values();
        return first ? { phase: 'refused', savedAt, error: first.error } : { phase: 'saved', savedAt };
    }
    /** Is anything not yet in the org? */
    get isDirty(): boolean {
        return this.running !== undefined || this.waiting.size > 0 || this.refused.size > 0;
    }

    /** Saves after a pause; a lost connection keeps its own rhythm. */
    put(key: string, task: Task): void {
        this.refused.delete(key);
        this.waiting.set(key, task);
        if (this.attempt === 0) this.schedule(PAUSE);
        this.onChange();
    }
    /** A field was left: what waits is saved, as soon as the click that left it is over. */
    hurry(): void {
        if (this.waiting.size > 0 && this.attempt === 0) this.schedule(LEFT);
    }
    /** What was put is no longer wanted. */
    drop(key: string): void {
        this.waiting.delete(key);
        this.refused.delete(key);
        this.onChange();
    }
    /** Tries at once, what was refused too. */
    retry(): Promise<boolean> {
        for (const [key, { task }] of this.refused) this.waiting.set(key, task);
        this.refused.clear();
        return this.flush();
    }
    /**
     * Saves at once.
     * @returns whether everything is saved now
     */
    async flush(): Promise<boolean> {
        clearTimeout(this.timer);
        this.running ??= this.run().finally(() => {
            this.running = undefined;
            this.onChange();
        });
        await this.running;
        return !this.isDirty;
    }

    private async run(): Promise<void> {
        for (let next = this.takeNext(); next; next = this.takeNext()) {
            const [key, task] = next;
            this.onChange();
            try {
                // eslint-disable-next-line no-await-in-loop -- one after the other is the point
                await task();
                this.attempt = 0;
                this.lastError = undefined;
                this.savedAt = Date.now();
            } catch (error) {
                this.lastError = error;
                if (isTemporary(error)) {
                    this.waiting = new Map([[key, this.waiting.get(key) ?? task], ...this.waiting]);
                    this.waitForConnection();
                    return;
                }
                this.attempt = 0;
                if (!this.waiting.has(key)) this.refused.set(key, { task, error });
            }
        }
    }
    private takeNext(): [string, Task] | undefined {
        const [next] = this.waiting;
        if (next) this.waiting.delete(next[0]);
        return next;
    }
    private waitForConnection(): void {
        const seconds = BACK_OFF[Math.min(this.attempt, BACK_OFF.length - 1)] ?? 1;
        this.attempt++;
        this.schedule(seconds * 1000);
    }
    private schedule(milliseconds: number): void {
        clearTimeout(this.timer);
        // eslint-disable-next-line @lwc/lwc/no-async-operation -- one timer, replaced by the next
        this.timer = setTimeout(() => {
            void this.flush();
        }, milliseconds);
    }
}
