import { LightningElement, api } from 'lwc';
import { format, timeText } from 'c/gangwayFormat';
import couldNotSave from '@salesforce/label/c.Gangway_Handoff_Could_Not_Save';
import kept from '@salesforce/label/c.Gangway_Kept_Until_Saved';
import noConnection from '@salesforce/label/c.Gangway_No_Connection';
import savedAt from '@salesforce/label/c.Gangway_Saved_At';
import saving from '@salesforce/label/c.Gangway_Saving';
import tryNow from '@salesforce/label/c.Gangway_Try_Now';
import unsaved from '@salesforce/label/c.Gangway_Not_Saved_Needs_You';
import type { SaveState } from 'c/handoffSession';

/** Whether what was typed is in the org: saving, saved when, or not saved and why. Emits `retry`. */
export default class HandoffSaveState extends LightningElement {
    @api state?: SaveState;
    /** When the handoff was last saved, by anybody. */
    @api savedAt?: string;

    labels = Object.freeze({ couldNotSave, kept, noConnection, tryNow });

    get text(): string {
        switch (this.state?.phase) {
            case 'saving':
                return saving;
            case 'unsaved':
                return unsaved;
            case 'retrying':
            case 'refused':
                return '';
            default: {
                const at = this.state?.savedAt;
                const moment = at === undefined ? this.savedAt : new Date(at).toISOString();
                return moment ? format(savedAt, timeText(moment)) : '';
            }
        }
    }
    get isRetrying(): boolean {
        return this.state?.phase === 'retrying';
    }
    get isRefused(): boolean {
        return this.state?.phase === 'refused';
    }
    get error(): unknown {
        return this.state?.error;
    }
    handleRetry(): void {
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
