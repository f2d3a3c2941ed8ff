import { applyChange } from './change';

/** One thing a person does to the map. */
export interface Step {
    /** What was done, in words. */
    label: string;
    /** What the map will look like, shown until the server has answered. */
    preview?: (view: Gangway.MapView) => Gangway.MapView;
    call: () => Promise<Gangway.MapChange>;
    /** What takes it back; it gets what the server answered. */
    undo?: (answer: Gangway.MapChange) => Promise<Gangway.MapChange>;
}
interface Done {
    label: string;
    undo: () => Promise<Gangway.MapChange>;
}

/**
 * The map while it is worked on: what the server has confirmed, what is still on its way, and what can be taken back. Calls reach the
 * server one after another and in order; one that is refused disappears from the map and leaves the others.
 */
export class MapSession {
    private confirmed: Gangway.MapView;
    private pending: Step[] = [];
    private done: Done[] = [];
    private queue: Promise<unknown> = Promise.resolve();
    private readonly show: (view: Gangway.MapView) => void;

    constructor(view: Gangway.MapView, show: (view: Gangway.MapView) => void) {
        this.confirmed = view;
        this.show = show;
        show(view);
    }
    get view(): Gangway.MapView {
        return this.pending.reduce((view, { preview }) => preview?.(view) ?? view, this.confirmed);
    }
    /** What can be taken back next, in words. */
    get lastDone(): string | undefined {
        return this.done.at(-1)?.label;
    }

    /** @throws what the server refused with; the map is then as it was */
    async perform(step: Step): Promise<Gangway.MapChange> {
        const answer = await this.run(step);
        const { undo } = step;
        if (undo) this.done.push({ label: step.label, undo: () => undo(answer) });
        return answer;
    }
    /** Takes back what was done last. @returns what that was; undefined where there is nothing */
    async undo(): Promise<string | undefined> {
        const last = this.done.pop();
        if (!last) return undefined;
        try {
            await this.run({ label: last.label, call: last.undo });
            return last.label;
        } catch (error) {
            this.done.push(last);
            throw error;
        }
    }

    private async run(step: Step): Promise<Gangway.MapChange> {
        this.pending.push(step);
        this.show(this.view);
        const turn = this.queue.then(() => step.call());
        this.queue = turn.catch(() => undefined);
        try {
            const answer = await turn;
            this.confirmed = applyChange(this.confirmed, answer);
            return answer;
        } finally {
            this.pending = this.pending.filter((one) => one !== step);
            this.show(this.view);
        }
    }
}
