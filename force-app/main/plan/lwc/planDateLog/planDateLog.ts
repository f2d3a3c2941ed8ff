import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { dayText, format, momentText } from 'c/gangwayFormat';
import byHand from '@salesforce/label/c.Gangway_Date_Log_By_Hand';
import behind from '@salesforce/label/c.Gangway_Date_Log_Behind';
import corrected from '@salesforce/label/c.Gangway_Date_Log_Corrected';
import close from '@salesforce/label/c.Gangway_Close';
import earliest from '@salesforce/label/c.Gangway_Date_Log_Earliest';
import empty from '@salesforce/label/c.Gangway_Date_Log_Empty';
import heading from '@salesforce/label/c.Gangway_Why_This_Date';
import moveLine from '@salesforce/label/c.Gangway_Move_Line';
import pulled from '@salesforce/label/c.Gangway_Date_Log_Pulled';

const WORDS: Readonly<Record<string, string>> = {
    'Moved by hand': byHand,
    Predecessor: behind,
    'Start no earlier': earliest,
    'Pulled forward': pulled,
    Corrected: corrected
};

/** Why an item is due when it is: every move of its date, newest first. */
export default class PlanDateLog extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        changes: readonly Gangway.DateChange[];
        today: string;
    }) => Promise<void>;

    @api changes: readonly Gangway.DateChange[] = [];
    @api today = '';

    labels = Object.freeze({ close, empty, heading });

    get lines(): { id: string; text: string; why: string }[] {
        return this.changes.map(({ id, changedAt, changedBy, fromDue, toDue, cause, causeTitle }) => ({
            id,
            text: format(moveLine, momentText(changedAt), dayText(fromDue, this.today), dayText(toDue, this.today)),
            why: format(WORDS[cause] ?? cause, (cause === 'Predecessor' ? causeTitle : changedBy) ?? '')
        }));
    }
    get isEmpty(): boolean {
        return this.lines.length === 0;
    }

    handleClose(): void {
        this.close();
    }
}
