import { LightningElement } from 'lwc';

/** Asserted by tests: what a modal closed with. */
export const mockClose = jest.fn<undefined, [unknown]>();

/** A modal as a plain element: `open` is a mock to be given a result. */
export default class LightningModal extends LightningElement {
    static open = jest.fn(() => Promise.resolve(undefined));
    close(result: unknown): void {
        mockClose(result);
    }
}
