/** Which components refresh when a view is refreshed, and in which order. Source: LWC guide, "Use RefreshView API". */

/** How a refresh ended, as the container's callback hears it. */
export type RefreshStatus = 'REFRESH_COMPLETE' | 'REFRESH_COMPLETE_WITH_ERRORS' | 'REFRESH_ERROR';

type Handler = () => unknown;
interface Participant<Place> {
    readonly place: Place;
    readonly handler: Handler;
}

/** Handlers by their place in the document: those above go before those below, who wait for them. */
export class RefreshTree<Place> {
    private readonly participants = new Map<number, Participant<Place>>();
    private readonly parentOf: (place: Place) => Place | null;
    private handles = 0;

    /** @param parentOf the place around another; null for the outermost */
    constructor(parentOf: (place: Place) => Place | null) {
        this.parentOf = parentOf;
    }

    add(place: Place, handler: Handler): number {
        this.participants.set(++this.handles, { place, handler });
        return this.handles;
    }
    remove(handle: number): void {
        this.participants.delete(handle);
    }

    /**
     * Runs the handlers within a place. One that answers false stops the refresh below it; one that fails does not.
     * @param container undefined for the whole page
     */
    async refresh(container: Place | undefined): Promise<RefreshStatus> {
        const all = [...this.participants.values()];
        const within = all.filter(({ place }) => container === undefined || this.isWithin(place, container));
        const outcome = { failed: 0 };
        await this.run(this.below(undefined, within), within, outcome);
        if (outcome.failed === 0) return 'REFRESH_COMPLETE';
        return outcome.failed < within.length ? 'REFRESH_COMPLETE_WITH_ERRORS' : 'REFRESH_ERROR';
    }

    private async run(
        level: readonly Participant<Place>[],
        all: readonly Participant<Place>[],
        outcome: { failed: number }
    ): Promise<void> {
        const next = await Promise.all(
            level.map(async (one) => {
                try {
                    return (await one.handler()) === false ? [] : this.below(one, all);
                } catch (error) {
                    outcome.failed++;
                    console.error(error);
                    return this.below(one, all);
                }
            })
        );
        const below = next.flat();
        if (below.length > 0) await this.run(below, all, outcome);
    }

    /** Those whose nearest participant above is this one. */
    private below(parent: Participant<Place> | undefined, all: readonly Participant<Place>[]): Participant<Place>[] {
        const places = new Map(all.map((one) => [one.place, one]));
        const above = (place: Place): Participant<Place> | undefined => {
            for (let at = this.parentOf(place); at !== null; at = this.parentOf(at)) {
                const found = places.get(at);
                if (found) return found;
            }
            return undefined;
        };
        return all.filter((one) => above(one.place)?.place === parent?.place);
    }
    private isWithin(place: Place, container: Place): boolean {
        for (let at: Place | null = place; at !== null; at = this.parentOf(at)) if (at === container) return true;
        return false;
    }
}
