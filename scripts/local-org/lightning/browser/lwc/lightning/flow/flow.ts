import { LightningElement, api } from 'lwc';

const FLOWS = 'not supported by the local org: running flows';

/**
 * `lightning-flow`: the local org runs no flows, and says so where one would be. What a component sets on it, it may set.
 * Source: Lightning Component Library, lightning-flow.
 */
export default class Flow extends LightningElement {
    @api flowApiName?: string;
    @api flowInputVariables?: readonly object[];
    @api flowInterviewId?: string;
    @api flowFinishBehavior?: string;

    get reason(): string {
        const name = this.flowApiName ?? this.flowInterviewId;
        return name === undefined ? FLOWS : `${FLOWS} (${name})`;
    }
    /** @throws Error by name: there is nothing to start */
    @api startFlow(name: string): never {
        this.flowApiName = name;
        throw new Error(this.reason);
    }
    @api resumeFlow(): never {
        throw new Error(this.reason);
    }
}
