import { LightningElement, api } from 'lwc';
import { reduceErrors } from 'c/gangwayErrors';
import tryAgain from '@salesforce/label/c.Gangway_Try_Again';
import somethingFailed from '@salesforce/label/c.Gangway_Something_Failed';

/** Says what failed, what was kept and what to do. Emits `retry` where the parent offers it. */
export default class GangwayErrorPanel extends LightningElement {
    /** What failed, as a sentence. */
    @api heading?: string;
    /** One error of any shape, or a list. */
    @api errors?: unknown;
    /** What was kept, in words. */
    @api kept?: string;
    /** Is there something to press? */
    @api canRetry = false;

    labels = Object.freeze({ tryAgain });

    get headline(): string {
        return this.heading ?? somethingFailed;
    }
    get messages(): { key: number; text: string }[] {
        return reduceErrors(this.errors).map((text, key) => ({ key, text }));
    }
    handleRetry(): void {
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
