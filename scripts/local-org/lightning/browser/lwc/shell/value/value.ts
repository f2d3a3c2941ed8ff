import { LightningElement, api } from 'lwc';
import type { Shown } from 'org/fields';
import { urlOf } from 'org/router';

const safeUrl = (text: string): string => (/^(https?:|mailto:|\/)/i.test(text) ? text : `https://${text}`);

/** One field's value: text, link, mark or rich text, by the field's type. */
export default class Value extends LightningElement {
    @api shown?: Shown;

    get text(): string {
        return this.shown?.text ?? '';
    }
    get recordUrl(): string | undefined {
        const id = this.shown?.linkId;
        return id !== undefined && this.text !== ''
            ? urlOf({ type: 'standard__recordPage', attributes: { recordId: id, actionName: 'view' } })
            : undefined;
    }
    get isBoolean(): boolean {
        return this.shown?.dataType === 'Boolean';
    }
    get isTrue(): boolean {
        return this.shown?.value === true;
    }
    get isRich(): boolean {
        return this.shown?.rich === true && this.text !== '';
    }
    get isLong(): boolean {
        return this.shown?.dataType === 'TextArea';
    }
    get outerUrl(): string | undefined {
        if (this.text === '') return undefined;
        switch (this.shown?.dataType) {
            case 'Url':
                return safeUrl(this.text);
            case 'Email':
                return `mailto:${this.text}`;
            case 'Phone':
                return `tel:${this.text.replace(/[^\d+]/g, '')}`;
            default:
                return undefined;
        }
    }
    get outerTarget(): string {
        return this.shown?.dataType === 'Url' ? '_blank' : '_self';
    }
}
