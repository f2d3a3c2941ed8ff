import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { format } from 'c/gangwayFormat';
import { reportInputs } from 'c/gangwayInputs';
import account from '@salesforce/label/c.Gangway_Copy_Account';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import contract from '@salesforce/label/c.Gangway_Copy_Contract';
import copyPlan from '@salesforce/label/c.Gangway_Copy_Plan';
import create from '@salesforce/label/c.Gangway_Copy_Create';
import help from '@salesforce/label/c.Gangway_Copy_Help';
import kickoff from '@salesforce/label/c.Gangway_Copy_Kickoff';
import name from '@salesforce/label/c.Gangway_Copy_Name';
import nameOf from '@salesforce/label/c.Gangway_Copy_Name_Of';

/** What a copy of a plan is made for. Closes with it, or with nothing; pressing twice makes one copy. */
export default class PlanCopyModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        summary: Gangway.PlanSummary;
        today: string;
    }) => Promise<Gangway.PlanCopyInput | undefined>;

    @api summary?: Gangway.PlanSummary;
    @api today = '';

    labels = Object.freeze({ account, cancel, contract, copyPlan, create, help, kickoff, name });
    changes: Partial<Gangway.PlanCopyInput> = {};
    /** The same for every press of this window's button: a repeated request finds the copy it made. */
    private readonly requestKey = `copy-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

    get copy(): Gangway.PlanCopyInput {
        return {
            requestKey: this.requestKey,
            accountId: this.summary?.accountId,
            name: format(nameOf, this.summary?.name ?? '').slice(0, 80),
            contractSigned: this.today,
            kickoffDate: this.today,
            ...this.changes
        };
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        const { name: field } = event.target as unknown as { name: keyof Gangway.PlanCopyInput };
        this.changes = { ...this.changes, [field]: event.detail.value };
    }
    handleAccount(event: CustomEvent<{ recordId: string | null }>): void {
        this.changes = { ...this.changes, accountId: event.detail.recordId };
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (reportInputs(this.template) && this.copy.accountId) this.close(this.copy);
    }
}
