import { LightningElement, api } from 'lwc';
import { labelOf, shown, type Shown } from 'org/fields';
import { FIELD_EVENT, type FieldEventDetail, type FormContext } from 'org/forms';
import type { FieldInfo, FieldReference } from 'org/uiTypes';

/** `lightning-output-field`: a field of the record form around it, read only. */
export default class OutputField extends LightningElement {
    @api fieldName?: FieldReference;
    @api fieldClass?: string;
    @api variant: 'standard' | 'label-hidden' | 'label-inline' | 'label-stacked' = 'standard';

    context?: FormContext;
    private _leave?: () => void;

    connectedCallback(): void {
        const detail: FieldEventDetail = {
            field: { name: this.name, receive: (context) => (this.context = context) },
            onLeave: (leave) => (this._leave = leave)
        };
        this.dispatchEvent(new CustomEvent(FIELD_EVENT, { detail, bubbles: true, composed: true }));
    }
    disconnectedCallback(): void {
        this._leave?.();
    }

    get name(): string {
        return typeof this.fieldName === 'object' ? this.fieldName.fieldApiName : (this.fieldName ?? '');
    }
    get info(): FieldInfo | undefined {
        return this.context?.info.fields[this.name];
    }
    get label(): string {
        return this.info ? labelOf(this.info) : '';
    }
    get showsLabel(): boolean {
        return this.variant !== 'label-hidden';
    }
    get help(): string | undefined {
        return this.info?.inlineHelpText ?? undefined;
    }
    get loading(): boolean {
        return this.context?.record === undefined;
    }
    get value(): Shown | undefined {
        return this.info ? shown(this.context?.record, this.info) : undefined;
    }
    get isEmpty(): boolean {
        return this.value !== undefined && this.value.text === '' && this.value.dataType !== 'Boolean';
    }
    get outerClass(): string {
        const inline =
            this.variant === 'label-inline' || (this.variant === 'standard' && this.context?.density === 'compact');
        return `slds-form-element ${inline ? 'slds-form-element_horizontal' : 'slds-form-element_stacked'} ${this.fieldClass ?? ''}`;
    }
}
