import { LightningElement, api } from 'lwc';

export type FieldKind =
    'text' | 'email' | 'date' | 'number' | 'money' | 'long' | 'choice' | 'choices' | 'radio' | 'check';

/** One field of a form: what it is called, what it holds, and what it may hold. */
export interface Field {
    readonly name: string;
    readonly label: string;
    readonly kind?: FieldKind;
    /** A text; of `check` whether it is set, of `choices` a list. */
    readonly value?: unknown;
    readonly options?: readonly { value: string; label: string }[];
    readonly required?: boolean;
    readonly maxLength?: number;
    readonly min?: string;
    readonly max?: string;
    readonly help?: string;
    readonly placeholder?: string;
    /** Takes the whole row. */
    readonly isWide?: boolean;
    /** The label stands above it already; screen readers still hear it. */
    readonly isLabelHidden?: boolean;
}
export type FieldValue = string | boolean | string[];

interface Row extends Field {
    readonly type: string;
    readonly variant: string;
    readonly className: string;
    readonly step: string | undefined;
    readonly formatter: string | undefined;
    readonly isInput: boolean;
    readonly isNumber: boolean;
    readonly isLong: boolean;
    readonly isChoice: boolean;
    readonly isChoices: boolean;
    readonly isRadio: boolean;
}
type Input = HTMLElement & { reportValidity(): boolean; focus(): void };

const rowOf = (field: Field): Row => {
    const { kind = 'text', isWide = false, isLabelHidden = false } = field;
    return {
        ...field,
        type: kind,
        variant: isLabelHidden ? 'label-hidden' : 'standard',
        className: isWide ? 'wide' : '',
        step: kind === 'money' ? '0.01' : '1',
        formatter: kind === 'money' ? 'currency' : undefined,
        isInput: kind === 'text' || kind === 'email' || kind === 'date',
        isNumber: kind === 'number' || kind === 'money',
        isLong: kind === 'long',
        isChoice: kind === 'choice',
        isChoices: kind === 'choices',
        isRadio: kind === 'radio'
    };
};

/**
 * The fields of a form, side by side where there is room; what stands in its slot follows them.
 * Emits `fieldchange` with name and value, and `fieldleave` with the name.
 */
export default class GangwayFields extends LightningElement {
    @api fields: readonly Field[] = [];
    /** Shown, and not to be changed. */
    @api isReadOnly = false;

    get rows(): Row[] {
        return this.fields.map(rowOf);
    }

    /** Are all fields valid? Each says what it lacks, not only the first. */
    @api
    reportValidity(): boolean {
        return !this.inputs.map((input) => input.reportValidity()).includes(false);
    }
    /** Moves the focus to a field, and the field into view. */
    @api
    focusField(name: string): void {
        const input = this.inputs.find(({ dataset }) => dataset.name === name);
        input?.scrollIntoView({ block: 'center' });
        input?.focus();
    }

    handleChange(event: CustomEvent<{ value?: string | string[]; checked?: boolean }>): void {
        const { name } = (event.currentTarget as HTMLElement).dataset;
        const { value, checked } = event.detail;
        this.dispatchEvent(new CustomEvent('fieldchange', { detail: { name, value: checked ?? value ?? '' } }));
    }
    handleBlur(event: Event): void {
        const { name } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('fieldleave', { detail: { name } }));
    }

    private get inputs(): Input[] {
        return [...(this.template?.querySelectorAll<Input>('[data-name]') ?? [])];
    }
}
