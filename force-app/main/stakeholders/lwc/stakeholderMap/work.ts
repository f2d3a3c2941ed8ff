import { format } from 'c/gangwayFormat';
import { MapSession, type Step } from 'c/mapModel';
import undone from '@salesforce/label/c.Gangway_Map_Undone';

/** Heard as nothing, and a change all the same. */
const SILENCE = '\u00a0';

/** Where what is done becomes visible. */
export interface WorkHost {
    /** The map as it now is, or is about to be. */
    show(view: Gangway.MapView): void;
    /** What was done last, and could be taken back. */
    remember(label: string | undefined): void;
    /** What went wrong; undefined once something is tried anew. */
    fail(error: unknown): void;
    announce(text: string): void;
}

/** What is done to a map: one thing after the other, said aloud, taken back. What the server refuses leaves the map as it was. */
export class MapWork {
    private readonly host: WorkHost;
    private session?: MapSession;
    private said = '';

    /** @param host where it becomes visible */
    constructor(host: WorkHost) {
        this.host = host;
    }

    /** Begins on a map as the server gave it. */
    begin(view: Gangway.MapView): void {
        this.session = new MapSession(view, (shown) => this.host.show(shown));
    }
    /**
     * Does a thing and says so.
     * @param stepOf the thing, on the map as it then is
     * @returns the server's answer; undefined where it refused
     */
    async perform(stepOf: (view: Gangway.MapView) => Step): Promise<Gangway.MapChange | undefined> {
        const { session } = this;
        if (!session) return undefined;
        const step = stepOf(session.view);
        const answer = await this.attempt(() => session.perform(step));
        this.host.remember(session.lastDone);
        if (answer) this.say(step.label);
        return answer;
    }
    /** Takes back what was done last, and says so. */
    async undo(): Promise<void> {
        await this.attempt(async () => {
            const label = await this.session?.undo();
            if (label) this.say(format(undone, label));
        });
        this.host.remember(this.session?.lastDone);
    }
    /** Tries something; where it fails, the host shows why. */
    async attempt<Result>(task: () => Promise<Result>): Promise<Result | undefined> {
        this.host.fail(undefined);
        try {
            return await task();
        } catch (error) {
            this.host.fail(error);
            return undefined;
        }
    }
    /** Says something to screen readers; the same words twice are heard twice only where the text changes. */
    say(text: string): void {
        this.said = text === this.said ? `${text}${SILENCE}` : text;
        this.host.announce(this.said);
    }
}
