import { LightningElement } from 'lwc';
import { MESSAGES_EVENT, type MessagesEventDetail } from 'org/forms';

/** `lightning-messages`: errors of the record form around it that belong to no single field. */
export default class Messages extends LightningElement {
    messages: readonly string[] = [];

    connectedCallback(): void {
        const detail: MessagesEventDetail = { receive: (messages) => (this.messages = messages) };
        this.dispatchEvent(new CustomEvent(MESSAGES_EVENT, { detail, bubbles: true, composed: true }));
    }
    get shown(): { key: number; text: string }[] {
        return this.messages.map((text, key) => ({ key, text }));
    }
    get any(): boolean {
        return this.messages.length > 0;
    }
}
