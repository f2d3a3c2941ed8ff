import { LightningElement } from 'lwc';

/** A modal as a plain element: `open` is a mock to be given a result, `close` a mock to be asserted. */
export const mockClose = jest.fn();

export default class LightningModal extends LightningElement {
    static open = jest.fn(() => Promise.resolve(undefined));
    close(result) {
        mockClose(result);
    }
}
