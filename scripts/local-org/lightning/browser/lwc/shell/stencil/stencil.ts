import { LightningElement, api } from 'lwc';

const WIDTHS = ['85%', '60%', '72%', '45%', '66%', '52%'];

/** Grey lines where text will be: keeps the page's shape while it loads. */
export default class Stencil extends LightningElement {
    @api lines: number | string = 3;
    get shapes(): { key: number; style: string }[] {
        return Array.from({ length: Number(this.lines) }, (_unused, key) => ({
            key,
            style: `inline-size: ${WIDTHS[key % WIDTHS.length]}`
        }));
    }
}
